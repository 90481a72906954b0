"""Results that are told of several treatments at once, or further on than the next statement.

"Aleve for four weeks, then Zanaflex. Massage every week. None of the three helped." "Did Cymbalta do anything? No."
"I had hoped for more from the tablets, but the attacks did not change."
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from drafter.reading import counted, purpose
from drafter.reading.meant import (
    ALL,
    AT_THE_TIME,
    NEAR,
    NOW,
    NTH,
    TAKEN_ON,
    is_drug,
    is_nth,
    last,
    side_by_side,
    specific,
)
from drafter.reading.record import Record
from drafter.reading.said import Document, Said
from drafter.text import Mention, assertion, words
from drafter.text.outcomes import Told
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_FAR = 16
"""Statements behind the name of a treatment within which its result may be told."""
_MEDICINE = Pattern(
    r"\b(?:the|these|those|this|that|her|his|either|neither|both|each) (?:\w+ )?"
    r"(?:pills?|tablets?|capsules?|medicines?|medications?|meds|drugs?)\b(?! (?:list|screen|allerg|store))|"
    r"(?:^|: ?)\W*(?:pills?|tablets?|capsules?|medicines?|medications?|meds?|drugs?)\b(?=\W{1,3}"
    r"(?:(?:was|were|did|of) )?(?:no|nil|none|nothing|zero|zilch|useless|without|not)\b)"
)
_THERAPY = Pattern(
    r"\b(?:the|this|that|her|his|formal) (?:physical |neck )?"
    r"(?:therap(?:y|ist)|physiotherap(?:y|ist)|exercises?|course|programme|program)\b(?! at school)|"
    r"\b(?:his|her|the|whose|their) (?:\w+ )?(?:report|letter|note|summary)(?: to (?:me|us|you))? (?:closes?|closed|"
    r"ends?|ended|concludes?|"
    r"concluded|reads?|says?|said|states?|stated|sums up|summed up)\b|"
    r"\b(?:left|leaves|leaving|out of|from|under|after) (?:(?:mr|ms|mrs|miss)\.? [\w.'-]+|(?:the |her |his )?"
    r"(?:therapist|physio\w*)'?s?|his|her|their) (?:care|hands)\b|"
    r"\b(?:dc|chiropractor|(?:physical )?therapist|physio\w*|dpt|lmt|ot) (?:writes?|wrote|notes?|noted|states?|"
    r"stated|reports?|"
    r"reported|says|said|records?|summari[sz]es?|closes?|concludes?|discharged (?:her|him|them))\b|"
    r"\b(?:discharge|d ?/ ?c|closing|final|end) (?:summary|letter|note|report|line|visit|score|sheet|form|"
    r"paper|papers|paperwork)\b"
)
_SYMPTOM = Pattern(
    r"\b(?:(?:her|his|the) (?:neck|back|head|shoulders?) (?:is|was|were|felt|feels|hurts|hurt|ached|remained|"
    r"remains|stayed|stays)|pains?|"
    r"aches?|aching|headaches?|has?|migraines?|attacks?|jolts?|jabs?|zaps?|stabs?|shocks?|bursts?|twinges?|"
    r"volleys?|bolts?|"
    r"darts?|flashes|spells?|episodes?|"
    r"spasms?|symptoms?|sx|(?:number|count) of (?:[\w-]+ )?days|d(?:ays)? ?(?:/|per|a) ?mo(?:nth)?|"
    r"frequency|intensity|severity|"
    r"counts?|diary|log|notebook|calendar|app|nrs|vas|ndi|odi|scores?)\b"
)
"""What goes on unchanged, or is counted, where a treatment did nothing."""
_LABELLED = Pattern(
    r"^\W*(?!(?:(?:his|her|the|pt|phone|ha|headache|migraine|pain|attack) )*(?:log|diary|calendar|app|tally|"
    r"count|days|attacks|pains?|headaches?|has?|jolts?|jabs?|zaps?|stabs?|shocks?|bursts?|"
    r"twinges?|volleys?|symptoms?|sx)\b|result|outcome|response|effect|d/c|discharge)[a-z][\w/ ]{0,24}:(?!\d)"
)
"""The beginning of another field or section."""
_ASKED = Pattern(
    r"\b(?:help\w*|do (?:anything|any good|something|much)|works?|worked|relief|relieve|come of|came of|effect\w*|"
    r"difference|benefit|result|outcome|improve\w*|how (?:was|were|did))\b|"
    r"^\W*(?:and|what about|how about) (?:the )?[\w ]{2,30}\?\W*$"
)
"""A question for the result of what it names."""
_WHAT_CAME = Pattern(
    r"\b(?:what (?:came|has come|became) of (?:it|them|these|those|all)|"
    r"how (?:did|do) (?:it|they|these|those|that|this|(?:it |that )?all) (?:do|work|go)|"
    r"did (?:it|they|any|either|these|those|that)\b[^.;?]{0,20}\b(?:help|work|do)|with what (?:result|effect|success)|"
    r"(?:asked|ask) (?:for|about|what) (?:the |their |its )?(?:results?|effects?|outcomes?|benefits?))\b|"
    r"^\W*(?:and|so|result|outcome|effect)\W{0,2}\?|^\W*(?:(?:q|asked (?:him|her|them|pt)|"
    r"i asked)\b\W+)?(?:any |some |much |was it |were they |did (?:it|they|that|"
    r"either) )?(?!side |adverse |ill )(?:\w+ )?(?:relief|benefit|improvement|"
    r"better|help|helpful|effects?|effective|results?|difference|response|use|good|work|worth it)"
    r"(?: at all| after\w*| since| (?:from|on|with|for|after) (?:it|them|either|any of it|any of them|that|those|these|"
    r"all (?:this|that)))?\s*\?"
)
"""A question for the result of what was named before it."""
_ANSWER = Pattern(
    r"^\W*(?:(?:dr|she|he|pt|patient|md|np|pa|answer|a)\b\.?(?: (?:says|said|answered|replied))?\W+)?"
    r"(?:(?P<none>zero|nothing|none|nil|not (?:at all|a \w+|much|really|one \w+|well|even|the|so)|"
    r"hardly|barely|little|nope|never|no(?=\W*$|[,.]))|"
    r"very well|well(?=\W*$|[,.])|great|yes|a (?:lot|great deal)|very much)\b"
)
"""The answer that there was none, or a good one."""
_FADED = Pattern(
    r"^\W*(?P<none>(?:(?:at first|initially|took the edge off|helped|it helped|some|a little|a bit|briefly|"
    r"for a day|yes)\b)[^.;?]{0,40}[,;] (?:and |but )?(?:then|after that) (?:nothing|not at all|no more|no longer|none|"
    r"zilch|it (?:stopped|quit|wore off|did nothing)|stopped working|quit working))\b"
)
"""The answer that it helped at first alone."""
_TURN = Pattern(
    r"[,;][\"”]? (?:and|but|while|whereas) |[\"”]? (?:and|but) (?:that|after|with|the|in|from) |"
    r"[,;] (?=(?:the |her |his )?[\w-]+(?: \w+)? (?:ditto|likewise|(?:the )?same|no better)\b)"
)
"""Where a sentence turns to something else."""
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


_BEFORE_IT = Pattern(
    r"\b(?:until|till|before|prior to|to avoid|instead of|rather than) (?:the |her |his |any |we |i )?(?:\w+ )?$|"
    r"(?:\b(?:hence|therefore|thus|(?:that|which) is why|leading to|led to|prompting|prompted)|->|→) "
    r"(?:the |her |his |a |an |this )?(?:\w+ ){0,2}$"
)
"""Before a procedure of whose result nothing is told: one that came later, or to which the failure led."""
_PROCEDURE = (
    r"(?:before|prior to) (?:the |her |his |that |last |first )*(?:\w+ )?(?:injections?|blocks?|shots?|"
    r"procedures?|epidurals?|surgery|"
    r"operation|ablation)\b"
)
OF_PROCEDURE = Pattern(
    rf"\b(?:as|than|where|what|to|like)\b[^.;,]{{0,25}}\b{_PROCEDURE}|\b{_PROCEDURE}[^.;]{{0,30}}\bafter\b|"
    r"^\W*(?:responses?|relief|results?|outcomes?|effects?) (?:to|of|from|after|with) (?:\w+ "
    r"){0,3}(?:injections?|tpis?|blocks?|"
    r"shots?|epidurals?|g?onbs?|esis?|procedures?|ablations?|surgery)\b"
)
"""A likeness to the time before a procedure, or the label of its result, which tells of that."""
_VERDICT = Pattern(
    r"^\W*(?:dr\.? [\w-]+|md|pt|patient|therapist|pcp|she|he)\s?:\W*[\"“]|"
    r"^\W*(?:(?:the |her |his )?(?:pt|patient|she|he|they|therapist|physio\w*|dr\.? \w+)(?: (?:then|later|now|"
    r"only|simply|"
    r"just))?|per (?:pt|patient)) (?:says?|said|wrote|writes|reports?|reported|states?|puts it|calls? it|called it|"
    r"answers?|answered|sums? (?:it|them|this|that|both|all) up|summed (?:it|them|this|that|both|all) up)\b|"
    r"^\W*(?:reports?|reported|states?|stated|says?|said|feels?|felt|endorses?|describes?) (?!to\b)|"
    r"^\W*(?:in (?:her|his|their|the patient's) (?:own )?words|quote|(?:her|his|their) (?:words|verdict|comment|"
    r"summary|answer)"
    r"(?: (?:is|was))?)\W|^\W*(?:-+>|=+>|→)"
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
    if said.search(NOW) or (mention.stands.time in ("planned", "conditional") and not said.search(_TAKEN)):
        return None
    before = [said]
    for after in record.following(said, _FAR):
        if before[-1].search(_WHAT_CAME) and (answer := _FADED.match(after.sentence) or after.search(_ANSWER)):
            result = Told("failed" if answer["none"] else "helped", 0, 1, answer[0])
            return (result, after) if last(before, mention) else None
        found_here = list(affirmed(after))
        if found_here and (of_another(record, after) or purpose.for_another_place(record, after)):
            found_here = []
        for found in found_here:
            if _of_procedure(after, found):
                continue
            if nth := after.search(NTH) if not after.statement.of(*specific()) else None:
                spoken_of = is_nth(record, said, mention, after, nth[1] or nth[2] or nth[3])
            else:
                spoken_of = _speaks_of(record, mention, before, after, found)
            if spoken_of:
                return found, after
        if failed := counted.told(mention, before, after):
            return failed, after
        before.append(after)
    return None


_TAKEN = Pattern(
    r"\b(?:and|then|duly|was|were|been) (?:also |duly |indeed )?(?:taken|took|attended|completed|kept up)\b|"
    r"\btook (?:it|them)\b"
)
"""That what was ordered was taken."""


def before(record: Record, said: Said, mention: Mention) -> tuple[Told, Said] | None:
    """The failure told of "the pill" or "the therapy" before it is named, where the note names no other one."""
    if said.search(NOW) or mention.stands.time in ("planned", "conditional") or mention.stands.negated:
        return None
    drug = is_drug(mention.concept)
    if {c for c in _named_in(record, said.document) if is_drug(c) is drug} != {mention.concept}:
        return None
    for s in record.said:
        if s.document is not said.document:
            continue
        if s.number >= said.number:
            return None
        for found in affirmed(s):
            medicine, therapy = _referred(s, found) if found.kind == "failed" else ("", "")
            if (medicine if drug else therapy) and not _of_procedure(s, found):
                return found, s
    return None


def of_another(record: Record, said: Said) -> bool:
    """Whether a statement goes on about another person: "Her brother has the same pain; nothing helped him"."""
    before = record.preceding(said)[:1]
    same = [s for s in before if s.in_sentence_of(said)]
    return any(s.statement.cues.whole.other_person for s in same) and said.search(_OF_HIM) is not None


_OF_HIM = Pattern(r"\b(?:him|her|them|it|nothing|none|neither|all|he|she|they)\b")
"""Words for the one spoken of."""


def _named_in(record: Record, document: Document) -> frozenset[str]:
    """The treatments that a document names and does not deny, gathered once."""
    key = ("treatments named", document.place)
    found: frozenset[str] | None = record.places.get(key)
    if found is None:
        here = (m for s in record.said if s.document is document for m in s.statement.of(*specific()))
        found = record.places[key] = frozenset(m.concept for m in here if not m.stands.negated)
    return found


def _of_procedure(said: Said, found: Told) -> bool:
    """Whether a statement names a procedure, whose result it may tell; not one until or before which it was so."""
    if said.search(OF_PROCEDURE):
        return True
    clause = said.statement.clause
    at = clause.tokens[found.last - 1].end
    named = [m for m in said.statement.mentions if words.concept(m.concept).family == "procedures"]
    return any(m.start < at or not _BEFORE_IT.search(said.low[: m.start - clause.start]) for m in named)


def procedure_given(said: Said) -> bool:
    """Whether a statement names a procedure that is neither denied nor to come."""
    named = (m.stands for m in said.statement.mentions if words.concept(m.concept).family == "procedures")
    return any(not (s.negated or s.refused) and s.time not in ("planned", "conditional") for s in named)


def affirmed(said: Said) -> Iterator[Told]:
    """The outcomes that a statement affirms of this patient."""
    for told in (t for t in said.statement.told if t.kind not in ("stopped", "not_failed")):
        stands = assertion.at(said.statement.cues, told.first, told.last)
        if stands.certainty == "sure" and not stands.other_person and stands.time not in ("planned", "conditional"):
            yield told


def _speaks_of(record: Record, mention: Mention, before: Sequence[Said], after: Said, found: Told) -> bool:
    """Whether a statement with a result in it tells it of the treatment named before."""
    if _answers(mention, before[-1]):
        return True
    if (
        _WHAT_CAME.search(before[-1].low)
        and before[-1].statement.clause.question
        and not after.statement.of(*specific())
    ):
        return last(before, mention)
    if found.kind == "failed" and after.search(_BOTH_KINDS):
        return last(before, mention, drugs=is_drug(mention.concept))
    if after.statement.of(*specific()):
        return _by_kind(mention, before, after, found)
    if _IT_DID.match(after.low) and {s.statement.clause.within for s in before} == {before[0].statement.clause.within}:
        return found.kind == "failed" or len(before) == 1
    of_procedure = any(procedure_given(s) for s in before[1:])
    if of_procedure and _bare(after, found):
        return False  # of the injection told last
    if match := after.search(ALL) or _all_of(before[-1], after):
        most = 2 if match["two"] or match["both"] else _COUNTS.get(match["n"] or match["m"] or "")
        return last(before, mention, most)
    if _whole(after, found):
        return last(before, mention)
    if any(_referred(after, found)):
        return _by_kind(mention, before, after, found)
    one_list = len({s.statement.clause.within for s in before}) == 1
    if one_list and found.kind == "failed" and (after.search(_VERDICT) or _ROW.fullmatch(found.words)):
        return True
    if _bare(after, found) and len({s.statement.clause.within for s in before}) == 1:
        return True
    if len(before) <= NEAR and _bare(after, found) and not any(s.search(_LOOKED_AT) for s in before[1:]):
        return last(before, mention, 1)
    if len(before) <= NEAR and after.search(_RESULT_ASKED):
        return last(before, mention, 1)
    asked = _WHAT_IT_DID.search(" ".join((before[-1].low, after.low)))
    if len(before) <= NEAR and (asked or _FOR_IT.search(after.sentence)):
        return last(before, mention, 1)
    if found.kind == "failed" and _ends_list(before, after):
        return not (purpose.in_a_limb(record, after) or any(_turned(s) for s in (*before[1:], after)))
    every = after.search(_ALL_THAT_TIME) or side_by_side(before)
    if not (_goes_on(before, after, found) and last(before, mention, None if every else 1)):
        return False
    of_procedure = of_procedure and not after.search(_OUTCOME)
    return not (of_procedure or purpose.in_a_limb(record, after) or any(_turned(s) for s in (*before[1:], after)))


def _all_of(previous: Said, after: Said) -> re.Match[str] | None:
    """The words for all of them in the clause before, where it only says what the result is read from: "The diary for
    both stretches is in the chart and the count is the same"."""
    same = previous.in_sentence_of(after)
    bare = not previous.statement.told and not previous.statement.of(*specific())
    return previous.search(ALL) if same and bare and not previous.statement.cues.whole.negated else None


_DRUGS = r"(?:medic\w+|drugs?|meds|pills|tablets)(?: trials?| management)?"
_THERAPIES = r"(?:(?:physical |manual |formal )?therapy|physiotherapy|physio|exercises?|pt)"
_BOTH_KINDS = Pattern(
    rf"\b(?:both |either )?(?:{_DRUGS},? (?:and|or|nor|&|\+|/) ?(?:to |with |of |by )?{_THERAPIES}|"
    rf"{_THERAPIES},? (?:and|or|nor|&|"
    rf"\+|/) ?(?:to |with |of |by )?{_DRUGS})\b"
)
"""Medicines and therapy, of which together a result is told: "has not yielded to medication or therapy"."""
_ALL_THAT_TIME = Pattern(
    r"\b(?:all|in|during|over|throughout|through|for) (?:that|this|the (?:whole|entire) (?:of that )?|"
    r"all (?:that|this)) ?"
    r"(?:time|period|stretch|while|spell)\b|\ball the while\b|\bthe whole time\b|\b(?:over|in|during|through|"
    r"throughout) "
    r"(?:the|these|those|all the|all those) (?:\w+ )?(?:weeks|months)\b"
)
"""The time of all the treatments told before."""
_LOOKED_AT = Pattern(
    r"\b(?:mri|ct|x-?rays?|films?|emg|eeg|labs?|bp|blood pressure|weight|exam\w*|a1c|ecg|ekg|scan|imaging|ultrasound)\b"
)
"""What is looked at again and may be told to be unchanged."""


def _bare(after: Said, found: Told) -> bool:
    """Whether a statement is nothing but a failure, for all that the sentence right before it lists."""
    tokens = after.statement.clause.tokens
    before = {t.word for t in tokens[: found.first]} | {t.word for t in tokens[found.last :]}
    if "still" in before:  # "Failed, still 7/10 at discharge."
        before = {w for w in before if not w.isdigit()} - _STILL
    return found.kind == "failed" and not after.statement.mentions and before <= _LITTLE


_ROW = Pattern(r"\d{1,2}(?:, ?(?:and )?\d{1,2}){2,}")
"""Scores in a row, one for each of what was listed right before: "I have those records: pain 7, 7, 7"."""
_LITTLE = frozenset(
    ['"', "'", "“", "”", ".", ",", "!", ":", "so", "far", "at", "all", "per", "pt", "patient", "wasted", "money",
     "time", "effort", "note", "result", "response", "from", "any", ";", "-", "–", "tapering", "tapered", "weaning",
     "weaned", "stopping", "stopped", "off", "it", "now", "discontinued", "whatsoever"]
)  # fmt: skip
"""Words beside a bare failure."""
_STILL = frozenset({"still", "/", "pain", "nrs", "vas", "and", "the", "end", "discharge", "last", "visit", "out", "of"})
"""The same, where a score that stayed stands beside it."""


def _by_kind(mention: Mention, before: Sequence[Said], after: Said, found: Told) -> bool:
    """Whether a result is told of "the tablets" or "the therapy", and this is the last medicine or therapy named."""
    drug = is_drug(mention.concept)
    medicine, therapy = _referred(after, found)
    if medicine:
        two = medicine.startswith(("either", "neither", "both"))
        return drug and last(before, mention, 2 if two else 1, drugs=True)
    return bool(therapy) and not drug and last(before, mention, 1, drugs=False)


def _whole(after: Said, found: Told) -> bool:
    """Whether a failure is told of conservative care as a whole: "conservative measures have failed"."""
    if found.kind != "failed":
        return False
    return bool(after.statement.of("any_conservative_word") or after.search(_FAILED_ALL))


_FAILED_ALL = Pattern(
    r"(?:^|[,;]|\band\b)\W*(?:(?:all|the|this|his|her|so far|overall|thus) )*"
    r"(?:treatments?|non-?(?:surgical|operative) (?:care|treatment|management|measures))"
    r"(?: so far| to date| tried| above)? (?:has|have) (?:all |now |thus |clearly )?failed\b"
    r"(?! (?:for|of|in|her|his|the|to)\b)|"
    r"^\W*(?:overall|all in all|in all|in sum|in summary|net|altogether|taken together|bottom line)\W{1,3}"
    r"(?:there (?:was|has been|is) )?(?:no|little|without) (?:\w+ )?"
    r"(?:benefit|relief|improvement|help|gain|effect|success)\b"
)
"""Care as a whole, by a common word: "treatment has failed", "overall no lasting benefit"."""


def _referred(after: Said, found: Told) -> tuple[str, str]:
    """The words for a medicine and for a therapy of which a result is told, in its part of the sentence."""
    clause = after.statement.clause
    start = clause.tokens[found.first].start - clause.start
    parts = [0, *(m.start() for m in _TURN.finditer(clause.low)), len(clause.low)]
    begin, end = next((a, b) for a, b in itertools.pairwise(parts) if a <= start < b)
    named = after.statement.of(*specific())
    if any(begin <= m.start - clause.start < end for m in named):
        return "", ""
    for low in (clause.low[begin:end], *(() if named else (after.sentence,))):
        medicine, therapy = _MEDICINE.search(low), _THERAPY.search(low)
        if medicine or therapy:
            return (medicine[0] if medicine else ""), ("" if medicine else therapy[0] if therapy else "")
    return "", ""


def _goes_on(before: Sequence[Said], after: Said, found: Told) -> bool:
    """Whether symptoms are said to go on unchanged right behind a treatment that is told with its time."""
    first = before[0]
    sentence = [s for s in before if s.in_sentence_of(first) or s.search(TAKEN_ON)]
    timed = any(s.statement.lengths() or s.statement.whens() or s.search(AT_THE_TIME) for s in sentence)
    later = bool(
        after.written
        and first.written
        and after.written >= max((w.latest for w in first.statement.whens()), default=after.written)
    )
    near = len(before) <= NEAR and later and not after.search(_LABELLED)
    return timed and near and found.kind == "failed" and after.search(_SYMPTOM) is not None


_TREATED = Pattern(
    r"\b(?:tx|rx|treatments?|treated|tried|trials?|non-?(?:surgical|operative)|conservative|therap(?:y|ies)|prior care|"
    r"care (?:so far|to date)|management)\b"
)
"""The label of a list of treatments."""
_STATE = Pattern(
    r"^\W*(?:(?:but|and|yet|today|now|currently|overall|despite (?:this|that|it|these|all)|her|his|the|knee|left|right|"
    r"l|r) )*(?:pains?|symptoms?|still|it (?:still|is still)|(?:she|he) (?:is|remains)|(?:is |was )?no better|"
    r"no worse|worse|unchanged|same|hurts|as bad)\b"
)
"""The beginning of a statement that tells how the complaint is, after a list."""


def _ends_list(before: Sequence[Said], after: Said) -> bool:
    """Whether a statement tells how the complaint is right behind a list of treatments, in one sentence or under one
    label, so that it tells what came of all of them: "PT March to July; naproxen; brace. Pain is worse."."""
    if not after.search(_STATE):
        return False
    clauses = [s.statement.clause for s in before]
    heading = fold(clauses[0].heading or "")
    one = len({c.within for c in clauses}) == 1 and ";" in before[0].sentence
    labelled = _TREATED.search(heading) is not None and all(
        fold(s.statement.clause.heading or "") == heading for s in (*before, after)
    )
    named = {m.concept for s in before for m in s.statement.of(*specific()) if not m.stands.negated}
    return (one or labelled) and len(named) > 1


_OUTCOME = Pattern(r"^\W*(?:overall |final )?(?:outcome|result|response|effect)s?\b")
"""The beginning of a statement that tells what came of all that stands before it."""
_NEW_CAUSE = Pattern(
    r"\b(?:rear-?ended|mv[ac]|accident|collision|crash(?:ed)?|(?:re-?)?injur\w+|concussion|whiplash|slipped|tripped|"
    r"(?:she|he|they|pt|patient) fell|fell (?:on|off|down|from)|a fall|"
    r"(?:came|come|crept|coming) back|return(?:ed|s)|relaps\w*|recur\w*|flar(?:e|ed|es|ing)[- ]?(?:up)?)\b"
)
"""What sets a complaint off anew, or brings it back, so that its state says nothing of an earlier treatment."""
_GONE = Pattern(
    r"\b(?:pains?|aches?|headaches?|migraines?|attacks?|jolts?|jabs?|zaps?|stabs?|shocks?|symptoms?)\b[^.;,]{0,15}"
    r"\b(?:stopped|ceased|gone|resolved|cleared|vanished|disappeared|went away|subsided|settled)\b"
)


def _turned(said: Said) -> bool:
    """Whether a statement tells that the complaint was away, or was set off anew."""
    gone = said.search(_GONE)
    return bool(said.search(_NEW_CAUSE) or (gone and not said.statement.cues.whole.negated))


_WOULD = Pattern(r"\b(?:would|should|could|can|may|might|will|if|want\w*|expect\w*|plan\w*|start|begin|hope\w*|try)\b")


def asks_result(said: Said) -> bool:
    """Whether a statement asks what came of the treatments that it names, which it takes as given."""
    asked = said.statement.clause.question and said.search(_ASKED) and not said.search(_WOULD)
    return bool(asked) and bool(said.statement.of(*specific()))


def _answers(mention: Mention, question: Said) -> bool:
    """Whether a statement answers a question for the result of the treatment: "Did the tablets help? No."."""
    if not question.statement.clause.question or not question.search(_ASKED):
        return False
    return any(m.concept == mention.concept for m in question.statement.mentions)
