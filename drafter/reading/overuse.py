"""Days of use of acute medicines against the days from which their class is overused.

Each class has its threshold in `vocabulary/acute_drugs.yaml`; a class without one is a question, and so is use on so
many days whose months are not told. Days of several classes together are held to the lowest threshold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.domain import Bound, Value
from drafter.reading import qualified, usage
from drafter.reading.qualified import Doubted
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed
from drafter.text import assertion, lengths, standing, words
from drafter.text.patterns import Pattern
from drafter.text.words import Hit

_MONTHS = Bound(value=3, unit="months")
"""For how long days of use must have been so many. ICHD-3, 8.2."""
_SINCE = Pattern(r"\b(?:since|from|starting(?: in)?|began in|beginning(?: in)?|as of|going back to)\s*(?:the |last )?$")
_FOR_LONG = Pattern(
    r"\b(?:for|over|during|throughout|in) (?:the|this) (?:past|last|previous|whole|entire) year\b|"
    r"\bthroughout (?:the|this) year\b|\bthe whole of (?:the|this|last) year\b|"
    r"\bfor (?:many |several )?years\b|\ball year\b|\bfor a long time now\b"
)
_PAST_USE = Pattern(
    r"\b(?:used to|previously|formerly|in the past(?! (?:\w+ )?(?:months?|weeks?|days?|year)\b)|at that time|back "
    r"then|prior to)\b"
)


_EACH_MONTH = Pattern(r"\b(?:each|every|per|a) (?:calendar )?month\b|\bmonthly\b|/ ?mo\b")
_NOT_USED = Pattern(
    r"\b(?:(?:has|have|had)(?:n't| not)|never) (?:\w+ )?(?:touched|taken|used|needed|had|swallowed|required)\b|"
    r"\b(?:takes?|uses?|using|taking|needs?|took|used|on) (?:absolutely )?(?:no|nothing|none|neither|not a single)\b|"
    r"\b(?:does not|doesn't|do not|did not|didn't) (?:take|use|need)\b|"
    r"^\W*(?:no|not a single|not one)\b[^.;]{0,70}?\b(?:for|in|since|over|during) (?:the |an? )?(?:last |past |"
    r"over )?(?:\d|\w+ "
    r"(?:days?|weeks?|months?|years?)|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|"
    r"summer|winter|fall|autumn|months|weeks|years)"
)
"""That no acute medicine is taken."""
_BUT_FOR = Pattern(
    r"\b(?:other|except|besides|apart|aside|beyond|(?<!any )more|but|only|only if|helps?|helped|works?|worked|"
    r"touch(?:es)? (?:it|the)|reliev\w+|relief|"
    r"eas\w+|effect\w*|tolerat\w+|avail\w*|listed|recorded|documented|mentioned|known|respon\w+|benefit\w*|"
    r"refill\w*|told|advis\w+|"
    r"asked|instructed|should|must|will|agreed|promis\w+|before|until|overus\w+)\b"
)
"""Words by which that is no word about the days of all of them."""


@dataclass(frozen=True)
class _Use:
    """Medicines with the days a month on which they are taken."""

    said: Said
    drugs: tuple[Hit, ...]
    rate: usage.Rate
    pointed: bool = False
    """Whether the medicines are named in the statement before, to which this one points."""


def read(record: Record, denied: bool = False) -> list[Doubted]:
    """What the record says about days of use; `denied` where overuse is denied in words, which settles the sum."""
    uses = [use for said in record.said for use in _uses(said, record)]
    found = [_weigh(record, use) for use in uses]
    cleared = [u for u, w in zip(uses, found, strict=True) if w.weighed.bearing == "for"]
    together = sum(use.rate.most for use in cleared)
    if not denied and len({d.name for u in cleared for d in u.drugs}) > 1 and together >= _lowest():
        why = "several acute medicines are taken, and on how many days together is not said"
        found += [Doubted(Weighed("open", cleared[0].said.cite(), why), True)]
    over = {d.name for u, w in zip(uses, found, strict=False) if w.weighed.bearing == "against" for d in u.drugs}
    if over:  # another medicine that is taken rarely takes nothing from it
        of_it = [w for u, w in zip(uses, found, strict=False) if over & {d.name for d in u.drugs}]
        found = [*of_it, *found[len(uses) :]]
    found += [Doubted(_unrated(said).weighed, True) for said in record.said if _other_often(said, uses)]
    found += [_unused(said) for said in record.said if _none_taken(record, said)]
    return found + [_unrated(said) for said in record.said if _taken_without_days(said)]


_OFTEN = Pattern(
    r"^ (?:\w+ )?(?:often|frequently|regularly|liberally|freely|a lot|most of the time|in between|on most|on many|"
    r"on all|"
    r"on (?:the )?others?|at other times|for the rest)\b"
)
"""Behind a medicine: that it is taken often, without a number."""


def _other_often(said: Said, uses: list[_Use]) -> bool:
    """Whether it says of a medicine without a number of days that it is taken often."""
    if said.document.late or said.statement.cues.whole.other_person:
        return False
    rated = {d for u in uses if u.said is said for d in u.drugs}
    return any(d not in rated and _OFTEN.match(said.behind(d.end)) for d in _drugs(said))


def _none_taken(record: Record, said: Said) -> bool:
    """Whether it says that no acute medicine is taken: named as such, or of two classes at least."""
    if not said.search(_NOT_USED) or said.search(_BUT_FOR) or said.document.late or qualified.boxed(said):
        return False
    whole = said.statement.cues.whole
    unsure = (
        whole.certainty != "sure" or whole.time in ("planned", "conditional") or whole.other_person or whole.general
    )
    edge = record.clock - dt.timedelta(days=90)
    old = (said.written is not None and said.written < edge) or any(
        w.latest < edge and not _since(said, w.start) for w in said.statement.whens()
    )
    classes = {d.name for d in _drugs(said)}
    return (
        not (unsure or old)
        and ("unnamed" in classes or len(classes) > 1)
        and not next(iter(usage.find(said.low)), None)
    )


def _unused(said: Said) -> Doubted:
    return Doubted(Weighed("for", said.cite(), "no acute medicine is taken"), False)


def _lowest() -> float:
    return min(float(e["days"]) for e in words.load("acute_drugs").values() if "days" in e)


def _drugs(said: Said) -> list[Hit]:
    return [h for h in words.classes("acute_drugs").find(said.statement.clause.tokens) if h.name != "not_counted"]


def _uses(said: Said, record: Record | None = None) -> Iterator[_Use]:
    """Each rate with the medicines named before it, or right behind it where none stands before."""
    if said.document.late or said.statement.cues.whole.other_person or said.statement.cues.whole.general:
        return
    drugs, at = _drugs(said), said.statement.clause.start
    if not drugs:
        if record is not None and said.search(_IT):
            yield from _pointing(said, record)
        return
    places = [(d.start - at, d.end - at) for d in drugs]
    if listed_ := usage.headed(said.low, places) or usage.led(said.low, places):
        yield from (_Use(said, (drugs[n],), rate) for n, rate in listed_)
        return
    reached = 0
    for rate in usage.find(said.low):
        before = [d for d in drugs if reached <= d.start - at < rate.end]
        behind = [d for d in drugs if rate.end <= d.start - at <= rate.end + 70][:1]
        mine = _by_name(said, before or behind)
        if mine:
            reached = max(rate.end, mine[-1].end - at)
            yield _Use(said, tuple(mine), rate)


def _by_name(said: Said, drugs: list[Hit]) -> list[Hit]:
    """Medicines without the word for their kind that stands beside a name: "her only analgesic is", "naproxen OTC"."""
    at, named = said.statement.clause.start, [d for d in drugs if d.name != "unnamed"]
    between = ((d, said.low[min(d.end, o.end) - at : max(d.start, o.start) - at]) for d in drugs for o in named)
    kinds = [d for d, text in between if d.name == "unnamed" and not _JOINED.search(text)]
    return [d for d in drugs if d not in kinds]


_JOINED = Pattern(r"[,;/&+\d]|\b(?:and|or|plus|with|besides|not)\b")
"""Between two words for medicines that are two."""


def _pointing(said: Said, record: Record) -> Iterator[_Use]:
    """Rates of what the statement before names: "she uses a triptan, but it was never on more than five days"."""
    before = next(iter(record.preceding(said)), None)
    if before is None or before.statement.cues.whole.negated or not before.statement.cues.whole.plain:
        return
    if drugs := _drugs(before):
        yield from (_Use(said, tuple(drugs), rate, pointed=True) for rate in usage.find(said.low))


_IT = Pattern(r"\b(?:it|this|them|they|these)\b")


def _weigh(record: Record, use: _Use) -> Doubted:
    said, rate, cited = use.said, use.rate, use.said.cite_sentence()
    name = listed(dict.fromkeys(str(words.load("acute_drugs")[d.name]["called"]) for d in use.drugs))
    first, last = (0, 1) if use.pointed else (use.drugs[0].first, use.drugs[0].last)
    stands = assertion.at(said.statement.cues, first, last)
    if objection := _objection(record, use, stands):
        return Doubted(Weighed("open", cited, f"the use of {name} is {objection}"), False)
    values = (Value(name=f"days of {name} a month", value=round(rate.most if rate.most < 31 else rate.least, 1)),)
    if _several_numbers(use):
        return Doubted(Weighed("open", cited, "which days belong to which medicine cannot be told", values), True)
    limits = [words.load("acute_drugs")[d.name].get("days") for d in use.drugs]
    if _combined(use):  # one pill: butalbital with acetaminophen and caffeine
        limits = [min((x for x in limits if x), key=float, default=None)]
    known = [float(limit) for limit in limits if limit]
    if not known and rate.most < _lowest() and any(d.name == "unnamed" for d in use.drugs):
        known = limits = [_lowest()]
    if len(known) < len(limits):
        return Doubted(Weighed("open", cited, f"no threshold is set for {name}", values), rate.most >= _lowest())
    if rate.most < min(known):
        why = f"{name} are taken on fewer than {min(known):g} days a month"
        return Doubted(Weighed("for", cited, why, values), False)
    if rate.least < max(known):
        why = f"the days of {name} may lie on either side of the threshold"
        return Doubted(Weighed("open", cited, why, values), True)
    spans = usage.spanned(said.written_sentence.lower()) if said.search(_EACH_MONTH) else 0
    lasting = max(rate.months, spans) > _MONTHS.value or _lasting(record, said)
    why = {
        True: f"{name} are taken on {max(known):g} days a month or more for {_MONTHS.value:g} months or longer",
        False: f"{name} are taken so often for less than {_MONTHS.value:g} months",
        None: f"for how many months {name} are taken so often is not said",
    }[lasting]
    return Doubted(Weighed("against" if lasting else "open", cited, why, values), not lasting)


def _several_numbers(use: _Use) -> bool:
    """Whether a number stands between medicines that seem to share one: "6 days of one and 8 days of the other"."""
    if use.pointed:
        return False
    at = use.said.statement.clause.start
    return any(c.isdigit() for c in use.said.low[use.drugs[0].end - at : use.drugs[-1].start - at])


def _combined(use: _Use) -> bool:
    """Whether the medicines named are the parts of one, joined by strokes or hyphens alone."""
    if use.pointed:
        return False
    at = use.said.statement.clause.start
    between = use.said.low[use.drugs[0].end - at : use.drugs[-1].start - at]
    return len(use.drugs) > 1 and bool(_STROKES.match(between))


_STROKES = Pattern(r"^\s?[/+-](?:\s?[a-z]+\s?[/+-])*\s?$")


def _objection(record: Record, use: _Use, stands: standing.Assertion) -> str | None:
    """Why words about use do not say how it is now, or none."""
    said, at = use.said, use.said.statement.clause.start
    if stands.certainty != "sure" or stands.time in ("planned", "conditional") or qualified.boxed(said):
        return "only mentioned as uncertain or planned"
    if (stands.negated and not use.rate.capped) or stands.refused:
        return "denied for so many days"
    edge = record.clock - dt.timedelta(days=90)
    told = [w for w in said.statement.whens() if use.rate.start <= w.start - at < use.rate.end]
    whens = [w for w in said.statement.whens() if w not in told or use.rate.months == 1]
    if use.rate.months == 1 and any(w.latest >= record.clock for w in told):
        return "told for a month that is not over"
    dated = [w for w in whens if not _since(said, w.start)]
    old = said.written is not None and said.written < edge
    of_month = use.rate.months == 1 and all(c.lower() in said.low[use.rate.start : use.rate.end] for c in stands.cues)
    if (
        (stands.time == "past" and not of_month)
        or said.search(_PAST_USE)
        or old
        or (dated and max(w.latest for w in dated) < edge)
    ):
        return "told for the past"
    return None


def _since(said: Said, start: int) -> bool:
    return bool(_SINCE.search(said.low[: start - said.statement.clause.start]))


def _lasting(record: Record, said: Said) -> bool | None:
    """Whether it has gone on for long enough, as its sentence tells; none where that is not told."""
    passed: list[bool | None] = []
    for each in qualified.around(record, said):
        anchor = each.written or record.clock
        passed += [True] * bool(_FOR_LONG.search(each.low))
        passed += [lengths.passes(x, _MONTHS, anchor) for x in each.statement.lengths() if x.unit != "hours"]
        edge = lengths.since(_MONTHS, record.clock)
        passed += [True if w.latest <= edge else False if w.earliest > edge else None
                   for w in each.statement.whens() if _since(each, w.start)]  # fmt: skip
    return True if True in passed else False if passed and None not in passed else None


def _taken_without_days(said: Said) -> bool:
    """Whether a medicine that can be overused is named with no number of days."""
    if not said.search(_TAKES) or next(_uses(said), None):
        return False
    return any(not assertion.at(said.statement.cues, d.first, d.last).negated for d in _drugs(said))


_TAKES = Pattern(r"\b(?:takes?|taking|uses?|using|relies on|still on|continues)\b")


def _unrated(said: Said) -> Doubted:
    return Doubted(Weighed("open", said.cite(), "on how many days a month the medicine is taken is not said"), False)
