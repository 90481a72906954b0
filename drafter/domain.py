"""The glossary: every noun of drafter, frozen, closed and documented field by field.

One word, one meaning. "Model" always means a language model. Dates are `datetime.date`, moments carry their
offset, durations are given with their unit, and every quotation is a span of a text that is kept:
`text[start:end] == quote`, counted in Unicode code points.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Noun(BaseModel):
    """The manner of every noun: it does not change, and a key it does not know is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, defer_build=True
    )


# ---------------------------------------------------------------------------------------------- words with few values

Status = Literal["met", "not_met", "not_documented", "not_applicable"]
"""The reading of one criterion. For exclusions and limits `met` means cleared, or within the limit.
`not_documented` means that the record does not settle it, which is never a failure."""

Outcome = Literal["certify", "certify_modified", "pend", "not_certify"]
"""What the code decides for a service line. `certify_modified` is fewer units or sessions than asked."""

NoOutcome = Literal["no_policy", "withheld", "routed"]
"""Why a line has no outcome: no policy applies, or several; the law withholds it; or necessity is not in question."""

Basis = Literal[
    "medical_necessity", "experimental", "insufficient_information",  # drafted
    "benefit_exclusion", "administrative", "coding", "already_decided", "withdrawn", "duplicate",  # said and routed
]  # fmt: skip
"""The ground on which a line is decided, or the matter for which it is routed to a person."""

Verified = Literal["read", "summary", "recalled", "synthetic"]
"""How a fact was checked: in the source's own text, in somebody's summary, from memory, or made up for tests."""

SourceType = Literal["policy", "guideline", "research", "determination"]
"""What a passage is taken from. A `determination` is a past one."""

Kind = Literal[
    "diagnosis", "duration", "trial", "exam", "imaging", "score",
    "programme", "exclusion", "frequency", "response", "units", "documentation", "combined",
]  # fmt: skip
"""What sort of requirement a criterion is; each kind has its own typed fields and its own reader."""

Silence = Literal["blocks", "clears", "clears_if_alone"]
"""Whether `not_documented` holds up the outcome. `clears_if_alone`: not where this is the only invasive service."""

Holder = Literal["provider", "plan"]
"""Who holds the missing fact: the provider is asked, the plan looks it up."""

UnitPart = Literal[
    "units", "muscles", "levels", "region", "sides", "dose", "course", "minutes", "once", "alone"
]  # fmt: skip
"""The parts of what is known of how a code is counted; each is read by itself."""

LineOfBusiness = Literal[
    "commercial", "exchange", "self_funded", "medicare", "medicare_advantage", "medicaid", "medicaid_managed_care"
]
"""The kind of coverage the member has."""

Severity = Literal["error", "warning"]
"""An error blocks a draft; a warning is shown."""

DraftStatus = Literal["drafted", "blocked", "no_policy"]
"""`blocked`: a rule found an error, nothing is shown as clean. `no_policy`: no line has a policy to be judged by."""

QUESTIONS = frozenset({"stage", "units", "sessions"})
"""What can be missing beside criteria: the stage of the policy, the meaning of the units, the number of sessions."""

ReviewType = Literal["prospective", "concurrent", "retrospective"]
"""Before the service, during a course of it, or after it."""

ReaderName = Literal["lexical", "model", "both"]
"""Which reader made a finding; `both` where the two agreed."""


def _names(word: str, text: str) -> bool:
    """Whether the words stand in the text as words of their own, in one form or the plural."""
    return re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE) is not None


def _many(value: object) -> object:
    """One item stands for a list of one, so that a case file may say `policy: x`."""
    return value if value is None or isinstance(value, list | tuple) else (value,)


# --------------------------------------------------------------------------------------------------------- the case


class Citation(Noun):
    """A verbatim quotation and the place where it stands."""

    place: str = Field(alias="in")
    """`text`, `notes/0`, another string of the case by its path (`services/0/schedule`), or `passage:<id>`."""
    start: int = Field(ge=0)
    """First code point of the quotation in that text."""
    end: int
    """One past its last code point."""
    quote: str = Field(min_length=1)
    """The words themselves, exactly as they stand."""

    @model_validator(mode="after")
    def _span_fits(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"span {self.start}-{self.end} is not as long as the quotation {self.quote!r}")
        return self


class Diagnosis(Noun):
    """A diagnosis as claimed on the request: a code on a form is a claim, not a finding."""

    code: str | None = None
    """ICD-10-CM code, with its dot."""
    text: str | None = None
    """The words beside the code, or instead of it."""


class Note(Noun):
    """One document of the record."""

    date: dt.date | None = None
    """The day it was written; relative words in it are counted from here."""
    author: str | None = None
    """Role of the writer, such as "neurology"; never a name."""
    kind: str | None = None
    """Such as "progress note", "portal form" or "therapy record"."""
    text: str
    """The document as given."""


class Schedule(Noun):
    """When a service is to be given, as written, and what the code makes of it."""

    written: str
    """The words of the request, such as "every 4 weeks for 12 weeks"."""
    interval_days: int | None = Field(default=None, gt=0)
    """Days between sessions; calendar months are counted as 28 to 31 days, the shortest is kept."""
    sessions: int | None = Field(default=None, gt=0)
    """Sessions that the words come to: every 4 weeks for 12 weeks is 3 (weeks 0, 4 and 8)."""
    ambiguity: str | None = None
    """What else the words could mean, in a sentence; none where they are plain."""


class ServiceLine(Noun):
    """One requested service."""

    code: str | None = None
    """CPT or HCPCS code; none where the request names no code."""
    description: str | None = None
    """The requester's words for the service."""
    units: int | None = Field(default=None, gt=0)
    """Units as billed for the whole line."""
    modifiers: tuple[str, ...] = ()
    """Two-character modifiers such as 50, RT or LT."""
    schedule: Schedule | None = None
    """When it is to be given; none means that no schedule is stated and one session is understood."""
    indication: str | None = None
    """The condition this service is asked for, where the request ties one to it."""
    inferred: tuple[str, ...] = ()
    """Names of the fields that were read from free text rather than given."""

    @property
    def sessions(self) -> int:
        """Sessions asked for: those of the schedule, else one."""
        return (self.schedule.sessions if self.schedule else None) or 1

    @property
    def label(self) -> str:
        """What to call the line: its words and its code, whichever are there."""
        words = self.description or "service"
        return f"{words} ({self.code})" if self.code and self.code not in words else words


class PriorDetermination(Noun):
    """A decision already on file for a service of this request; it is shown, not judged again."""

    code: str | None = None
    """Code of the service decided."""
    description: str | None = None
    """Words of the service, where no code is known."""
    outcome: Outcome
    """What was decided."""
    date: dt.date | None = None
    """When."""
    units: int | None = None
    """Units certified."""
    schedule: str | None = None
    """Schedule certified, as written."""


class InformationRequest(Noun):
    """A request for missing information, and what became of it."""

    sent: dt.date
    """The day it went out."""
    due: dt.date
    """The last day for the answer."""
    items: tuple[str, ...] = ()
    """What was asked for: criterion ids, words, or both; none given means all that was missing."""
    attempts: int = Field(default=1, ge=1)
    """How many times the provider was asked."""
    answered: bool = False
    """Whether an answer came."""

    @model_validator(mode="after")
    def _due_after_sent(self) -> Self:
        if self.due < self.sent:
            raise ValueError(f"the request is due on {self.due}, before it was sent on {self.sent}")
        return self

    def expired(self, today: dt.date) -> bool:
        """Whether the last day has passed without an answer."""
        return not self.answered and today > self.due


class Event(Noun):
    """A dated service of the past."""

    code: str | None = None
    """Code of the service, where the history gives one."""
    description: str | None = None
    """Words of the service, where it gives none."""
    date: dt.date
    """Day of service."""
    region: str | None = None
    """Body region, such as "lumbar"."""
    side: Literal["left", "right", "bilateral"] | None = None
    """Side of the body."""
    cited: Citation | None = None
    """Where the event stands, when it was read from the record."""


class Case(Noun):
    """One request under review with its record."""

    id: str | None = None
    """The plan's own reference; never an identifier of the member."""
    text: str | None = None
    """Summary or question, as given."""
    notes: tuple[Note, ...] = ()
    """Documents of the record, where there are several."""
    services: tuple[ServiceLine, ...] = ()
    """What is asked for; two lines with one code stay apart."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """Diagnoses claimed on the request."""
    request_date: dt.date | None = None
    """The day of the request."""
    service_date: dt.date | None = None
    """The (first) day of service."""
    received_at: AwareDatetime | None = None
    """Moment of receipt with its offset: clocks run from here."""
    review_type: ReviewType = "prospective"
    """Before, during or after the service."""
    review_level: Literal["initial", "reconsideration", "appeal"] = "initial"
    """First look, second look, or appeal."""
    urgency: Literal["standard", "expedited"] = "standard"
    """Standard or expedited."""
    payer: str | None = None
    """The member's plan."""
    line_of_business: LineOfBusiness | None = None
    """Kind of coverage."""
    state: str | None = None
    """Two-letter state of issue."""
    age: int | None = Field(default=None, ge=0, le=130)
    """Age in years."""
    sex: Literal["female", "male"] | None = None
    """Sex as recorded."""
    policy: Annotated[tuple[str, ...], BeforeValidator(_many)] = ()
    """Ids of the policies this case is bound to."""
    prior_determinations: tuple[PriorDetermination, ...] = ()
    """Decisions already on file."""
    information_requests: tuple[InformationRequest, ...] = ()
    """What was asked for, and whether it came."""
    history: tuple[Event, ...] = ()
    """Dated past services, from claims."""
    history_complete: bool = False
    """Whether `history` holds every claim of the last 24 months, so that an empty list means none."""
    member: Mapping[str, str] = {}
    """Identifiers of the member; they never reach a prompt and join when a letter is rendered."""
    provider: Mapping[str, str] = {}
    """Identifiers of the provider; the same."""
    inferred: tuple[str, ...] = ()
    """Names of the fields that were read from free text rather than given."""

    def quotable(self) -> dict[str, str]:
        """Every text of the case that a citation may quote, by its path. Identifiers are not among them."""
        places = {"text": self.text} if self.text else {}
        places |= {f"notes/{n}": note.text for n, note in enumerate(self.notes)}
        places |= {"age": str(self.age)} if self.age is not None and "age" not in self.inferred else {}
        places |= {"sex": self.sex} if self.sex and "sex" not in self.inferred else {}
        for n, line in enumerate(self.services):
            fields = {
                "code": line.code, "description": line.description, "indication": line.indication,
                "schedule": line.schedule.written if line.schedule else None,
                "units": str(line.units) if line.units else None, "modifiers": " ".join(line.modifiers),
            }  # fmt: skip
            places |= {f"services/{n}/{key}": value for key, value in fields.items() if value}
        for n, diagnosis in enumerate(self.diagnoses):
            both = {"code": diagnosis.code, "text": diagnosis.text}
            places |= {f"diagnoses/{n}/{key}": value for key, value in both.items() if value}
        for n, event in enumerate(self.history):
            places[f"history/{n}"] = " ".join(
                str(part) for part in (event.code or event.description, event.date, event.region, event.side) if part
            )
        for n, prior in enumerate(self.prior_determinations):
            places[f"prior_determinations/{n}"] = " ".join(
                str(part) for part in (prior.code, prior.description, prior.outcome, prior.date, prior.schedule) if part
            )
        return places

    def anchor_date(self, today: dt.date) -> dt.date:
        """The day by which policies are chosen: service, else request, else `today`."""
        return self.service_date or self.request_date or today

    def clock_date(self, today: dt.date) -> dt.date:
        """The day up to which durations are counted: of service in a retrospective review, else of the request, which
        without a date that was given is no later than `today`."""
        if self.review_type == "retrospective":
            return self.anchor_date(today)
        given = self.request_date if "request_date" not in self.inferred else None
        return given or min(self.request_date or self.anchor_date(today), today)


# --------------------------------------------------------------------------------------------------------- passages


class Source(Noun):
    """Where a text comes from."""

    title: str
    """Title of the document."""
    organisation: str
    """Who publishes it."""
    year: int | None = None
    """Year of the text that was used."""
    document: str | None = None
    """Its number, DOI or other identifier."""
    verified: Verified
    """How the facts taken from it were checked."""
    note: str | None = None
    """What a careful reader must know about this copy or version."""


class Passage(Noun):
    """A stretch of source text. Its id comes from its content."""

    id: str
    """`p-` and twelve hexadecimal digits of the hash over type, source, heading and text."""
    type: SourceType
    """What it is taken from."""
    source: Source
    """Where it comes from."""
    heading: str
    """The heading it stands under."""
    text: str = Field(min_length=1)
    """Our words for what the source says, or the source's own where it is free."""
    policy: str | None = None
    """Id of the policy it belongs to."""
    version: str | None = None
    """Version of that policy."""
    criteria: tuple[str, ...] = ()
    """Ids of the criteria that it states."""
    topics: tuple[str, ...] = ()
    """Codes and service words it bears on."""
    indications: tuple[str, ...] = ()
    """Conditions it speaks of."""
    strength: str | None = None
    """Strength or certainty in the source's own scale, such as "weak for" or "class III"."""
    population: str | None = None
    """Who was studied, how many, and where."""
    comparator: str | None = None
    """What it was compared with; "none" for an uncontrolled series."""
    claims: tuple[str, ...] = ()
    """What the source says, one sentence each."""
    does_not_show: tuple[str, ...] = ()
    """What the source does not show although it is often cited for it."""
    outcome: str | None = None
    """For a past determination: its outcome, or "mixed"."""
    decided: dt.date | None = None
    """For a past determination: its date."""
    retired: dt.date | None = None
    """Last day in force of a document that no longer is: from the day after it is no authority."""
    replaced_by: str | None = None
    """What stands in its place, for a document that was retired or superseded."""
    cited_as: tuple[str, ...] = ()
    """Names by which a record or a page cites a retired document, such as "NCD 20.10"."""


# --------------------------------------------------------------------------------------------------------- policies


class Bound(Noun):
    """A threshold as the policy states it."""

    value: float
    """The number."""
    unit: Literal["days", "weeks", "months", "percent", "sessions", "points"]
    """Its unit; months are calendar months."""
    strict: bool = False
    """True for "more than", false for "at least"."""

    def met(self, number: float) -> bool:
        """Whether a number in the bound's unit meets it."""
        return number > self.value if self.strict else number >= self.value

    def reached(self, least: float, most: float, *, above: bool = False) -> bool | None:
        """Whether a range reaches it, none where a part of it does; `above`: whether `least` itself is left out."""
        if self.met(least) or (above and least == self.value):
            return True
        return None if self.met(most) else False

    def __str__(self) -> str:
        unit = "%" if self.unit == "percent" else f" {self.unit.removesuffix('s') if self.value == 1 else self.unit}"
        return f"{'more than' if self.strict else 'at least'} {self.value:g}{unit}"


class CriterionFields(Noun):
    """What every criterion has, whatever its kind."""

    id: str = Field(pattern=r"^[A-Z]{1,3}\d{1,3}$")
    """Its id within the policy, such as A2: a contract with suites and letters."""
    text: str = Field(min_length=1)
    """The requirement in our words, one atomic fact."""
    label: str = ""
    """What to call it in two to six words, such as "failed conservative care"; the id alone where empty."""
    ask: str = Field(min_length=1)
    """What to ask for, or look up, when the record does not settle it."""
    silence: Silence = "blocks"
    """Whether silence holds up the outcome."""
    holder: Holder = "provider"
    """Who holds the missing fact."""
    verified: Verified
    """How this fact of the policy was checked."""
    caution: str | None = None
    """A known way to misread it, shown among the pitfalls."""
    terms: Mapping[str, tuple[str, ...]] = {}
    """Words of this policy for a concept of the vocabulary, beyond the common ones."""


class DiagnosisCriterion(CriterionFields):
    """One of the named conditions is diagnosed and current."""

    kind: Literal["diagnosis"]
    """The kind."""
    conditions: tuple[str, ...] = Field(min_length=1)
    """Concepts of the vocabulary; any one suffices."""
    codes: tuple[str, ...] = ()
    """ICD-10-CM codes or their beginnings that name these conditions."""
    closed: bool = False
    """Whether a code outside `codes` is a failure rather than a question."""


class DurationCriterion(CriterionFields):
    """Symptoms have lasted so long."""

    kind: Literal["duration"]
    """The kind."""
    of: tuple[str, ...] = ()
    """Concepts of the symptoms meant; empty for the complaint itself."""
    lasting: Bound
    """How long, and whether strictly."""
    not_for: tuple[str, ...] = ()
    """Conditions for which no length is asked: where one of them is diagnosed the criterion does not apply."""


class TrialCriterion(CriterionFields):
    """A treatment was tried and did not do."""

    kind: Literal["trial"]
    """The kind."""
    classes: tuple[str, ...] = Field(min_length=1)
    """Treatment classes of the vocabulary that count."""
    examples_only: bool = False
    """True where the policy's list is introduced with "such as": none of it is required as such."""
    count: int = Field(default=1, ge=1)
    """How many different treatments are required."""
    lasting: Bound | None = None
    """For how long; none where the policy states no length."""
    accepts: tuple[Literal["failed", "not_tolerated", "contraindicated"], ...] = ("failed",)
    """Results that satisfy it."""
    tolerated_first: bool = False
    """Whether a treatment that was not tolerated counts however soon it was stopped."""
    within: Bound | None = None
    """How long before the clock it may have ended; none where it may be of any age."""
    adequate_dose: bool = False
    """Whether a drug must have been taken at a usual dose; a dose that is not stated fails nothing."""


class ExamCriterion(CriterionFields):
    """Findings on examination, or features of the complaint."""

    kind: Literal["exam"]
    """The kind."""
    findings: tuple[str, ...] = Field(min_length=1)
    """Concepts of the vocabulary."""
    count: int = Field(default=1, ge=1)
    """How many different ones are required."""
    on_examination: bool = True
    """Whether the treating clinician must have found them; false where the patient's account counts."""
    located: bool = False
    """Whether the finding must be placed (muscle or region)."""


class ImagingCriterion(CriterionFields):
    """An imaging study shows something."""

    kind: Literal["imaging"]
    """The kind."""
    studies: tuple[str, ...] = Field(min_length=1)
    """Concepts of studies that count."""
    shows: tuple[str, ...] = ()
    """Concepts of findings; any one suffices."""
    not_enough: tuple[str, ...] = ()
    """Concepts of findings that are near it and settle nothing by themselves, such as a narrowing or a scar."""
    within: Bound | None = None
    """How old the study may be, counted back from the request; the first day counts."""
    regions: tuple[str, ...] = ()
    """Body regions of which the study must be; empty for any."""
    concordant: bool = False
    """Whether the finding must lie on the side and at the level of the symptoms."""
    side: Literal["left", "right"] | None = None
    """The side of the symptoms; none where the record tells it."""
    roots: tuple[str, ...] = ()
    """Nerve roots of the symptoms, such as S1; empty where the record tells them."""


class ScoreCriterion(CriterionFields):
    """A measured score or laboratory value."""

    kind: Literal["score"]
    """The kind."""
    measure: str
    """Concept of the score."""
    or_measures: tuple[str, ...] = ()
    """Concepts of other scores to which the same bounds apply."""
    least: float | None = None
    """Lowest value that passes."""
    most: float | None = None
    """Highest value that passes."""
    strict: bool = False
    """Whether the boundary itself fails."""
    silent_until: float | None = None
    """The policy's text says nothing of values above `most` and below this; they settle nothing."""
    unit: str | None = None
    """Its unit, as the policy states it."""
    under: tuple[str, ...] = ()
    """Circumstances of the vocabulary that must be stated of the measurement, such as at_rest and room_air."""
    not_under: tuple[str, ...] = ()
    """Circumstances under which a value settles nothing, such as under_treatment."""
    occasions: int = Field(default=1, ge=1)
    """On how many occasions the value must have been measured."""
    with_any: tuple[str, ...] = ()
    """Comorbidities of the vocabulary of which one must be documented beside it."""
    with_all: tuple[str, ...] = ()
    """Comorbidities or events of the vocabulary that must all be documented beside it."""
    within: Bound | None = None
    """How old the value may be; none for the reader's own convention of what is current."""
    hours: float | None = None
    """A count of events is asked for only where less than so many hours were recorded; there it must be what the rate
    of the branch (`rates`) would give in that time."""
    rates: tuple[str, ...] = ()
    """Ids of the criteria that hold those rates, the highest first."""


class ProgrammeCriterion(CriterionFields):
    """The service is part of a programme of care."""

    kind: Literal["programme"]
    """The kind."""
    elements: tuple[str, ...] = Field(min_length=1)
    """Concepts of the parts, all needed."""
    where_appropriate: tuple[str, ...] = ()
    """Parts that may be left out with a stated reason."""


class ExclusionCriterion(CriterionFields):
    """Something that must not be so. `met` means cleared."""

    kind: Literal["exclusion"]
    """The kind."""
    excludes: tuple[str, ...] = ()
    """Concepts that must be absent."""
    within: Bound | None = None
    """How long ago an event still excludes; none where it always does."""
    one_procedure: bool = False
    """Only one invasive procedure at a time."""


class FrequencyCriterion(CriterionFields):
    """How often, computed from the service line and dated events; `met` means within the limit."""

    kind: Literal["frequency"]
    """The kind."""
    of: tuple[str, ...] = ()
    """Procedures of the vocabulary whose sessions count; empty for the service asked for."""
    per_region: bool = False
    """Whether each body region has a limit of its own."""
    most: int | None = Field(default=None, ge=1)
    """Sessions allowed."""
    window_months: int | None = Field(default=None, ge=1)
    """In a rolling window of so many months counted back from the service date, the session asked for included;
    none where the policy names no window."""
    apart: Bound | None = None
    """Least time between sessions."""
    per_request: int | None = Field(default=None, ge=1)
    """Sessions allowed in one request."""
    most_of: Mapping[str, int] = {}
    """Sessions allowed of each sort, by the word for it, such as diagnostic: each sort is counted by itself."""


class Fall(Noun):
    """By how much the monthly days or hours of headache have to fall."""

    of: Literal["headache_days", "headache_hours", "migraine_days"]
    """What is counted in a month."""
    least: float
    """The least fall."""
    unit: Literal["days", "hours", "percent"]
    """In days, in hours, or in percent of the count before."""

    def __str__(self) -> str:
        unit = "%" if self.unit == "percent" else f" {self.unit}"
        return f"at least {self.least:g}{unit}"


class ResponseCriterion(CriterionFields):
    """What an earlier session did."""

    kind: Literal["response"]
    """The kind."""
    relief: Bound | None = None
    """Least relief, in percent."""
    lasting: Bound | None = None
    """For how long."""
    fewer: Fall | None = None
    """The fall of headache that is asked for instead of relief in percent."""
    of: Literal["pain", "function", "either"] = "pain"
    """What was measured."""
    same_scale: bool = False
    """Whether before and after must be on one scale."""
    after: tuple[str, ...] = ()
    """Concepts of the session meant, such as `medial_branch_block`; empty for the service's own."""
    only_if_named: bool = False
    """Whether it applies only where the record tells of an earlier session of `after`."""
    each_of: int = Field(default=1, ge=1)
    """How many sessions must each have given the relief."""
    apart: Bound | None = None
    """Least time between those sessions."""


class UnitsCriterion(CriterionFields):
    """What one session may hold."""

    kind: Literal["units"]
    """The kind."""
    per_session: int | None = Field(default=None, ge=1)
    """Units of the code in one session."""
    bilateral_modifier: str | None = None
    """Modifier by which both sides are billed."""
    sides_documented: bool = False
    """Whether the side must be documented, and both where both are asked for."""
    one_region: bool = False
    """Only one body region in a session."""
    no_other_block: bool = False
    """No other block in the same session."""
    rule: UnitPart | None = None
    """The part of the service's `unit_rule` that is looked at; the figures stand there, by code. Not applicable to a
    code whose rule lacks that part."""


class DocumentationCriterion(CriterionFields):
    """Something must be written down."""

    kind: Literal["documentation"]
    """The kind."""
    elements: tuple[str, ...] = Field(min_length=1)
    """Concepts of what must be recorded, all needed."""
    beyond: Bound | None = None
    """Asked only where the earlier sessions reach back further than this; else the criterion does not apply."""
    beyond_last: Bound | None = None
    """Asked only where the last session lies further back than this."""
    only_with: tuple[str, ...] = ()
    """Asked only where the record names one of these concepts."""
    only_after: tuple[str, ...] = ()
    """Asked only where the record tells of an earlier session of one of these."""
    within: Bound | None = None
    """How long before the request it may have been; none where it may be of any age."""
    relatives: int | None = Field(default=None, ge=1)
    """How many close relatives, of one side of the family, must have one of the elements; none where they are the
    patient's own."""
    codes: tuple[str, ...] = ()
    """Service codes that say it by themselves."""


class CombinedCriterion(CriterionFields):
    """One criterion of a policy that holds several facts, or alternatives: its parts are read each by its own kind."""

    kind: Literal["combined"]
    """The kind."""
    needs: Literal["all", "any"] = "all"
    """Whether every part is needed, or one suffices."""
    one_measure: bool = False
    """Whether the parts are ways to measure one thing: one of which the record has no value is left out."""
    parts: tuple[Criterion, ...] = Field(min_length=2)
    """The parts. Id, text, ask and verification of a part are those of the whole where it has none of its own."""

    @model_validator(mode="before")
    @classmethod
    def _parts_share(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("parts"), list | tuple):
            return value
        shared = {key: value[key] for key in ("id", "text", "ask", "verified", "terms") if key in value}
        return {**value, "parts": tuple({**shared, **p} if isinstance(p, dict) else p for p in value["parts"])}


Criterion = Annotated[
    DiagnosisCriterion | DurationCriterion | TrialCriterion | ExamCriterion | ImagingCriterion | ScoreCriterion
    | ProgrammeCriterion | ExclusionCriterion | FrequencyCriterion | ResponseCriterion | UnitsCriterion
    | DocumentationCriterion | CombinedCriterion,
    Field(discriminator="kind"),
]  # fmt: skip
"""One atomic requirement of a policy, of one kind."""


class Logic(Noun):
    """How criteria combine: a criterion, `all`, `any`, `at_least` or `not`, to any depth.

    A policy file writes `A1`, `{all: [A1, A2]}`, `{any: [...]}`, `{at_least: {count: 2, of: [...]}}` or `{not: A1}`.
    """

    op: Literal["criterion", "all", "any", "at_least", "not"]
    """How the members combine."""
    criterion: str | None = None
    """Id of the criterion, for a leaf."""
    count: int | None = None
    """How many members, for `at_least`."""
    members: tuple[Logic, ...] = ()
    """What is combined."""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"op": "criterion", "criterion": value}
        if isinstance(value, dict) and "op" not in value:
            if len(value) != 1 or next(iter(value)) not in ("all", "any", "at_least", "not"):
                raise ValueError(f"{value!r} is not logic; write a criterion id or one of all, any, at_least, not")
            op, of = next(iter(value.items()))
            if op == "at_least":
                if not isinstance(of, dict) or set(of) != {"count", "of"}:
                    raise ValueError(f"at_least needs `count` and `of`, not {of!r}")
                return {"op": op, "count": of["count"], "members": of["of"]}
            return {"op": op, "members": [of] if op == "not" else of}
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.op == "criterion") == (self.criterion is None) or (self.op != "criterion" and not self.members):
            raise ValueError(f"logic `{self.op}` has nothing to combine")
        if self.op == "at_least" and not 1 <= (self.count or 0) <= len(self.members):
            raise ValueError(f"at_least {self.count} of {len(self.members)} members cannot be")
        return self

    def leaves(self) -> Iterator[str]:
        """Ids of the criteria named, in order, repeats included."""
        if self.criterion is not None:
            yield self.criterion
        for member in self.members:
            yield from member.leaves()


class MuscleRule(Noun):
    """How many muscles a code stands for."""

    least: int = Field(default=1, ge=1)
    """Fewest."""
    most: int | None = Field(default=None, ge=1)
    """Most; none where there is no end."""


class LevelRule(Noun):
    """How a code counts spinal levels, or joints."""

    group: str
    """Codes of one group and one region count together."""
    regions: tuple[str, ...] = Field(min_length=1)
    """Regions of the vocabulary in which the code is used."""
    most: int = Field(ge=1)
    """Levels that one session may hold."""
    reaches: int = Field(default=1, ge=1)
    """The level that its first unit stands for: 3 for a code of the third level."""
    after: tuple[str, ...] = ()
    """Codes of which one must be requested beside it, for a code of a further level."""


class DoseRule(Noun):
    """A drug billed by its dose."""

    labelled: int = Field(ge=1)
    """Units of the labelled dose."""
    vial: int | None = Field(default=None, ge=1)
    """Units of the vials opened for it; what lies between is a question of waste."""


class CourseRule(Noun):
    """A course of sessions, each one unit."""

    group: str
    """Codes of one group count together."""
    sessions: int = Field(ge=1)
    """Sessions that a course may hold."""
    weeks: int = Field(ge=1)
    """Weeks within which it ends."""
    per_day: int = Field(ge=1)
    """Sessions in one day."""
    extension: int = Field(default=0, ge=0)
    """Further sessions on approval."""


class UnitRule(Noun):
    """How a code is counted in claims, beside any policy. What is not given is not limited here."""

    counts: str
    """What one unit is, in words, such as "one day, whatever the number of muscles"."""
    most_per_day: int | None = Field(default=None, ge=1)
    """Units that one day of service can hold; none where units are not counted by the day."""
    ask: str
    """What to ask when a line has more."""
    most: int | None = Field(default=None, ge=1)
    """Units that no request can exceed, however many days: one device, one test."""
    usual: int | None = Field(default=None, ge=1)
    """Units that need no question; more are asked about."""
    minutes: int | None = Field(default=None, ge=1)
    """Minutes of service that one unit stands for."""
    muscles: MuscleRule | None = None
    """How many muscles it stands for."""
    levels: LevelRule | None = None
    """How it counts spinal levels."""
    sides: Literal["documented", "stated"] | None = None
    """The code is one of two sides. `documented`: the record must say which; `stated`: what it says must fit."""
    dose: DoseRule | None = None
    """The dose that it stands for."""
    course: CourseRule | None = None
    """The course of sessions that it belongs to."""
    once: tuple[str, ...] = ()
    """Given once in a lifetime; words by which a record names an earlier one."""
    one_of: str | None = None
    """Name of a set of services of which one is given."""
    one_of_within: Literal["day", "request", "asked"] = "day"
    """One in a day, one in a request, or a matter of the policy, which is asked about."""
    verified: Verified | None = None
    """How the counting was checked; none where the policy's own facts say it."""


class PolicyService(Noun):
    """A service that a policy speaks of."""

    system: Literal["CPT", "HCPCS"] = "CPT"
    """Code system."""
    code: str
    """The code."""
    label: str
    """Our own short label; never the code set's descriptor."""
    words: tuple[str, ...] = ()
    """Words by which a request names it when it gives no code."""
    by_name: bool = False
    """Whether the code stands for much else too, so that a line has to name it by one of `words` as well."""
    unit_rule: UnitRule | None = None
    """How it is counted."""


class Coverage(Noun):
    """A service or indication that the policy excludes before any criterion is looked at."""

    status: Literal["excluded", "investigational"]
    """Not a benefit, or not proven."""
    text: str
    """What is excluded, in our words."""
    codes: tuple[str, ...] = ()
    """Codes it concerns; empty for all of the policy's."""
    indications: tuple[str, ...] = ()
    """Conditions it concerns; empty for all."""
    verified: Verified
    """How this was checked."""


class StageWhen(Noun):
    """When a stage applies. Empty: always."""

    codes: tuple[str, ...] = ()
    """Codes of the stage."""
    history: Literal["none", "some"] | None = None
    """Whether a session of the same kind has gone before."""
    words: tuple[str, ...] = ()
    """Words by which a request names the stage, such as "therapeutic". Where it names none, they tell nothing."""
    otherwise: bool = False
    """It is the stage of a request that names none: a device is asked for anew unless its continuation is."""
    after: tuple[str, ...] = ()
    """Of stages with the same words: words by which the record names an earlier session that this one follows; the
    last stage of which one is told applies."""


class Stage(Noun):
    """A branch of a policy, such as first or repeat."""

    name: str
    """Its name."""
    when: StageWhen = StageWhen()
    """When it applies; exactly one stage applies to a line."""
    logic: Logic
    """How the criteria combine."""
    limits: tuple[str, ...] = ()
    """Criteria that cap the quantity and stand outside the logic."""
    reported: tuple[str, ...] = ()
    """Criteria that are read and shown at this stage, and decide nothing."""
    may_not_apply: tuple[str, ...] = ()
    """Criteria of this stage that a line may make not applicable."""

    def criteria(self) -> tuple[str, ...]:
        """Ids of all criteria of the stage, each once, in order."""
        return tuple(dict.fromkeys((*self.logic.leaves(), *self.limits, *self.reported)))


class PolicyException(Noun):
    """A branch that may stand in for a criterion."""

    stands_for: str
    """Id of the criterion."""
    text: str
    """What the exception is."""
    words: tuple[str, ...] = ()
    """Words by which a record names it."""
    verified: Verified
    """How this was checked."""


class Policy(Noun):
    """A published coverage policy at one version, as data."""

    id: str
    """Folder name: a contract."""
    title: str
    """Its title."""
    owner: str
    """Whose policy it is."""
    number: str
    """The owner's number for it."""
    version: str
    """Version, as the owner names it."""
    effective: dt.date
    """First day in force."""
    retired: dt.date | None = None
    """Last day in force; none while it is."""
    payers: tuple[str, ...] = ()
    """Plans that use it; empty for every plan of its lines of business."""
    lines_of_business: tuple[LineOfBusiness, ...] = ()
    """Kinds of coverage; empty for all."""
    states: tuple[str, ...] = ()
    """Two-letter states; empty for all."""
    source: Source
    """Where its facts come from."""
    services: tuple[PolicyService, ...] = Field(min_length=1)
    """Services it speaks of."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """Diagnosis codes commonly seen with it."""
    coverage: tuple[Coverage, ...] = ()
    """What it excludes before criteria are looked at."""
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    """Its criteria."""
    stages: tuple[Stage, ...] = Field(min_length=1)
    """Its stages."""
    exceptions: tuple[PolicyException, ...] = ()
    """Branches that may stand in for a criterion."""
    precedence: int | None = None
    """Of several that apply, the highest binds; without it the candidates are listed."""
    pitfalls: tuple[str, ...] = ()
    """What reviewers get wrong with this policy."""
    sha: str = ""
    """Hash of the files it was loaded from."""

    @property
    def name(self) -> str:
        """Owner and number, by which a determination names it."""
        return f"{self.owner} {self.number}"

    def in_force(self, on: dt.date) -> bool:
        """Whether it is in force on that day."""
        return self.effective <= on and (self.retired is None or on <= self.retired)

    def criterion(self, id: str) -> Criterion:
        """The criterion of that id; a KeyError means a fault of the caller, ids are checked on loading."""
        return next(c for c in self.criteria if c.id == id)

    def facts(self) -> Iterator[Criterion]:
        """Every criterion that holds one fact, the parts of combined ones in their place."""
        return _facts(self.criteria)

    def service(self, line: ServiceLine) -> PolicyService | None:
        """The service of this policy that the line asks for, by code, else by words."""
        words = line.description or ""
        if line.code:
            found = next((s for s in self.services if s.code == line.code), None)
            named = found is None or not found.by_name or any(_names(word, words) for word in found.words)
            return found if named else None
        return next((s for s in self.services if any(_names(word, words) for word in s.words)), None)


def _facts(criteria: Iterable[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        if isinstance(criterion, CombinedCriterion):
            yield from _facts(criterion.parts)
        else:
            yield criterion


# --------------------------------------------------------------------------------------------------------- findings


class Value(Noun):
    """Something measured in a reading."""

    name: str
    """What was measured, such as "duration"."""
    value: float | str
    """Number, or words where it is not one."""
    unit: str | None = None
    """Its unit."""


class NearMiss(Noun):
    """A place that was looked at for a criterion and does not settle it."""

    cited: Citation
    """The place."""
    why: str
    """Why it does not."""


class Finding(Noun):
    """The reading of one criterion for one service line."""

    line: int = Field(ge=0)
    """Index of the service line."""
    criterion: str
    """Id of the criterion."""
    status: Status
    """What the record shows."""
    why: str = Field(min_length=1)
    """One plain sentence."""
    citations: tuple[Citation, ...] = ()
    """The words that show it; `met` and `not_met` have at least one."""
    reader: ReaderName = "lexical"
    """Who read it."""
    looked_for: tuple[str, ...] = ()
    """For `not_documented`: words and dates looked for."""
    covered: tuple[str, ...] = ()
    """For `not_documented`: places of the texts that were looked through, such as `notes/0`."""
    rejected: tuple[NearMiss, ...] = ()
    """For `not_documented`: the nearest places, and why each does not settle it."""
    values: tuple[Value, ...] = ()
    """What was measured."""
    allows: int | None = Field(default=None, ge=0)
    """For a limit that is crossed: sessions that stay inside it."""


class Disagreement(Noun):
    """A criterion that was read differently, by two readers or by one model several times."""

    line: int
    """Index of the service line."""
    criterion: str
    """Id of the criterion."""
    findings: tuple[Finding, ...] = Field(min_length=2)
    """The differing readings, the lexical one first."""


class PastSessions(Noun):
    """What the record tells about earlier sessions of the same service."""

    state: Literal["none", "some", "unknown"]
    """None went before, some did, or the record does not tell."""
    why: str
    """One plain sentence."""
    citations: tuple[Citation, ...] = ()
    """The words that show it."""
    events: tuple[Event, ...] = ()
    """Dated ones, oldest first."""


class Reading(Noun):
    """All that was read for one line under one policy."""

    findings: tuple[Finding, ...]
    """One per criterion of the policy."""
    past: PastSessions
    """Earlier sessions."""
    named: tuple[str, ...] = ()
    """Stages of the policy that the request names by their words."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where two readers differed; the finding is then `not_documented`."""
    reported: tuple[str, ...] = ()
    """Things a person must know: instructions found in the record, exceptions named that are not held."""


# --------------------------------------------------------------------------------------------------- determinations


class Quantity(Noun):
    """How much of a line."""

    sessions: int | None = Field(default=None, ge=0)
    """Sessions."""
    of: int | None = Field(default=None, ge=0)
    """Sessions asked for."""
    units: int | None = Field(default=None, ge=0)
    """Units, where the request counts in units."""


class Gap(Noun):
    """Something that is missing: ask the provider, or look it up."""

    about: str
    """Criterion id, or one of `QUESTIONS`."""
    holder: Holder
    """Who has it."""
    ask: str
    """What to ask for, or look up."""
    blocks: bool
    """Whether it holds up the outcome; a look-up is made before release all the same."""
    stage: str | None = None
    """The stage for which alone it is needed, where the stage is unknown."""

    @property
    def asked_for(self) -> bool:
        """Whether the provider is asked for it."""
        return self.holder == "provider" and self.blocks


class LineDetermination(Noun):
    """What the code decides for one service line."""

    line: int
    """Index of the service line."""
    code: str | None = None
    """Its code."""
    service: str
    """What to call it."""
    units: int | None = None
    """Units asked for."""
    modifiers: tuple[str, ...] = ()
    """Modifiers asked for."""
    stage: str | None = None
    """Stage of the policy; none where the record does not tell."""
    outcome: Outcome | None = None
    """The outcome; none with a reason in `no_outcome`."""
    no_outcome: NoOutcome | None = None
    """Why there is no outcome."""
    basis: Basis | None = None
    """Its ground."""
    certified: Quantity | None = None
    """Certified quantity; for `pend` the most that can be certified where a limit caps it."""
    policy: str | None = None
    """Id of the policy."""
    policy_version: str | None = None
    """Its version."""
    blocking: tuple[str, ...] = ()
    """Criterion ids, and `QUESTIONS`: for `pend` what is undocumented, for `not_certify` what is shown unmet,
    for a cap the limits; in the order of what would unblock most. Compared as a set."""
    findings: tuple[Finding, ...] = ()
    """The readings it follows from."""
    gaps: tuple[Gap, ...] = ()
    """What is missing."""
    disagreements: tuple[Disagreement, ...] = ()
    """Where the readers differed."""
    because: str
    """The reason in one sentence, composed by the code."""
    candidates: tuple[str, ...] = ()
    """Ids of policies to choose from, where none binds."""
    labels: Mapping[str, str] = {}
    """What to call the policy's criteria, by id; without an entry a criterion is shown by its id."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if (self.outcome is None) == (self.no_outcome is None):
            raise ValueError("a line has exactly one outcome, or one reason for none")
        return self


SectionName = Literal["reasoning", "path_forward", "pitfalls", "precedents", "records"]
"""The written sections of a card."""


class Statement(Noun):
    """One or a few sentences with what they rest on. The text carries no reference mark; formats set it."""

    text: str = Field(min_length=1)
    """The words."""
    cites: tuple[str, ...] = ()
    """Ids of the passages it rests on."""
    criteria: tuple[str, ...] = ()
    """Ids of the criteria it speaks of."""


class Section(Noun):
    """A written part of the card."""

    name: SectionName
    """Which."""
    line: int | None = None
    """The service line it is about; none for all."""
    statements: tuple[Statement, ...] = ()
    """What it says."""


class Determination(Noun):
    """Outcome per service line and the written sections. A reference determination in an eval has the same type."""

    lines: tuple[LineDetermination, ...]
    """One per service line, in order."""
    sections: tuple[Section, ...] = ()
    """The written parts."""
    reported: tuple[str, ...] = ()
    """What a person must know beside the outcome, such as an instruction found in the record."""


class Reference(Noun):
    """One entry of the numbered list."""

    number: int = Field(ge=1)
    """Its number; dense from 1."""
    type: SourceType
    """What it is."""
    passage: str
    """Id of the passage."""
    text: str
    """How it is printed."""


class Violation(Noun):
    """One breach of one rule at one place."""

    code: str
    """Code of the rule, such as CIT001."""
    severity: Severity
    """Whether it blocks."""
    where: str
    """The place in words, such as "reasoning" or "line 1, A2"."""
    message: str
    """The fault and the cure, in one sentence."""
    start: int | None = None
    """First code point in the page's text, where the place is known."""
    end: int | None = None
    """One past the last."""


class Waiver(Noun):
    """A reviewer's word that warnings of one rule may stand on a draft. An error cannot be waived."""

    code: str
    """Code of the rule."""
    where: str | None = None
    """The place, in the words of the violation; none for every place."""
    reason: str = Field(min_length=1)
    """Why they may stand, in the reviewer's own words."""
    by: str = Field(min_length=1)
    """Name of the reviewer."""
    at: AwareDatetime
    """When."""

    def covers(self, violation: Violation) -> bool:
        """Whether the violation is a warning that this waives."""
        mine = violation.code == self.code and self.where in (None, violation.where)
        return mine and violation.severity == "warning"


class Provenance(Noun):
    """What a draft was made with."""

    drafter: str
    """Version of this software."""
    drafted_at: AwareDatetime
    """When."""
    today: dt.date
    """The day taken for today."""
    reader: ReaderName
    """Which reader."""
    writer: Literal["template", "model"]
    """Which writer."""
    model: str | None = None
    """Name of the language model, where one was used."""
    embedding: str
    """Name of the embedding model."""
    cross_encoder: str | None = None
    """Name of the model that ordered what a search found, where one did."""
    prompts: Mapping[str, str] = {}
    """Hash of every prompt used, by name."""
    policies: Mapping[str, str] = {}
    """Hash of every policy version used, by id."""
    corpus: str
    """Hash of the corpus."""
    tokens_in: int | None = Field(default=None, ge=0)
    """Tokens of the prompts that a language model was given for it, where one says so."""
    tokens_out: int | None = Field(default=None, ge=0)
    """Tokens of its replies."""


class Draft(Noun):
    """A determination with everything it was drawn from. An edit is a new draft with a parent."""

    schema_version: Literal[1] = Field(default=1, alias="schema")
    """Version of this form."""
    id: str
    """`d-` and sixteen hexadecimal digits of the hash over the content."""
    parent: str | None = None
    """The draft it was edited from."""
    status: DraftStatus
    """Whether it may be shown as clean."""
    case: Case
    """What was asked, with the record."""
    determination: Determination
    """What the code decided."""
    passages: tuple[Passage, ...] = ()
    """Passages cited."""
    references: tuple[Reference, ...] = ()
    """The numbered list."""
    violations: tuple[Violation, ...] = ()
    """What the rules found."""
    not_checked: tuple[str, ...] = ()
    """Codes of the rules that lacked what they need."""
    waivers: tuple[Waiver, ...] = ()
    """Warnings that a reviewer let stand."""
    provenance: Provenance
    """What it was made with."""

    def content_id(self) -> str:
        """The id that the content gives. What the checks found, the standing that follows from it, the moment and cost
        of drafting and who the case is about are no part of it; the same request drafted twice by the same means has
        one id."""
        spent = {"drafted_at", "tokens_in", "tokens_out"}
        aside: Any = {"id": True, "status": True, "violations": True, "not_checked": True, "provenance": spent}
        if not self.waivers:  # drafts made before there were waivers keep their ids
            aside["waivers"] = True
        bare = self.model_copy(update={"case": self.case.model_copy(update={"member": {}, "provider": {}})})
        content = bare.model_dump_json(by_alias=True, exclude=aside)
        return f"d-{hashlib.sha256(content.encode()).hexdigest()[:16]}"

    def to_json(self) -> str:
        """The lossless form, as printed."""
        return self.model_dump_json(by_alias=True, indent=2)


# --------------------------------------------------------------------------------------------------------- the page


class Span(Noun):
    """A stretch of a page's text."""

    start: int = 0
    """First code point."""
    end: int = 0
    """One past the last."""


class PageStatement(Noun):
    """A statement as it stands on a page."""

    section: str
    """The section it stands in, by its name, or the heading as written on a foreign page."""
    line: int | None = None
    """The service line it is about."""
    text: str
    """Its words without reference marks."""
    marks: tuple[int, ...] = ()
    """Reference numbers it carries."""
    span: Span = Span()
    """Where it stands."""


class PageFinding(Noun):
    """A criterion statement as it stands on a page."""

    line: int
    """The service line."""
    criterion: str
    """Id of the criterion as written."""
    label: str = ""
    """What it is called, as written."""
    status: str
    """Its status as written; a foreign page may use other words."""
    why: str
    """The reason given."""
    quotes: tuple[tuple[str, str], ...] = ()
    """Pairs of place and quotation."""
    nearest: tuple[tuple[str, str, str], ...] = ()
    """Place, quotation and the reason why it does not settle the criterion."""
    span: Span = Span()
    """Where it stands."""


class PageLine(Noun):
    """The verdict on one service as it stands on a page."""

    line: int
    """Index of the service line."""
    code: str | None
    """Code as written."""
    service: str
    """Service as written."""
    outcome: str | None
    """Outcome as written, one of the outcomes on our own card."""
    no_outcome: str | None = None
    """Reason for none, as written."""
    basis: str | None = None
    """Ground as written."""
    quantity: str | None = None
    """Certified quantity as written."""
    policy: str | None = None
    """Policy id as written."""
    policy_version: str | None = None
    """Version as written."""
    verified: str | None = None
    """How the policy's facts were checked, as written."""
    stage: str | None = None
    """Stage as written."""
    candidates: tuple[str, ...] = ()
    """Policies to choose from, as written."""
    blocking: tuple[str, ...] = ()
    """What blocks, as written."""
    because: str = ""
    """The reason as written."""
    span: Span = Span()
    """Where it stands."""


class PageGap(Noun):
    """A missing item as it stands on a page."""

    line: int
    """The service line."""
    about: str
    """Criterion id, "stage" or "units"."""
    holder: Holder
    """Who is asked."""
    ask: str
    """What is asked."""
    stage: str | None = None
    """The stage for which alone it is asked."""
    span: Span = Span()
    """Where it stands."""


class PageReference(Noun):
    """An entry of the reference list as it stands on a page."""

    number: int
    """Its number."""
    type: str | None
    """Its type as written."""
    passage: str | None
    """Passage id as written."""
    text: str
    """The entry."""
    span: Span = Span()
    """Where it stands."""


class PageHeading(Noun):
    """A heading of a stranger's page."""

    text: str
    """Its words."""
    level: int = 0
    """Its depth from 1 where it is marked as a heading; 0 for a line that only stands like one."""
    leads: bool = False
    """Whether it ends with a colon and so promises what follows."""
    span: Span = Span()
    """Where it stands."""


class Page(Noun):
    """Any determination as written, ours or a stranger's."""

    text: str
    """The whole page."""
    front: Mapping[str, str] = {}
    """Front matter: draft id, schema, dates, review type and so on."""
    lines: tuple[PageLine, ...] = ()
    """Verdicts."""
    findings: tuple[PageFinding, ...] = ()
    """Criterion statements."""
    gaps: tuple[PageGap, ...] = ()
    """Missing items."""
    statements: tuple[PageStatement, ...] = ()
    """Everything said, with its marks."""
    references: tuple[PageReference, ...] = ()
    """The reference list."""
    disclaimer: str | None = None
    """The disclaimer, where there is one."""
    unparsed: tuple[Span, ...] = ()
    """What could not be made out."""
    foreign: bool = False
    """Whether it was read as a stranger's page: no part of it is in the form of our card."""
    headings: tuple[PageHeading, ...] = ()
    """Headings of a stranger's page."""
    not_found: tuple[str, ...] = ()
    """What a determination has and this stranger's page does not, as far as could be made out."""
    otherwise: tuple[str, ...] = ()
    """Of a page in HTML that carries our card: what it shows and the card does not, each with its cure."""


class Ground(Noun):
    """What is known beside a page; a rule that lacks what it needs is listed as not checked."""

    case: Case | None = None
    """The case it is about."""
    determination: Determination | None = None
    """What the code decided."""
    passages: tuple[Passage, ...] | None = None
    """Passages held."""
    policies: tuple[Policy, ...] | None = None
    """Policies applied."""
    codes: Mapping[str, str] | None = None
    """Known service codes with our labels."""
    today: dt.date | None = None
    """The day taken for today."""
    draft: Draft | None = None
    """The draft that the page was written from."""
    again: Draft | None = None
    """What drafting the case anew gives; for a draft just made, the draft itself."""
    written: tuple[Section, ...] | None = None
    """What the built-in writer says of the verdicts and rows of a card, and of the sources that it shows."""


# --------------------------------------------------------------------------------------------------------- decisions

Override = Literal[
    "accept", "correct_reading", "correct_policy", "new_information", "peer_to_peer", "exception", "other"
]  # fmt: skip
"""Why a decision is as the draft has it, or is not: the reading was wrong, the policy was, something new came, the
practitioner was spoken to, an exception with its authority, or another reason told in the rationale."""


def is_adverse(outcome: Outcome | None) -> bool:
    """Whether an outcome gives less than was asked for."""
    return outcome in ("not_certify", "certify_modified")


class Signer(Noun):
    """Who signs a decision, as they say of themselves."""

    name: str = Field(min_length=1, max_length=120)
    """Full name."""
    credential: str = Field(min_length=1, max_length=20)
    """Such as MD, DO or RN."""
    licence_state: str = Field(pattern="^[A-Z]{2}$")
    """State of the licence."""
    licence_number: str = Field(min_length=1, max_length=40)
    """Its number."""
    specialty: str | None = Field(default=None, max_length=80)
    """Field of practice."""
    npi: str | None = Field(default=None, pattern=r"^\d{10}$")
    """National Provider Identifier, ten digits with a check digit."""

    @model_validator(mode="after")
    def _npi_checks(self) -> Self:
        if self.npi and not _luhn(f"80840{self.npi}"):
            raise ValueError(f"the NPI {self.npi} has a wrong check digit")
        return self


def _luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


class DecidedLine(Noun):
    """What a person decided for one service line."""

    line: int = Field(ge=0)
    """Index of the service line."""
    outcome: Outcome
    """The outcome."""
    certified: Quantity | None = None
    """What is certified, where it is less than was asked for."""
    reason: Override = "accept"
    """Why it is as the draft has it, or is not."""
    unmet: str | None = None
    """For an adverse outcome: the criterion that is not met."""
    shown_by: Citation | None = None
    """The words of the record that show it."""


class PeerToPeer(Noun):
    """A conversation with the practitioner who asked."""

    at: AwareDatetime
    """When."""
    participants: tuple[str, ...] = Field(min_length=2)
    """Roles and names of those who spoke."""
    new_facts: str = ""
    """What was learned."""
    result: str = Field(min_length=1)
    """What came of it."""


class Decision(Noun):
    """A licensed person's signed act on a draft."""

    id: str
    """`x-` and sixteen hexadecimal digits of the hash over the content."""
    draft: str
    """Id of the draft."""
    case_key: str
    """Key of the case in the store."""
    amends: str | None = None
    """Id of the decision that this one replaces."""
    decided_at: AwareDatetime
    """When."""
    by: Signer
    """Who."""
    attested: bool
    """Whether the signer attests to have reviewed the record in person."""
    seconds_in_record: int = Field(ge=0)
    """From the moment at which the signer opened the draft."""
    rationale: str = Field(min_length=1)
    """The signer's own words."""
    lines: tuple[DecidedLine, ...] = Field(min_length=1)
    """One for each service line."""
    good_cause: str | None = None
    """Why something approved earlier is not any more: good cause, or fraud."""
    authority: str | None = None
    """Whose exception it is, for the reason `exception`."""
    difference: tuple[str, ...] = ()
    """Where the decision differs from the draft, a sentence a line."""
    ai_assisted: bool = True
    """Whether software read the record or drafted; every draft of ours is."""

    @property
    def adverse(self) -> bool:
        """Whether any line gets less than was asked for."""
        return any(is_adverse(line.outcome) for line in self.lines)


# ------------------------------------------------------------------------------------------------ comparisons, runs


class ComparedDraft(Noun):
    """One of the drafts of a comparison: what made it, and what the checks found on it."""

    name: str
    """A letter by which the comparison calls it: A, B, C …"""
    draft: str
    """Its id."""
    status: DraftStatus
    """Whether it may be shown as clean."""
    reader: ReaderName
    """Who read."""
    writer: Literal["template", "model"]
    """Who wrote."""
    model: str | None = None
    """Language model, where one was used."""
    today: dt.date
    """The day taken for today."""
    drafted_at: AwareDatetime
    """When it was made."""
    parent: str | None = None
    """The draft it was edited from."""
    corpus: str
    """Hash of the corpus."""
    errors: tuple[str, ...] = ()
    """Codes of the rules that found errors, once per breach."""
    warnings: tuple[str, ...] = ()
    """Codes of those that found warnings."""
    tokens: tuple[int, int] | None = None
    """Tokens of prompts and replies, where a model was used and says so."""


class FindingComparison(Noun):
    """The readings of one criterion side by side."""

    criterion: str
    """Its id."""
    label: str | None = None
    """What it is called."""
    sides: tuple[Finding | None, ...]
    """One reading for each draft; none where a draft has none."""

    @property
    def agree(self) -> bool:
        """Whether every draft read it the same."""
        return len({side.status if side else None for side in self.sides}) == 1


class LineComparison(Noun):
    """One service line of several determinations side by side."""

    line: int
    """Index of the service line."""
    service: str
    """What it is called."""
    sides: tuple[LineDetermination | None, ...]
    """The line in each draft; none where a draft lacks it."""
    findings: tuple[FindingComparison, ...] = ()
    """Its criteria."""

    @property
    def outcomes(self) -> tuple[Outcome | NoOutcome | None, ...]:
        """The outcomes, or the reasons for none."""
        return tuple(side.outcome or side.no_outcome if side else None for side in self.sides)

    @property
    def agree(self) -> bool:
        """Whether all come to the same outcome and quantity, by the same policy, on the same blocking criteria."""
        said = [
            (s.outcome, s.no_outcome, s.basis, s.policy, s.policy_version, frozenset(s.blocking), s.certified)
            if s
            else None
            for s in self.sides
        ]
        return all(one == said[0] for one in said)


class SectionComparison(Noun):
    """One written section side by side."""

    name: SectionName
    """Which."""
    line: int | None = None
    """The service line it is about."""
    sides: tuple[str, ...]
    """Its words in each draft, a statement a line; empty where a draft has none."""

    @property
    def agree(self) -> bool:
        """Whether all say the same."""
        return len(set(self.sides)) == 1


class Comparison(Noun):
    """Several drafts of one case side by side: outcomes, then findings, then words."""

    drafts: tuple[ComparedDraft, ...] = Field(min_length=2)
    """The drafts."""
    lines: tuple[LineComparison, ...]
    """Line by line."""
    sections: tuple[SectionComparison, ...] = ()
    """Section by section."""
    same_record: bool = True
    """Whether all were drawn from the same texts."""

    @property
    def differing(self) -> int:
        """How many criteria are read differently."""
        return sum(not finding.agree for line in self.lines for finding in line.findings)


class Suite(Noun):
    """Cases with reference determinations."""

    name: str
    """Name of its folder."""
    measures: str
    """What it measures."""
    settings: Mapping[str, str | int] = {}
    """Reader, writer, model and repeats."""
    cases: tuple[str, ...] = ()
    """Files of its cases."""


class Run(Noun):
    """One execution of a suite, as a log."""

    suite: str
    """Name of the suite."""
    sha: str
    """Hash of the suite's files."""
    provenance: Provenance
    """What it was made with."""
    drafts: tuple[str, ...] = ()
    """Ids of the drafts, in the order of the cases."""
