"""Part: what the record says of one part of a programme, and whether it shows it under way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from drafter.reading import (
    amended,
    ceased,
    denied,
    evaluated,
    inplace,
    not_begun,
    outdated,
    own_cues,
    purpose,
    sessionnotes,
    unaccompanied,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, objected
from drafter.text import Mention, words
from drafter.text.patterns import Pattern, Patterns
from drafter.text.standing import Assertion

DRUGS = "oral_medication"
THERAPY = "physical_therapy"
_TEACHING_PART = "patient_education"
_REASON = Pattern(
    r"\b(?:ckd|esrd|dialysis|cirrhosis|gi bleed\w*|(?:renal|kidney|liver|hepatic) (?:failure|disease)|pregnan\w*|"
    r"by (?:choice|decision) of (?:the )?(?:physician|doctor|\w+ist)|"
    r"because|due to|since|contraindicat\w*|not appropriate|not indicated|allerg\w*|intoleran\w*|cannot take)\b"
)
_BARRIER = Pattern(
    r"\b(?:cannot|can't|could not|couldn't|unable to|not able to) (?:get|find|reach|access|travel|schedule|"
    r"be seen|start|attend)\b|"
    r"\bno (?:slots?|openings?|appointments?|availability)\b|"
    r"\b(?:unavailable|not available|nearest|rural|miles|wait ?-?list\w*|waiting list|insurance|not covered|"
    r"coverage|cost|copays?|"
    r"on[- ]site|on staff|in[- ]house|in (?:the|this|our) (?:clinic|practice|building|area|town|county|network|office)|"
    r"afford\w*|transport\w*|no (?:local )?(?:providers?|therapists?|psychologists?|programs?) (?:in|near|"
    r"within|available))\b"
)
"""What keeps care out of reach, which is no refusal."""
_TAKES_PART = Pattern(
    r"\b(?:she|he|they|patient|pt) (?:\w+ )?(?:goes|attends|keeps|continues(?! to have)|takes part|sees|is in|"
    r"remains in|stays in)\b|^[\W\d]*(?:is )?(?:seeing|sees|attending|attends|meeting with|meets with|working with|"
    r"works with|"
    r"going to|goes to|enrolled in|taking part in|participat\w+ in)\b(?=[^;]{0,80}\b(?:every|each|weekly|monthly|"
    r"biweekly|"
    r"twice|once|q ?\d|\dx|\w+days)\b)(?![^;]{0,80}\b(?:next|start\w*|beginn\w*|first (?:time|visit|session)|will)\b)"
)
"""Under the heading of a plan: what the patient is doing already."""
BARE_THERAPY = Pattern(
    r"(?:^|[:,;(]\s*|\b(?:to|in|the|of|her|his|did|does|attends|attended|and|doing) )therapy\b"
    r"(?=[^.;,]{0,45}\b(?:once|twice|three times|weekly|every|each|\d+ (?:visits|sessions|times)|\w+ (?:visits|"
    r"sessions) (?:a|per|each) (?:week|month)|per week|(?:in|on) (?:week|month|session|visit) \d{1,2}|"
    r"in (?:its|the|her|his) \w+ (?:week|month))\b)"
)
"""Therapy without saying of what sort, as one that is given."""
_TAUGHT = Pattern(
    r"(?<!to be )(?<!will be )(?<!not )(?<!never )\b(?:taught|went (?:over|through)|gone (?:over|through)|instructed|"
    r"trained|"
    r"showed|shown|(?:handed|gave|gives?) back|explained|demonstrated|"
    r"completed|attended|finished|provided|given|gave|done|did|received|teach-?back|"
    r"understood|questions answered|returned? demonstration|repeated|reviewed|repeats? (?:it|them) back)\b"
    r"(?!.*\b(?:will|to be|next|needs?|should|pending)\b)"
)
"""Under the heading of a plan: teaching that was given."""
_SUPERVISED = Pattern(r"\b(?:supervised|therapist-led|physio-led|guided|instructor-led)\W+(?:\w+\W+){0,2}$")

NOT_NEEDED = "recorded as looked at and not needed"
"""How a part is weighed that a clinician weighed up; that it is not given then contradicts nothing."""


def told(record: Record, element: str) -> list[Weighed]:
    """All that the record says about one part."""
    weigh = evaluated.weigh if evaluated.is_evaluation(element) else _weigh
    dated: list[tuple[Said, Weighed]] = []
    given_up = (s for s in record.having(unaccompanied.LEFT_ALL) if unaccompanied.left_all(record, s))
    left = max((s.number for s in given_up), default=-1)
    for said in record.said:
        named = [m for m in said.statement.mentions if is_of(m, element, said)]
        if named and said.number <= left:
            dated.append((said, Weighed("open", said.cite(), f"{be(element)} told to have been given up later")))
            continue
        if _settled(said, element) and record.objection(said, said.statement.cues.whole) is None:
            dated.append((said, Weighed("for", said.cite(), f"{be(element)} {NOT_NEEDED}")))
            continue
        if named and not amended.takes_back(said):
            dated += [(said, weigh(record, said, m, element)) for m in named]
    if element != DRUGS:
        dated = _ended_later(dated, element)
    if element == THERAPY and not any(w.bearing != "open" for _, w in dated):
        dated += _taken_up(record, dated)
    if not any(w.bearing != "open" for _, w in dated):
        dated += [(s, Weighed("for", s.cite(), f"{be(element)} recorded")) for s in sessionnotes.of(record, element)]
    if element == _TEACHING_PART and not any(w.bearing != "open" for _, w in dated):
        dated += _classes_over(record, dated)
    return _still_denied(amended.filtered(record, dated, lambda d: d[1].cited, lambda d: d[1].bearing != "open"))


_ENDED = (*ceased.GIVEN_UP, "on hold", "paused", "suspended", "interrupted")
_ENDED_WHY = tuple(f"named as {how}, not as going on" for how in _ENDED)
"""How a part is named that does not go on, and was not brought to its end."""


def _ended_later(dated: list[tuple[Said, Weighed]], element: str) -> list[tuple[Said, Weighed]]:
    """What was found; where the last word on a part is that it was given up, nothing said before shows it."""
    ended = [s.number for s, w in dated if w.bearing == "open" and w.why.endswith(_ENDED_WHY)]
    last = max((s.number for s, w in dated if w.bearing == "for"), default=-1)
    if not ended or max(ended) < last:
        return dated
    taken_back = f"{be(element)} told further on to have been given up"
    return [(s, replace(w, bearing="open", why=taken_back) if w.bearing == "for" else w) for s, w in dated]


def _taken_up(record: Record, dated: list[tuple[Said, Weighed]]) -> Iterator[tuple[Said, Weighed]]:
    """Therapy that is told later without its sort, where physical therapy was planned before and no other is named."""
    since = [s.written for s, _ in dated if s.written]
    for said in record.said if since else ():
        if not said.search(BARE_THERAPY) or not said.written or said.written <= min(since):
            continue
        if record.objection(said, said.statement.cues.whole) is None and not said.statement.of("occupational_therapy"):
            yield said, Weighed("for", said.cite(), f"{be(THERAPY)} recorded")


_CLASSES_OVER = Pattern(
    r"(?:^|[,;:(]\s*|\b(?:finished|completed|attended|now|by \w+|since then) )(?:(?:all|the|her|his|both|two|three|"
    r"four|five|six|\d) ){0,2}"
    r"class(?:es)?\b(?! (?:incomplete|not))(?=\W*$|\W*[,;)]| (?:(?:are|is|were|was|all|now|both) )*(?:complete|"
    r"completed|"
    r"done|finished|attended|over|passed)\b)"
)
_OVER_WORD = Pattern(r"(?<!not )(?<!to be )\b(?:complete|completed|done|finished|attended|over|passed)\b")


def _classes_over(record: Record, dated: list[tuple[Said, Weighed]]) -> Iterator[tuple[Said, Weighed]]:
    """Classes told later as complete, without their subject, where classes in education were planned before."""
    planned = [s for s, _ in dated if "class" in s.low]
    for said in record.having(_CLASSES_OVER) if planned else ():
        later = any((said.document is s.document and said.number > s.number) or (said.written or record.clock) > (
            s.written or record.clock) for s in planned)  # fmt: skip
        if (
            later
            and said.search(_OVER_WORD)
            and record.objection(said, said.statement.cues.whole, past_counts=True) is None
        ):
            yield said, Weighed("for", said.cite(), f"{be(_TEACHING_PART)} recorded")


def _still_denied(dated: list[tuple[Said, Weighed]]) -> list[Weighed]:
    """What was found, without denials that a later statement overtakes: therapy not begun then is under way now."""
    shown = max((s.written for s, w in dated if w.bearing == "for" and s.written), default=None)
    return [w for s, w in dated if w.bearing != "against" or not (shown and s.written and s.written < shown)]


def is_of(mention: Mention, element: str, said: Said) -> bool:
    """Whether a naming is of the part; a drug by its name is oral medication, exercise under supervision is therapy."""
    if mention.concept == element:
        return True
    if element == THERAPY and mention.concept == "exercise":
        own = said.between(mention.start, mention.end)
        return _SUPERVISED.search(said.ahead(mention.start)) is not None or (
            own.startswith("therapeutic") and "home" not in said.low
        )
    concept = words.concept(mention.concept)
    return (
        element == DRUGS
        and concept.family == "treatments"
        and concept.about.get("group") == "drug"
        and concept.about.get("counts") != "false"
    )


def _settled(said: Said, element: str) -> str | None:
    phrases, patterns = _settling(element)
    if hits := said.statement.clause.hits(phrases):
        return hits[0].phrase
    return next((m[0] for p in said.among(patterns) if (m := said.search(p))), None)


@cache
def _settling(element: str) -> tuple[words.Phrases, Patterns]:
    about = words.concept(element).about
    patterns = Patterns(Pattern(p) for p in about.get("settled_patterns", ()))
    return words.phrases(tuple(about.get("settled", ()))), patterns


def _but_for_itself(said: Said, mention: Mention, element: str) -> bool:
    """Whether a denial excepts some of the same part: "no psychological treatment other than CBT"."""
    behind = [e for e in said.statement.cues.exceptions if e.first >= mention.last]
    return any(is_of(m, element, said) and m.first >= e.last for e in behind for m in said.statement.mentions)


def _weigh(record: Record, said: Said, mention: Mention, element: str) -> Weighed:
    stands, cited = own_cues.stands(said, mention), said.cite()
    once = words.concept(element).about.get("once") == "true" if element in words.concepts() else False
    objection = record.objection(said, stands, past_counts=once)
    listed = not_begun.only_headed(said, stands) and (
        said.search(_TAKES_PART) is not None
        or (once and (not_begun.dated_before(said, mention) or said.search(_TAUGHT) is not None))
        or (not_begun.heads_current(said) and stands.certainty == "sure")
        or not_begun.seen_and_goes_on(said)
        or (element == DRUGS and not_begun.with_dose(said, mention))
    )
    if answered := _no_to_it(said, mention, element, stands):
        return Weighed(
            answered, cited, f"{be(element)} {'said not to be given' if answered == 'against' else 'answered with no'}"
        )
    if _IN_LIEU.search(said.ahead(mention.start)) and not stands.other_person:
        instead = unaccompanied.INJECTED.search(said.ahead(mention.start)) is not None and element != DRUGS
        return Weighed("against" if instead else "open", cited, f"{be(element)} named as what is not done instead")
    if _SAME_FOR.search(said.ahead(mention.start)):
        return Weighed("open", cited, f"{be(element)} told by pointing back")
    if inplace.blank(record, said):
        return Weighed("open", cited, f"{be(element)} only a field of a form, which is blank")
    if objection and stands.speaker == "form" and inplace.filled_in(record, said):
        objection = None
    refused = unaccompanied.refused_all(record, said) or denied.turned_down(record, said, mention)
    if objection and stands.time == "planned" and not stands.other_person and refused:
        return Weighed("against", cited, f"{be(element, 'was')} declined")
    if objection and not listed and not not_begun.denied_in_plan(said, stands):
        return Weighed("open", cited, objected(element, objection))
    if not_begun.yet_to_begin(record, said, mention):
        return Weighed("open", cited, f"{be(element)} listed under what is yet to begin")
    if not_begun.under_label(record, said, mention) and not (
        once and (said.search(not_begun.DONE_ONCE) or said.search(_TAUGHT) or not_begun.held_before(said, mention))
    ):
        return Weighed("open", cited, f"{be(element)} only listed under the name of a programme")
    if not stands.refused and (why := inplace.not_given(said, mention)):
        return Weighed("open", cited, f"{be(element)} {why}")
    if element != DRUGS and not (stands.refused or stands.negated) and not_begun.to_come(said, mention):
        return Weighed("open", cited, f"{be(element)} named for a day to come, not as given")
    generic = words.concept(mention.concept).about.get("generic") == "true"
    spared = generic and stands.negated and said.search(_REASON) and not stands.refused
    if element == DRUGS and mention.concept != element and (stands.refused or stands.negated) and not spared:
        return Weighed("open", cited, f"{be(mention.concept)} not taken, which leaves other oral medication open")
    if (stands.refused or stands.negated) and (said.search(_BARRIER) or denied.by_payer(said)):
        return Weighed("open", cited, f"{be(element)} said to be out of reach")
    if element == DRUGS and mention.concept != element and (why := ceased.not_taken(said, mention)):
        return Weighed("open", cited, f"{be(mention.concept)} {why}")
    if stands.refused and said.search(_FOR_A_TIME):
        return Weighed("open", cited, f"{be(element, 'was')} put off")
    if stands.refused:
        return Weighed("against", cited, f"{be(element, 'was')} declined")
    if stands.negated and element == DRUGS and said.search(_REASON):
        return Weighed("for", cited, f"{be(element)} recorded as looked at and not appropriate")
    if stands.negated and _but_for_itself(said, mention, element):
        return Weighed("open", cited, f"{be(element)} denied beside what is excepted")
    if stands.negated:
        return _denied(said, element, stands.cues)
    if outdated.long_ago(record, said, mention) or ceased.bracketed_long_ago(record, said, mention):
        return Weighed("open", cited, f"{be(element)} named with a date long before")
    if said.search(_AIMED) and not (
        said.search(_GIVEN_SO) or (element == DRUGS and not_begun.with_dose(said, mention))
    ):
        return Weighed("open", cited, f"{be(element)} named as what is aimed at")
    if element == THERAPY and (why := purpose.named_elsewhere(record, said, mention)):
        return Weighed("open", cited, objected(element, why))
    over = ceased.ended(record, said, mention)
    if over and not once and element != DRUGS and ceased.not_again(record, said):
        return Weighed("against", cited, f"{be(element)} stopped, and not to be taken up again")
    if over and not once:
        return Weighed("open", cited, f"{be(element)} named as {over}, not as going on")
    return Weighed("for", cited, f"{be(element)} recorded")


_ANSWERED_NO = Pattern(
    r"\s*[:=–-]?\s*(?:(?:no|none|nil)\b(?=\W*$|\s*[,;.|/])|"
    r"(?:visits?|sessions?|attended)? ?0 ?(?:/|of|out of) ?(?:the )?[1-9]\d?\b|[✗✘❌]|"
    r"(?:was |were )?never (?:been )?(?:attended|done|begun|given|taken|received|tried)\b)"
)
"""Behind a part in a list: "PT no, counseling no", "PT 0/12"."""
_NOT_FOR_HIM = Pattern(
    r"\W*(?:is |was )?(?:(?:patient|pt|she|he) )?(?:(?:states?|says?|said|feels?|felt) )?\W{0,2}(?:just |"
    r"really |simply )?"
    r"not (?:for (?:me|him|her|them)(?= ?\W*$|\W*[,;.\"”]| and\b)|(?:my|his|her) (?:thing|cup of tea|style))"
)
"""Behind a part: that the patient does not want it."""
_MARKED_AHEAD = Pattern(r"^\W*[✗✘❌]")
_TO_START = Pattern(r"\b(?:start\w*|begin\w*|schedul\w*|first visit|upcoming|booked|pending)\b")
_IN_LIEU = Pattern(
    r"\b(?:in lieu of|instead of|rather than|in place of) (?:(?:the|any|both|all|formal|more) )*[^.;:()]{0,50}$"
)


def _no_to_it(said: Said, mention: Mention, element: str, stands: Assertion) -> Literal["against", "open"] | None:
    """How a part stands that is answered with no behind its name, or that is not for the patient; else none."""
    behind = said.behind(mention.end)
    ahead = said.search(_MARKED_AHEAD) is not None
    no = said.ahead(mention.start).rstrip().endswith(("✗", "✘", "❌")) if ahead else _ANSWERED_NO.match(behind)
    if element == DRUGS or not (no or _NOT_FOR_HIM.match(behind)):
        return None
    open_ = stands.other_person or said.search(_BARRIER) or said.search(_TO_START)
    return "open" if open_ else "against"


_SAME_FOR = Pattern(r"\b(?:same|ditto|likewise) (?:for|with|to|about|goes for) (?:(?:the|any|a|her|his) )?$")
_AIMED = Pattern(
    r"^\W*(?:\w+[ -]){0,2}?(?:goals?|targets?|aims?|objectives?|proposals?|options|wish ?list|suggestions?|ideas)\s*:"
)
"""A list of what is aimed at."""
_GIVEN_SO = Pattern(
    r"\b(?:met|reached|achieved|attend\w*|attends|ongoing|in progress|continu\w*|under ?way|keeps?|started)\b"
)
"""Words by which what is aimed at is under way."""
_FOR_A_TIME = Pattern(r"\b(?:before|until|till|for now|for the time being|this (?:week|month))\b")
"""Words by which a part is not refused for good."""
_NO_NEED = frozenset(
    {"not needed", "not indicated", "not required", "not necessary", "not felt to be needed", "unnecessary"}
)


def _denied(said: Said, element: str, cues: tuple[str, ...]) -> Weighed:
    """A part that is denied: absent where a reason or a plain denial is given, open where it was merely not tried."""
    if _NO_NEED & set(cues):
        return Weighed("open", said.cite(), f"{be(element)} said not to be needed, without what was looked at")
    if "tried" in said.low or "without" in said.low or denied.of_papers(said):
        return Weighed("open", said.cite(), f"{be(element)} named as not given, without a reason")
    return Weighed("against", said.cite(), f"{be(element)} said not to be given")
