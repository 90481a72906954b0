"""When a naming of an excluded thing counts: not while it is dealt with, and only for what it must be said of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from drafter.reading.indicated import indicated
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, listed
from drafter.text import Mention, assertion, papers, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold
from drafter.text.words import Hit


class Doubted(NamedTuple):
    """A place, and whether it leaves the thing open whatever clears it elsewhere."""

    weighed: Weighed
    doubt: bool


_RISKS = Pattern(
    r"\b(?:risks|risk of|side effects?|complications?|adverse (?:effects?|events?)|(?<!'s )(?<!with )(?<!with the "
    r")consent(?:ed)?|call if|return if|"
    r"return precautions|watch for|monitor for|to prevent|educated (?:on|about)|in the event of)\b"
)
_NO_INDICATION_AFTER = Pattern(
    r"^\s*[:=?]\s*(?:no|none|denied|denies|negative|neg|absent|n)\b(?! (?:change|doubt))|"
    r"^[^.;]{0,20}\b(?:not|(?:is|was|are)n't) (?:the |an? )?(?:\w+ )?(?:indication|reason|target|"
    r"purpose|why (?:we|i|they) |what (?:we|i|they|the (?:injection|block|tpi)s?) (?:are |am |is |want to |wish to )?"
    r"(?:treat|inject|target|needle|for))"
)
_NOT_FOR = Pattern(
    r"\b(?:not|never|(?:is|are)n't) (?:(?:being|meant|intended|asked|requested|given|proposed|planned|for|to be) ){0,4}"
    r"(?:to treat|for|as (?:an? |the )?treatment (?:of|for))\s*(?:(?:the|her|his|their|this|patient's) )*$"
)
"""Before what the service is said not to be for."""
_WHICH_IS = Pattern(
    r"^\W*(?:which|and it|and that|that|yet it|but it) (?:(?:will|shall|is to) be (?:used|injected|given)|"
    r"(?:is|was) (?:the (?:planned |proposed |ordered )?(?:agent|anesthetic|injectate|drug)|what (?:is|will be) "
    r"(?:planned|used|injected)|planned|ordered|proposed|"
    r"drawn up|to be used))\b"
)
"""Behind the agent of an allergy: that it will be used all the same."""
_TO_WHICH = Pattern(r"^,? to which (?:she|he|they|the patient|pt)\b")
"""Behind what will be injected: that the patient reacted to it."""
_TO_BE_INJECTED = Pattern(
    r"\b(?:solution|mixture|mix|syringe|tray|vial|drawn up|loaded|contain\w*|plan\w*|us(?:e|ed|ing)|will inject|"
    r"inject\w*|will give|"
    r"to be given|intend\w*|proposed|agent|"
    r"injectate|order(?:ed)?|tpis? (?:with|of))\b|\bw/ ?\d|\bwith \d"
)


def warned(said: Said) -> bool:
    """Whether a statement is about what might happen: risks, consent, instructions."""
    return bool(said.search(_RISKS))


def boxed(said: Said) -> bool:
    """Whether it tells what a list or box says."""
    return any(said.search(pattern) for pattern in said.among(words.expressions("standing", "boxes")))


def pending(said: Said) -> bool:
    """Whether it says that something is not settled yet."""
    if any(said.search(p) for p in said.among(words.expressions("standing", "hangs"))):
        return True
    asking = any(said.search(p) for p in said.among(words.expressions("standing", "asking")))
    return bool(said.statement.hits("standing", "pending")) or (asking and not said.search(_ANSWERED))


_ANSWERED = Pattern(r"\b(?:agree[sd]?|approve[sd]|ok(?:ay)?(?:'?d)?|cleared|confirmed|advise[sd]|said|says)\b")


def around(record: Record, said: Said) -> list[Said]:
    """The statement, the others of its sentence, and the next sentence, as far as they speak of no other condition."""
    beside = [s for s in (*record.preceding(said), *record.following(said)) if _beside(said, s)]
    return [said, *beside]


def _beside(said: Said, other: Said) -> bool:
    apart = other.statement.clause.sentence - said.statement.clause.sentence
    named = any(words.concept(m.concept).family in ("conditions", "findings") for m in other.statement.mentions)
    return apart in (0, 1) and not named


def dealt_with(record: Record, said: Said, mention: Mention, name: str) -> Doubted | None:
    """What the words beside a naming say was done about it, or none."""
    about = words.concept(name).about
    if "addressed" not in about:
        return None
    near, what, cited = around(record, said), be(name), said.cite_sentence()
    whole = about.get("counts") == "unaddressed"
    how = _care(near, name, about)
    unsettled = any(pending(s) or papers.silent(s.low) for s in near)
    if whole and not mention.stands.resolved and left_alone(near, name):
        return Doubted(Weighed("against", cited, f"{what} named, and nothing was done about it"), False)
    if unsettled:
        return Doubted(Weighed("open", cited, f"{what} not settled yet"), whole)
    if any(s.statement.hits_of(about.get("unaddressed", ())) for s in near):
        return None
    if "done" in how and not (whole and any(_not_done(s, name) for s in near)):
        return Doubted(Weighed("for", cited, f"{what} dealt with"), False)
    if how:
        return Doubted(Weighed("open", cited, f"what is to be done about {words.names(name)} is only planned"), whole)
    return None


_MADE_SURE = Pattern(
    r"\b(?:the|this|that|his|her|an?|left|right|known|[cls]\d) (?:[\w-]+ ){0,3}$|\b(?:emg|mri|since|diagnos\w+)\b"
)


def untreated(said: Said, name: str) -> Doubted:
    """A thing for which no treatment was given: shown where it is told of as there, else open."""
    cited, whole = said.cite_sentence(), said.statement.cues.whole
    mention = said.statement.of(name, *words.concept(name).about.get("mentions", ()))[0]
    sure = whole.certainty == "sure" and whole.time in ("current", "past") and not papers.silent(said.low)
    told = _MADE_SURE.search(said.ahead(mention.start)) is not None and sure and not said.search(_NEEDLESS)
    why = f"{be(name)} named, and nothing was done about it" if told else f"{be(name)} named where no care is told of"
    return Doubted(Weighed("against" if told else "open", cited, why), False)


def left_alone(near: Sequence[Said], name: str) -> bool:
    """Whether statements say that nothing was done about it, and none says that something was or will be."""
    about = words.concept(name).about
    told = [s for s in near if _not_done(s, name)]
    plain = any(s.statement.hits_of(about.get("unaddressed", ())) for s in told)
    return bool(told) and (plain or not (any(pending(s) for s in near if s not in told) or _care(near, name, about)))


def _care(near: Sequence[Said], name: str, about: Any) -> set[str]:
    """What statements say was done about it: `done`, `open` where only planned or doubted."""
    how = {_done(s, h, about) for s in near for h in s.statement.hits_of(about["addressed"])}
    for key, what in (("dealt_with", "done"), ("begun", "open")):
        for pattern in words.expressions("exclusions", name, key) if key in about else ():
            how |= {what for s in near if not s.statement.clause.question and _affirmed(s.low, pattern)}
    return how - {""}


def _affirmed(low: str, pattern: Pattern) -> bool:
    match = pattern.search(low)
    return match is not None and not _DENIED.search(low[: match.start()])


_DENIED = Pattern(r"(?:\b(?:nobody|no one|none|no|not|never|without|nor|refus\w+|declin\w+)|n't)\b[^.;,]*$")
_NEEDLESS = Pattern(r"\b(?:need(?:s|ed|ful)?|require\w*|necessary|indicated|reason|contraindication)\b")
"""Words by which what was not done did not have to be."""


def _not_done(said: Said, name: str) -> bool:
    """Whether a statement says that nothing was done."""
    whole, about = said.statement.cues.whole, words.concept(name).about
    if whole.other_person or whole.certainty != "sure" or said.document.late or papers.silent(said.low):
        return False
    if said.statement.hits_of(about.get("unaddressed", ())):
        return True
    given = words.expressions("exclusions", name, "left") if "left" in about else ()
    return any(p.search(said.low) for p in given) and not said.search(_NEEDLESS)


def _done(said: Said, hit: Hit, about: Any) -> str:
    """Whether the words say it was done: `done`, `open` where only planned or doubted, or nothing."""
    stands = assertion.at(said.statement.cues, hit.first, hit.last)
    if stands.other_person or stands.negated or stands.refused or said.document.late or _left_blank(said, hit):
        return ""
    ahead = said.ahead(hit.start)
    if _NO_STEP.search(ahead) or _NOBODY.search(ahead):
        return ""
    if stands.certainty != "sure" or stands.time == "conditional":
        return "open"
    return "open" if stands.time == "planned" and about.get("planned") != "true" else "done"


_NO_STEP = Pattern(
    r"(?:\b(?:neither|nobody|no one|none|no|not|never|without|nor)\b|n't\b)[^.;]{0,70}?\b(?:arrang\w+|plans?|steps?|"
    r"provisions?|instructions?|attempts?|efforts?|moves?|moved|orders?)\b[^.;,]{0,40}$"
)
"""Before what would be done: that no step was taken to do it."""


_NOBODY = Pattern(
    r"\b(?:nobody|no ?-?one|none of (?:us|them)|neither|forb[ai]d\w*|forbade|veto\w*|prohibit\w*|oppos\w+|"
    r"objects? to)\b[^.;,]{0,50}$"
)
"""Before what would be done: that nobody did it."""


def _left_blank(said: Said, hit: Hit) -> bool:
    """Whether the words are the label of a field that is left open, or answered with no: "Hold: ____"."""
    return _NOTHING_IN.match(said.low[hit.end - said.statement.clause.start :]) is not None


_NOTHING_IN = Pattern(
    r"(?: plan\w*)?\s*[:=?]\s*(?:no|none|nil|n)\b|[^:=.;,]{0,20}[:=]?\s*(?:_{2,}|\.{3,}|\[\s*\]|☐|"
    r"\?)|\s*[:=]\s*$|\s+(?:no|nil)\W*$"
)


def counts(record: Record, said: Said, mention: Mention, name: str) -> Doubted:
    """Whether an affirmed naming shows the thing."""
    how = words.concept(name).about["counts"]
    if how == "indication":
        return _indication(said, mention, name)
    if how == "agent":
        return _agent(record, said, name)
    past = mention.stands.time in ("past", "planned")
    why = "what is done about it is not said"
    return Doubted(Weighed("open", said.cite(), f"{be(name)} not cleared: {why}"), not past)


_YES = Pattern(r"^\s*[:=]\s*(?:y|yes|present|positive|confirmed)\W*$")
_CARE_NO = Pattern(
    r"\b(?:withdrawal|withdrawn|detox\w*|wean\w*|taper\w*|treatment|treated|addressed|limit\w*|reduc\w*)\b[^:=|"
    r"]{0,25}[:=]\s*"
    r"(?:no|none|n|not (?:begun|started|done|planned|yet))\b"
)


_BY_PATIENT = Pattern(
    r"\b(?:patient|pt|intake|self|portal|online)\b[^.;]{0,25}\b(?:form|questionnaire|report|survey|checklist)\b"
)


def answered_untreated(record: Record, said: Said, mention: Mention, name: str) -> bool:
    """Whether a field says yes to it and the next one that nothing is done about it, which only a clinician tells."""
    if "addressed" not in words.concept(name).about or said.document.speaker is not None or boxed(said):
        return False
    if any(s.search(_BY_PATIENT) for s in record.preceding(said)[:2]):
        return False
    behind = said.low[mention.end - said.statement.clause.start :]
    return bool(_YES.match(behind)) and any(s.search(_CARE_NO) for s in record.following(said)[:1])


def asked_for(said: Said, mention: Mention, name: str) -> bool:
    """Whether a form states it, beside no box, as what the service is for: that is where an indication is stated."""
    stated = words.concept(name).about.get("counts") == "indication" and indicated(said, mention)
    return stated and not any(sign in said.low for sign in "[☐☑☒")


def _indication(said: Said, mention: Mention, name: str) -> Doubted:
    """Named as what the service is asked for, and alone so."""
    offset = said.statement.clause.start
    not_for = _NOT_FOR.search(said.low[: mention.start - offset])
    if not_for or _NO_INDICATION_AFTER.search(said.low[mention.end - offset :]):
        return Doubted(Weighed("for", said.cite(), f"{be(name)} denied"), False)
    others = [m for m in said.statement.mentions if words.concept(m.concept).family == "conditions"]
    alone = all(m.concept in (name, *words.concept(name).about.get("mentions", ())) for m in others)
    stands = mention.stands
    if alone and stands.time != "past" and indicated(said, mention):
        return Doubted(Weighed("against", said.cite(), f"{be(name)} stated"), False)
    return Doubted(Weighed("open", said.cite(), "it is named, not said to be what the service is for"), False)


def at_site(record: Record, said: Said, mention: Mention, name: str, here: bool) -> Doubted:
    """Named for the place where the service is given."""
    edge = record.clock - dt.timedelta(days=90)
    if any(when.latest < edge for when in said.statement.whens()):
        return Doubted(Weighed("open", said.cite(), f"{be(name)} named with a date of the past"), False)
    if mention.stands.time != "past" and here:
        return Doubted(Weighed("against", said.cite(), f"{be(name)} recorded"), False)
    return Doubted(Weighed("open", said.cite(), "it is not said to be where the injection is given"), False)


# ------------------------------------------------------------------------------------------------------------ agents


_NO_OTHER = Pattern(
    r"\ballerg\w+\b(?:[^.;?]{0,40}?\b(?:only|alone)\W*$|[^.;?]{0,40}?,? (?:but |and )?(?:no others?(?=\W*(?:$|[.;,]|"
    r"allerg|known|drug))|none (?:else|"
    r"other)|nothing else)\b"
    r"(?! (?:known|recorded|documented|listed|on file)))|\b(?:only|sole|single) (?:known |drug )?allergy\b"
)
"""That an allergy is the only one."""
_LIKE_AGENT = Pattern(
    r"\w*caines?\b|\b(?:locals?|an[a]?esthetics?|numbing|steroids?|cortisone|novocaine?|kenalog|contrast|iodine|"
    r"betadine|"
    r"chlorhexidine|adhesive|saline|preservatives?|\?)"
)
"""What may be in an injection, or a doubt."""


def _agents(said: Said) -> list[Hit]:
    return words.classes("agents").find(said.statement.clause.tokens)


def _agent(record: Record, said: Said, name: str) -> Doubted:
    """An allergy counts where what it is to will be injected; one to the same class is a question."""
    named = _agents(said)
    if not named and said.search(_NO_OTHER) and not said.search(_LIKE_AGENT):
        return Doubted(Weighed("for", said.cite(), "the only allergy named is to something else"), False)
    if not named:
        return Doubted(Weighed("open", said.cite(), "the allergy named is to something else"), False)
    near = [s for s in record.preceding(said)[:2] if not s.statement.of(name)]
    planned = [h for s in (*near, *around(record, said)) for h in _planned(s, named if s is said else ())]
    same = [h for h in planned if fold(h.phrase) == fold(named[0].phrase)]
    if same:
        return Doubted(
            Weighed("against", said.cite_sentence(), f"{be(name)} recorded for what will be injected"), False
        )
    called = listed(str(words.load("agents")[h.name]["called"]) for h in named)
    why = f"whether what will be injected belongs to the same class ({called}) has to be asked"
    return Doubted(Weighed("open", said.cite_sentence(), why), True)


def _planned(said: Said, allergic: Sequence[Hit]) -> list[Hit]:
    """Agents that a statement says will be injected."""
    start = said.statement.clause.start
    first, heading = allergic[:1], fold(said.statement.clause.heading or "")
    ordered = not allergic and _TO_BE_INJECTED.search(heading) is not None
    return [
        h
        for h in _agents(said)
        if (h not in first or _WHICH_IS.match(said.low[h.end - start :]) or _TO_WHICH.match(said.low[h.end - start :]))
        and (ordered or _TO_BE_INJECTED.search(said.low[max(0, h.start - start - 40) : h.end - start + 40]))
    ]


_NO_ALLERGY = Pattern(
    r"^\W*(?:(?:drug|medication|known|known drug) )?allerg(?:y|ies)(?: history| list)?\W{0,3}"
    r"(?:none|nil|no|negative|denied|denies(?: any)?|0)(?: (?:known|reported|recorded|to (?:any )?(?:drugs?|"
    r"medications?|medicines?)))*\W*$"
)
"""A field for allergies that says that there are none at all."""


def agent_denied(said: Said, name: str) -> Doubted:
    """A denied allergy clears it where it names the agent; one to something else does not."""
    if _agents(said) or said.search(_NO_ALLERGY):
        return Doubted(Weighed("for", said.cite(), f"{be(name)} denied"), False)
    return Doubted(Weighed("open", said.cite(), "the allergy denied is to something else"), False)


def not_of_agent(said: Said, hits: Sequence[Hit]) -> str | None:
    """Why words that deny every allergy do not: they name one substance, or except one."""
    tokens = said.statement.clause.tokens
    agents = _agents(said)
    if said.statement.cues.exceptions and agents:
        return "an exception is made for what may be injected"
    if any(tokens[h.last].word in ("to", "for") for h in hits if h.last < len(tokens)) and not agents:
        return "the allergy denied is to something else"
    return None
