"""Findings and a policy's logic to an outcome: three-valued, per service line, with nothing asked of a model.

Kleene's strong logic over `met`, `not_met` and `not_documented`; `not_applicable` members are dropped. Limits stand
outside the logic and cap the quantity. Silence alone never ends in `not_certify`: that takes an information request
that expired unanswered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafter.card.words import QUESTION_WORDS
from drafter.domain import (
    QUESTIONS,
    Basis,
    Case,
    Criterion,
    Finding,
    Gap,
    LineDetermination,
    Logic,
    Outcome,
    Policy,
    Quantity,
    Reading,
    ServiceLine,
    Stage,
    Status,
)
from drafter.errors import CorpusError

_OPPOSITE: dict[Status, Status] = {"met": "not_met", "not_met": "met"}
_CRITERION_ID = re.compile(r"\b[A-Z]{1,3}\d{1,3}\b")
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        """please send record note clinical medical documentation document information additional further complete copy
        file chart report result that this with from have been were which their when what any all other more about state
        show say said describe given name member patient provider office visit letter supporting relevant necessary""",
    )
)
"""Words that tell nothing about what is asked for, without a final s."""
_SATISFIED = "+"
"""Stands in logic for a criterion that silence clears; no policy can have a criterion of this id."""
_ASK_STAGE = "State whether this is the first session of this kind or a repeat, with the dates of the earlier ones."


# ------------------------------------------------------------------------------------------------------ Kleene logic


def evaluate(logic: Logic, statuses: Mapping[str, Status]) -> Status:
    """The truth of `logic` over `statuses` (by criterion id); `not_applicable` where it drops out whole.

    Raises CorpusError where dropped members leave a group that can no longer be satisfied: a fault of the policy.
    """
    if logic.op == "criterion":
        return statuses[str(logic.criterion)]
    members = [evaluate(m, statuses) for m in logic.members]
    held = [m for m in members if m != "not_applicable"]
    need = {"all": len(held), "any": 1, "not": 1, "at_least": logic.count or 0}[logic.op]
    if not held or len(held) < need:
        raise CorpusError(
            f"the group {' '.join(logic.leaves())} is emptied by criteria that do not apply",
            todo="Let the policy's stage leave the group out, or keep one member that always applies.",
        )
    if logic.op == "not":
        return _OPPOSITE.get(held[0], held[0])
    met, open_ = held.count("met"), held.count("not_documented")
    return "met" if met >= need else "not_documented" if met + open_ >= need else "not_met"


def responsible(logic: Logic, statuses: Mapping[str, Status]) -> tuple[str, ...]:
    """Ids of the criteria that hold `logic` where it is: for `not_documented` the undocumented members of every
    undecided group, for `not_met` the members shown unmet (or, under `not`, shown met). Each once, in order."""
    truth = evaluate(logic, statuses)
    if logic.op == "criterion":
        return (str(logic.criterion),)
    wanted = _OPPOSITE.get(truth, truth) if logic.op == "not" else truth
    found: dict[str, None] = {}
    for member in logic.members:
        if evaluate(member, statuses) == wanted:
            found |= dict.fromkeys(responsible(member, statuses))
    return tuple(found)


def _spare(logic: Logic, statuses: Mapping[str, Status], clearing: Collection[str]) -> Logic:
    """`logic` with the silent criteria that clear taken as satisfied where they are required together with others."""
    if logic.op == "all":
        return logic.model_copy(update={"members": tuple(_spare(m, statuses, clearing) for m in logic.members)})
    leaf = logic.members[0] if logic.op == "not" else logic
    if leaf.criterion in clearing and statuses[str(leaf.criterion)] == "not_documented":
        return Logic(op="criterion", criterion=_SATISFIED)
    return logic


def _may_clear(stages: Iterable[Stage]) -> frozenset[str]:
    """Ids of the criteria that silence could clear: required, or a limit, in the same way in every stage.

    In a choice (`any`, `at_least`) silence satisfies nothing, and while the stage is open it satisfies nothing that
    only one stage asks for: there a fact learned later would open again a line that was settled.
    """
    roles = [{*_required(stage.logic, "met"), *((id, "limit") for id in stage.limits)} for stage in stages]
    return frozenset(id for id, _ in set.intersection(*roles))


def _required(logic: Logic, wanted: str) -> Iterator[tuple[str, str]]:
    """Criteria that must all be as wanted for the logic to be met, with what is wanted of them."""
    if logic.op == "all":
        for member in logic.members:
            yield from _required(member, wanted)
    elif logic.op == "criterion":
        yield str(logic.criterion), wanted
    elif logic.op == "not" and logic.members[0].op == "criterion":
        yield str(logic.members[0].criterion), "not_met"


# ------------------------------------------------------------------------------------------------------- one stage


@dataclass(frozen=True)
class _Result:
    """What one stage comes to."""

    stage: Stage
    outcome: Outcome
    basis: Basis
    blocking: tuple[str, ...]
    cap: int | None
    """Sessions that the limits leave, where they leave fewer than asked."""


def _evaluate_stage(
    stage: Stage, line: ServiceLine, findings: Mapping[str, Finding], clearing: Collection[str]
) -> _Result:
    statuses: dict[str, Status] = {id: findings[id].status for id in stage.criteria()}
    statuses[_SATISFIED] = "met"
    logic = _spare(stage.logic, statuses, clearing)
    truth = evaluate(logic, statuses)
    crossed = [id for id in stage.limits if statuses[id] == "not_met" and findings[id].allows is not None]
    # A limit that is crossed by nobody knows how much is a question, as one that is undocumented.
    unknown = [
        id
        for id in stage.limits
        if (statuses[id] == "not_documented" and id not in clearing)
        or (statuses[id] == "not_met" and id not in crossed)
    ]
    left = min((findings[id].allows or 0 for id in crossed), default=line.sessions)
    cap = left if left < line.sessions else None
    if truth == "not_met":
        return _Result(stage, "not_certify", "medical_necessity", responsible(logic, statuses), None)
    if truth == "not_documented" or unknown:
        open_ = responsible(logic, statuses) if truth == "not_documented" else ()
        blocking = _most_unblocking_first((*open_, *unknown), logic, statuses)
        return _Result(stage, "pend", "insufficient_information", blocking, cap)
    if cap is None:
        return _Result(stage, "certify", "medical_necessity", (), None)
    capping = tuple(id for id in crossed if (findings[id].allows or 0) < line.sessions)
    return _Result(stage, "not_certify" if cap == 0 else "certify_modified", "medical_necessity", capping, cap)


def _is_silent(finding: Finding, policy: Policy) -> bool:
    """Whether nothing at all bears on the criterion. A limit near which sessions were seen, or another procedure that
    was named, is no silence that could clear it."""
    criterion = policy.criterion(finding.criterion)
    seen = criterion.kind in ("frequency", "units") or criterion.silence == "clears_if_alone"
    return not (seen and finding.rejected)


def _clears(criterion: Criterion, alone: bool) -> bool:
    return criterion.silence == "clears" or (criterion.silence == "clears_if_alone" and alone)


def _most_unblocking_first(blocking: Iterable[str], logic: Logic, statuses: Mapping[str, Status]) -> tuple[str, ...]:
    """Sorted by how many open criteria would remain if that one alone were settled as met; ties keep their order."""
    ids = tuple(dict.fromkeys(blocking))
    named = set(logic.leaves())

    def remaining(id: str) -> int:
        settled: dict[str, Status] = {**statuses, id: "met"}
        if id not in named or evaluate(logic, settled) != "not_documented":
            return 0 if id in named else len(ids)
        return len(responsible(logic, settled))

    return tuple(sorted(ids, key=remaining))


# -------------------------------------------------------------------------------------------------------- one line


def stages(policy: Policy, line: ServiceLine, past: str, named: Collection[str] = ()) -> tuple[Stage, ...]:
    """The stages that may apply to the line, `past` being none, some or unknown; several where the record is silent.

    Of the stages that code and history leave, those that the request names (`named`) apply where it names any; a stage
    that it names applies even where history does not fit, so that a repeat asked for before a first one is judged as
    a repeat.

    Raises CorpusError where the policy has none: exactly one stage applies to every line.
    """
    service = policy.service(line)
    code = line.code or (service.code if service else None)
    coded = [s for s in policy.stages if not s.when.codes or code is None or code in s.when.codes]
    found = tuple(s for s in coded if s.when.history is None or past in ("unknown", s.when.history))
    fitting = tuple(s for s in found if s.name in named)
    if asked := fitting or tuple(s for s in coded if s.name in named):
        return asked
    if not found:
        raise CorpusError(
            f"no stage of {policy.id} {policy.version} applies to {line.label} with earlier sessions: {past}",
            todo="Give the policy a stage for it.",
        )
    return tuple(stage for stage in found if stage.when.otherwise) or found


def left_open(policy: Policy, stage: str | None, statuses: Mapping[str, Status]) -> frozenset[Outcome]:
    """The outcomes that bare statuses leave possible, quantities, units and requests for information not being known.

    `stage` is a stage's name, or none where it is open; `statuses` holds every criterion of the policy.
    """
    possible = [s for s in policy.stages if stage in (None, s.name)]
    found: set[Outcome] = {"pend"} if len(possible) > 1 else set()
    known: dict[str, Status] = {**statuses, _SATISFIED: "met"}
    for alone in (True, False):
        clearing = {id for id in _may_clear(possible) if _clears(policy.criterion(id), alone)}
        for one in possible:
            truth = evaluate(_spare(one.logic, known, clearing), known)
            unsettled = any(known[id] == "not_documented" and id not in clearing for id in one.limits)
            if truth == "not_met":
                found.add("not_certify")
            elif truth == "not_documented" or unsettled:
                found.add("pend")
            elif any(known[id] == "not_met" for id in one.limits):
                found |= {"certify_modified", "not_certify", "pend"}
            else:
                found |= {"certify", "pend"}  # pend where more units than days are asked for
    return frozenset(found)


def decide(line: int, case: Case, policy: Policy, reading: Reading, today: dt.date) -> LineDetermination:
    """The determination of one service line under one policy. Pure; the same reading gives the same outcome."""
    drafted = _decide(line, case, policy, reading)
    asked = _asked_in_vain(case, policy, today)
    if drafted.outcome != "pend" or asked is None:
        return drafted
    generous = tuple(
        f if f.criterion in asked or f.status != "not_documented" else f.model_copy(update={"status": "met"})
        for f in reading.findings
    )
    best = _decide(line, case, policy, reading.model_copy(update={"findings": generous}))
    unanswered = tuple(id for id in drafted.blocking if id in asked and id in best.blocking)
    if best.outcome == "pend" and unanswered:
        verb = "was" if len(unanswered) == 1 else "were"
        because = f"{_listed(unanswered, policy)} {verb} asked for, and no answer came by the due date"
        update = {"outcome": "not_certify", "certified": None, "because": because, "blocking": unanswered}
        return drafted.model_copy(update=update)
    return drafted


def _asked_in_vain(case: Case, policy: Policy, today: dt.date) -> frozenset[str] | None:
    """What expired requests asked for: criterion ids and questions. None where no request stands unanswered.

    A request that a later one overtook, answered or still open, no longer stands; nor does one of another year. Of
    those sent on one day the later stands behind in the case.
    """
    in_order = sorted(case.information_requests, key=lambda r: r.sent)
    expired = [
        r
        for n, r in enumerate(in_order)
        if all(o.expired(today) for o in in_order[n:])
        and (case.request_date is None or r.due > case.request_date - dt.timedelta(days=365))
    ]
    if not expired:
        return None
    # What the plan holds is looked up: nobody can be denied for not having sent it.
    everything = frozenset(c.id for c in policy.criteria if c.holder == "provider") | QUESTIONS
    asked = [_asked(item, policy, everything) for r in expired for item in r.items]
    return frozenset().union(*asked) if all(r.items for r in expired) else everything


def _asked(item: str, policy: Policy, everything: frozenset[str]) -> frozenset[str]:
    """What one item of a request asks for: the ids it names, else the criteria that speak of the same things.

    An item of general words only ("clinical notes") asks for everything; one that speaks of something else asks for
    nothing that a line could be denied for.
    """
    named = {*_CRITERION_ID.findall(item)} | ({item.strip().lower()} & QUESTIONS)
    if named:
        return everything & named
    words = _telling(item)
    if not words:
        return everything
    return everything & {c.id for c in policy.criteria if words & _telling(f"{c.label} {c.text} {c.ask}")}


def _telling(text: str) -> set[str]:
    """The words of a text that tell one request from another."""
    return {word.rstrip("s") for word in re.findall(r"[a-z]{4,}", text.lower())} - _GENERAL


def _decide(line: int, case: Case, policy: Policy, reading: Reading) -> LineDetermination:
    service = case.services[line]
    findings = {f.criterion: f for f in reading.findings}
    alone = len(case.services) == 1 and not case.prior_determinations
    possible = stages(policy, service, reading.past.state, reading.named)
    clearing = {
        id for id in _may_clear(possible) if _is_silent(findings[id], policy) and _clears(policy.criterion(id), alone)
    }
    results = [_evaluate_stage(stage, service, findings, clearing) for stage in possible]
    joined = results[0] if len(results) == 1 else _join(results)
    stage = results[0].stage if len(results) == 1 else None
    blocking = joined.blocking
    questions = _quantity_questions(policy, service)
    outcome, basis = joined.outcome, joined.basis
    if questions and outcome in ("certify", "certify_modified"):
        # A question of quantity holds a line up only when nothing else does.
        outcome, basis, blocking = "pend", "insufficient_information", tuple(questions)
    gaps = [*_gaps(policy, results, findings, clearing)]
    gaps += [Gap(about=a, holder="provider", ask=ask, blocks=outcome == "pend") for a, ask in questions.items()]
    return LineDetermination(
        line=line,
        code=service.code,
        service=service.label,
        units=service.units,
        modifiers=service.modifiers,
        stage=stage.name if stage else None,
        outcome=outcome,
        basis=basis,
        certified=_quantity(outcome, joined.cap, service),
        policy=policy.id,
        policy_version=policy.version,
        blocking=blocking,
        findings=_in_stage(policy, reading, stage),
        gaps=tuple(g for g in gaps if outcome != "not_certify" or not g.blocks),
        disagreements=reading.disagreements,
        because=_because(outcome, blocking, joined.cap, service, policy),
        labels={c.id: c.label for c in policy.criteria if c.label},
    )


def _agree(results: list[_Result]) -> bool:
    """Whether every possible stage comes to the same, so that the stage need not be asked for."""
    return len({(r.outcome, frozenset(r.blocking), r.cap) for r in results}) == 1


def _join(results: list[_Result]) -> _Result:
    """One result where the record does not tell the stage. Where the stages differ, the line pends on the stage."""
    first = results[0]
    if _agree(results):
        return first
    common = tuple(id for id in first.blocking if all(id in r.blocking for r in results))
    if all(r.outcome == "not_certify" for r in results):
        every = common or tuple(dict.fromkeys(id for r in results for id in r.blocking))
        return _Result(first.stage, "not_certify", "medical_necessity", every, None)
    caps = [r.cap for r in results]
    cap = None if None in caps else max(c for c in caps if c is not None)
    return _Result(first.stage, "pend", "insufficient_information", (*common, "stage"), cap)


def _in_stage(policy: Policy, reading: Reading, stage: Stage | None) -> tuple[Finding, ...]:
    """The findings, with those of other stages not applicable once the stage is known."""
    if stage is None:
        return reading.findings
    mine = stage.criteria()
    why = f"It belongs to another stage of the policy; this line is at the stage “{stage.name}”."
    return tuple(
        f
        if f.criterion in mine
        else f.model_copy(
            update={"status": "not_applicable", "why": why, "allows": None, "rejected": (), "looked_for": ()}
        )
        for f in reading.findings
    )


# --------------------------------------------------------------------------------------------------- gaps and words


def _gaps(
    policy: Policy, results: list[_Result], findings: Mapping[str, Finding], clearing: Collection[str]
) -> list[Gap]:
    """What is missing: what blocks, then what blocks in one stage only, then what the plan looks up."""
    common = [id for id in results[0].blocking if all(id in r.blocking for r in results)]
    gaps = [_gap(policy, id) for id in common if findings[id].status != "met"]
    if len(results) > 1:
        if not _agree(results):
            gaps.append(Gap(about="stage", holder="provider", ask=_ASK_STAGE, blocks=True))
        for result in results:
            own = [id for id in result.blocking if id not in common and findings[id].status == "not_documented"]
            gaps += [_gap(policy, id).model_copy(update={"stage": result.stage.name}) for id in own]
    asked = {gap.about for gap in gaps}
    for id in dict.fromkeys(id for r in results for id in r.stage.criteria()):
        criterion = policy.criterion(id)
        if id not in asked and findings[id].status == "not_documented" and criterion.holder == "plan":
            gaps.append(_gap(policy, id).model_copy(update={"blocks": id not in clearing}))
    return gaps


def _gap(policy: Policy, id: str) -> Gap:
    criterion = policy.criterion(id)
    return Gap(about=id, holder=criterion.holder, ask=criterion.ask, blocks=True)


_A_SESSION = "one session"
"""What one unit is of a code whose units are its sessions."""


def _quantity_questions(policy: Policy, service: ServiceLine) -> dict[str, str]:
    """What the request leaves open about its quantity, with what to ask."""
    questions: dict[str, str] = {}
    rule = next((s.unit_rule for s in policy.services if s.code == service.code), None)
    a_day = rule.most_per_day if rule else None
    if rule and a_day and (service.units or 1) > a_day * service.sessions:
        questions["units"] = rule.ask
    counted = rule is not None and (rule.course is not None or rule.counts == _A_SESSION) and (service.units or 1) > 1
    if service.schedule is not None and service.schedule.sessions is None and not counted:
        questions["sessions"] = f"State how many sessions are requested; “{service.schedule.written}” does not say."
    return questions


def _quantity(outcome: Outcome, cap: int | None, service: ServiceLine) -> Quantity | None:
    if outcome in ("certify", "certify_modified"):
        whole = cap is None
        return Quantity(
            sessions=service.sessions if cap is None else cap,
            of=service.sessions,
            units=service.units if whole else None,
        )
    return Quantity(sessions=cap, of=service.sessions) if outcome == "pend" and cap is not None else None


def _listed(ids: Iterable[str], policy: Policy) -> str:
    """The criteria in a sentence: one or two by their names, more by their ids, since the card names them below."""
    given = tuple(ids)
    names = {c.id: f"{c.label} ({c.id})" for c in policy.criteria if c.label and len(given) <= 2}
    names |= QUESTION_WORDS
    words = [names.get(id, id) for id in given]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _because(outcome: Outcome, blocking: tuple[str, ...], cap: int | None, service: ServiceLine, policy: Policy) -> str:
    if outcome == "certify":
        return f"the record meets every criterion of {policy.name} that applies"
    if outcome == "certify_modified":
        return f"the criteria are met; {_listed(blocking, policy)} leave {cap} of {service.sessions} sessions"
    if outcome == "not_certify" and cap == 0:
        return f"{_listed(blocking, policy)} leave none of {service.sessions} sessions"
    if outcome == "not_certify":
        return f"the record shows that the policy is not met on {_listed(blocking, policy)}"
    limit = "" if cap is None else f"; the limits leave {cap} of {service.sessions} sessions at most"
    return f"the record does not settle {_listed(blocking, policy)}{limit}"
