"""Result: what a treatment did for the pain, and the statement that tells it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.reading import afterwards, by_item, by_kind, collective, denied, headed, purpose, stopped_for
from drafter.reading.changed import Result, change, helped
from drafter.reading.meant import TAKEN_ON, names_another, rest_of_sentence, treatments
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, assertion, outcomes, words
from drafter.text.patterns import Pattern

ORDERED = {
    "prescribed", "prescribe", "was prescribed", "were prescribed", "dispensed", "filled", "given", "start",
    "instructed to", "offered", "rx for", "prescription for", "order",
}  # fmt: skip
"""Planning words that a stated result makes good: who has a result has taken it."""
_GENERIC_AFTER = Pattern(
    r"^\W*(?:the |her |his )?(?:(?:physical )?therapist|physio\w*|pt(?! ?:)|(?:(?:discharge|closing|d/?c|"
    r"therapy) )?(?:note|summary|"
    r"letter|report|line)(?: (?:from|of|by) (?:the )?[\w.']+(?: [\w.']+)?)?)(?:\s*:|\W{1,2}"
    r"(?:writes?|wrote|notes?|noted|reports?|reported|says?|said|states?|stated|records?|reads?|"
    r"gives?|gave|shows?|showed|has|had|lists?|puts?|documents?|documented|agrees?|ends?|closes?|concludes?|calls?)\b)|"
    r"^\W*(?:by (?:then|that time|now)|since then|after that|all that time)\b|"
    r"^\W*(?:on|upon|when|at|by) (?:(?:the|she|he|they|pt|patient|was|were|had|it|her|his|its|end|of|final|last|next|"
    r"first|been) )*(?:re-?assess\w*|re-?examin\w*|re-?eval\w*|re-?check\w*|review\w*|seen|examined|discharged?|"
    r"complet\w*|follow-?up|end|close|finish\w*|visit|session|it|this|course|therapy)\b|"
    r"^\W*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?\W+)?"
    r"(?:(?:after|at|over|in) (?:\d{1,2}|\w+) (?:days|weeks|months),? (?:there (?:was|is|has been) )?)?"
    r"(?:(?:she |he |they |patient |pt )?(?:took|taken|used|did|"
    r"attended) |the (?:drug|medication|medicine|therapy|exercises?|tablets?|pills?) )?(?:with )?(?:no|without|same|"
    r"minimal|little|poor|none|neither|both|all|these|this|they|"
    r"it|(?:(?:the|her|his|their) )?(?:symptoms?|pain|headaches?|attacks?|wounds?|"
    r"ulcers?|weight)|he|she|patient|each|but|stopped|d ?/ ?c'?d?|failed|"
    r"reason|why (?:it was |was it )?(?:stopped|d/?c'?d|ended|quit|discontinued)|disposition|"
    r"(?:discharge )?status(?: at discharge)?|results?|outcomes?|response|effects?|benefits?|relief|improvement|did|"
    r"ndi|odi|nrs|vas|"
    r"nprs|nrps|psfs|baseline|initial|starting|final|goals?|only|has|had|and|which|"
    r"limited|insufficient|inadequate|discontinued|could|abandoned|switched|given up|dropped|quit|ceased|came off|"
    r"rarely|seldom|(?:(?:(?:the|her|his|my) )?(?:doctor|dr\.? \w+|physician|provider|prescriber|neurologist|clinician|"
    r"md|np|pa|office|chart|note|it) )?(?:(?:is|was|has|have) )?(?:then |later )?(?:marked|listed|written|charted|"
    r"labell?ed|entered|recorded|documented|noted|coded|counted|rated|classed|put)(?: down)?"
    r"(?: (?:it|this|that|them|both|each))?(?: down)? as)\b"
)
_BY_ANOTHER = Pattern(
    r"\b(?:after|since|following|from|with|due to|thanks to|by) (?:the |her |his |an? |last |prior )*(?:\w+ )?"
    r"(?:surgery|operation|injections?|blocks?|procedures?|epidurals?|esi|rfa|ablation|tpis?|fusion)\b"
)
"""An effect that is told of a procedure."""
_DETAIL = Pattern(
    r"^[-*•·>\s]*(?:(?:dose|dates?|from|since|for|x|at)\b:?\s*)?\d[\d\s/.,;:-]*(?:(?:mg|mcg|g|ml|bid|tid|qd|qhs|"
    r"daily|visits?|"
    r"sessions?|wks?|weeks?|mos?|months?|to|through|until|day|d|a|per|x|and|twice|once)\b[\d\s/.,;:-]*)*$"
)
"""A line of dose, dates and visits alone, such as an item below the name of a treatment."""
_DATED = Pattern(
    r"^\W*(?:stop(?:ped)?|end(?:ed)?|discontinued|finished|d/c'?d?|last (?:fill|visit|dose))\b(?: date| on)?\W{1,3}"
    r"\d[\d/.-]*\W*$|"
    r"^\W*(?:(?:it|this|that|they|both|she|he|they|we|i|dr\.? \w+|the (?:drug|medicine|tablets|pills|course)|"
    r"was|were|has|had|been|"
    r"then|finally|therefore|took|her|him|them|it)\W+)*(?:stopped|ended|discontinued|finished|withdrawn|"
    r"given up|came off|off|"
    r"weaned|tapered|quit|dropped)(?: off)?(?: it| them)?(?: on| in| by| at the end of| as of| around)? "
    r"(?:(?:the |late |early |mid |end of )*(?:\d{1,2}(?:st|nd|rd|th)?\b[\d/.-]*(?: (?:of )?[a-z]{3,9}\.?)?|"
    r"(?:jan|feb|mar|apr|may|june?|"
    r"july?|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{1,2}\b(?:st|nd|rd|th)?)?)(?:,? 20\d\d)?)\W*$|"
    r"^\W*(?:start(?:ed)?|begun|began|initiated|(?:first )?seen(?: since| from)?|treated (?:since|from)|first (?:fill|"
    r"visit|dose))\b(?: date| on)?\W{1,3}\d[^;]{0,60}?"
    r"(?:\b(?:stop(?:ped)?|end(?:ed)?|discontinued|finished|d/c'?d?|last (?:fill|visit|dose))\b[^;]{0,25})?\W*$"
)
"""A line of the first and the last day alone."""
_VISITS = Pattern(
    r"^\W*(?:(?:a total of|some|about|all|only|#|no\. of|number of) )?(?:(?:pt )?(?:visits|sessions)\W{1,3}\d{1,3}\W*$|"
    r"(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)(?: (?:supervised|weekly|kept|"
    r"documented))? "
    r"(?:visits|sessions|appointments|treatments)\b)"
)
"""A line that goes on with the number of visits."""
_SCORED = Pattern(
    r"^\W*(?:(?:the|her|his|their) )?(?:neck disability(?: index)?|oswestry(?: index)?|ndi|odi|nrs|vas|nprs|psfs|"
    r"pain(?: score)?|score)\b[^.;]{0,40}\d"
)
"""A line with a score alone."""
_TWO_TIMES = Pattern(
    r"→|->|=>|\b(?:from|eval\w*|ie|initial\w*|start|baseline|intake|d/?c|discharge|before|pre|first|last|end)\b"
)
"""Words by which two scores are those of the beginning and the end, and no range."""
_HEADED = Pattern(r"^\W*(?:outcome|result|response|effect)s?\s*(?::|$)")
"""The heading of a result, under which the next statement may tell it too."""
_LATER = Pattern(
    r"^\W*(?:(?:and|but) )?(?:then|later|now|eventually|subsequently|afterwards?|over time|by (?:week|month))\b"
)
_BUT_NOT = Pattern(
    r"^\W*but (?:not|did nothing for|didn't help) (?:with )?(?:the |her |his )?(?:\w+ )?(?:pain|headaches?|"
    r"symptoms?)\b"
)
_OTHER_HELP = Pattern(
    r"\b(?:help\w*|improv\w*)(?: with)? (?:the |her |his )?(?:\w+ )?"
    r"(?:range of motion|rom|mobility|strength|sleep|posture|stiffness)\b|"
    r"\b(?:effects?|benefits?|results?) (?:on|for) (?:the |her |his )?(?:sleep|mood|anxiety|appetite|blood pressure|"
    r"rom|mobility|posture)\b|"
    r"\b(?:mood|sleep|anxiety|stress|range of motion|rom|mobility|strength|posture|flexibility|stiffness)\W+"
    r"(?:is |are |was |has |have |a bit |somewhat |much )*(?:been )?(?:better|improv\w*|increas\w*)\b(?! (?:and|"
    r"but) (?:the )?pain)|"
    r"\bbetter (?:posture|mobility|sleep|mood|strength|rom|range|flexibility|balance|endurance|motion)\b|"
    r"\b(?:turn|turns|turned|move|moves|moved|bend|rotate|look|slept|sleeps?|sleeping)\b[^.;,]{0,25}\bbetter\b"
)
_FAR_HELP = Pattern(
    r"\b(?:help\w*|eas\w+|reliev\w+|improv\w*)\b(?: with| in)? (?:(?:the|her|his|their|its) )?(?:[\w-]+ "
    r"){0,3}?(?:feet|foot|legs?|knees?|"
    r"hips?|hands?|wrists?|toes|stomach|bladder)\b"
)
"""Help with something in a limb or organ."""
_PAIN_GONE = Pattern(r"\b(?:pain|headaches?|symptoms?|ache)\b")
"""In the words of a result: that it is one for the pain."""


def _not_the_pain(record: Record, said: Said) -> bool:
    """Whether it helped something else than the pain: "helped the range of motion but not the pain"."""
    behind = any(_BUT_NOT.match(s.low) for s in record.following(said)[:1] if s.in_sentence_of(said))
    if any(t.kind == "helped" and _PAIN_GONE.search(t.words.lower()) for t in said.statement.told):
        return behind
    far = "limb" not in record.regions and said.search(_FAR_HELP)
    return behind or bool(far or said.search(_OTHER_HELP))


@dataclass(frozen=True)
class Outcome:
    """What a treatment did."""

    result: Result
    said: Said
    """The statement that tells it; the treatment's own where none does."""
    told: outcomes.Told | None = None
    """The words that tell it; none where scores do."""
    between: tuple[Said, ...] = ()
    """Statements from the treatment's name on that speak of its taking, that of the result included."""


def of(record: Record, said: Said, mention: Mention) -> Outcome:
    """What a treatment did, as its own clause tells, else the next ones that speak of it."""
    if _as_allergy(said):
        own = _nearest(_asserted(said), said, mention)
        return Outcome(_result(said, own) if own else "none", said, own)
    told, where, between = _outcome(record, said, mention)
    result = _result(where, told)
    if (
        result == "none"
        and (told is None or stopped_for.only_stopped(where, told))
        and (later := _told_later(record, said, mention))
    ):
        told, where = later
        between = (*(s for s in between if s is not where), *_kept_visits(record, said), where)
        result = _result(where, told)
    if result == "none" and (told is None or stopped_for.only_stopped(where, told)):
        if earlier := collective.before(record, said, mention):
            told, where = earlier
            result = "failed"
        elif told and stopped_for.harm(record, said, where, told):
            result = "not_tolerated"
    untold = (
        result == "none"
        and (told is None or stopped_for.only_stopped(where, told))
        and mention.stands.time != "planned"
    )
    if untold and (head := headed.failed(record, said)):
        result, where, told = "failed", said, next(iter(_asserted(head)), None)
    if untold and result == "none" and (listed := by_item.failed(said, mention)):
        result, where, told = "failed", said, listed
    same = bool(said.search(_SAME_RESULT) or said.search(NONE_WITH))
    same = same or any(s.search(_SAME_ALONE) for s in record.following(said)[:1])
    nor = result == "none" and mention.stands.negated and denied.of_effect(said, mention)
    if nor and any(t.kind == "failed" and t.last <= mention.first for t in _asserted(said)):
        result, where, told = "failed", said, None
    if result == "none" and told is None and (same or nor) and _failed_before(record, said):
        result, where = "failed", said
    if result == "helped" and _not_the_pain(record, where):
        result = "none"
    if (result == "failed" and _contradicted(record, mention, where)) or (
        result == "helped" and _two_accounts(record, mention, where)
    ):
        result = "none"
    return Outcome(result, where, told, between)


_TAKEN = Pattern(r"\b(?:tried|took|takes?|taken|taking|used?|using|failed|trial|(?:days|weeks|wks?|months|mos?)\b)")
"""Words by which a treatment named under allergies was taken all the same."""


def _as_allergy(said: Said) -> bool:
    """Whether a treatment is only listed as an allergy, of which no later statement tells the effect."""
    return said.statement.clause.section == "allergies" and not said.search(_TAKEN)


def _told_later(record: Record, said: Said, mention: Mention) -> tuple[outcomes.Told, Said] | None:
    """The result that a later statement tells, with that statement."""
    for reader in (collective.told, afterwards.told, by_kind.told):
        if found := reader(record, said, mention):
            return found
    return None


_SAME_RESULT = Pattern(
    r"\b(?:with )?(?:the |exactly the |much the )?(?:same|identical|an identical) (?:results?|outcome|"
    r"effect|success)\b|"
    r"\blikewise\b|\bditto\b|(?:^|[,:;–—-])\W*(?:the |exactly the |just the |much the )?same(?: again| here| thing)?"
    r"(?: as (?:with )?(?:#|no\.? ?|number )?\d\)?)?\W*(?:$|[,;])|"
    r"(?:^|[,:;])\W*as with (?:the )?[\w-]+\W*$"
)
"""That a treatment did what the one before it did."""
_SAME_ALONE = Pattern(
    r"^\W*(?:and )?(?:with )?(?:(?:the |exactly the |an? )?(?:same|identical)(?: (?:results?|outcome|effect|"
    r"story|thing|again))?|"
    r"ditto|likewise)\W*$"
)
"""The same as a statement of its own, right behind the treatment."""
NONE_WITH = Pattern(
    r"^\W*(?:and |but )?(?:neither|nor) (?:did|has|have|had|was|were) (?!(?:s?he|they|i|we|it|the patient|"
    r"pt has|pt had|anyone|"
    r"either|her \w+ (?:try|take|have)|his \w+ (?:try|take|have))\b)[^.;]{2,110}\W*$|"
    r"^\W*(?:and |or )?(?:none|nor|nothing|neither|nil|no more|no better|zero|not)(?: either)? (?:with|on|under|"
    r"after|for|through|"
    r"from|by) (?:the |her |his |any |either )?[\w'’. -]{2,40}?(?: either)?\W*$"
)
"""A denial without its noun, of what the statement before denies of another treatment: "None with PT"."""


def _failed_before(record: Record, said: Said) -> bool:
    """Whether what stands right before is about another treatment, and tells of it that it failed."""
    told: list[str] = []
    for before in record.preceding(said)[:_BACK]:
        found = [t.kind for t in _asserted(before)]
        told += found
        if names_another(before):
            return "failed" in told and "helped" not in told
        if not found and _WORDS.search(before.low):  # anything but the number of an item
            return False
    return False


_BACK = 4
"""Statements before a treatment within which the one before it, and its failure, are told."""
_WORDS = Pattern(r"[a-z]{2}")


def in_answer(answer: Said, unknown: Outcome) -> Outcome:
    """What the answer to a question for a treatment tells of its effect; else what was known."""
    found = _asserted(answer)
    first = next((t for t in found if t.kind != "stopped"), found[0] if found else None)
    return Outcome(_result(answer, first), answer, first, (answer,)) if first else unknown


def _outcome(record: Record, said: Said, mention: Mention) -> tuple[outcomes.Told | None, Said, tuple[Said, ...]]:
    """The outcome that belongs to the treatment, and the statements that tell it."""
    told = _asserted(said)
    if any(t.kind == "failed" for t in told) and said.search(_OTHER_HELP):
        told = [t for t in told if t.kind != "helped"]  # "ROM better, pain not touched"
    told = [t for t in told if not _of_injection(said, mention, t)]
    near = _nearest(told, said, mention)
    something_else = near is not None and near.kind == "helped" and said.search(_OTHER_HELP)
    if near and not something_else and not stopped_for.only_stopped(said, near):
        return *_turned(record, said, near), rest_of_sentence(record, said)
    between: list[Said] = []
    linked = True
    told_in = said
    for after in record.following(said):
        same = after.in_sentence_of(said)
        linked = linked or after.in_sentence_of(told_in)
        if names_another(after):
            break
        found = [] if after.statement.told and collective.of_another(record, after) else _asserted(after)
        if linked and (reason := stopped_for.harmed(after)) and any(stopped_for.stopped(s) for s in (said, *between)):
            return reason, after, (*between, after)
        if len(between) < _SOON and (reason := stopped_for.made_ill(record, after)):
            return reason, after, (*between, after)
        dated = linked and bool(_DATED.match(after.low)) and all(t.kind == "stopped" and not t.reason for t in found)
        if dated:
            between.append(after)
            continue
        if linked and not found and _SCORED.match(after.low):
            if (not told or after.search(_TWO_TIMES)) and change(after) != "none":
                return None, after, (*between, after)
            between.append(after)
            continue
        asked = after.statement.clause.question
        taken = not asked and bool(TAKEN_ON.match(after.low) or (linked and _VISITS.match(after.low)))
        about = same or taken or (linked and bool(_GENERIC_AFTER.match(after.low) or _nothing_before(after, found)))
        if about:
            between.append(after)
            told_in = after
        if about and not found and (not told or near) and change(after) != "none":
            return None, after, tuple(between)
        if not same and (_BY_ANOTHER.search(after.low) or after.search(collective.OF_PROCEDURE)):
            break
        if about and found and all(t.kind == "helped" for t in found) and _not_the_pain(record, after):
            linked = True
            continue
        if about and found and purpose.for_another_place(record, after):
            linked = True
            continue
        if about and found:
            first = next((t for t in found if t.kind != "stopped"), found[0])
            return *_turned(record, after, first), tuple(between)
        detail = linked and not found and bool(_DETAIL.match(after.low))
        between += [after] if detail and not about else []
        linked = same or taken or detail or (about and bool(_HEADED.match(after.low)))
    return (*_turned(record, said, near), rest_of_sentence(record, said)) if near else (None, said, tuple(between))


_SOON = 3
"""Statements behind a treatment within which an illness that ended it is its stopped_for.harm."""
_STOPPED_DOING = Pattern(
    r"\b(?:stopped|quit|gave up|ceased|unable to|could not|couldn't) (?!taking|using|it)\w+ing\b|\bto work\b"
)
"""Something else that was given up."""


def _nothing_before(said: Said, found: Sequence[outcomes.Told]) -> bool:
    """Whether a result opens a statement, so that it tells of what stands before it: "Dropped for lack of benefit"."""
    if not found or found[0].kind == "helped":
        return False
    if found[0].kind in ("stopped", "not_tolerated") and found[0].reason and not said.search(_STOPPED_DOING):
        return True
    clause = said.statement.clause
    before = {t.word for t in clause.tokens[: found[0].first]}
    return before <= words.listed("grammar", "light") and not said.statement.clause.question


_OTHERS_WORD = Pattern(
    r"\b(?:therapist(?:'s)?|physio\w*(?:'s)?|(?:discharge|closing|d/?c|therapy) (?:note|summary|letter|report|line))\b"
)


def _two_accounts(record: Record, mention: Mention, where: Said) -> bool:
    """Whether a statement tells that a course failed, and then that by the therapist's word it helped."""
    own = _asserted(where)
    if words.concept(mention.concept).about.get("group") != "physical" or not own or own[-1].kind != "helped":
        return False
    failed = [t.last for t in own if t.kind == "failed"]
    tokens, start = where.statement.clause.tokens, where.statement.clause.start
    ends = tokens[own[-1].first].start - start
    told = failed and _OTHERS_WORD.search(where.low, tokens[max(failed) - 1].end - start, ends)
    return bool(told) and not _not_the_pain(record, where)


def _contradicted(record: Record, mention: Mention, where: Said) -> bool:
    """Whether the therapist's own word, right behind the one that a course failed, is that it helped."""
    if words.concept(mention.concept).about.get("group") != "physical":
        return False
    if _two_accounts(record, mention, where):
        return True
    for after in record.following(where, 3):
        if after.statement.of(mention.concept):
            return False
        if names_another(after) and not _OTHERS_WORD.search(after.low):
            return False
        found = _asserted(after)
        if _OTHERS_WORD.search(after.low) and found and all(t.kind == "helped" for t in found):
            return helped(after) == "helped" and not _not_the_pain(record, after) and not _BY_ANOTHER.search(after.low)
    return False


def _kept_visits(record: Record, said: Said) -> tuple[Said, ...]:
    """The next statements that go on with the visits or the days of what was named: "Fourteen visits, July 6 to …"."""
    near = itertools.takewhile(
        lambda s: not names_another(s) and (_VISITS.match(s.low) or _DATED.match(s.low) or _DETAIL.match(s.low)),
        record.following(said),
    )
    return tuple(near)


def _turned(record: Record, said: Said, told: outcomes.Told) -> tuple[outcomes.Told, Said]:
    """The outcome, or the later one into which it turned: "helped at first, then stopped working"."""
    for after in record.following(said)[:2]:
        if after.statement.clause.within != said.statement.clause.within or after.statement.of(*treatments()):
            break
        found = [t for t in _asserted(after) if t.kind in ("failed", "helped", "partial")]
        turns = _LATER.match(after.low) or (told.kind == "partial" and after.low.lstrip(" ,").startswith("but"))
        if turns and found:
            return found[-1], after
    return told, said


def _asserted(said: Said) -> list[outcomes.Told]:
    """Outcomes of a statement that it affirms; one that is doubted or planned tells nothing."""
    found = []
    for told in said.statement.told:
        stands = assertion.at(said.statement.cues, told.first, told.last)
        doubtful = stands.certainty != "sure" or stands.other_person or stands.time == "conditional"
        planned = stands.time == "planned" and not set(stands.cues) <= ORDERED
        if not doubtful and not planned:
            found.append(told)
    return found


def _nearest(told: list[outcomes.Told], said: Said, mention: Mention) -> outcomes.Told | None:
    """The outcome right before the treatment, else the first behind it, else the nearest before."""
    others = [m for m in said.statement.of(*treatments()) if m.first != mention.first]
    commas = said.statement.cues.commas

    def clear(a: int, b: int) -> bool:
        return not any(a <= m.first < b for m in others) and not any(a <= n < b for n in commas)

    if around := [t for t in told if t.first <= mention.first and mention.last <= t.last]:
        return around[0]  # "neither the tablets nor the exercises changed it"
    if any(t.kind in ("failed", "not_tolerated") for t in told):
        told = [t for t in told if t.kind != "stopped" or t.reason]  # "d/c'd from PT 9/30, plateaued"
    close = [
        t for t in told if t.last <= mention.first and mention.first - t.last <= 3 and clear(t.last, mention.first)
    ]
    behind = [t for t in told if t.first >= mention.last]
    before = [t for t in told if t.last <= mention.first]
    if close and not (
        behind
        and clear(mention.last, behind[0].first)
        and behind[0].first - mention.last < mention.first - close[-1].last
    ):
        return close[-1]
    if behind:
        return behind[0]
    return before[-1] if before else None


def _of_injection(said: Said, mention: Mention, told: outcomes.Told) -> bool:
    """Whether help is that of an injection named right before it, apart from the treatment: "PT to 9/30, injection
    helped 2 weeks"; "PT and injections helped" is said of both."""
    if told.kind != "helped" or told.first < mention.last:
        return False
    given = [m for m in said.statement.mentions if _injected(m) and mention.last <= m.first]
    near = [m for m in given if m.last <= told.first <= m.last + _RIGHT_BEHIND]
    if not near:
        return False
    tokens = said.statement.clause.tokens
    behind = {t.word for t in tokens[near[-1].last : told.first]}
    joined = tokens[near[-1].first - 1].word in ("and", "or", "&", "with", "plus")
    return not joined or bool(behind & {"that", "which", "("})


_RIGHT_BEHIND = 3
"""Tokens between the name of an injection and its result."""


def _injected(mention: Mention) -> bool:
    concept = words.concept(mention.concept)
    return concept.family == "procedures" or concept.about.get("group") == "injection"


def _result(said: Said, told: outcomes.Told | None) -> Result:
    changed = change(said)
    if told is None:
        return changed
    kind = told.kind
    if kind in ("failed", "not_failed"):
        return "failed" if kind == "failed" else "not_failed"
    if kind == "helped":
        return helped(said)
    if kind in ("not_tolerated", "contraindicated"):
        return "not_tolerated" if kind == "not_tolerated" else "contraindicated"
    if kind == "stopped":
        return "not_tolerated" if told.reason else changed
    return "none"
