"""Trial: a treatment was taken and did not do. Planned, prescribed, completed or refused is not failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from drafter.domain import Citation, Finding, TrialCriterion
from drafter.reading import all_told, cut_short, denied, healed, over_visits, short_illness, taken, tried, wounds
from drafter.reading.eligible import answered_by, classes, generic, neighbours, spelt_out
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.taken import Judged
from drafter.reading.tried import Tried
from drafter.reading.weighing import Weighed, agreed, instead, listed, sentence, settle, stated, undocumented
from drafter.text import words
from drafter.text.patterns import Pattern

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
_NOT_ALL = Pattern(
    r"\b(?:other|another|various|multiple|several|numerous|many|different|additional|(?<!no )more|second|third|last|"
    r"latest|again|resum\w*|"
    r"restart\w*|back (?:in|on)|re-?started|further|this time|repeat\w*|current (?:course|round)|(?:miss|paus|"
    r"skipp|interrupt)\w*|on hold|(?<!left )(?<!came )(?<!taken )(?<!put )off)"
    r"\b|\b(?:etc|e\.g|such as|including|among|first line|in the past|titrat\w*|increased to|raised|switched|"
    r"changed to|remainder|rest of|requested|await\w*|outstanding)\b"
)
"""Words by which a treatment told of is not all there was."""


def read(record: Record, criterion: TrialCriterion) -> Finding:
    """The finding on a trial criterion."""
    counted = classes(criterion)
    whole = generic(criterion)
    others = [*neighbours(counted), *(_SELF_CARE if any(record.having(_ONLY_THIS)) else ())]
    found = _told_once(tried.find(record, (*counted, *whole, *others)), (*counted, *whole))
    found = over_visits.joined(record, healed.under_care(record, found))
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
    too_few = all_told.too_few(record, criterion, found, shown, counted)
    if shown and len(shown) < criterion.count and too_few:
        return stated(record, criterion, "not_met", sentence(too_few.why), [too_few])
    if shown and len(shown) < criterion.count:
        why = (
            f"{criterion.count} treatments are needed; recorded as tried without success: "
            f"{listed(words.names(s) for s in shown)}."
        )
        return undocumented(record, criterion, why, looked_for, [j.weighed for j in judged])
    judged = _one_suffices(judged, (*counted, *whole))
    told = [
        *([too_few] if too_few else []),
        *_uncounted_together(judged, (*counted, *whole)),
        *_measured(record, criterion, judged, counted),
    ]
    own = [t for t in found if t.concept in (*counted, *whole) and t.objection is None and not (t.never or t.denied)]
    begun = any(not t.said.search(taken.A_DOSE) for t in own)  # silence on care, and a dose of it, show nothing
    if criterion.lasting and "any_conservative_word" in whole and begun and all(w.bearing == "open" for w in told):
        told += short_illness.shown(record, criterion.lasting)
    return settle(
        record,
        criterion,
        told,
        silent=f"No treatment is recorded as taken{_for_so_long(criterion)} and failed",
        looked_for=looked_for,
    )


def _measured(
    record: Record, criterion: TrialCriterion, judged: Sequence[Judged], counted: tuple[str, ...]
) -> list[Weighed]:
    """What the sizes of the wound tell of wound care that is given."""
    of_wounds = [name for name in counted if words.concept(name).about.get("group") == "wound"]
    given = [j for j in judged if j.tried.concept in of_wounds and not (j.tried.objection or j.tried.denied)]
    return wounds.weighed(record, criterion.lasting) if given and not any(j.tried.never for j in given) else []


def _told_once(found: Sequence[Tried], own: tuple[str, ...]) -> list[Tried]:
    """Without what names by its class a treatment that the criterion counts by its name."""
    named = {(t.said.document.place, t.said.number, t.written.lower()) for t in found if t.concept in own}
    return [
        t for t in found if t.concept in own or (t.said.document.place, t.said.number, t.written.lower()) not in named
    ]


def _alone(record: Record, found: Sequence[Tried], own: tuple[str, ...]) -> bool:
    """Whether all that the record tells of the criterion's care is one treatment, and nothing hints at another."""
    mine = [t for t in found if t.concept in own and not t.said.statement.cues.whole.other_person]
    mine = [t for t in mine if not (_field_of(t) or (_generic(t) and t.said.search(taken.NOTHING_ELSE)))]
    if len({(t.concept, t.written.lower()) for t in mine if not (t.denied or t.never)} or mine) > 1:
        return False
    never = {t.concept for t in mine if t.never and not t.said.search(taken.NOTHING_ELSE)}
    if len(never) > 1 or any(s.records_missing() for s in record.said):
        return False
    told = [s for t in mine if not t.denied or t.never for s in (t.said, t.result_said)]
    within = {(s.document.place, s.statement.clause.within) for s in told}
    near = [s for s in record.said if (s.document.place, s.statement.clause.within) in within]
    return not any(s.search(_NOT_ALL) and _NOT_ALL.search(taken.NOTHING_ELSE.sub(" ", s.low)) for s in near)


def _generic(t: Tried) -> bool:
    """Whether it is named by no name of its own: "no other drug"."""
    return words.concept(t.concept).about.get("generic") == "true"


def _one_suffices(judged: Sequence[Judged], own: tuple[str, ...]) -> list[Judged]:
    """What was found, given that one trial answers the criterion.

    A trial that failed is not undone by another that was too short or declined; and while one trial is left open, no
    other shows that there was none. That a treatment helped does contradict that one failed.
    """
    alive = [j for j in judged if j.alive and j.tried.concept in own and not _field_of(j.tried)]
    failed = any(j.weighed.bearing == "for" for j in judged)
    return [_softened(j) if (j.weak and failed) or _left_open(j, alive) else j for j in judged]


def _left_open(judged: Judged, alive: Sequence[Judged]) -> bool:
    """Whether another naming leaves open what this one answers."""
    if judged.weighed.bearing != "against":
        return False
    mine = judged.tried
    others = [
        j.tried
        for j in alive
        if not (j.tried.said is mine.said and mine.said.search(taken.ONLY_ONE))
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


def _softened(judged: Judged) -> Judged:
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


def _disowned(record: Record, judged: Judged) -> Judged:
    """A failure that another paper contradicts: the therapists never saw the patient, the pharmacy filled nothing."""
    if judged.weighed.bearing != "for":
        return judged
    drug = words.concept(judged.tried.concept).about.get("group") in ("drug", "agent")
    papers = (s for s in record.having(_DISOWNED) if (m := s.search(_DISOWNED)) and bool(m["pharmacy"]) is drug)
    said = next(papers, None)
    if said is None or said.statement.clause.question:
        return judged
    name, many = taken.named(judged.tried)
    why = f"{agreed(name, many)} said by those who give it not to have been given"
    return replace(judged, weighed=replace(judged.weighed, bearing="open", why=why))


def _undone(not_begun: dict[str, dt.date], judged: Judged) -> Judged:
    """A failure that a statement of the same day or later takes back: the treatment was not begun."""
    t, w = judged.tried, judged.weighed
    day = not_begun.get(t.concept)
    if w.bearing != "for" or day is None or (t.said.written and t.said.written > day):
        return judged
    name, many = taken.named(t)
    return replace(
        judged, weighed=replace(w, bearing="open", why=f"{agreed(name, many)} said elsewhere not to have been begun")
    )


def _uncounted_together(judged: list[Judged], own: tuple[str, ...]) -> list[Weighed]:
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
) -> Judged:
    name, many = taken.named(t)
    cited = taken.cited(t)
    alone = alone and t.concept in counted
    answers = answered_by(criterion, t.concept, counted) or alone
    if t.never:
        answers = answered_by(criterion, t.concept, counted, of_all=not _for_now(t))
        answers = answers or (alone and (t.put_off or t.said.search(_DOSE_LEFT) is not None))
        answers = answers and not _PART_OF_CARE.fullmatch(t.written.lower())
        never = f"{agreed(name, many)} said never to have been tried"
        return Judged(t, Weighed("against" if answers else "open", cited, never))
    if t.objection:
        return _objected(record, t, cited, answers)
    if answers and not t.denied and _not_before(t):
        return Judged(t, Weighed("against", cited, f"{agreed(name, many)} put off until after the procedure"), True)
    if t.refused:
        answers = answered_by(criterion, t.concept, counted) and not (
            denied.by_payer(t.said) or denied.taken_up(t.said) or _PART_OF_CARE.fullmatch(t.written.lower())
        )
        return Judged(
            t, Weighed("against" if answers else "open", cited, f"{agreed(name, many, 'was')} declined"), True
        )
    if t.result == "not_failed" and t.concept in (*counted, *whole) and not t.said.search(_PAYER):
        return Judged(t, Weighed("against", cited, f"{agreed(name, many)} said not to have failed"))
    if t.denied:
        answers = t.concept == "any_conservative_word" or (
            answered_by(criterion, t.concept, counted) and cut_short.not_so_long(criterion, t)
        )
        return Judged(
            t, Weighed("against" if answers else "open", cited, f"{agreed(name, many)} said not to have been tried")
        )
    if t.concept in whole:
        if t.result == "failed" and spelt_out(t.said, t.concept, counted):
            return taken.for_long_enough(record, criterion, t, cited, answers, alone)
        helped = t.result == "helped" and t.concept == "any_conservative_word"
        unnamed = f"{agreed(name, many)} mentioned without saying which"
        return Judged(t, Weighed("against" if helped else "open", cited, f"{name} helped" if helped else unnamed))
    if t.concept not in counted and _only_other_care(t):
        return Judged(
            t, Weighed("against", cited, f"{name} {'are' if many else 'is'} said to be all that was tried"), True
        )
    if t.concept not in counted:
        return Judged(t, Weighed("open", cited, f"{name} {'do' if many else 'does'} {_NOT_COUNTED}"))
    return taken.weigh(record, criterion, t, cited, answers, alone)


_PART_OF_CARE = Pattern(
    r"(?:\w+ )?(?:debridements?|total contact cast(?:s|ing)?|tcc|(?:moist )?(?:wound )?dressings|"
    r"off[- ]?load(?:ing|ed)(?: (?:boot|shoe|device))?|debrided|alginate|hydrocolloid|hydrogel|"
    r"negative pressure wound therapy|wound vac|npwt)"
)
"""A part of wound care; who declines one declines not all of it."""
_DOSE_LEFT = Pattern(
    r"\bnever (?:took|swallowed|started|filled|opened|picked up) (?:the|her|his|that|this|any of (?:the|her|"
    r"his)) [\w-]+(?=\s*(?:$|[.,;]))|\b(?:doses?|tablets?|pills?|capsules?|bottle|box|packet|pack|filled|picked "
    r"up|opened)\b"
)
"""What was handed out and not taken."""
_YET = Pattern(r"\byet\b")
_EVER = Pattern(r"\b(?:ever|never|so far|to date|as yet|tried|first)\b")


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


def _objected(record: Record, t: Tried, cited: Citation, answers: bool) -> Judged:
    """A treatment that does not count as taken; one put off until after the procedure was not tried before it."""
    name, many = taken.named(t)
    sentence = t.said.sentence[:600]
    if answers and (answer := _answered_later(record, t)):
        later = f"{agreed(name, many)} put off until after the procedure"
        return Judged(t, Weighed("against", answer.cite_sentence(), later), True)
    put_off = t.put_off and answers and _ONLY_AFTERWARDS.search(sentence) and not _AGAIN.search(sentence)
    if put_off:
        later = f"{agreed(name, many)} put off until after the procedure"
        return Judged(t, Weighed("against", t.said.cite_sentence(), later), True)
    return Judged(t, Weighed("open", cited, instead(name, many, t.objection or "")))


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
