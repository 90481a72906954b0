"""One thing that must not be so: every place that clears it, shows it, or leaves it open.

What its words come to is said by its entry in `vocabulary/exclusions.yaml`; a new one needs words and no code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.reading import answered, doubted, laboratory, overuse, plainly, qualified, signs
from drafter.reading.record import STALE_MONTHS, Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, objected
from drafter.text import Mention, assertion, dates, papers, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold
from drafter.text.words import Hit

_CARE_BEFORE = Pattern(
    r"\b(?:tried|failed|previously|prior|last|history|in the past|before|helped|underwent|received)\b"
)
_NOT_APPLICABLE = Pattern(r"\bn/a\b|\bnot applicable\b")
_CAUSE = Pattern(
    r"\b(?:no|not|cannot|can't|never|without|unable|declined)\b.*\b(?:due to|because of|owing to|secondary to|given|"
    r"on account of|in view of|until|caused by|for fear of)\b"
)
"""Words after which a denial no longer reaches what follows: "not a candidate due to infection"."""
_CRITERIA = Pattern(
    r"^\W*(?:(?:by|per|with|at) (?:\w+ ){0,2}?\w+\W+)?(?:\w+ ){0,2}?"
    r"criteria (?:are |were |was |have )?(?:not|un|never)[ -]?(?:been )?(?:met|fulfilled|satisfied)\b|"
    r"^\W*(?:(?:was|has been|had been|is|were)\W+)?(?:considered|suspected|questioned|evaluated)"
    r"(?: (?:and|but|then|later|was|has been|subsequently)){1,4} (?:ruled out|excluded|dismissed)\b|"
    r"^\W*(?:headaches?\W*)?(?:and|but|yet|:|-) ?(?:(?:she|he|they|pt|(?:the )?patient|this \w+) )?(?:clearly |"
    r"plainly )?"
    r"(?:(?:do(?:es)?|did)(?: not|n't) (?:have|show|meet)(?: (?:it|this|that|one|any|them|the criteria|criteria))\b|"
    r"(?:i )?(?:found|saw|see|find) (?:none|nothing|no (?:sign|evidence|hint)s?)\b|there (?:is|was) none\b|"
    r"it (?:is|was) not (?:there|present|the case)\b)|"
    r"^\W*(?:headaches?\W*)?(?:(?:does|do|did)(?: not|n't) (?:play (?:a|any) (?:part|role)|contribute|apply)|"
    r"(?:is|was)(?: not|n't) (?:a factor|an issue|a problem|in play))\b"
)
_TOPIC = Pattern(
    r"^[\s-]{1,2}(?:counsel\w*|education|questionnaires?|screen(?:ing|er)?s?|hand-?outs?|leaflets?|talk|policy|"
    r"clinic|diary|"
    r"form|calculator|"
    r"precautions|awareness|prevention|teaching|advice|information|warnings?|discussion)\b"
)
_NOT_FOLLOWED = Pattern(
    r"^[^.;,]{0,15}\b(?:no longer|not|never)\b (?:\w+ )?(?:tracked|monitored|followed|assessed|discussed|"
    r"screened|asked|reviewed|"
    r"recorded|counted|looked (?:at|for|into)|raised|covered|gone into|evaluated|explored|checked|mentioned|"
    r"documented|charted)\b"
    r"|^[^.;,]{0,20}\b(?:not|never|no) (?:a )?(?:part|topic|subject) of (?:the|this|that|today's|our)\b"
)
"""Behind a name that is a topic alone, and that nobody followed it up."""
_DUE = Pattern(
    r"\b(?:due|edd|expected|term|until)\b[^.;]{0,12}$|\bexpecting\b[^.;]{0,40}$|\bnext (?:\w+ ){0,3}$|"
    r"\b(?:booked|scheduled|planned) (?:for|on) $|\bsince (?:(?:early|mid|late|about|around) )?$"
)
"""Before a day that is still to come, whatever year is meant, or from which on it has gone on."""
_WORKED_UP = Pattern(
    r"^\W{1,2}(?:work-?up|evaluation|testing|assessment|screen(?:ing)?)\b[^.;]{0,30}\b(?:negative|neg|normal|"
    r"unremarkable)\b"
)
_ENDED = Pattern(
    r"^\W*(?:has|have|is|had) (?:\w+ )?(?:ended|over|stopped|ceased|at an end|behind (?:her|him)|come to an end|"
    r"reversed)\b"
)
_CARE_DENIED = Pattern(
    r"\bno (?:\w+ ){0,2}(?:treatment|therapy|work-?up|imaging|care|evaluation|referral|investigation|medication|"
    r"drug|hold|plan)s?\b"
    r"[^.;,]{0,30}\b(?:for|of|about) (?:\w+ ){0,4}$|"
    r"\b(?:never|not)(?: yet)? (?:been )?(?:treated|worked up|evaluated|imaged|investigated|referred|seen|"
    r"operated)(?: on)? for "
    r"(?:\w+ ){0,4}$"
)
"""Before a thing that is not denied: what was not done about it."""
_KEPT_ON = Pattern(
    r"(?:\b(?:will|would|does|do|did|shall|is|was|may|must|should|can|could) not|\b(?:cannot|never)|\w+n't|"
    r"\b(?:refus|declin|unwilling|unable|reluctant|oppos)\w*"
    r"|\bnot (?:willing|able|prepared|allowed))(?: (?:to|want to|wish to|agree to|intend to|be|have|let (?:her|"
    r"him|them)))*"
    r" (?:hold|holding|held|stop|stopp\w+|come off|coming off|go off|pause|pausing|interrupt\w*|skip\w*|omit\w*|"
    r"give up|giving up|discontinu\w+|quit\w*|cease|"
    r"withhold|suspend\w*)(?: (?:the|her|his|their|any|this))*\s*$"
)
"""Before a medicine that is taken all the same: "will not hold", "refuses to come off"."""
_ALL_EXCLUDED = Pattern(
    r"^(?:(?:,| and| or|/)+ ?(?!(?:but|with|which|though|while|known|found|seen|not|never|no)\b)"
    r"(?:(?!(?:not|never|no)\b)\w+ ){0,2}(?!(?:not|never|no)\b)\w+){0,6}"
    r"(?:,? (?:is|are|was|were|has|have)(?: (?:all|both|been|now|also|then|therefore))* "
    r"(?:excluded|ruled out|absent|not (?:seen|present|found|identified|evident))|"
    r",? (?:all |both |each )?(?:excluded|ruled out|absent|not (?:seen|present|found|identified|"
    r"evident))(?=\W*$|[.;,)]))\b"
)
"""Behind one or the first of several: "fracture, tumour and infection are excluded"."""
_NOT_EXCLUDED = Pattern(
    r"^(?:(?:,| and| or|/)+ ?(?:\w+ ){0,2}?\w+){0,6}?,? (?:(?:is|are|was|were|has|have) )?(?:not|never|cannot|can't|"
    r"could not)(?: (?:be|been|yet|entirely|fully|completely))* (?:excluded|ruled out|eliminated)\b"
)
"""Behind one or the first of several that nobody has excluded."""
_BARE_LIST = Pattern(r"^\W*no \w+(?: \w+)?(?:, (?:no |or )?(?:[a-z]+ )?[a-z]+){2,}\W*$")
"""Nothing but a list that one "no" opens: "no fracture, tumor, infection"."""
_BARE_NO = Pattern(r"^\s*-{0,2}\s*(?:no?|none|nil)\s*(?=[,;.]|$)")
_ITEM_NO = Pattern(r"[a-z]\s*-{0,2}\s+(?:no?|none|nil)\s*(?=[,;.]|$)")
"""Items of a screen that are answered no one by one: "fibromyalgia N, anticoagulants N, medication overuse N"."""
_FIELD_NO = Pattern(r"^\s*[:=]\s*(?:no|none|nil|n|denied|absent|neg(?:ative)?)\W*$")
"""A field of a clinician's own note that denies what it names."""
_IN_SEARCH = Pattern(r"\b(?:to|for) (?:exclude|rule out|r/o|look for|check for|screen for|search for)\b[^.;]*$")
"""Before what an examination was to look for, which says nothing of what it found."""
_RESULT = Pattern(
    r"\b(?:hcg|quantitative)\b[^.;/]{0,15}?(?<![/.\d])(?P<many>\d{1,3},\d{3}|(?!20\d\d\b)\d{3,6})(?![/\d]|\.\d)|"
    r"\b(?P<good>negative|neg|normal|unremarkable|within normal limits|wnl)\b|(?P<low><\s*5\b)|(?P<bad>\b(?:positive|"
    r"pos)\b|\+(?!\w))"
)


@dataclass(frozen=True)
class Excluded:
    """What the record says about one excluded thing."""

    places: tuple[Weighed, ...]
    """Every place that speaks of it."""
    doubts: tuple[Weighed, ...] = ()
    """Those of them that leave open whether it is so, whatever clears it elsewhere."""

    @property
    def against(self) -> list[Weighed]:
        """Places that show it."""
        return [w for w in self.places if w.bearing == "against"]

    @property
    def cleared(self) -> list[Weighed]:
        """Places that clear it, where nothing leaves it open."""
        return [] if self.doubts else [w for w in self.places if w.bearing == "for"]


def read(record: Record, name: str) -> Excluded:
    """All that the record says about one excluded thing."""
    about = words.concept(name).about
    alike = _asked_for(record, about.get("another_of", ()))
    places = [
        _weigh(record, said, m, name)
        for said in record.said
        for m in _mentions(said, name)
        if not (alike and _none_but(said, m, alike))
    ]
    places += [w for said in record.said if (w := _cleared(record, said, name, alike))]
    if "denied" in about:
        places += [w for said in record.said if (w := _denied_word(record, said, name))]
    if "unless" in about:
        places += _inverse(record, str(about["unless"]))
    places += plainly.cleared(record, name)
    if "tests" in about:
        places += [w for said in record.said for w in _tested(record, said, name)]
    found = [(w, False) if isinstance(w, Weighed) else w for w in places]
    if "signs" in about:
        found += [(_fresh(record, said, name, each.weighed), each.doubt) for said, each in signs.read(record, name)]
    found += laboratory.read(record, name) if "levels" in about else []
    if "overuse" in about:
        found += overuse.read(record, denied=any(w.bearing == "for" for w, _ in found))
    found += [(w, True) for w in _conflict(record, name)]
    return Excluded(tuple(w for w, _ in found), tuple(w for w, doubt in found if doubt))


_Alike = tuple[frozenset[str], frozenset[str]]


def _asked_for(record: Record, groups: Sequence[Sequence[str]]) -> _Alike | None:
    """Names of the medicine asked for, and of the others of its kind; a medicine is no second one beside itself."""
    if not groups:
        return None
    service = record.policy.service(record.line)
    told = fold(record.line.description or "")
    by_line = [names for names in groups if any(name in told for name in names)]
    coded = fold(" ".join(service.words)) if service else ""
    mine = by_line or [names for names in groups if any(name in coded for name in names)]
    own = frozenset(name for names in mine for name in names)
    return own, frozenset(name for names in groups for name in names) - own


def _none_but(said: Said, mention: Mention, alike: _Alike) -> bool:
    """Whether a naming tells of the medicine asked for alone; "add Ajovy in addition to Aimovig" does not."""
    low = fold(said.document.text[mention.start : mention.end])
    ahead = said.ahead(mention.start)
    told = ahead + low if _BESIDE.match(low) and not _FOR_ATTACKS.search(ahead) else low
    return any(name in low for name in alike[0]) and not any(name in told for name in alike[1])


_BESIDE = re.compile(r"in addition to|together with|along with|alongside|added to|on top of")
_FOR_ATTACKS = re.compile(r"\b(?:prn|as needed|for (?:the )?attacks|acute(?:ly)?|abortive|rescue)\b")


_CONFLICT = Pattern(
    r"\b(?:conflict\w*|disagree\w*|contradict\w*|discrepan\w+|do not agree|at odds|"
    r"(?:not|never)(?: yet| been)* (?:resolved|reconciled|settled)|un(?:resolved|reconciled|settled))\b"
)
"""Two sources of which neither has been shown right."""


def _conflict(record: Record, name: str) -> list[Weighed]:
    """Places that say that those who name it and those who deny it have not been reconciled."""
    named = [(s, m.stands) for s in record.said for m in _mentions(s, name) if not m.stands.other_person]
    if {stands.negated for _, stands in named} != {True, False}:
        return []
    near = [x for s, _ in named for x in (s, *record.following(s)[:1]) if x.search(_CONFLICT)]
    return [Weighed("open", s.cite(), f"{be(name)} named and denied, and the sources disagree") for s in near]


def _mentions(said: Said, name: str) -> list[Mention]:
    """Namings of it that are no part of words which clear it."""
    about = words.concept(name).about
    named = said.statement.of(name, *about.get("mentions", ()))
    if not named:
        return []
    cleared = said.statement.hits_of(about.get("cleared", ()))
    return [m for m in named if not any(h.start < m.end + _LABEL and m.start < h.end for h in cleared)]


_LABEL = 3
"""Signs between a label and the words that clear what it names: "Allergies: NKDA"."""


def _criteria_unmet(said: Said, mention: Mention) -> bool:
    """Whether it is said behind its name to be ruled out in the end, or its criteria not to be met."""
    behind = said.rest(mention.end)
    if _BARE_NO.match(behind) and len(_ITEM_NO.findall(said.sentence)) > 1:
        return True
    unmet = bool(_CRITERIA.match(behind) or _ALL_EXCLUDED.match(behind) or said.search(_BARE_LIST))
    return unmet or doubted.considered_out(said, mention)


_ONLY_BELIEVED = Pattern(
    r"\b(?:she|he|they|patient|pt) (?:\w+ly )?(?:thinks|believes|guesses|supposes|assumes)\b(?! (?:of|about|the)\b)|"
    r"\bor was it\b|[\"“'][^\"”]{0,20}\bi (?:do not|don't|dont) (?:think|believe|suppose|know)\b"
)
"""What the patient only believes."""


def _weigh(record: Record, said: Said, mention: Mention, name: str) -> Weighed | qualified.Doubted:
    """One naming."""
    stands, what, cited = mention.stands, be(name), said.cite()
    about = words.concept(name).about
    if answer := answered.reply(record, said, mention):
        told = answered.after(record, said)[0].cite()
        if answer == "no":
            return _fresh(record, said, name, Weighed("for", told, f"{what} denied, in answer to a question"))
        return Weighed("open", told, f"{what} named in answer to a question")
    if objection := _not_here(record, said, mention, name):
        return Weighed("open", cited, objection)
    if said.search(_ONLY_BELIEVED):
        return Weighed("open", cited, f"{what} told as what somebody only believes")
    if _IN_SEARCH.search(said.low[: mention.start - said.statement.clause.start]):
        return Weighed("open", cited, f"{what} named as what was to be looked for")
    if _NOT_EXCLUDED.match(said.rest(mention.end)):
        return Weighed("open", cited, f"{what} named as not excluded")
    if _WORKED_UP.match(said.behind(mention.end)):
        return _denied(record, said, mention, name)
    if _TOPIC.match(said.behind(mention.end)) or _NOT_FOLLOWED.match(said.behind(mention.end)):
        return Weighed("open", cited, f"{what} named only as what is taught, asked or followed")
    if "addressed" in about and _KEPT_ON.search(said.ahead(mention.start)):
        return qualified.Doubted(Weighed("against", cited, f"{what} named, and it will not be held"), False)
    if "addressed" in about and stands.negated and _CARE_DENIED.search(said.ahead(mention.start)):
        return qualified.untreated(said, name)
    if "over" in about and stands.certainty == "sure" and _ENDED.match(said.behind(mention.end)):
        return _fresh(record, said, name, Weighed("for", cited, f"{what} over"))
    if (stands.negated or _criteria_unmet(said, mention)) and not name.startswith("no_"):
        return _denied(record, said, mention, name)
    if stands.refused:
        return Weighed("open", cited, f"{be(name, 'was')} declined")
    if qualified.warned(said):
        return Weighed("open", cited, f"{what} mentioned only among risks or instructions")
    if dealt := qualified.dealt_with(record, said, mention, name):
        return dealt
    if stands.resolved:
        over = "for" if about.get("over") != "open" and ("counts" not in about or "over" in about) else "open"
        return _fresh(record, said, name, Weighed(over, cited, f"{what} over"))  # type: ignore[arg-type]
    if "signs" in about and doubted.several_authors(said) and signs.denied_beside(said, name):
        return Weighed("open", cited, f"{what} named by one author, and another found nothing")
    if about.get("counts") == "site":
        return qualified.at_site(
            record, said, mention, name, signs.at_site(record, said, name) or signs.beside(record, said, name)
        )
    if "counts" in about:
        return qualified.counts(record, said, mention, name)
    state = "over" in about or "fresh_days" in about
    if stands.time == "past" or (not state and stands.time != "planned" and said.search(_CARE_BEFORE)):
        return Weighed("open", cited, f"{what} named for the past, not for this request")
    edge = record.clock - dt.timedelta(days=int(about.get("course_days", 90 if state else 0)))
    stays = about.get("chronic") == "true"
    if not stays and any(w.latest < edge and not _DUE.search(said.ahead(w.start)) for w in said.statement.whens()):
        return Weighed("open", cited, f"{what} named with a date of the past")
    if state and stands.time == "planned":
        return Weighed("open", cited, f"{what} mentioned only as planned")
    return Weighed("against", cited, f"{what} part of the care described" if not state else f"{what} recorded")


def _not_here(record: Record, said: Said, mention: Mention, name: str) -> str | None:
    """Why a naming says nothing about this patient today, or none."""
    stands, what = mention.stands, be(name)
    if said.document.late:
        return f"{what} mentioned only in a note written after the date of service"
    unsure = stands.certainty != "sure" and not doubted.considered_out(said, mention)
    if stands.other_person or unsure or stands.time == "conditional":
        objection = record.objection(said, stands, stale_counts=True) or "it is mentioned only as uncertain"
        return objected(name, objection)
    if said.records_missing():
        return "the records are missing, which says nothing about the care given"
    printed = stands.speaker == "form" or qualified.boxed(said)
    meant = qualified.asked_for(said, mention, name) or qualified.answered_untreated(record, said, mention, name)
    about = words.concept(name).about
    lasts = about.get("counts") == "indication" or about.get("chronic") == "true"
    field = stands.negated and said.document.speaker is None and lasts
    meant = meant or (field and _FIELD_NO.match(said.rest(mention.end)) is not None)  # "Fibromyalgia: no."
    if said.search(_NOT_APPLICABLE) or (printed and not meant):
        return f"{what} mentioned only in a form or template"
    return None


def _denied(record: Record, said: Said, mention: Mention, name: str) -> Weighed | qualified.Doubted:
    cited = said.cite()
    lead = said.low[: mention.start - said.statement.clause.start]
    if _CAUSE.search(lead):
        return Weighed("open", cited, f"{be(name)} named as a reason, not denied")
    if papers.silent(said.low):
        return Weighed("open", cited, "the note is said not to mention it, which is no denial")
    if words.concept(name).about.get("counts") == "agent":
        return qualified.agent_denied(said, name)
    return _fresh(record, said, name, Weighed("for", cited, f"{be(name)} denied"), mention.start)


def _fresh(record: Record, said: Said, name: str, found: Weighed, at: int | None = None) -> Weighed:
    """A clearance, unless it is too old to show how things are; `at` is where its words begin, if not all along."""
    if found.bearing != "for":
        return found
    days = int(words.concept(name).about.get("fresh_days", STALE_MONTHS * 31))
    edge = record.clock - dt.timedelta(days=days)
    dated = [w.latest for w in said.statement.whens() if at is None or _dates(said, w, at)]
    if (said.written and said.written < edge) or (dated and max(dated) < edge and "since" not in said.low):
        return Weighed("open", found.cited, f"{found.why}, but that was more than {days} days before")
    return found


def _dates(said: Said, when: dates.When, at: int) -> bool:
    """Whether a date belongs to the words at `at`: not where it stands in another part of a list, with other words."""
    low, offset = said.low, said.statement.clause.start
    start = max(low.rfind(mark, 0, when.start - offset) for mark in ",;") + 1
    ends = [k for mark in ",;" if (k := low.find(mark, when.end - offset)) >= 0]
    end = min(ends, default=len(low))
    if start <= at - offset < end:
        return True
    rest = low[start : when.start - offset] + low[when.end - offset : end]
    return not _WORD.search(rest)


_WORD = Pattern(r"[a-z]{4}")


def _cleared(record: Record, said: Said, name: str, alike: _Alike | None) -> Weighed | None:
    """Words that clear it by themselves, in a statement that does not name it otherwise."""
    about = words.concept(name).about
    whenever = about.get("never") == "clears"
    whole = said.statement.cues.whole
    intended = about.get("of_session") == "true" and said.intends(whole)  # what is planned without it is without it
    hits = [h for h in said.statement.hits_of(about.get("cleared", ())) if _stands(said, h, intended) or whenever]
    lasting = _written(said, about.get("lasting_patterns", ()))
    field = _written(said, about.get("field_patterns", ()))  # a field of a form, with its answer
    written = (lasting or field or _written(said, about.get("cleared_patterns", ()))) and (
        whole.time != "planned" or intended or whenever
    )
    if any(m.stands.plain for m in said.statement.of(*about.get("unless_shown", ()))):
        return None
    named = not field and any(not (alike and _none_but(said, m, alike)) for m in _mentions(said, name))
    if not (hits or written) or named or qualified.boxed(said) or said.search(_NOT_APPLICABLE):
        return None
    form = said.document.speaker == "form" or (whole.speaker == "form" and not field)
    unsure = whole.other_person or whole.certainty != "sure" or form
    if said.document.late or unsure or said.records_missing():
        return None
    if whole.time in ("conditional", "past") and not (whenever or intended):
        return None
    if about.get("counts") == "agent" and (doubt := qualified.not_of_agent(said, hits)):
        return Weighed("open", said.cite(), doubt)
    denied = Weighed("for", said.cite(), f"{be(name)} denied")
    for_good = lasting or said.statement.hits_of(about.get("for_good", ()))
    return denied if for_good else _fresh(record, said, name, denied)


def _written(said: Said, given: Sequence[Any]) -> bool:
    """Whether one of these expressions stands in it."""
    return bool(given) and any(said.search(p) for p in said.among(words.patterns(tuple(map(str, given)))))


def _stands(said: Said, hit: Hit, intended: bool) -> bool:
    """Whether words that clear something are said for certain, and of what is so, or is `intended` to be."""
    stands, whole = assertion.at(said.statement.cues, hit.first, hit.last), said.statement.cues.whole
    without = hit.phrase.startswith(("no ", "without ")) and stands.time == "planned"  # planned to be without it
    planned = stands.time in ("planned", "conditional") and whole.time != stands.time and not without
    planned = planned and not intended
    return not (stands.negated or stands.refused or planned or stands.certainty != "sure")


def _within(hit: Hit, mention: Mention, tests: Sequence[str]) -> bool:
    """Whether a word is only part of a longer naming, one that is not denied with it: "pregnancy test"."""
    overlaps = mention.start < hit.end and hit.start < mention.end
    longer = mention.end - mention.start > hit.end - hit.start
    return overlaps and (mention.concept in tests or (longer and not mention.stands.negated))


def _denied_word(record: Record, said: Said, name: str) -> Weighed | None:
    """A word that counts only where it is denied: "denies pregnancy", but not "since her pregnancy"."""
    about = words.concept(name).about
    for hit in said.statement.hits_of(about["denied"]):
        stands = assertion.at(said.statement.cues, hit.first, hit.last)
        within = any(_within(hit, m, about.get("tests", ())) for m in said.statement.mentions)
        times = ("current", "past") if about.get("past_denied") == "true" else ("current",)
        headed = stands.time == "planned" and stands.cues[:1] == (said.statement.clause.heading or "plan",)
        headed = headed or (about.get("of_session") == "true" and said.intends(stands))
        unsure = stands.other_person or stands.certainty != "sure" or not (stands.time in times or headed)
        if stands.negated and not (within or unsure or papers.silent(said.low) or qualified.boxed(said)):
            return _fresh(record, said, name, Weighed("for", said.cite(), f"{be(name)} denied"))
    return None


def _tested(record: Record, said: Said, name: str) -> Iterator[Weighed]:
    """Results of tests for it."""
    for mention in said.statement.of(*words.concept(name).about["tests"]):
        stands, test = mention.stands, words.names(mention.concept)
        result = said.search(_RESULT)
        pending = qualified.pending(said) or stands.certainty != "sure" or stands.time != "current"
        if stands.other_person or said.document.late or qualified.boxed(said):
            continue
        if result is None or pending:
            yield Weighed("open", said.cite(), f"the result of {test} is not given")
        elif result["good"] or result["low"]:
            yield _fresh(record, said, name, Weighed("for", said.cite(), f"{test} was negative"), mention.start)
        else:
            shown = "counts" not in words.concept(name).about
            yield Weighed("against" if shown else "open", said.cite(), f"{test} was positive")


def _inverse(record: Record, inverse: str) -> list[Weighed]:
    """What is said of the thing whose absence is excluded."""
    return [
        _inverted(record, said, m)
        for said in record.said
        for m in said.statement.of(inverse)
        if m.stands.plain or m.stands.negated
    ]


def _inverted(record: Record, said: Said, mention: Mention) -> Weighed:
    """A trigger point that is found clears its absence, and one that is denied shows it."""
    what = be(mention.concept)
    objection = record.objection(said, mention.stands)
    if objection:
        return Weighed("open", said.cite(), objected(mention.concept, objection))
    if mention.stands.negated:
        return Weighed("against", said.cite(), f"{what} recorded as absent")
    if not said.regions():
        return Weighed("open", said.cite(), f"{what} named without a muscle or region")
    return Weighed("for", said.cite(), f"{what} found")
