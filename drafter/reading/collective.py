"""Results that are told of several treatments at once, or further on than the next statement.

"Aleve for four weeks, then Zanaflex. Massage every week. None of the three helped." "Did Cymbalta do anything? No."
"I had hoped for more from the tablets, but the attacks did not change."
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.reading.record import Document, Record, Said
from drafter.text import Mention, assertion, words
from drafter.text.outcomes import Told
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_FAR = 16
"""Statements behind the name of a treatment within which its result may be told."""
_THESE = r"(?:these|those|the)"
_REMEDIES = r"(?:measures|treatments|therapies|medications?|medicines|drugs|remedies|things)"
_ALL = Pattern(
    r"^\W*(?:(?:but|and|yet|so far|in all|overall|unfortunately|sadly|she says|he says|pt says|per pt)\W+)*"
    r"(?:(?P<two>neither|both)|(?:none|nothing|no one thing|not one|all|everything|each|no relief|nothing else|any)\b"
    r"(?: (?:of )?(?:it|them|these|those|this|that|which|the above|the lot|"
    rf"{_THESE} (?P<n>two|three|four|five)|{_THESE} {_REMEDIES}))?)\b|"
    rf"\b(?:none|neither|all|both|each) of (?:{_THESE} )?(?:which|them|it|this|that|these|those|"
    rf"(?P<m>two|three|four|five)|{_REMEDIES})\b|"
    r"\b(?:from|with|by|to|through|on|under|after|during) (?:any|either|none|all|both|each|these|those|them|"
    r"(?:all|any) of (?:it|this|them|these|those))\b(?! (?:other|more|further|new))|"
    r"\b(?:despite|in spite of|notwithstanding) (?:(?:all|each) (?:of )?(?:it|these|them|this|that|those)|"
    r"everything)\b|"
    r"\b(?:reviewed|went over|went through|gone through|asked about|discussed|took him through|took her through) "
    r"(?:each|all|every one|them all|both)\b|"
    r"\b(?:of|for|at the end of) (?:(?P<both>both|either)\b(?! (?:her|his|the|eyes|sides|ears|arms|shoulders|hands))|"
    r"(?:all|any|each) (?:of )?(?:it|them|this|that|these|those)\b)|"
    r"\b(?:tried|done|had|used|taken|given|been through) (?:all|everything|each|both) "
    r"(?:of )?(?:it|this|that|these|those|the above)\b|"
    r"^\W*(?:the |all )?(?:others?|rest|remainder|remaining ones?)\b(?! of (?:the|her|his) (?:exam|note|chart|body))|"
    r"\b(?:all|any|everything) of (?:it|this|that) (?:together )?|"
    r"\b(?:despite|after|with|in spite of|for) (?:the (?:whole )?lot|everything|"
    r"all (?:this|that|of (?:it|this|that)))\b|"
    r"\bfailed (?:all|everything)\b(?! (?:of the|his|her|the))|\ball (?:failed|without|unsuccessful|ineffective|to no "
    r"avail|in vain)\b|"
    r"\b(?:nothing|none) (?:on|in|from) (?:that|this|the)\b|\b(?:to|of) (?:the )?above\b|\bin (?:every|each) case\b"
)
"""Words for all the treatments named before, for the last two of them, or for so many."""
_MEDICINE = Pattern(
    r"\b(?:the|these|those|this|that|her|his|either|neither|both|each) (?:\w+ )?"
    r"(?:pills?|tablets?|capsules?|medicines?|medications?|meds|drugs?)\b(?! (?:list|screen|allerg|store))|"
    r"^\W*(?:pills?|tablets?|capsules?|medicines?|medications?|meds?|drugs?)\b(?=\W{1,3}(?:(?:was|were|did|of) )?"
    r"(?:no|nil|none|nothing|zero|zilch|useless|without|not)\b)"
)
_THERAPY = Pattern(
    r"\b(?:the|this|that|her|his|formal) (?:physical |neck )?"
    r"(?:therap(?:y|ist)|physiotherap(?:y|ist)|exercises?|course|programme|program)\b(?! at school)|"
    r"\b(?:his|her|the|whose|their) (?:\w+ )?(?:report|letter|note|summary)(?: to (?:me|us|you))? (?:closes?|closed|"
    r"ends?|ended|concludes?|"
    r"concluded|reads?|says?|said|states?|stated|sums up|summed up)\b|"
    r"\b(?:left|leaves|leaving|out of|from|under|after) (?:(?:mr|ms|mrs|miss)\.? [\w.'-]+|(?:the |her |his )?"
    r"(?:therapist|physio\w*)'?s?|his|her|their) (?:care|hands)\b|"
    r"\b(?:discharge|d ?/ ?c|closing|final|end) (?:summary|letter|note|report|line|visit|score)\b"
)
_SYMPTOM = Pattern(
    r"\b(?:(?:her|his|the) (?:neck|back|head|shoulders?) (?:is|was|were|felt|feels|hurts|hurt|ached|remained|"
    r"remains|stayed|stays)|pains?|"
    r"aches?|aching|headaches?|has?|migraines?|attacks?|jolts?|jabs?|zaps?|stabs?|shocks?|bursts?|twinges?|"
    r"volleys?|bolts?|"
    r"darts?|flashes|spells?|episodes?|"
    r"spasms?|symptoms?|sx|counts?|diary|log|notebook|calendar|app|nrs|vas|ndi|odi|scores?)\b"
)
"""What goes on unchanged, or is counted, where a treatment did nothing."""
_LABELLED = Pattern(r"^\W*(?!log|diary|result|outcome|response|effect|d/c|discharge)[a-z][\w/ ]{0,24}:(?!\d)")
"""The beginning of another field or section."""
_NEXT = 4
"""Statements behind the name of a treatment within which the course of the symptoms is its result."""
_ASKED = Pattern(
    r"\b(?:help\w*|do (?:anything|any good|something|much)|works?|worked|relief|relieve|come of|came of|effect\w*|"
    r"difference|benefit|result|outcome|improve\w*|how (?:was|were|did))\b|"
    r"^\W*(?:and|what about|how about) (?:the )?[\w ]{2,30}\?\W*$"
)
"""A question for the result of what it names."""
_WHAT_CAME = Pattern(
    r"\b(?:what (?:came|has come|became) of (?:it|them|these|those|all)|"
    r"how (?:did|do) (?:it|they|these|those) (?:do|work|go)|"
    r"did (?:it|they|any|either|these|those|that)\b[^.;?]{0,20}\b(?:help|work|do)|with what (?:result|effect|success)|"
    r"(?:asked|ask) (?:for|about|what) (?:the |their |its )?(?:results?|effects?|outcomes?|benefits?))\b|"
    r"^\W*(?:and|so|result|outcome|effect)\W{0,2}\?|^\W*(?:any |some |much |was it |were they |did (?:it|they|that|"
    r"either) )?(?:\w+ )?(?:relief|benefit|improvement|"
    r"better|help|helpful|effects?|effective|results?|difference|response|use|good|work|worth it)"
    r"(?: at all| from it| from them)?\s*\?"
)
"""A question for the result of what was named before it."""
_ANSWER = Pattern(
    r"^\W*(?:(?:dr|she|he|pt|patient|md|np|pa|answer|a)\b\.?(?: (?:says|said|answered|replied))?\W+)?"
    r"(?:(?P<none>zero|nothing|none|nil|not (?:at all|a \w+|much|really|one \w+|well|even|the|so)|"
    r"hardly|barely|little|nope|never|no(?=\W*$|[,.]))|"
    r"very well|well(?=\W*$|[,.])|great|yes|a (?:lot|great deal)|very much)\b"
)
"""The answer that there was none, or a good one."""
_NOW = Pattern(
    r"\b(?:now|currently|at present|continues?|continuing|is on|remains on|takes|taking|ongoing|goes to|is in|"
    r"(?:started|begun) (?:today|yesterday|this week|last week)|new)\b"
)
"""A treatment of now, of whose result nothing said of earlier ones tells."""
_TURN = Pattern(r"[,;][\"”]? (?:and|but|while|whereas) |[\"”]? (?:and|but) (?:that|after|with|the|in|from) ")
"""Where a sentence turns to something else."""
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


_BEFORE_IT = Pattern(
    r"\b(?:until|till|before|prior to|to avoid|instead of|rather than) (?:the |her |his |any |we |i )?(?:\w+ )?$"
)
"""Before a procedure of whose result nothing is told."""
_VERDICT = Pattern(
    r"^\W*(?:dr\.? [\w-]+|md|pt|patient|therapist|pcp|she|he)\s?:\W*[\"“]|"
    r"^\W*(?:(?:the |her |his )?(?:pt|patient|she|he|they|therapist|physio\w*|dr\.? \w+)(?: (?:then|later|now|"
    r"only|simply|"
    r"just))?|per (?:pt|patient)) (?:says?|said|wrote|writes|reports?|reported|states?|puts it|calls? it|called it|"
    r"answers?|answered)\b|^\W*(?:-+>|=+>|→)"
)
"""The beginning of a statement that is a verdict on what stands right before it."""
_WHAT_IT_DID = Pattern(
    r"\bwhat (?:(?:good|use|benefit|effect) )?(?:it|they|that|this|these|(?:the|those) [\w-]+) (?:has |have |"
    r"had )?(?:done|did|do|"
    r"achieved|brought)\b"
)
"""A question for the effect of the one thing spoken of last."""
_IT_DID = Pattern(
    r"^\W*(?:(?:but|and|yet|all|so far|overall|sadly|unfortunately|in the end)\W+)*"
    r"(?:it|that|this|they|these|those|which)\b"
    r"(?! (?:is|was|will be) (?:a |an |the |his |her |time|not (?:a|an|the)|planned|clear|my|our))"
)
"""A pronoun at the beginning, for all that the sentence right before it names."""
_RESULT_ASKED = Pattern(
    r"\bask(?:ed|s|ing)?\b[^.;:]{0,20}\b(?:results?|outcomes?|effects?|benefits?|how (?:it|that|they) (?:went|did|"
    r"worked|ended))\b"
    r"[^.;:]{0,20}:"
)
"""A question for the result with its answer behind a colon."""
_FOR_IT = Pattern(
    r"\ball (?:that )?(?:it|they) (?:ever )?(?:gave|did|brought|got|achieved|bought)\b|^\W*(?:it|that|this) "
    r"(?:has |had )?(?:left|gave|brought|did|bought)\b|"
    r"\b(?:speaks?|spoke|speaking|thinks?|asked|talks?|talking) (?:of|about) (?:it|them|that)\b|"
    r"^\W*(?:overall |final )?(?:outcome|result|response|effect)s?\W{0,2}:|\b(?:take|taken|took|came|come|went) "
    r"(?:her |him |them )?off (?:it|them|that)\b|"
    r"\b(?:stand|bear|tolerate|stomach) (?:it|them|that)\b|\b(?:no better|none the better|no worse|not better|"
    r"nothing to show|unchanged|the same) (?:for|after|from|with) (?:it|this|that)\b"
)
"""A result of the one thing spoken of last."""


def told(record: Record, said: Said, mention: Mention) -> tuple[Told, Said] | None:
    """The result that a later statement tells of a treatment together with others, or in answer to a question."""
    if said.search(_NOW) or mention.stands.time in ("planned", "conditional"):
        return None
    before = [said]
    for after in record.following(said, _FAR):
        if before[-1].search(_WHAT_CAME) and (answer := after.search(_ANSWER)):
            result = Told("failed" if answer["none"] else "helped", 0, 1, answer[0])
            return (result, after) if _last(before, mention) else None
        for found in _affirmed(after):
            if not _of_procedure(after, found) and _speaks_of(mention, before, after, found):
                return found, after
        before.append(after)
    return None


def before(record: Record, said: Said, mention: Mention) -> tuple[Told, Said] | None:
    """The failure told of "the pill" or "the therapy" before it is named, where the note names no other one."""
    if said.search(_NOW) or mention.stands.time in ("planned", "conditional") or mention.stands.negated:
        return None
    drug = _is_drug(mention.concept)
    if {c for c in _named_in(record, said.document) if _is_drug(c) is drug} != {mention.concept}:
        return None
    for s in record.said:
        if s.document is not said.document:
            continue
        if s.number >= said.number:
            return None
        for found in _affirmed(s):
            medicine, therapy = _referred(s, found) if found.kind == "failed" else ("", "")
            if (medicine if drug else therapy) and not _of_procedure(s, found):
                return found, s
    return None


def _named_in(record: Record, document: Document) -> frozenset[str]:
    """The treatments that a document names and does not deny, gathered once."""
    key = ("treatments named", document.place)
    found: frozenset[str] | None = record.places.get(key)
    if found is None:
        here = (m for s in record.said if s.document is document for m in s.statement.of(*_specific()))
        found = record.places[key] = frozenset(m.concept for m in here if not m.stands.negated)
    return found


def _of_procedure(said: Said, found: Told) -> bool:
    """Whether a statement names a procedure, whose result it may tell; not one until or before which it was so."""
    clause = said.statement.clause
    at = clause.tokens[found.last - 1].end
    named = [m for m in said.statement.mentions if words.concept(m.concept).family == "procedures"]
    return any(m.start < at or not _BEFORE_IT.search(said.low[: m.start - clause.start]) for m in named)


def _procedure_given(said: Said) -> bool:
    """Whether a statement names a procedure that is neither denied nor to come."""
    named = (m.stands for m in said.statement.mentions if words.concept(m.concept).family == "procedures")
    return any(not (s.negated or s.refused) and s.time not in ("planned", "conditional") for s in named)


def _affirmed(said: Said) -> Iterator[Told]:
    for told in (t for t in said.statement.told if t.kind not in ("stopped", "not_failed")):
        stands = assertion.at(said.statement.cues, told.first, told.last)
        if stands.certainty == "sure" and not stands.other_person and stands.time not in ("planned", "conditional"):
            yield told


def _speaks_of(mention: Mention, before: Sequence[Said], after: Said, found: Told) -> bool:
    """Whether a statement with a result in it tells it of the treatment named before."""
    if _answers(mention, before[-1], after):
        return True
    if (
        _WHAT_CAME.search(before[-1].low)
        and before[-1].statement.clause.question
        and not after.statement.of(*_specific())
    ):
        return _last(before, mention)
    if after.statement.of(*_specific()):
        return _by_kind(mention, before, after, found)
    if _IT_DID.match(after.low) and {s.statement.clause.within for s in before} == {before[0].statement.clause.within}:
        return found.kind == "failed" or len(before) == 1
    if _bare(after, found) and any(_procedure_given(s) for s in before[1:]):
        return False  # of the injection told last
    if match := after.search(_ALL):
        most = 2 if match["two"] or match["both"] else _COUNTS.get(match["n"] or match["m"] or "")
        return _last(before, mention, most)
    if _whole(after, found):
        return _last(before, mention)
    if any(_referred(after, found)):
        return _by_kind(mention, before, after, found)
    if len(before) == 1 and found.kind == "failed" and after.search(_VERDICT):
        return True
    if _bare(after, found) and len({s.statement.clause.within for s in before}) == 1:
        return True
    if len(before) <= _NEXT and _bare(after, found) and not any(s.search(_LOOKED_AT) for s in before[1:]):
        return _last(before, mention, 1)
    if len(before) <= _NEXT and after.search(_RESULT_ASKED):
        return _last(before, mention, 1)
    asked = _WHAT_IT_DID.search(" ".join((before[-1].low, after.low)))
    if len(before) <= _NEXT and (asked or _FOR_IT.search(fold(after.cite_sentence().quote))):
        return _last(before, mention, 1)
    return _goes_on(before, after, found) and _last(before, mention, None if _side_by_side(before) else 1)


_TOGETHER = Pattern(
    r"\b(?:alongside|beside|besides|along with|together with|at the same time|meanwhile|in parallel|concurrently|"
    r"throughout|with|plus|both)\b"
)
"""Of two treatments of one time."""
_IN_TURN = Pattern(
    r"\b(?:then|later|afterwards?|after that|followed|next|switch\w*|replaced|subsequently|before "
    r"that)\b"
)


def _side_by_side(before: Sequence[Said]) -> bool:
    """Whether the treatments of the sentence right before a result were of one time, so that it is of all."""
    if len({s.statement.clause.within for s in before}) > 1:
        return False
    low = fold(before[0].cite_sentence().quote)
    return bool(_TOGETHER.search(low)) and not _IN_TURN.search(low)


_LOOKED_AT = Pattern(
    r"\b(?:mri|ct|x-?rays?|films?|emg|eeg|labs?|bp|blood pressure|weight|exam\w*|a1c|ecg|ekg|scan|imaging|ultrasound)\b"
)
"""What is looked at again and may be told to be unchanged."""


def _bare(after: Said, found: Told) -> bool:
    """Whether a statement is nothing but a failure, for all that the sentence right before it lists."""
    tokens = after.statement.clause.tokens
    before = {t.word for t in tokens[: found.first]} | {t.word for t in tokens[found.last :]}
    return found.kind == "failed" and not after.statement.mentions and before <= _LITTLE


_LITTLE = frozenset(
    ['"', "'", "“", "”", ".", ",", "!", ":", "so", "far", "at", "all", "per", "pt", "patient", "wasted", "money",
     "time", "effort", "note", "result", "response", "from", "any", ";", "-", "–", "tapering", "tapered", "weaning",
     "weaned", "stopping", "stopped", "off", "it", "now", "discontinued", "whatsoever"]
)  # fmt: skip
"""Words beside a bare failure."""


def _by_kind(mention: Mention, before: Sequence[Said], after: Said, found: Told) -> bool:
    """Whether a result is told of "the tablets" or "the therapy", and this is the last medicine or therapy named."""
    drug = _is_drug(mention.concept)
    medicine, therapy = _referred(after, found)
    if medicine:
        two = medicine.startswith(("either", "neither", "both"))
        return drug and _last(before, mention, 2 if two else 1, drugs=True)
    return bool(therapy) and not drug and _last(before, mention, 1, drugs=False)


def _whole(after: Said, found: Told) -> bool:
    """Whether a failure is told of conservative care as a whole: "conservative measures have failed"."""
    return found.kind == "failed" and bool(after.statement.of("any_conservative_word"))


def _referred(after: Said, found: Told) -> tuple[str, str]:
    """The words for a medicine and for a therapy of which a result is told, in its part of the sentence."""
    clause = after.statement.clause
    start = clause.tokens[found.first].start - clause.start
    parts = [0, *(m.end() for m in _TURN.finditer(clause.low)), len(clause.low)]
    begin, end = next((a, b) for a, b in itertools.pairwise(parts) if a <= start < b)
    named = after.statement.of(*_specific())
    if any(begin <= m.start - clause.start < end for m in named):
        return "", ""
    for low in (clause.low[begin:end], *(() if named else (fold(after.cite_sentence().quote),))):
        medicine, therapy = _MEDICINE.search(low), _THERAPY.search(low)
        if medicine or therapy:
            return (medicine[0] if medicine else ""), ("" if medicine else therapy[0] if therapy else "")
    return "", ""


def _goes_on(before: Sequence[Said], after: Said, found: Told) -> bool:
    """Whether symptoms are said to go on unchanged right behind a treatment that is told with its time."""
    first = before[0]
    timed = bool(first.statement.lengths() or first.statement.whens())
    near = len(before) <= _NEXT and after.written == first.written and not after.search(_LABELLED)
    return timed and near and found.kind == "failed" and after.search(_SYMPTOM) is not None


@cache
def _specific() -> tuple[str, ...]:
    """Treatments with a name."""
    return tuple(n for n in words.family("treatments") if words.concept(n).about.get("generic") != "true")


def _is_drug(concept: str) -> bool:
    """Whether a treatment is a medicine, by its class or by its own name."""
    return words.concept(concept).about.get("group") in ("drug", "agent")


def _last(before: Sequence[Said], mention: Mention, most: int | None = None, *, drugs: bool | None = None) -> bool:
    """Whether a treatment of the first statement is among the last so many that were named, of medicines alone or of
    all but them; all of them where no number is given."""
    named: dict[tuple[int, int], None] = {}
    for n, one in enumerate(before):
        if one.search(_NOW):
            continue
        for m in sorted(one.statement.of(*_specific()), key=lambda m: m.start):
            sure = m.stands.certainty == "sure" and not m.stands.negated
            own = n == 0 and m.start == mention.start
            past = own or (sure and m.stands.time not in ("planned", "conditional"))
            if past and drugs in (None, _is_drug(m.concept)):
                named[n, m.start] = None
    return (0, mention.start) in [*named][-(most or len(named)) :]


def _answers(mention: Mention, question: Said, after: Said) -> bool:
    """Whether a statement answers a question for the result of the treatment: "Did the tablets help? No."."""
    if not question.statement.clause.question or not question.search(_ASKED):
        return False
    return any(m.concept == mention.concept for m in question.statement.mentions)
