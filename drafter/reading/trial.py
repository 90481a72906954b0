"""Trial: a treatment was taken and did not do. Planned, prescribed, completed or refused is not failed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.domain import Citation, Finding, TrialCriterion, Value
from drafter.reading import cut_short, denied, tried
from drafter.reading.eligible import answered_by, classes, generic, neighbours, spelt_out
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.tried import Tried
from drafter.reading.weighing import Weighed, agreed, instead, listed, settle, undocumented
from drafter.text import outcomes, words
from drafter.text.patterns import Pattern

__all__ = ["classes", "read"]

_NOT_COUNTED = "not count for this criterion"
_NOT_BEGUN = Pattern(
    r"\b(?:not|never|\w+n't)(?: yet| actually| ever)? (?:start|beg[aiu]n|tried|try|had|done|attend|receiv|taken|been)|"
    r"\bnever\b"
)
_ONLY_AFTERWARDS = Pattern(
    r"\b(?:after|following|once|when|wait until|wait till)\b[\s-]*(?:the |her |his |these |those |this |all )*(?:\w+ )?"
    r"(?:injections?|blocks?|shots?|procedures?|epidurals?|esi|rfa|tpis?|ablation)\b|\bpost[- ]?(?:procedure|"
    r"injection|block)\b|\bto follow (?:the |her |his )?(?:\w+ )?(?:injections?|blocks?|procedure|epidural|esi|"
    r"rfa|tpis?)\b"
)
_AGAIN = Pattern(
    r"\b(?:resum\w*|continu\w*|return\w* to|again|further|restart\w*|additional|repeat\w*|go(?:ing)? back|"
    r"back to|more)\b"
)
_CLOSED = Pattern(
    r"\b(?:stopped|discharged|completed|finished|ended|quit|discontinued|d/c'?d?|dropped out|self-discharged)\b"
)
_GOING_ON = Pattern(
    r"\b(?:so far|started|began|begun|still|ongoing|continu\w*|current\w*|to date|since|in progress|underway)\b"
)


_SO_FAR = Pattern(
    r"\b(?:only|just|so far|to date|no more than|not more than|a total of|barely|merely|as yet|thus far|(?:less|"
    r"fewer) than)\b"
)
"""Words by which a length is all there has been."""
_NOT_ALL = Pattern(
    r"\b(?:other|another|various|multiple|several|numerous|many|different|additional|(?<!no )more|second|third|last|"
    r"latest|again|resum\w*|"
    r"restart\w*|back (?:in|on)|re-?started|further|this time|repeat\w*|current (?:course|round)|(?:miss|paus|"
    r"skipp|interrupt)\w*|on hold|(?<!left )(?<!came )(?<!taken )(?<!put )off)"
    r"\b|\b(?:etc|e\.g|such as|including|among|first line|in the past|titrat\w*|increased to|raised|switched|"
    r"changed to|remainder|rest of|requested|await\w*|outstanding)\b"
)
"""Words by which a treatment told of is not all there was."""
_NOTHING_ELSE = Pattern(
    r"\b(?:no|without|nor any|never any|not any|denies any) (?:other|further|additional|previous|prior|earlier) "
    r"(?:[\w-]+ ){0,2}?(?:drugs?|medic\w+|meds?|pills?|tablets?|agents?|pt|therapy|physio\w*|exercises?|treatments?|"
    r"trials?|"
    r"programs?|programmes?|courses?|care)\b(?! (?:on file|in (?:the|our)|record\w*|document\w*|sent|than))|"
    r"\bthat(?: is|'s) (?:all|it)\W*$|\bonly (?:drug|medicine|medication|tablet|pill)\W{1,3}(?:was |is )?|"
    r"\b(?:nothing|none) (?:else|other|further|besides|beyond (?:that|this|it))\b(?! (?:on file|record\w*|"
    r"document\w*|sent))|"
    r"\b(?:her|his|their|the|a) (?:very )?first(?: ever)? (?:[\w-]+ ){0,2}?(?:pt|physical therapy|therapy|physio\w*|"
    r"medic\w+|drug)\b|^\W*(?:very )?first(?: ever)? (?:[\w-]+ ){0,2}?(?:pt|physical therapy|therapy|physio\w*|"
    r"medic\w+|"
    r"drug)(?: ever)?\b(?! (?:visit|session|appointment|note|eval))|"
    r"\b(?:first|one|only|sole|single) (?:[\w-]+ ){1,3}?(?:she|he|they|pt|patient)(?: has| had| have| was| were|"
    r"'s|'d)? "
    r"(?:ever )?(?:been )?(?:taken|tried|used|had|done|given|took|prescribed)\b"
)
"""Words by which there was no other trial beside the one told of."""
_ONLY_ONE = Pattern(
    r"\b(?:the |her |his )?only (?:\w+ ){0,3}?(?:treatments?|therapy|therapies|care|trial|management|measures?)\b|"
    r"\b(?:only|just|no more than) (?:\w+ ){0,2}?(?:days|weeks|months)\b[^.;]{0,30}\bso far\b|"
    r"\b(?:days|weeks|months) only so far\b"
)
"""Words by which a treatment is all there has been."""


@dataclass(frozen=True)
class _Judged:
    """One naming of a treatment with what it says about the criterion."""

    tried: Tried
    weighed: Weighed
    weak: bool = False
    """Whether it speaks against this one trial alone, and leaves open that there was another."""

    @property
    def alive(self) -> bool:
        """Whether the treatment was, or may have been, taken: a question left open, beside one that is answered."""
        t = self.tried
        return self.weighed.bearing == "open" and not (t.refused or t.denied or t.never) and t.objection is None


def read(record: Record, criterion: TrialCriterion) -> Finding:
    """The finding on a trial criterion."""
    counted = classes(criterion)
    whole = generic(criterion)
    others = [*neighbours(criterion, counted), *(_SELF_CARE if any(record.having(_ONLY_THIS)) else ())]
    found = _told_once(tried.find(record, (*counted, *whole, *others)), (*counted, *whole))
    if "any_drug_word" not in whole:  # "he has taken nothing for it" says nothing of physical treatment
        found = [
            t for t in found if not (t.concept == "any_conservative_word" and t.written.lower().startswith("taken"))
        ]
    alone = _alone(record, found, (*counted, *whole))
    judged = [_weigh(record, criterion, t, counted, whole, alone) for t in found]
    not_begun = _takes_back(found)
    judged = [_disowned(record, _undone(not_begun, j)) for j in judged]
    shown = {j.tried.concept for j in judged if j.weighed.bearing == "for"}
    looked_for = _looked_for(criterion)
    if shown and len(shown) < criterion.count:
        why = (
            f"{criterion.count} treatments are needed; recorded as tried without success: "
            f"{listed(words.names(s) for s in shown)}."
        )
        return undocumented(record, criterion, why, looked_for, [j.weighed for j in judged])
    judged = _one_suffices(judged, (*counted, *whole))
    return settle(
        record,
        criterion,
        _uncounted_together(judged, (*counted, *whole)),
        silent=f"No treatment is recorded as taken{_for_so_long(criterion)} and failed",
        looked_for=looked_for,
    )


def _told_once(found: Sequence[Tried], own: tuple[str, ...]) -> list[Tried]:
    """Without what names by its class a treatment that the criterion counts by its name."""
    named = {(t.said.document.place, t.said.number, t.written.lower()) for t in found if t.concept in own}
    return [
        t for t in found if t.concept in own or (t.said.document.place, t.said.number, t.written.lower()) not in named
    ]


def _alone(record: Record, found: Sequence[Tried], own: tuple[str, ...]) -> bool:
    """Whether all that the record tells of the criterion's care is one treatment, and nothing hints at another."""
    mine = [t for t in found if t.concept in own and not t.said.statement.cues.whole.other_person]
    mine = [t for t in mine if not (_field_of(t) or (_generic(t) and t.said.search(_NOTHING_ELSE)))]
    if len({(t.concept, t.written.lower()) for t in mine if not (t.denied or t.never)} or mine) > 1:
        return False
    never = {t.concept for t in mine if t.never and not t.said.search(_NOTHING_ELSE)}
    if len(never) > 1 or any(s.records_missing() for s in record.said):
        return False
    told = [s for t in mine if not t.denied or t.never for s in (t.said, t.result_said)]
    within = {(s.document.place, s.statement.clause.within) for s in told}
    near = [s for s in record.said if (s.document.place, s.statement.clause.within) in within]
    return not any(s.search(_NOT_ALL) and _NOT_ALL.search(_NOTHING_ELSE.sub(" ", s.low)) for s in near)


def _generic(t: Tried) -> bool:
    """Whether it is named by no name of its own: "no other drug"."""
    return words.concept(t.concept).about.get("generic") == "true"


def _one_suffices(judged: Sequence[_Judged], own: tuple[str, ...]) -> list[_Judged]:
    """What was found, given that one trial answers the criterion.

    A trial that failed is not undone by another that was too short or declined; and while one trial is left open, no
    other shows that there was none. That a treatment helped does contradict that one failed.
    """
    alive = [j for j in judged if j.alive and j.tried.concept in own and not _field_of(j.tried)]
    failed = any(j.weighed.bearing == "for" for j in judged)
    return [_softened(j) if (j.weak and failed) or _left_open(j, alive) else j for j in judged]


def _left_open(judged: _Judged, alive: Sequence[_Judged]) -> bool:
    """Whether another naming leaves open what this one answers."""
    if judged.weighed.bearing != "against":
        return False
    mine = judged.tried
    others = [
        j.tried
        for j in alive
        if not (j.tried.said is mine.said and mine.said.search(_ONLY_ONE))
        and (j.tried.said is not mine.said or (j.tried.concept != mine.concept and not _one_sentence(j.tried, mine)))
    ]
    if mine.result == "not_failed" and mine.concept == "any_conservative_word":
        return any(other.result == "failed" for other in others)  # said of all care, whatever else is named
    return any(judged.weak or other.concept != mine.concept or other.result == "failed" for other in others)


def _one_sentence(one: Tried, other: Tried) -> bool:
    """Whether one of them only stands for the other: "PT, a conservative measure, helped"."""
    return words.concept(one.concept).about.get("generic") == "true" and one.said is other.said


def _field_of(t: Tried) -> bool:
    """Whether it is only the heading of the list that names what was taken: "Meds: ibuprofen 400"."""
    heading = t.said.statement.clause.heading
    return _generic(t) and heading is not None and heading.lower() == t.written.lower()


def _softened(judged: _Judged) -> _Judged:
    w = judged.weighed
    return replace(judged, weighed=replace(w, bearing="open")) if w.bearing == "against" else judged


def _takes_back(found: list[Tried]) -> dict[str, dt.date]:
    """The last day on which a treatment is said not to have been begun, by treatment."""
    last: dict[str, dt.date] = {}
    for t in found:
        if t.denied and not t.objection and _NOT_BEGUN.search(t.said.low):
            day = t.said.written or dt.date.max
            last[t.concept] = max(day, last.get(t.concept, day))
    return last


_DISOWNED = Pattern(
    r"\b(?:(?:(?:pt|physical therapy|physiotherapy|therapy|rehab) "
    r"(?:department|dept|office|clinic|desk|practice|records?))|"
    r"(?P<pharmacy>pharmacy|fill history|dispensing (?:record|log)))\b[^.;]{0,30}\b"
    r"(?:never (?:been )?(?:seen|attended|registered|enrolled|filled|dispensed|picked up|came|evaluated)|"
    r"no such patient|no records? of|not (?:been )?(?:seen|filled|dispensed|registered|picked up))\b"
)
"""That those who would have given a treatment say that they did not."""


def _disowned(record: Record, judged: _Judged) -> _Judged:
    """A failure that another paper contradicts: the therapists never saw the patient, the pharmacy filled nothing."""
    if judged.weighed.bearing != "for":
        return judged
    drug = words.concept(judged.tried.concept).about.get("group") in ("drug", "agent")
    papers = (s for s in record.having(_DISOWNED) if (m := s.search(_DISOWNED)) and bool(m["pharmacy"]) is drug)
    said = next(papers, None)
    if said is None or said.statement.clause.question:
        return judged
    name, many = _named(judged.tried)
    why = f"{agreed(name, many)} said by those who give it not to have been given"
    return replace(judged, weighed=replace(judged.weighed, bearing="open", why=why))


def _undone(not_begun: dict[str, dt.date], judged: _Judged) -> _Judged:
    """A failure that a statement of the same day or later takes back: the treatment was not begun."""
    t, w = judged.tried, judged.weighed
    day = not_begun.get(t.concept)
    if w.bearing != "for" or day is None or (t.said.written and t.said.written > day):
        return judged
    name, many = _named(t)
    return replace(
        judged, weighed=replace(w, bearing="open", why=f"{agreed(name, many)} said elsewhere not to have been begun")
    )


def _uncounted_together(judged: list[_Judged], own: tuple[str, ...]) -> list[Weighed]:
    """What was found, where several treatments of one place that do not count are named in one reason."""
    others: dict[Citation, list[str]] = {}
    for j in judged:
        if j.tried.concept not in own and j.weighed.why.endswith(_NOT_COUNTED):
            others.setdefault(j.weighed.cited, []).append(j.tried.concept)
    joined = []
    for j in judged:
        t, w = j.tried, j.weighed
        concepts = list(dict.fromkeys(others.get(w.cited, ())))
        if t.concept in concepts and len(concepts) > 1:
            w = replace(w, why=f"{listed(words.names(c) for c in concepts)} do {_NOT_COUNTED}")
        joined.append(w)
    return joined


_GROUPS = {"any_drug": "any medicine", "any_physical": "any physical treatment", "any_conservative": "any treatment"}


def _looked_for(criterion: TrialCriterion) -> tuple[str, ...]:
    return (
        *(_GROUPS.get(c) or words.names(c) for c in criterion.classes),
        "result",
        *(("length of the trial",) if criterion.lasting else ()),
    )


def _for_so_long(criterion: TrialCriterion) -> str:
    return f" for {criterion.lasting}" if criterion.lasting else ""


# ---------------------------------------------------------------------------------------------- one treatment weighed


def _weigh(
    record: Record, criterion: TrialCriterion, t: Tried, counted: tuple[str, ...], whole: tuple[str, ...], alone: bool
) -> _Judged:
    name, many = _named(t)
    cited = _cited(t)
    alone = alone and t.concept in counted
    answers = answered_by(criterion, t.concept, counted) or alone
    if t.never:
        answers = answered_by(criterion, t.concept, counted, of_all=not _for_now(t))
        answers = answers or (alone and (t.put_off or t.said.search(_DOSE_LEFT) is not None))
        never = f"{agreed(name, many)} said never to have been tried"
        return _Judged(t, Weighed("against" if answers else "open", cited, never))
    if t.objection:
        return _objected(record, t, cited, answers)
    if answers and not t.denied and _not_before(t):
        return _Judged(t, Weighed("against", cited, f"{agreed(name, many)} put off until after the procedure"), True)
    if t.refused:
        answers = answered_by(criterion, t.concept, counted) and not (
            denied.by_payer(t.said) or denied.taken_up(t.said)
        )
        return _Judged(
            t, Weighed("against" if answers else "open", cited, f"{agreed(name, many, 'was')} declined"), True
        )
    if t.result == "not_failed" and t.concept in (*counted, *whole) and not t.said.search(_PAYER):
        return _Judged(t, Weighed("against", cited, f"{agreed(name, many)} said not to have failed"))
    if t.denied:
        answers = t.concept == "any_conservative_word" or (
            answered_by(criterion, t.concept, counted) and cut_short.not_so_long(criterion, t)
        )
        return _Judged(
            t, Weighed("against" if answers else "open", cited, f"{agreed(name, many)} said not to have been tried")
        )
    if t.concept in whole:
        if t.result == "failed" and spelt_out(t.said, t.concept, counted):
            return _for_long_enough(record, criterion, t, cited, answers, alone)
        helped = t.result == "helped" and t.concept == "any_conservative_word"
        unnamed = f"{agreed(name, many)} mentioned without saying which"
        return _Judged(t, Weighed("against" if helped else "open", cited, f"{name} helped" if helped else unnamed))
    if t.concept not in counted and _only_other_care(t):
        return _Judged(
            t, Weighed("against", cited, f"{name} {'are' if many else 'is'} said to be all that was tried"), True
        )
    if t.concept not in counted:
        return _Judged(t, Weighed("open", cited, f"{name} {'do' if many else 'does'} {_NOT_COUNTED}"))
    return _taken(record, criterion, t, cited, answers, alone)


_DOSE_LEFT = Pattern(
    r"\bnever (?:took|swallowed|started|filled|opened|picked up) (?:the|her|his|that|this|any of (?:the|her|"
    r"his)) [\w-]+(?=\s*(?:$|[.,;]))|\b(?:doses?|tablets?|pills?|capsules?|bottle|box|packet|pack|filled|picked "
    r"up|opened)\b"
)
"""What was handed out and not taken."""
_YET = Pattern(r"\byet\b")
_EVER = Pattern(r"\b(?:ever|never|so far|to date|as yet|tried|first)\b")


_SOURCES = Pattern(
    r"\b(?:pt|md|rn|np|pa|do|ot|therapist|physician|doctor|nurse)(?:'s)? (?:discharge |closing |final |"
    r"d/c )?(?:notes?|reports?|letter|summary|chart)\b|"
    r"\bhpi\b|\bmy (?:own )?notes?\b|\b(?:d/c|discharge) summary\b|\bper (?:the )?(?:pt|patient|therapist|physician|"
    r"her|him|md)\b|"
    r"\b(?:she|he|patient|pt|therapist|physician|doctor|md|rn) (?:says?|said|reports?|states?|writes?|wrote|told)\b|"
    r"^\W*(?:therapist|physician|doctor|md|patient|pt) ?:|(?<=[.;,] )(?:therapist|physician|doctor|md|patient) ?:"
)
"""Who tells what a treatment did."""


def _two_accounts(record: Record, t: Tried) -> bool:
    """Whether its sentence gives two accounts of what it did, one that it helped and one that it did not."""
    sentence = t.said.sentence
    if len([*_SOURCES.finditer(sentence)]) < 2:
        return False
    near = [s for s in (*record.preceding(t.said), t.said, *record.following(t.said)) if s.in_sentence_of(t.said)]
    kinds = {told.kind for s in near for told in s.statement.told}
    return "helped" in kinds and ("failed" in kinds or _DID_NOT.search(sentence) is not None)


_DID_NOT = Pattern(r"\b(?:did not|didn't|has not|hasn't)\W*(?:$|[.;,])")
_A_DOSE = Pattern(
    r"\b(?:a|an|one|1|single|two|2)(?: single)? (?:[\w-]+ )?(?:doses?|tablets?|pills?|capsules?|tabs?|caps?)\b"
    r"(?! (?:a|per|every|each|daily|twice|bid|tid|nightly|at|q\w*|in the|with|of [\w-]+ (?:daily|nightly|bid|tid))\b)|"
    r"\b(?:once|twice)\b(?! (?:a|per|daily|weekly|nightly|every|each|more|again)\b)(?!-)"
)
"""A medicine that was taken once or twice in all."""


def _a_dose_or_two(record: Record, t: Tried) -> bool:
    """Whether a medicine was taken once or twice, and nothing else was."""
    drug = words.concept(t.concept).about.get("group") == "drug"
    return drug and t.said.search(_A_DOSE) is not None and not t.reason and _nothing_else(record, t)


def _for_now(t: Tried) -> bool:
    """Whether it is only not there yet, which says nothing of other care of its kind: "no physical therapy yet"."""
    return t.said.search(_YET) is not None and t.said.search(_EVER) is None


_PAYER = Pattern(r"\b(?:insurer|payer|health plan|reviewer|insurance|denial letter|carrier)\b")
"""Who says of care that it has not failed, and did not give it."""


_NOT_BEFORE = Pattern(
    r"\b(?:not|none|never|no \w+)\b[^.;]{0,20}\b(?:before(?:hand)?|prior(?: to)?|ahead of|earlier|in advance)\b"
)
"""Words by which care that comes after a procedure did not come before it."""


def _not_before(t: Tried) -> bool:
    """Whether care is told to come after the procedure and not before it, on no day: "PT only after the block"."""
    sentence = t.said.sentence[:600]
    after = _ONLY_AFTERWARDS.search(sentence) and _NOT_BEFORE.search(sentence)
    return bool(after) and t.result == "none" and not _AGAIN.search(sentence) and not t.said.statement.whens()


_SELF_CARE = ("heat_or_cold", "bed_rest", "massage")
"""Care that counts in no trial of exercise or drugs, looked for where it is said to be all."""
_ONLY_THIS = Pattern(
    r"\b(?:the |her |his )?(?:only|sole) (?:treatments?|therap(?:y|ies)|thing|care|remed(?:y|ies)|"
    r"measures?)\b[^.;:,]{0,25}"
    r"(?:[:=]|\b(?:is|was|has been|have been)\b)(?! (?:that|to) )|"
    r"\b(?:has|have|had) (?:only|just) (?:ever )?(?:tried|used|done|had|taken)\b|\b(?:only|"
    r"just) (?:ever )?(?:tried|used)\b"
)
"""Words by which what is named is all that was tried."""
_NOT_TO_HELP = Pattern(r"\b(?:help|work|reliev|benefit|eas(?:ed|es|ing)|toler|effective|left|option|covered)\w*")


def _only_other_care(t: Tried) -> bool:
    """Whether care that does not count is said to be all that was tried: "only treatment so far: ice"."""
    match = t.said.search(_ONLY_THIS)
    said = t.said.statement.cues.whole
    return bool(match) and said.plain and not _NOT_TO_HELP.search(t.said.low) and not t.objection


def _objected(record: Record, t: Tried, cited: Citation, answers: bool) -> _Judged:
    """A treatment that does not count as taken; one put off until after the procedure was not tried before it."""
    name, many = _named(t)
    sentence = t.said.sentence[:600]
    if answers and (answer := _answered_later(record, t)):
        later = f"{agreed(name, many)} put off until after the procedure"
        return _Judged(t, Weighed("against", answer.cite_sentence(), later), True)
    put_off = t.put_off and answers and _ONLY_AFTERWARDS.search(sentence) and not _AGAIN.search(sentence)
    if put_off:
        later = f"{agreed(name, many)} put off until after the procedure"
        return _Judged(t, Weighed("against", t.said.cite_sentence(), later), True)
    return _Judged(t, Weighed("open", cited, instead(name, many, t.objection or "")))


_LATER = Pattern(
    r"^\W*(?:(?:that|it|this|they|pt|therapy|comes?|waits?|will|would|can|is|are|to|only|not|until|later|start|"
    r"starts|begins?|follows?|be|once|"
    r"afterwards?|after|following|when)\W+)+(?:the |her |his |these |those |this |all )*(?:\w+ )?(?:injections?|"
    r"blocks?|shots?|procedures?|epidurals?|"
    r"esi|rfa|tpis?|ablation)(?: (?:is|are|was|were|has|have|been|in|done|over|given|finished|behind (?:her|him|"
    r"us|me)))*\W*$"
)
"""The answer to a question for a treatment by which it comes after the procedure: "PT? Once the injections are in"."""


def _answered_later(record: Record, t: Tried) -> Said | None:
    """The answer by which a treatment that is asked about comes after the procedure, or none."""
    after = record.following(t.said)[:1]
    asked = t.said.statement.clause.question and not t.said.statement.cues.whole.other_person
    later = asked and after and after[0].search(_LATER) and _ONLY_AFTERWARDS.search(after[0].low)
    return after[0] if later and not _AGAIN.search(f"{t.said.low} {after[0].low}") else None


def _named(t: Tried) -> tuple[str, bool]:
    """The treatment as a sentence calls it, and whether that is plural: a drug by its own name."""
    about = words.concept(t.concept).about
    if about.get("group") != "drug" or about.get("generic") or not t.written:
        return words.names(t.concept), words.plural(t.concept)
    name = " ".join(t.written.split())
    return name, name.endswith("s") and not name.endswith(("ss", "us", "is"))


def _taken(record: Record, criterion: TrialCriterion, t: Tried, cited: Citation, answers: bool, alone: bool) -> _Judged:
    """A treatment of the criterion that this patient took: its result, its dose and its length."""
    name, many = _named(t)
    if t.result in ("helped", "failed") and _two_accounts(record, t):
        return _Judged(t, Weighed("open", cited, f"{agreed(name, many)} told by two sources to have helped and not"))
    if t.result == "none" and alone and criterion.lasting and _a_dose_or_two(record, t):
        return _Judged(t, Weighed("against", cited, f"{agreed(name, many, 'was')} taken once or twice only"), True)
    if t.result == "helped":
        now_and_then = tried.now_and_then(t)
        helped = f"{agreed(name, many, 'was')} taken now and then" if now_and_then else f"{name} helped"
        return _Judged(t, Weighed("open" if now_and_then else "against", cited, helped))
    if (
        t.result in ("failed", "none")
        and (few := cut_short.few(t))
        and (t.result == "none" or cut_short.LEFT.search(t.said.low) or cut_short.no_further(t))
    ):
        kept = f"no more than {few} of {name} {'was' if few == '1 visit' else 'were'} kept"
        left = t.other_reason or (alone and (cut_short.left(t) or _nothing_else(record, t)))
        return _Judged(t, Weighed("against" if criterion.lasting and left else "open", cited, kept), True)
    if t.result == "none":
        if short := _too_short(record, criterion, t, alone):
            return _Judged(
                t, Weighed("against", cited, f"{agreed(name, many, 'was')} taken {_plain(short)} only"), True
            )
        reason = (
            f"{agreed(name, many, 'was')} stopped for {t.other_reason}, which shows no failure"
            if t.other_reason
            else f"{agreed(name, many)} mentioned without a result that shows failure"
        )
        return _Judged(t, Weighed("open", cited, reason))
    result = _RESULTS[t.result].format(agreed(name, many, "is" if t.result == "contraindicated" else "was"))
    if t.result not in criterion.accepts:
        return _Judged(t, Weighed("open", cited, f"{result}, which is not the result asked for"))
    if t.result == "not_tolerated" and not t.reason:
        return _Judged(t, Weighed("open", cited, f"{result}, and no reason is stated"))
    if t.result == "contraindicated" and t.words.lower().startswith("could") and not _harm_named(record, t):
        return _Judged(t, Weighed("open", cited, f"{result}, and no reason is stated"))
    if t.result == "contraindicated":
        return _Judged(t, Weighed("for", cited, f"{result}{_put(t)}"))
    if criterion.adequate_dose and (low := tried.too_low(record, t)):
        return _Judged(t, Weighed("open", cited, f"{agreed(name, many, 'was')} {low}"))
    return _for_long_enough(record, criterion, t, cited, answers, alone)


def _harm_named(record: Record, t: Tried) -> bool:
    """Whether a reason of medicine stands in its sentence, and no other one."""
    near = [s for s in (t.said, *record.following(t.said)) if s is t.said or s.in_sentence_of(t.said)]
    return not t.other_reason and any(outcomes.reason(s.statement.clause) for s in near)


def _too_short(record: Record, criterion: TrialCriterion, t: Tried, alone: bool) -> str | None:
    """The length of a trial without a result that is too short, and all there was; or none."""
    if not alone or criterion.lasting is None or t.reason or cut_short.HARMED.search(t.said.low):
        return None
    passed, told = tried.lasted(record, t, criterion.lasting)
    all_there_was = _SO_FAR.search(t.said.low) or _is_over(t) or _nothing_else(record, t)
    return told if told and passed is False and all_there_was else None


def _nothing_else(record: Record, t: Tried) -> bool:
    """Whether it is said beside a trial that there was no other: "her first course of PT", "no other drug tried"."""
    return any(s.search(_NOTHING_ELSE) for s in (t.said, *record.following(t.said)[:2]))


_KEPT_UNKNOWN = Pattern(
    r"\b(?:attend\w*|adheren\w*|complian\w*|visits|sessions|appointments|(?:she|he|they|pt|patient) (?:took|did|used|"
    r"kept|swallowed))\b[^.;]{0,40}\b(?:(?:is|are|was|were) )?(?:not (?:known|told|stated|recorded|documented|clear|"
    r"given|verified|confirmed)|unknown|unclear|uncertain|unverified|unconfirmed|in doubt|doubtful)\b|"
    r"\b(?:unknown|unclear|not (?:known|clear|stated|recorded)|uncertain)\b[^.;]{0,25}\b(?:how (?:many|much|often|"
    r"regularly)|whether|if)\b[^.;]{0,30}\b(?:attended|took|taken|kept|went|did|done|used)\b"
)
"""That it is not known how much of a treatment was really taken."""


def _kept_unknown(record: Record, t: Tried) -> bool:
    """Whether the statements of a trial, or the next one, say that it is not known how much of it was taken."""
    near = (t.said, t.result_said, *record.following(t.result_said)[:1])
    return any(s.search(_KEPT_UNKNOWN) and not (s is not t.said and s.names_care) for s in near)


def _for_long_enough(
    record: Record, criterion: TrialCriterion, t: Tried, cited: Citation, answers: bool, alone: bool
) -> _Judged:
    """A trial with a result that counts: whether it was long enough, and recent enough."""
    name, many = _named(t)
    result = _RESULTS[t.result].format(agreed(name, many, "was"))
    if t.result == "failed" and _kept_unknown(record, t):
        return _Judged(t, Weighed("open", cited, f"{result}, but how much of it was taken is not known"))
    harmed = t.result == "not_tolerated" and criterion.tolerated_first  # what harms is stopped, however soon
    if criterion.lasting is None or harmed:
        return _Judged(t, Weighed("for", cited, f"{result}{_put(t)}"))
    passed, told = tried.lasted(record, t, criterion.lasting)
    values = (Value(name="length of trial", value=told),) if told else ()
    if not told:
        return _Judged(t, Weighed("open", cited, f"{result}, but for how long is not stated"))
    if not passed:
        over = (
            passed is False
            and t.result == "failed"
            and answers
            and ((alone and not cut_short.harmed(t)) or _is_over(t))
        )
        over = over or (passed is False and t.result == "failed" and bool(_ONLY_ONE.search(t.said.low)))
        short = f"{agreed(name, many, 'was')} taken {_plain(told)}, which does not show {criterion.lasting}"
        return _Judged(t, Weighed("against" if over else "open", cited, short, values), True)
    if criterion.within and not tried.recent(record, t, criterion.within, criterion.lasting):
        span = str(criterion.within).removeprefix("at least ")
        return _Judged(t, Weighed("open", cited, f"{result}, but not shown to be within {span}", values))
    return _Judged(t, Weighed("for", cited, f"{result} {_plain(told)}{_put(t)}", values))


def _is_over(t: Tried) -> bool:
    """Whether a trial is over, so that its length is all there will be; one cut short by harm was not tolerated."""
    low = f"{t.said.low} {t.result_said.low}"
    if cut_short.harmed(t):
        return False
    return bool(_CLOSED.search(low) or tried.ended_by_date(t)) and not _GOING_ON.search(low)


_RESULTS = {
    "failed": "{} tried without success", "not_tolerated": "{} not tolerated", "contraindicated": "{} contraindicated",
}  # fmt: skip


def _plain(length: str) -> str:
    """A length of the record as it stands behind a verb: "for 8 weeks", "from 2026-05-01 to 2026-07-01"."""
    bare = re.sub(r"^(?:x\s*|for (?:the )?(?:last |past )?)", "", " ".join(length.split()))
    return bare if bare.startswith("from ") else f"for {bare}"


def _put(t: Tried) -> str:
    """The words that tell the result, in brackets, as they stand in the record."""
    if not t.words:
        return " (by the scores before and after)"
    spelt = r"\s*".join(re.escape(word) for word in t.words.split())
    found = re.search(spelt, _cited(t).quote, re.IGNORECASE) or re.search(spelt, t.said.written_sentence, re.I)
    return f" (“{' '.join(found[0].split())}”)" if found else ""


def _cited(t: Tried) -> Citation:
    """The clause, or the whole sentence where the result stands in another part of it."""
    return t.said.cite() if t.result_said is t.said else t.said.cite_sentence()
