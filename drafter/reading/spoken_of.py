"""Spoken of: whether a statement is about the procedure asked for: by name, by a bare word, by what stands before."""

from __future__ import annotations

import re

from drafter.reading import sessiondays
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, dates, words
from drafter.text.patterns import Pattern

_BY_NUMBER = Pattern(
    r"^\W*(?:and )?(?:the )?(?:first|second|third|fourth|last|latest|earlier) (?:pair|set|round) (?:was|were|"
    r"took place|"
    r"followed|came|on)\b|"
    r"^\W*(?:and )?the (?:first|second|third|fourth|last|latest) (?:one )?(?:was|were|took place|followed|came|"
    r"being)\b|"
    r"\b(?:(?:has |have |had )?(?:had|got|received|underwent) (?:her|his|their|a) (?:very )?(?:first|second|"
    r"third|fourth)"
    r"(?: one)?|"
    r"(?:first|last|previous|prior|earlier|second|latest|other|only) one)(?! \w*(?:visit|appointment|time|day|"
    r"week|month|"
    r"year|dose|line|rib|finger|toe|opinion|stage|half|part|attack|episode|child|visit))"
)
"""A session by its number or place in the order alone: "had his first on 8/11"."""
_OTHER_EVENT = Pattern(
    r"\b(?:visit\w*|exam\w*|appointments?|mri|x-?rays?|imaging|scans?|seen|relapse|attacks?|episodes?|doses?|"
    r"child|surger\w*|"
    r"falls?)\b"
)
"""What else is numbered and dated."""
ASKED_BEFORE = Pattern(r"\b(?:earlier|prior|previous(?:ly)?|past|before|ever|so far|to date|history|hx)\b")
"""A question for earlier sessions."""
_ASKED_WHEN = Pattern(
    r"\bwhen (?:was|were|did|had)\b|\b(?:last|latest|most recent|first)\b[^?:.]{0,30}\b(?:when|dates?)\b|"
    r"\b(?:dates?|days?) of (?:the |her |his )?(?:last|latest|most recent|first|previous|earlier|prior)\b"
)
"""A question for the day of an earlier session."""
_LAST_ONE = Pattern(r"\b(?:last|latest|most recent|previous|earlier|first) (?:one|time)\b")
_NOT_RECALLED = Pattern(
    r"\b(?:can ?not|can't|could not|couldn't|does not|doesn't|don't|do not|unable to) (?:recall|remember|say|know|"
    r"tell)\b"
)
CLAIMS = Pattern(r"\bclaims?\b(?:\s+(?:history|data|show\w*|for|lists?|listed|listing))*[\s:]*(?:\d|show)")
_ALLOWED = Pattern(r"\b(?:(?:pre-?)?authori[sz]ed|authori[sz]ations?|approved|certified|booked|appointments?)\b")
_GIVEN = Pattern(
    r"\b(?:done|performed|given|had|received|paid|completed|rendered|injected|underwent|last|previous|"
    r"prior|claims?)\b"
)
ASKED_FOR = Pattern(
    r"\b(?:request\w*|to be|candidate|medically necessary|ask(?:s|ing)? for|propos\w+|would like|is keen|"
    r"plan(?:s|ned)? (?:is|for|to)|will be (?:billed|given|done|performed)|"
    r"(?:sessions?|sets?|visits?|procedures?) (?:now )?(?:asked|sought|wanted|applied))\b"
)
_ANY_CARE = ("session", "sessions", "procedure", "procedures", "set", "course")
"""Words that name a session of any care."""
_CARE_WORD = Pattern(
    r"\b(?:\w*therap(?:y|ies|ists?)|physio\w*|osteopath\w*|chiro\w*|massage\w*|acupunctur\w*|counsel\w*|psych\w*|"
    r"class(?:es)?|groups?|lessons?|rehab\w*|yoga|pilates|tai chi|gym|coach\w*|trainer|naturopath\w*|reiki|hypno\w*|"
    r"biofeedback|hands[- ]on)\b"
)
"""Care that is given in sessions, and those who give it."""
_NEEDLE = Pattern(r"\b(?:inject\w*|inj|block(?:s|ed)?|blks?|shots?|needl\w*|epidurals?|ablat\w*)\b")


def only_allowed(said: Said) -> bool:
    """Whether its sessions were only allowed or booked."""
    return said.search(_ALLOWED) is not None and not said.search(_GIVEN)


def in_answer(record: Record, said: Said) -> bool:
    """Whether a statement answers a question for earlier sessions right before it: "Blocks so far? Two in all, …",
    "When was the last one? 7/14"."""
    before = next(iter(record.preceding(said)), None)
    if before is None or not before.statement.clause.question or not unnamed(record, said) or said.names_care:
        return False
    if said.search(_NOT_RECALLED):
        return False
    when = before.search(_ASKED_WHEN) is not None
    if not (when or before.search(ASKED_BEFORE)):
        return False
    last_one = when and before.search(_LAST_ONE) and unnamed_question(record, before)
    return speaks_of(record, before) or bool(last_one)


def unnamed_question(record: Record, asked: Said) -> bool:
    """Whether a question names nothing, right behind statements on the procedure alone."""
    near = record.preceding(asked)[:2]
    named = asked.names_care or asked.procedures or any(s.names_care for s in near)
    return record.one_procedure and not named and any(speaks_of(record, s) for s in near)


_INJECTED_ON = Pattern(
    r"^\W*(?:so far |earlier |before |last time )*(?:(?:we|i|dr\.? \w+|she|he|pt|patient|these|they|"
    r"the (?:same )?muscles) )?"
    r"(?:(?:have|has|had|was|were|last|first|then|already|been) )*(?:injected|needled)\b"
)
_DONE_SO = Pattern(
    r"^\W*(?:we|i|dr\.? \w+|this|it|that)(?: (?:have|has|had|was|were|did))* (?:done (?:so|it|this|that)|so|done)\b"
)
_MUSCLES = ("muscles",)


def by_verb(record: Record, said: Said) -> bool:
    """Whether a dated statement tells of a session by its verb alone, "We injected the left trapezius on June 23", or
    points back to what is asked for: "We have done so once, on July 14"."""
    if (
        not said.statement.whens()
        or not unnamed(record, said)
        or said.names_care
        or not said.statement.cues.whole.plain
    ):
        return False
    if said.search(_INJECTED_ON) and record.procedure == "trigger_point_injection":
        return any(said.statement.hits(kind) for kind in _MUSCLES)
    near = record.preceding(said)[:1]
    if (match := said.search(_TREATED_TIMES)) and not match["else"] and said.regions() <= record.regions | {"unplaced"}:
        near = [*near, *record.following(said)[:1]]
        return any(speaks_of(record, s) for s in near)
    return bool(said.search(_DONE_SO)) and any(speaks_of(record, s) or s.search(_INJECTING) for s in near)


_TREATED_TIMES = Pattern(
    r"\b(?:has|have|had|was|were) (?:already |now )?(?:been )?(?:treated|injected|blocked) "
    r"(?:once|twice|(?:\d|three|four|"
    r"five) times|here|so far|before)(?: (?:already|before|so far|to date|here|this year))?,? "
    r"(?:(?P<else>(?:in|at) the (?:er|ed|emergency\w*|hospital|clinic|urgent\w*))|(?:on|in) \w)"
)
"""Sessions by their verb and their number alone: "She has been treated twice, on April 21 and August 18"."""
_INJECTING = Pattern(r"\b(?:inject|needle|block) (?:the|these|those|both|her|his|two|three|it|them)\b")
_DAYS_ALONE = Pattern(r"^\W*(?:(?:on|and|then|dates?|given|done|both|the|first|second|third|last)\b\W*)*$")
_EARLIER_ONES = Pattern(
    r"\b(?:earlier|prior|previous|past|so far|to date|before (?:this|now|today))\b[^.;?]{0,40}\b(?:sets?|sessions?|"
    r"blocks?|injections?|tpis?|onbs?|gonbs?|esis?|rfas?|epidurals?|rounds?|cycles?|shots?)\b|\b(?:sets?|sessions?|blocks?|"
    r"injections?|tpis?|esis?|rfas?|epidurals?|shots?)\b[^.;?]{0,20}\b(?:so far|to date|before (?:this|now|today))\b"
)


def days_alone(record: Record, said: Said) -> bool:
    """Whether a statement opens with days, right behind the number of earlier sessions: "Earlier sets: two, here.
    5/12/26 and 8/18/26"."""
    whens = said.statement.whens()
    before = next(iter(record.preceding(said)), None)
    if not whens or before is None or not _DAYS_ALONE.match(said.ahead(whens[0].start)):
        return False
    told = before.search(_EARLIER_ONES) and not before.statement.cues.whole.negated and not before.statement.whens()
    return bool(told) and speaks_of(record, before) and unnamed(record, said) and not said.names_care


def by_number(record: Record, said: Said) -> bool:
    """Whether a dated statement names a session by its number alone, right behind one on the procedure."""
    if not said.search(_BY_NUMBER) or not said.statement.whens() or not unnamed(record, said):
        return False
    if said.names_care or any(generic(m) and not _fits(record, said, m) for m in said.statement.mentions):
        return False
    if said.search(_CARE_WORD) or said.search(_OTHER_EVENT):
        return False
    return any(speaks_of(record, s) for s in record.preceding(said)[:2])


def numbered_on(said: Said, when: dates.When) -> bool:
    """Whether a day stands right behind the number of a session: "had his first on 8/11"."""
    lead = said.ahead(when.start)
    match = next(iter(_BY_NUMBER.finditer(lead)), None)
    return match is not None and sessiondays.ties(lead[match.end() :])


def namings(record: Record, said: Said) -> list[Mention]:
    """Namings of the procedure asked for, and bare words such as "injection" that are no part of another's name."""
    others = said.procedures
    return [
        m
        for m in said.statement.mentions
        if m.concept in _own(record)
        or (generic(m) and _fits(record, said, m) and not any(o.start < m.end and m.start < o.end for o in others))
    ]


def _own(record: Record) -> tuple[str, ...]:
    """The concepts whose words name the procedure asked for."""
    if record.procedure is None:
        return ()
    return (record.procedure, *map(str, words.concept(record.procedure).about.get("named_by", ())))


_FAR = 40
"""Statements before the number of an item within which it is named what is numbered."""


def _fits(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the procedure asked for goes by this bare word: a trigger point injection is never called a block."""
    word = said.low[mention.start - said.statement.clause.start : mention.end - said.statement.clause.start]
    if word == "set" and _SET_NUMBER.match(said.rest(mention.end)) and _numbers_sets(record):
        return True
    if word.startswith("#"):  # the number of an item, which is one of what was named last
        own = _own(record)
        if "injections" in words.concept(record.procedure or "").about.get("never_called", ()):
            return False  # it may be the number of a block
        told = next((s for s in record.above(said, _FAR) if s.procedures or s.statement.of(*own)), None)
        return told is not None and bool(told.statement.of(*own))
    if word in _ANY_CARE and of_care(record, said, beside_only=word.startswith("procedure")):
        return False  # sessions of therapy or of a class
    if re.search(r"\bsets?\b(?! of)", word) and not words.concept(record.procedure or "").about.get("in_sets"):
        return False
    before = said.statement.clause.tokens[max(0, mention.first - 3) : mention.first]
    if {t.word for t in before} & set(words.concept(mention.concept).about.get("of_another_kind", ())):
        return False  # into a joint, of a vaccine or of another medicine
    if _IN_JOINT.match(said.low[mention.end - said.statement.clause.start :]):
        return False
    if _COUNTED.fullmatch(word) and (not _in_courses(record) or said.search(_OTHER_COURSE)):
        return False  # cycles of other care
    if record.instead_of and word not in words.concept(record.instead_of).about.get("never_called", ()):
        return False  # it may be the one really asked for
    return record.procedure is None or word not in words.concept(record.procedure).about.get("never_called", ())


_SET_NUMBER = Pattern(r"^ ?(?:#|no\.? ?|number )?\d\b(?! ?(?:of|x|×|reps?|times|/|-)\b|[/-])")
_NUMBERED_SET = Pattern(r"\bset ?(?:#|no\.? ?|number )?\d\b")


def _numbers_sets(record: Record) -> bool:
    """Whether sets of the procedure asked for are numbered beside its name, so that "set 2" is one of them."""
    key = ("numbered sets",)
    if key not in record.places:
        record.places[key] = any(s.statement.of(*_own(record)) for s in record.having(_NUMBERED_SET))
    return bool(record.places[key])


_COUNTED = Pattern(r"\w+ (?:cycles|rounds)")
_OTHER_COURSE = Pattern(
    r"\b(?:chemo\w*|ivf|radiation|antibiotics?|immunotherapy|infusions?|iui|steroids?|prednisone)\b"
)


def _in_courses(record: Record) -> bool:
    """Whether the procedure asked for is given in cycles, one like the other."""
    return bool(record.procedure and words.concept(record.procedure).about.get("in_courses"))


_TREATED = Pattern(
    r"^\W*(?:(?:so far|to date|reauthorization|renewal|continuation|for (?:this|it)|(?:this|last) year)\W+)?"
    r"(?:(?:she|he|they|pt|patient|the patient|mr\.? \w+|ms\.? \w+|mrs\.? \w+)\W+)?(?:(?:has|have|was|were|had|been|is|"
    r"now|already|received|receiving|got|done|given|completed|"
    r"finished)\W+)*(?:(?:all|the|her|his|prior|previous|earlier|past|last|most recently|dates? of|"
    r"(?:two|three|four|five|six|\d) )\W*)*(?:treated|injected|treatments?(?: ?# ?\d)?|cycles?|rounds?|treatment dates|"
    r"dates treated|received|"
    r"given|(?:had|got|received) (?:them|these|it|those))\W+"
    r"(?:(?:on|were|was|given|dates?|here|with us|with it|by me|so far|to date)\W+)*$"
)
"""All that stands before the first day of earlier treatments without a name: "So far he was treated on 3/17"."""


def days_of_courses(record: Record, said: Said) -> bool:
    """Whether a statement gives the days on which the patient was treated with what is asked for, given in courses."""
    whens = said.statement.whens()
    if not whens or not _in_courses(record) or not unnamed(record, said) or said.names_care:
        return False
    if _TREATED.search(said.ahead(whens[0].start)) is None or of_care(record, said, beside_only=True):
        return False
    about = next((s for s in record.preceding(said) if s.names_care or speaks_of(record, s)), None)
    return about is None or speaks_of(record, about)


_IN_JOINT = Pattern(
    r"[^.;]{0,25}\b(?:cortisone|steroid|gel|kenalog|hyaluronic)\b[^.;]{0,12}\b(?:in|into|to|for)\b[^.;]{0,12}"
    r"\b(?:hip|knee|ankle|joint|thumb|heel|foot|elbow|wrist|finger)s?\b"
)
"""Behind a bare word: an injection into a joint of the limbs."""


def of_care(record: Record, said: Said, *, beside_only: bool = False) -> bool:
    """Whether a session without a name is one of other care: by a word beside it, or by what was told before it."""
    heading = (said.statement.clause.heading or "").lower()
    field = bool(heading) and said.low.startswith(heading)  # a field of a form takes nothing from the one before it
    for told in (said, *(() if field or beside_only else record.preceding(said))):
        if told.names_care or told.search(_CARE_WORD):
            return True
        if (record.procedure and told.statement.of(record.procedure)) or told.search(_NEEDLE) or told.search(CLAIMS):
            return False
    return False


def generic(mention: Mention) -> bool:
    """Whether it is a bare word such as "injection"."""
    return mention.concept == "generic_injection"


def speaks_of(record: Record, said: Said) -> bool:
    """Whether a statement is about the procedure asked for: by name, or by a bare "block" where no other is named."""
    known = record.spoken_of.get(id(said))
    if known is None:
        known = record.spoken_of[id(said)] = (said, _speaks_of(record, said))
    return known[1]


def _speaks_of(record: Record, said: Said) -> bool:
    if said.statement.of(*_own(record)):
        return True
    others = said.procedures
    generic = [m for m in said.statement.of("generic_injection") if _fits(record, said, m)]
    bare = bool(generic) or bool(said.search(CLAIMS) and not said.names_care)
    return bare and not others and (record.one_procedure or (bool(generic) and record.instead_of is not None))


def of_claims(record: Record, said: Said) -> bool:
    """Whether a statement tells of claims, which can only be for the procedure asked for."""
    return "claim" in said.low and record.one_procedure and not said.procedures


def unnamed(record: Record, said: Said) -> bool:
    """Whether a statement names no procedure, where only one is asked for and it is of the patient's own care."""
    whole = said.statement.cues.whole
    apart = said.document.late or whole.other_person or whole.certainty != "sure" or said.statement.clause.question
    return record.one_procedure and not apart and not said.procedures


def to_come(record: Record, said: Said) -> bool:
    """Whether a statement dates only the session asked for, or tells the very session of a retrospective review."""
    service = record.case.service_date or record.clock
    whens = said.statement.whens()
    if whens and all(w.earliest >= service for w in whens):
        return True
    return record.case.review_type == "retrospective" and said.written == service and not whens


_ONE_ALONE = Pattern(r"^\W*(?:just |only |a )?(?:one|1|single) (?:session|visit|sitting|time)(?: only)?\W*$")
_ORDERED = Pattern(r"\b(?:request\w*|ask(?:s|ed|ing)?|cpt|\d{5}|dos|plan(?:ned)?|units?|offered|propos\w*)\b")
"""A sentence of one session alone, and what stands before it where it is the one asked for."""


def asked_alone(record: Record, said: Said) -> bool:
    """Whether a sentence gives the number that is asked for: "64405 RT, 1 unit, 12/01. One session."."""
    before = record.preceding(said)[:2] if said.search(_ONE_ALONE) else []
    return any(s.search(_ORDERED) and not s.search(_GIVEN) and not s.search(_BILLED) for s in before)


_BILLED = Pattern(r"\b(?:billed|rendered|claims?)\b")


_CODE = re.compile(r"(?<![\d/.-])\d{5}(?![\d/-])")


def of_other_codes(record: Record, written: str) -> bool:
    """Whether words name codes, and none of the procedure asked for: "20610 paid four times"."""
    codes = set(_CODE.findall(written))
    if not codes or record.procedure is None:
        return False
    return not codes & {record.line.code, *words.concept(record.procedure).about.get("codes", ())}
