"""A case to a draft: policies, reading, outcome, evidence, writing, check, and one repair. One page, in that order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import drafter
from drafter import card, jurisdictions, logic, privacy, prompts, reading, rules
from drafter.corpus import Corpus, applicable, binding, in_other_states, retired
from drafter.domain import (
    Basis,
    Case,
    Coverage,
    Determination,
    Draft,
    Ground,
    LineDetermination,
    NoOutcome,
    Passage,
    Policy,
    PriorDetermination,
    Provenance,
    ReaderName,
    Reading,
    Reference,
    Section,
    ServiceLine,
    SourceType,
    Violation,
)
from drafter.errors import InputError
from drafter.llm import Model
from drafter.reading import agreement
from drafter.reading import model as model_reader
from drafter.retrieval import Index
from drafter.text import coded
from drafter.writing import model as model_writer
from drafter.writing import template

HITS = 12
"""Passages asked of the index for one line, of which the few that bear on its service are shown."""


PAYER_STANCE = "payer stance"
"""The `strength` of passages that say what some payer holds."""


@dataclass(frozen=True, kw_only=True)
class Judging:
    """What a line is read and decided with; nothing is searched for and nothing written."""

    corpus: Corpus
    """Policies, passages and codes."""
    today: dt.date
    """The day taken for today."""
    reader: ReaderName = "lexical"
    """Which reader."""
    model: Model | None = None
    """The language model, where reader or writer uses one."""
    repeat: int = 1
    """How often the model reads a line; what it does not read alike each time is open."""
    on_step: Callable[[str], None] = lambda step: None
    """Told what is being done, for a progress line."""


@dataclass(frozen=True, kw_only=True)
class Means(Judging):
    """What a draft is made with."""

    index: Index
    """Where passages are found."""
    embedding: str
    """Name of the embedding model behind the index."""
    cross_encoder: str | None = None
    """Name of the cross-encoder of the index, where it has one."""
    now: Callable[[], dt.datetime]
    """The moment, with its offset, for the provenance alone."""
    writer: Literal["template", "model"] = "template"
    """Which writer."""


@dataclass(frozen=True)
class _Judged:
    """One line with what it was judged by."""

    determination: LineDetermination
    policy: Policy | None = None
    reported: tuple[str, ...] = ()


def draft(case: Case, means: Means) -> Draft:
    """The checked draft of a case. It is `blocked` where a rule finds an error that one repair did not mend.

    Raises InputError for a bound policy that is not held, ModelError where a model was asked for and gave nothing.
    """
    _from_the_future(case, means.today)
    judged = [_judge(n, case, means) for n in range(len(case.services))]
    means.on_step("finding evidence")
    materials = [_material(j, case, means) for j in judged]
    means.on_step("writing")
    sections = template.write(case, materials)
    reported = _reported(case, judged, means)
    policies = _policies(judged)

    def drafted(sections: tuple[Section, ...], found: tuple[Violation, ...], used: dict[str, str]) -> Draft:
        lines = tuple(j.determination for j in judged)
        determination = Determination(lines=lines, sections=sections, reported=reported)
        made = _made_with(policies, used, means)
        return _checked(_assembled(case, determination, made, means.corpus), found, policies, means)

    if means.writer == "template":
        return drafted(sections, (), _read_prompts(means))
    return _written_by_model(sections, case, judged, policies, means, drafted)


def _written_by_model(
    sections: tuple[Section, ...],
    case: Case,
    judged: Sequence[_Judged],
    policies: tuple[Policy, ...],
    means: Means,
    drafted: Callable[[tuple[Section, ...], tuple[Violation, ...], dict[str, str]], Draft],
) -> Draft:
    """The draft with its prose rephrased by the model. What the writer itself rejects it has repaired once; what only
    the rules find on the card is quoted to it for one repair. After that the draft is blocked."""
    lines = tuple(j.determination for j in judged)
    cited = _cited(sections, means.corpus.passages)

    def turn(found: Iterable[Violation] = ()) -> tuple[model_writer.Written, Draft]:
        written = model_writer.write(sections, case, lines, cited, policies, model=_named(means.model), found=found)
        return written, drafted(written.sections, written.violations, {**_read_prompts(means), **written.prompts})

    written, made = turn()
    if made.status != "blocked" or written.violations:
        return made
    return turn([v for v in made.violations if v.severity == "error"])[1]


def again(case: Case, means: Judging, evidence: Mapping[int, Sequence[str]], precedents: Sequence[str]) -> Draft:
    """The draft that the built-in writer makes of the case, unchecked, with nothing searched for: of the passages that
    a page shows (ids, of evidence by line) those that may be shown are taken as found, in their order.

    Reading, deciding and writing are repeatable, so a card that shows these passages has to say exactly this.
    """
    judged = [_judge(n, case, means) for n in range(len(case.services))]
    held = {passage.id: passage for passage in means.corpus.passages}
    day, own = _known_by(case, means.today), case.id or ""
    past = [held[id] for id in precedents if id in held and held[id].type == "determination"]
    earlier = [p for p in past if p.decided and p.decided < day and own not in (p.id, p.source.document)]

    def found(line: int) -> list[Passage]:
        return [held[id] for id in evidence.get(line, ()) if id in held and held[id].type in ("guideline", "research")]

    sections = template.write(case, [_chosen(j, case, means, found(n), earlier) for n, j in enumerate(judged)])
    lines, reported = tuple(j.determination for j in judged), _reported(case, judged, means)
    policies = _policies(judged)
    made = Provenance(
        drafter=drafter.__version__, drafted_at=dt.datetime.combine(means.today, dt.time(), tzinfo=dt.UTC),
        today=means.today, reader=means.reader, writer="template", embedding="", corpus=means.corpus.sha,
        policies={f"{p.id}@{p.version}": p.sha for p in policies},
    )  # fmt: skip
    return _assembled(case, Determination(lines=lines, sections=sections, reported=reported), made, means.corpus)


def _known_by(case: Case, today: dt.date) -> dt.date:
    """The day before which a past determination could be known to whoever asked: of the service, or of the request."""
    return min(case.anchor_date(today), case.request_date or today)


def _policies(judged: Iterable[_Judged]) -> tuple[Policy, ...]:
    """The policies applied, each once."""
    return tuple({(j.policy.id, j.policy.version): j.policy for j in judged if j.policy}.values())


def findings(case: Case, means: Judging) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """The reading of every line under the policy that applies to it, and why a line has none. Nothing is decided."""
    found: list[Reading] = []
    unread: list[str] = []
    for n, line in enumerate(case.services):
        chosen = applicable(line, case, means.corpus.policies, means.today)
        if chosen.policy is None:
            unread.append(f"line {n + 1}, {line.label}: {chosen.why}")
        else:
            found.append(read(case, chosen.policy, n, means))
    return tuple(found), tuple(unread)


# ---------------------------------------------------------------------------------------------------------- judging


def determine(case: Case, means: Judging) -> tuple[LineDetermination, ...]:
    """What the code decides for every line, without evidence, prose or checks. Raises as `draft` does."""
    return tuple(_judge(n, case, means).determination for n in range(len(case.services)))


def _judge(n: int, case: Case, means: Judging) -> _Judged:
    line = case.services[n]
    if prior := _already_decided(line, case, means):
        on = f" on {prior.date.isoformat()}" if prior.date else ""
        because = f"a decision is on file for it{on} (outcome {prior.outcome.replace('_', ' ')})"
        return _Judged(_without(n, line, "routed", because, basis="already_decided"))
    chosen = applicable(line, case, means.corpus.policies, means.today)
    if chosen.policy is None:
        versions = len({p.id for p in chosen.candidates}) == 1
        held = means.corpus.policies
        candidates = tuple(dict.fromkeys(binding(p, held) if versions else p.id for p in chosen.candidates))
        return _Judged(_without(n, line, "no_policy", _clause(chosen.why), candidates=candidates))
    excluded = next((c for c in chosen.policy.coverage if _concerns(c, chosen.policy, case, line)), None)
    if excluded:
        basis: Basis = "benefit_exclusion" if excluded.status == "excluded" else "experimental"
        because = f"{chosen.policy.name} does not cover it: {excluded.text}"
        if basis == "experimental" and (why := _withheld(case, means.today)):
            return _Judged(_without(n, line, "withheld", why), chosen.policy)
        return _Judged(_without(n, line, "routed", because, basis=basis), chosen.policy)
    means.on_step(f"reading the record for line {n + 1}, {line.label}")
    found = read(case, chosen.policy, n, means)
    decided = logic.decide(n, case, chosen.policy, found, means.today)
    if why := _withheld(case, means.today):
        decided = _evidence_alone(decided, line, why)
    return _Judged(
        decided,
        chosen.policy,
        (*_unconfirmed(case, chosen.policy, line), *_elsewhere(case, chosen.policy, means), *found.reported),
    )


def _withheld(case: Case, today: dt.date) -> str | None:
    """Why the law withholds every outcome of the case until a person has decided; none where it does not."""
    found = jurisdictions.applying(case, today).withholds()
    if found is None:
        return None
    law, rule = found
    return f"the law of {law.name} ({rule.cite}) forbids software to suggest an adverse determination; a person decides"


def _evidence_alone(decided: LineDetermination, line: ServiceLine, why: str) -> LineDetermination:
    """What may be shown where the outcome is withheld: the findings, and nothing that tells what they come to."""
    kept = {"policy", "policy_version", "stage", "findings", "disagreements", "labels"}
    return _without(decided.line, line, "withheld", why).model_copy(update={k: getattr(decided, k) for k in kept})


def read(case: Case, policy: Policy, n: int, means: Judging) -> Reading:
    """The reading of one line under a policy by the readers that `means` names; a ModelError where the model fails."""
    lexical = reading.read(case, policy, n, today=means.today)
    if means.reader == "lexical":
        return lexical
    model = _named(means.model)
    modelled = [
        model_reader.read(case, policy, n, today=means.today, model=model.turn(k), base=lexical)
        for k in range(means.repeat)
    ]
    return agreement.agree(*(modelled if means.reader == "model" else (lexical, *modelled)))


def _named(model: Model | None) -> Model:
    if model is None:
        raise InputError("a model was asked for and none is named", todo="Give --model NAME, or set DRAFTER_MODEL.")
    return model


def _already_decided(line: ServiceLine, case: Case, means: Judging) -> PriorDetermination | None:
    """The certification on file for the line's service. An appeal or a second look judges again; so does a request
    after a denial, or after a certification of more than a year ago."""
    if case.review_level != "initial":
        return None
    since = case.anchor_date(means.today) - dt.timedelta(days=365)
    return next(
        (
            prior
            for prior in case.prior_determinations
            if prior.outcome in ("certify", "certify_modified")
            and (prior.date is None or prior.date >= since)
            and _same_service(line, prior)
        ),
        None,
    )


def _same_service(line: ServiceLine, prior: PriorDetermination) -> bool:
    if line.code or prior.code:
        return line.code == prior.code
    return (line.description or "").casefold() == (prior.description or "").casefold()


def _concerns(coverage: Coverage, policy: Policy, case: Case, line: ServiceLine) -> bool:
    """Whether an exclusion is of the line's code and, where it names indications, of what the request gives as its own:
    the indication of the line, else the only diagnosis, else what its words ask the service for."""
    service_asked = policy.service(line)
    if coverage.codes and (service_asked is None or service_asked.code not in coverage.codes):
        return False
    if not coverage.indications:
        return True
    given = line.indication or (case.diagnoses[0].text if len(case.diagnoses) == 1 else None)
    named = "|".join(re.escape(i) for i in coverage.indications)
    if given:
        return re.search(rf"(?<!\w)(?:{named})s?(?!\w)", given, re.IGNORECASE) is not None
    service = "|".join(re.escape(word) for word in (line.code, line.description) if word)
    what_for = rf"\bfor (?:an? |the |treatment of )?(?:\w+ ){{0,3}}(?:{named})s?(?!\w)"
    asked = rf"(?<!\w)(?:{service})(?!\w)[^.;?]{{0,40}}{what_for}"
    return bool(service) and re.search(asked, case.text or "", re.IGNORECASE) is not None


def _without(
    n: int,
    line: ServiceLine,
    reason: NoOutcome,
    because: str,
    *,
    basis: Basis | None = None,
    candidates: tuple[str, ...] = (),
) -> LineDetermination:
    """A line that gets no outcome, with the reason."""
    return LineDetermination(
        line=n, code=line.code, service=line.label, units=line.units, modifiers=line.modifiers,
        no_outcome=reason, basis=basis, because=because, candidates=candidates,
    )  # fmt: skip


def _reported(case: Case, judged: Sequence[_Judged], means: Judging) -> tuple[str, ...]:
    """What a person must know beside the outcome, each once."""
    beside = (
        *_read_from_text(case),
        *_codes_left(case, means.corpus),
        *_assumed(case, means.today),
        *_repeated(case),
        *_out_of_force(case, means),
    )
    return tuple(dict.fromkeys((*beside, *(r for j in judged for r in j.reported))))


def _out_of_force(case: Case, means: Judging) -> Iterator[str]:
    """Documents that the record cites and that were retired before the day by which policies are chosen."""
    for place, text in case.quotable().items():
        for passage, match in retired.citations(text, means.corpus.passages, case.anchor_date(means.today)):
            yield f"The record ({place}) cites “{match[0]}”, which is no authority: {retired.told(passage)}."


def _read_from_text(case: Case) -> tuple[str, ...]:
    """A remark on what of the request was taken from its text, by which policies and days are chosen."""
    named = {
        "request_date": "requested {}", "service_date": "service on {}", "payer": "plan {}", "state": "state {}",
        "line_of_business": "coverage {}", "review_type": "{} review",
    }  # fmt: skip
    told = [words.format(getattr(case, key)).replace("_", " ") for key, words in named.items() if key in case.inferred]
    return (f"Read from the text of the request, not given: {', '.join(told)}.",) if told else ()


def _codes_left(case: Case, corpus: Corpus) -> tuple[str, ...]:
    """A remark on service codes of a request's text for which no line stands, so that none is forgotten in silence."""
    if "services" not in case.inferred or case.text is None:
        return ()
    asked = {line.code for line in case.services}
    found = (c for c in coded.find(case.text) if c.named or c.code in corpus.codes)
    left = dict.fromkeys(c.code for c in found if c.code not in asked)
    return (f"Named in the text, and taken as not asked for: {', '.join(left)}.",) if left else ()


def _assumed(case: Case, today: dt.date) -> tuple[str, ...]:
    if case.service_date or case.request_date:
        return ()
    return (f"The request gives no date; policies and clocks are taken as of {today.isoformat()}.",)


def _repeated(case: Case) -> tuple[str, ...]:
    """A remark where two lines ask for one code: limits are looked at line by line."""
    lines: dict[str, list[int]] = {}
    for n, line in enumerate(case.services, 1):
        if line.code:
            lines.setdefault(line.code, []).append(n)
    return tuple(
        f"Lines {' and '.join(map(str, numbers))} ask for the same code {code}: rule out a duplicate; each line was"
        " held to the limits by itself."
        for code, numbers in lines.items()
        if len(numbers) > 1
    )


def _from_the_future(case: Case, today: dt.date) -> None:
    """InputError for a record that claims to be written, or a past service dated, after today."""
    dates = {f"notes, entry {n}": note.date for n, note in enumerate(case.notes, 1)}
    dates |= {f"history, entry {n}": event.date for n, event in enumerate(case.history, 1)}
    dates |= {f"prior_determinations, entry {n}": p.date for n, p in enumerate(case.prior_determinations, 1)}
    for where, date in dates.items():
        if date is not None and date > today:
            raise InputError(f"{date} has not come yet (today is {today})", where=where, todo="Check the date.")


def _unconfirmed(case: Case, policy: Policy, line: ServiceLine) -> tuple[str, ...]:
    if case.policy and case.payer and policy.payers and not _names_payer(case.payer, policy):
        return (
            f"The case is bound to {policy.name}, a policy of {', '.join(policy.payers)}; its plan is {case.payer}.",
        )
    if case.policy and case.line_of_business and policy.lines_of_business:
        if case.line_of_business not in policy.lines_of_business:
            coverage = case.line_of_business.replace("_", " ")
            return (f"The case is bound to {policy.name}, which is not a policy for {coverage} coverage.",)
        return ()
    if case.policy or (case.payer and case.line_of_business):
        return ()
    missing = "plan" if not case.payer else "line of business"
    return (f"The request does not name the {missing}; {policy.name} is the one policy held for {line.label}.",)


def _elsewhere(case: Case, policy: Policy, means: Judging) -> Iterator[str]:
    """Versions of the same payer that would hold in another state, where none is named and nobody bound a version."""
    if any("@" in name for name in case.policy):
        return
    for other in in_other_states(policy, case, means.corpus.policies, means.today):
        states = ", ".join(other.states)
        yield f"The request does not name the state; in {states} the version {other.version} of {policy.id} holds."


def _names_payer(payer: str, policy: Policy) -> bool:
    return payer.casefold() in {name.casefold() for name in policy.payers}


def _clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


# --------------------------------------------------------------------------------------------------------- material


def _material(judged: _Judged, case: Case, means: Means) -> template.Material:
    """What one line is written from, with what a search finds for it."""
    if judged.determination.no_outcome == "routed":
        return _chosen(judged, case, means, (), ())
    line = case.services[judged.determination.line]
    hidden = privacy.of_case(case)
    said = (privacy.without(text, hidden) for text in (line.label, *_conditions(case, line), case.text or ""))
    query = " ".join(dict.fromkeys(" ".join(text.split()[:60]) for text in said))
    evidence = means.index.search(query, k=HITS, types=("guideline", "research")).hits
    before = _known_by(case, means.today)
    exclude = (case.id,) if case.id else ()
    types: tuple[SourceType, ...] = ("determination",)
    past = means.index.search(query, k=HITS, types=types, before=before, exclude=exclude).hits
    return _chosen(judged, case, means, [hit.passage for hit in evidence], [hit.passage for hit in past])


def _chosen(
    judged: _Judged, case: Case, means: Judging, evidence: Iterable[Passage], past: Iterable[Passage]
) -> template.Material:
    """What one line is written from: of what was found, what bears on its service. A routed line shows nothing."""
    if judged.determination.no_outcome == "routed":
        return template.Material(judged.determination, judged.policy, passages={}, evidence=(), precedents=())
    names = _names(case.services[judged.determination.line], judged.policy)
    passages: dict[str, tuple[Passage, ...]] = {}
    if judged.policy:
        for p in means.corpus.passages:
            if p.policy == judged.policy.id and p.version in (None, judged.policy.version):
                passages |= {id: (*passages.get(id, ()), p) for id in p.criteria}
    return template.Material(
        determination=judged.determination,
        policy=judged.policy,
        passages=passages,
        evidence=_of_the_conditions([p for p in evidence if _bears_on(p, names)], judged, case, means.today),
        # what was decided for others tells what might be decided here
        precedents=[p for p in past if _bears_on(p, names) and judged.determination.no_outcome != "withheld"],
    )


def _of_the_conditions(passages: Sequence[Passage], judged: _Judged, case: Case, today: dt.date) -> list[Passage]:
    """Evidence on conditions that the case names before other evidence. What other payers hold is left out where
    the member's own policy was applied: a similar policy misleads more than none. What is retired is no evidence."""
    record, on = " ".join(case.quotable().values()).casefold(), case.anchor_date(today)
    fitting = [p for p in passages if judged.policy is None or p.strength != PAYER_STANCE]
    fitting = [p for p in fitting if p.retired is None or p.retired >= on]
    return sorted(fitting, key=lambda p: not any(i.casefold() in record for i in p.indications))


def _names(line: ServiceLine, policy: Policy | None) -> frozenset[str]:
    """Codes and words by which a passage may speak of the line's service, in lower case."""
    names = {line.code or "", line.description or ""}
    service = policy.service(line) if policy else None
    if policy and service:
        same = [s for s in policy.services if set(s.words) & set(service.words) or s is service]
        names |= {name for s in same for name in (s.code, *s.words)}
    return frozenset(name.lower() for name in names if name)


def _conditions(case: Case, line: ServiceLine) -> Iterable[str]:
    return (part for part in (line.indication, *(d.text for d in case.diagnoses)) if part)


def _bears_on(passage: Passage, names: frozenset[str]) -> bool:
    return any(topic.lower() in names for topic in passage.topics)


# ------------------------------------------------------------------------------------------------ assembly and check


def _made_with(policies: Iterable[Policy], used: dict[str, str], means: Means) -> Provenance:
    return Provenance(
        drafter=drafter.__version__,
        drafted_at=means.now(),
        today=means.today,
        reader=means.reader,
        writer=means.writer,
        model=means.model.name if means.model else None,
        embedding=means.embedding,
        cross_encoder=means.cross_encoder,
        prompts=used,
        policies={f"{p.id}@{p.version}": p.sha for p in policies},
        corpus=means.corpus.sha,
    )


def _assembled(case: Case, determination: Determination, made: Provenance, corpus: Corpus) -> Draft:
    cited = _cited(determination.sections, corpus.passages)
    references = tuple(
        Reference(number=n, type=p.type, passage=p.id, text=_reference(p)) for n, p in enumerate(cited, 1)
    )
    unpoliced = all(line.no_outcome == "no_policy" for line in determination.lines)
    draft = Draft(
        id="d-",
        status="no_policy" if unpoliced else "drafted",
        case=case,
        determination=determination,
        passages=cited,
        references=references,
        provenance=made,
    )
    return draft.model_copy(update={"id": draft.content_id()})


def _cited(sections: Iterable[Section], held: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages that statements cite, in the order of first citation."""
    by_id = {passage.id: passage for passage in held}
    ids = dict.fromkeys(id for section in sections for s in section.statements for id in s.cites)
    return tuple(by_id[id] for id in ids)


def _reference(passage: Passage) -> str:
    source = passage.source
    told = f"version {passage.version}"
    known = passage.version is None or passage.version == source.document or told in (source.document or "")
    version = "" if known else f", {told}"
    parts = [
        f"{source.organisation}, {source.document}" if source.document else source.organisation,
        f"{version}. {source.title}",
        f" ({source.year})" if source.year and str(source.year) not in (source.document or "") else "",
        f": “{passage.heading}”" if passage.type == "policy" else "",
    ]
    how = {"read": "", "summary": " (seen in a summary)", "recalled": " (recalled, to be verified)",
           "synthetic": " (synthetic)"}[source.verified]  # fmt: skip
    return "".join(parts) + "." + how


def _checked(made: Draft, found: tuple[Violation, ...], policies: Sequence[Policy], means: Means) -> Draft:
    """The draft with what the rules find on its card; blocked where that is an error."""
    ground = Ground(
        case=made.case,
        determination=made.determination,
        passages=means.corpus.passages,
        policies=tuple(policies),
        codes=means.corpus.codes,
        today=means.today,
        draft=made,
        again=made,
        written=made.determination.sections,
    )
    checked = rules.check(card.parse(card.render(made)), ground)
    violations = (*found, *checked.violations)
    update: dict[str, object] = {"violations": violations, "not_checked": checked.not_checked}
    if any(v.severity == "error" for v in violations):
        update["status"] = "blocked"
    return made.model_copy(update=update)


def _read_prompts(means: Means) -> dict[str, str]:
    return {} if means.reader == "lexical" else {"read": prompts.sha("read")}
