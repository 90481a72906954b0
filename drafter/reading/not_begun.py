"""Not begun: whether a part of a programme is only planned, only listed, or told for a day to come."""

from __future__ import annotations

import re

from drafter.reading import unaccompanied
from drafter.reading.ceased import GOES_ON, STILL
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion

_GIVEN = Pattern(
    r"\b(?:attended|came to|met (?:with|him|her)|has had|saw (?:him|her)|(?:been|gone|went) through|did|done|"
    r"given|visit \d+|\d+ (?:of \d+ )?(?:visits|"
    r"sessions|parts|classes)|"
    r"last (?:seen|visit)|daily|nightly|bid|tid|qhs|qd|twice|every (?:other )?(?:day|week|month|\d)|"
    r"each (?:week|\w+day)|every (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:was|were|is) there|\d ?mg|since|"
    r"in (?:an? )?(?:weekly )?(?:support )?group)\b|"
    r"\b(?:takes|attends|gets|receives|sees|meets|uses|keeps|works) (?!if|when|once|as)|"
    r"(?<!based )(?<!depending )\bon (?=[a-z]+(?:ine|am|in|ol|en|pam|ate|ide|one)\b)"
)
"""Under the name of a programme: words of a part that was given or goes on."""
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKLY = Pattern(
    rf"\b{_WEEKDAY}s\b|\b{_WEEKDAY}(?: ?/ ?| ?& ?| and | ?, ?){_WEEKDAY}s?\b|"
    rf"\b{_WEEKDAY}s? (?:mornings?|afternoons?|evenings?|nights?|am|pm)\b|\bm/w(?:/f)?\b|\bt/th\b"
)
"""Days of the week on which care is given, week by week: "PT Tues/Thurs"."""
_NOT_YET = Pattern(
    r"\b(?:start\w*|beg[aiu]n\w*|plan\w*|schedul\w*|book\w*|next|until|till|refer\w*|orders?|ordered|due|await\w*|"
    r"offers?|offered|propos\w*|enrol\w*|joins?|signs?|signed|will|would|should|waiting|waitlist\w*)\b"
)
"""Words of care that is still to come, or open to all."""
_CURRENT_HEAD = Pattern(
    r"^\W*(?:(?:her|his|the|pain|treatment|care|rehab) )*(?:current(?:ly)?|ongoing|present|"
    r"active)\b(?!.*\b(?:elements?|"
    r"components?|pillars?|our|propos\w*|recommend\w*)\b)|"
    r"\b(?:program\w*|plan|care|treatment)\b[^:]{0,20}\b(?:continu\w+|goes on|under ?way|in progress|ongoing|now|"
    r"so far)\W*$"
)
"""A heading by which the programme under it is the one that the patient is in."""
_WITH_SOMEBODY = Pattern(r"\bwith (?:dr|ms|mrs|mr)\b\.? \w+")
"""Care at the hands of a person who is named, which is given."""
_NOW_IN = Pattern(
    r"\b(?:week|day|session|visit|month|module) #?\d{1,2} ?(?:of|/) ?\d{1,2}\b|"
    r"\bin (?:(?:her|his|the) )?(?:week|day|month|session) #?\d{1,2}\b"
)
"""How far the patient is in a programme."""
_TO_BEGIN = Pattern(r"\b(?:starts?|begins?|starting|beginning|to start|to begin|enrolls?|due)\b")
_DOSED = Pattern(
    r"\b\d+(?:\.\d+)? ?(?:mg|g|mcg)\b[^.;]{0,30}\b(?:as needed|prn|daily|nightly|at night|at bedtime|qhs|q ?\d+ ?h|"
    r"bid|tid|qid|"
    r"(?:once|twice|three times) (?:a |per )?(?:day|daily)|every \d+ hours|max)\b"
)
DONE_ONCE = Pattern(r"\b(?:completed|complete|finished)\b")
_LABEL = Pattern(
    r"^\W*(?:\w+ )?(?:elements|components|pillars)\W*$|\bprogram\w*\b|\bmulti(?:disciplinary|modal)\b|\bcomprehensive\b"
)
_LABEL_OF_PARTS = Pattern(r"\b(?:elements|components|pillars|propos\w*|recommend\w*|plan\w*|goals?)\b")
_AGAIN = Pattern(r"\b(?:next|again|f/?u|follow\w*|until|till|through|thru|last|since|since then|so far)\b")
_UNDER_WAY = Pattern(
    r"\b(?:done|finished|completed|sees|seen|in week|\d+(?:st|nd|rd|th)?(?: of \d+)? (?:visits?|sessions?|hours?|"
    r"class))\b"
)
_STARTS = Pattern(r"\b(?:starts|begins|commences)\b")
_STARTING = Pattern(r"\b(?:starting|beginning|commencing|to (?:start|begin))\b")
_ALL_GO_ON = Pattern(
    r"\b(?:all|each|both|everything)\b[^.;,]{0,20}\b(?:ongoing|under ?way|in progress|continu\w*|active)\b"
)
_ONWARDS = Pattern(r"^ on(?:wards?)?\b")
_YEARLESS = Pattern(r"\d{1,2}/\d{1,2}|[a-z]{3,9}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?")
_HALF_A_YEAR = 183
"""Days back from which on a day without a year, on which something is starting, is rather the next one."""


def to_come(said: Said, mention: Mention) -> bool:
    """Whether the first day behind a part is later than the note, with no word that it goes on: "pain class 12/5"."""
    start = said.statement.clause.start
    when = next((w for w in said.statement.whens() if w.start >= mention.end), None)
    if when is None or not said.written:
        return False
    if any(mention.end <= m.start < when.start for m in said.statement.mentions):
        return False
    gap = said.low[mention.end - start : when.start - start]
    yearless = _YEARLESS.fullmatch(said.between(when.start, when.end)) is not None
    from_on = gap.rstrip().endswith("from") and _ONWARDS.match(said.low[when.end - start :])
    next_year = yearless and (_STARTING.search(gap) or from_on) and (said.written - when.latest).days > _HALF_A_YEAR
    if when.earliest <= said.written and not (_STARTS.search(gap) or next_year):
        return False
    begins = max((m.end() for m in _PART_ENDS.finditer(said.low, 0, mention.start - start)), default=0)
    ends = _PART_ENDS.search(said.low, when.end - start)
    own = said.undated[begins : ends.start() if ends else None]
    goes_on = any(p.search(own) for p in (GOES_ON, _GIVEN, _UNDER_WAY, STILL)) or said.search(_ALL_GO_ON)
    return not (goes_on or _AGAIN.search(gap))


_PART_ENDS = re.compile(r"[,;|]|\)(?= ?[,;])")
"""Where the words about one part of several end."""


def only_headed(said: Said, stands: Assertion) -> bool:
    """Whether a part is planned by the heading of the plan alone, with no word that it is yet to begin."""
    headed = stands.time == "planned" and stands.cues == (said.statement.clause.heading,)
    return headed and stands.certainty == "sure" and not (stands.negated or stands.refused)


_HELD = Pattern(
    r"^(?: (?!and\b|with (?:a|an)\b)[\w'.-]+){0,6}?,?(?: (?:on|of|in|done|given|held|completed|finished|dated))? ?\(?$"
)


def held_before(said: Said, mention: Mention) -> bool:
    """Whether what is given once stands with a day that is past: "education session with our OT on 9/30"."""
    when = next((w for w in said.statement.whens() if w.start >= mention.end), None)
    if when is None or not said.written or when.latest >= said.written:
        return False
    yearless = _YEARLESS.fullmatch(said.between(when.start, when.end).strip()) is not None
    if yearless and (said.written - when.latest).days > _HALF_A_YEAR:
        return False
    gap = said.low[mention.end - said.statement.clause.start : when.start - said.statement.clause.start]
    return bool(_HELD.match(gap)) and not (_NOT_YET.search(gap) or _NOT_YET.search(said.ahead(mention.start)))


def _week_by_week(said: Said) -> bool:
    """Whether its days of the week are given, with no word that it is still to come."""
    return said.search(_WEEKLY) is not None and not _NOT_YET.search(said.sentence)


_SUBJECT = Pattern(r"^(?: \w+)? (?:on|about|in|regarding)\b")


def _as_given(said: Said, mention: Mention) -> bool:
    """Whether a part is more than named: what is given once, with its subject ("education on posture")."""
    once = words.concept(mention.concept).about.get("once") == "true"
    return not once or _SUBJECT.match(said.behind(mention.end)) is not None


_SEEN = Pattern(r"^[\W\d]*(?:has |have |was )?(?:saw|seen|attended|met|had|started|began)\b")
_ONGOING = Pattern(r"\b(?:continuing|continues|ongoing|in progress|goes on|keeps? (?:going|at it)|under ?way)\b")


def seen_and_goes_on(said: Said) -> bool:
    """Whether an entry of a plan tells what was begun on a day that is past, and goes on: "saw her 10/20, ongoing"."""
    written = said.written
    past = any(written and w.latest <= written for w in said.statement.whens())
    return (
        past
        and said.search(_SEEN) is not None
        and said.search(_ONGOING) is not None
        and not said.search(_NOT_YET_GIVEN)
    )


_NOT_YET_GIVEN = Pattern(r"\b(?:will|to (?:start|begin|see)|next|plan\w*|schedul\w*|booked|refer\w*)\b")


def heads_current(said: Said) -> bool:
    """Whether a part stands under a heading by which the programme goes on: "Current program:", "Plan continues:"."""
    own = said.low.partition(":")[0] if ":" in said.low else ""
    return any(_CURRENT_HEAD.search(head) for head in (own, (said.statement.clause.heading or "").lower()) if head)


def denied_in_plan(said: Said, stands: Assertion) -> bool:
    """Whether it is one of several parts that are denied, planned by the heading of the plan alone."""
    heading = said.statement.clause.heading
    headed = stands.time == "planned" and stands.negated and stands.cues[:1] == (heading,) and len(stands.cues) < 3
    plain = stands.certainty == "sure" and not stands.other_person
    return bool(
        headed and plain and unaccompanied.DENIALS.search(said.low) and not unaccompanied.FOR_NOW.search(said.low)
    )


def with_dose(said: Said, mention: Mention) -> bool:
    """Whether a medicine stands with its dose, or alone with the time of day, as one that is taken does."""
    behind = said.low[mention.end - said.statement.clause.start :]
    return bool(
        said.search(_DOSED)
        or said.search(_AT_ITS_TIME)
        or re.match(r"\s*\d{1,4}(?:\.\d)?\b(?!\s*(?:weeks?|days?|months?|/))", behind)
    )


_AT_ITS_TIME = Pattern(
    r"^\W*(?:(?:gets|takes|on|has) )?[\w-]+ (?:at (?:night|bedtime)|nightly|q?hs|daily|bid|tid|every (?:night|evening|"
    r"morning))\W*$"
)
"""A medicine alone with its time of day: "Flexeril at night."."""


def dated_before(said: Said, mention: Mention) -> bool:
    """Whether a day right behind a part is past when the note is written."""
    near = [w for w in said.statement.whens() if 0 <= w.start - mention.end < 12]
    return bool(near and said.written and near[0].latest < said.written)


_NAMED_MEDS = Pattern(r"^\W*(?:[\w ]{0,30}:\W*)?(?:oral )?(?:meds?|medications?|medicines?|drugs?|pills|tablets)\W*$")
"""A field of medicines, behind which the one that is taken stands."""


def _status_beside(record: Record, said: Said) -> bool:
    """Whether a part names a field whose value says that it goes on, or is a drug that a field of medicines holds."""
    behind = [s for s in record.following(said)[:1] if s.in_sentence_of(said) and not s.names_care]
    ahead = [s for s in record.preceding(said)[:1] if s.in_sentence_of(said)]
    return any(s.search(GOES_ON) or s.search(_GIVEN) or s.search(DONE_ONCE) for s in behind) or any(
        s.search(_NAMED_MEDS) for s in ahead
    )


def yet_to_begin(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the list in which a part stands is headed by a day to come, "starts 12/7: PT", or said to begin later."""
    if any(s.search(_ALL_TO_BEGIN) for s in record.following(said, _SOON)):
        return True
    start = said.statement.clause.start
    colon = said.low.rfind(":", 0, mention.start - start)
    heads = [w for w in said.statement.whens() if w.end - start <= colon]
    if not heads or not (match := said.search(_TO_BEGIN)) or match.start() > colon:
        return False
    return heads[-1].earliest > (said.written or record.clock)


_SOON = 4
_ALL_TO_BEGIN = Pattern(
    r"^\W*(?:all(?: of (?:it|this|that|these))?|everything|the (?:whole )?(?:program(?:me)?|lot)|all (?:four|parts))\b"
    r"[^.;]{0,20}\b(?:(?:due |set |is |are |yet )*to (?:start|begin)|will (?:start|begin)|starts? (?:in|on|after|next)|"
    r"begins? (?:in|on|after|next)|not (?:yet )?(?:begun|started))\b"
)
"""That a whole list of parts, told right before, is only to come."""
_HEADING = 6
"""Tokens behind the name of a programme within which the colon of its list stands."""


def _part_way(said: Said) -> bool:
    """Whether the programme that heads a list is told as one in which the patient now is: "week 4 of 8 in …:"."""
    within = said.statement.clause.within
    head = said.document.text[within[0] : said.statement.clause.end].lower()
    return _NOW_IN.search(head) is not None and _TO_BEGIN.search(head) is None


def under_label(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the part is listed behind the name of a programme and a colon, with no word that it goes on."""
    label = [m for m in said.statement.of("programme_label") if m.last <= mention.first]
    if (
        said.search(GOES_ON)
        or said.search(_GIVEN)
        or _status_beside(record, said)
        or said.search(_WITH_SOMEBODY)
        or _part_way(said)
        or (_week_by_week(said) and not _LABEL_OF_PARTS.search((said.statement.clause.heading or "").lower()))
        or (heads_current(said) and not said.search(_NOT_YET) and _as_given(said, mention))
        or (words.concept(mention.concept).about.get("group") == "drug" and with_dose(said, mention))
        or any(kind == "current" for kind, _ in said.statement.cues.before)
    ):
        return False
    tokens = said.statement.clause.tokens
    behind = tokens[label[0].last].word if label and label[0].last < len(tokens) else ""
    if behind == "," and any(t.word == ":" for t in tokens[label[0].last : label[0].last + _HEADING]):
        behind = ":"  # "pain program, 8 weeks: PT, psychology"
    heading = said.statement.clause.heading or ""
    return behind in (":", "-", "(", "incl", "including", "comprising") or bool(
        label == [] and _LABEL.search(heading.lower())
    )
