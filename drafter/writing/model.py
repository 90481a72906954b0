"""The model writer: a language model rephrases the template's prose and can change nothing else.

Everything that must not change (numbers, dates, codes, quotations, outcomes, verdicts, negations, comparisons, names)
leaves as a placeholder and comes back by the code, each exactly once and in order. Citations and criteria of a
statement are the template's. What the model writes between the placeholders is checked; faults go back once, with the
words at fault, and what is still at fault then blocks the draft.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from pydantic import Field

from drafter import privacy, prompts
from drafter.domain import Case, LineDetermination, Passage, Policy, Section, Statement, Violation
from drafter.errors import ModelMalformed
from drafter.llm import Model, Reply, ask
from drafter.text import clauses, instructions, prose, words
from drafter.text.prose import Stretch, StretchKind

CODE = "WRT001"
"""Code of the violations of this writer; it is no rule on a page, and `explain` tells what stands here."""

EXPLANATION = """WRT001 unfaithful-rewording (error; found while a language model rephrases the template's prose)

A model may reword a sentence and change nothing in it. Figures, dates, codes, quotations, names, outcomes and denials
leave as placeholders and come back by the code; the words between them may come from the case and its sources alone.

Wrong: The record {n1} show a tender nerve and surely meets every rule.
Right: The record {n1} show a tender nerve.
"""

_REPHRASED = ("reasoning", "path_forward")
"""Sections whose statements are slots, but for those that only report a source: these keep the corpus's words."""

_AT_ONCE = 20
"""Slots in one request."""

_PLACEHOLDER = re.compile(r"\{(n\d+)\}")
_QUALIFIED = re.compile(
    r"\b(?:over|under|above|below|about|around|only|just|beyond|within|past|roughly|every|each|another|further|extra)"
    r"\s+\{n\d+\}",
    re.IGNORECASE,
)
_OWN: Mapping[StretchKind, str] = {
    "quotation": "a quotation", "address": "an address", "date": "a date", "number": "a number",
    "outcome": "a decision", "verdict": "a verdict", "negation": "a denial", "comparison": "a comparison",
    "name": "a name",
}  # fmt: skip


class SlotText(Reply):
    """The new words of one slot."""

    slot: Annotated[str, Field(max_length=12)]
    text: Annotated[str, Field(max_length=2000)]


class SlotTexts(Reply):
    """The reply to one request."""

    slots: Annotated[tuple[SlotText, ...], Field(max_length=60)]


@dataclass(frozen=True)
class Written:
    """The sections as rephrased, what is wrong with them, and the hashes of the prompts used."""

    sections: tuple[Section, ...]
    """The template's sections with the prose that passed; a slot at fault keeps the template's text."""
    violations: tuple[Violation, ...]
    """What was still wrong after the repair; any of them blocks the draft."""
    prompts: Mapping[str, str]
    """Hash of every prompt used, by name."""


@dataclass(frozen=True)
class Slot:
    """A statement whose prose may be rephrased."""

    id: str
    """Its name in the request."""
    where: str
    """Section and line, in words."""
    original: str
    """The template's text."""
    fixed: tuple[Stretch, ...]
    """What leaves as placeholders `{n1}`, `{n2}` and so on."""
    terms: frozenset[str]
    """Concepts of the vocabulary named in it."""

    @property
    def text(self) -> str:
        """The text with placeholders, as the model sees it."""
        pieces, position = [], 0
        for number, stretch in enumerate(self.fixed, 1):
            pieces += [self.original[position : stretch.start], f"{{n{number}}}"]
            position = stretch.end
        return "".join((*pieces, self.original[position:]))

    def filled(self, text: str) -> str:
        """The model's text with the placeholders filled; a capital at the head of a sentence follows its new place."""

        def fill(match: re.Match[str]) -> str:
            stretch = self.fixed[int(match[1][1:]) - 1]
            return _set(stretch, self.original, heads=_heads(text, match.start()))

        filled = _PLACEHOLDER.sub(fill, text).strip()
        if self.original[:1].isupper():
            filled = filled[:1].upper() + filled[1:]
        ended = filled.endswith((".", "!", "?", ":", "”")) or not self.original.endswith(".")
        return filled if ended else filled + "."


def _heads(text: str, place: int) -> bool:
    """Whether a sentence begins at this place."""
    before = text[:place].rstrip()
    return not before or before[-1] in ".!?"


def _set(stretch: Stretch, original: str, *, heads: bool) -> str:
    """The words of a placeholder where they now stand: only plain words change their first letter."""
    first = stretch.text[:1]
    if heads and first.islower() and stretch.kind != "quotation":
        return first.upper() + stretch.text[1:]
    word = re.match(r"[A-Z][a-z]+\b", stretch.text)
    plain = stretch.kind in ("number", "comparison", "negation", "verdict", "outcome") and word is not None
    if not heads and plain and _heads(original, stretch.start):
        return first.lower() + stretch.text[1:]
    return stretch.text


def write(
    sections: tuple[Section, ...], case: Case, lines: tuple[LineDetermination, ...], passages: tuple[Passage, ...],
    policies: Iterable[Policy], *, model: Model, found: Iterable[Violation] = (),
) -> Written:  # fmt: skip
    """The template's sections with their reasoning and path forward rephrased by a model.

    `found` is what rules found on the card of an earlier reply; it is quoted to the model. A slot that the model
    leaves out keeps the template's text. A ModelError other than a malformed reply is the
    caller's to show.
    """
    policies = tuple(policies)
    ground = tuple(_ground(case, lines, passages, policies))
    slots = _slots(sections, tuple(_names(case, policies)))
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    told = tuple(Fault("reply", violation.where, violation.message) for violation in found)
    hidden = privacy.of_case(case)
    for start in range(0, len(slots), _AT_ONCE):
        good, bad = _rephrased(slots[start : start + _AT_ONCE], ground, model, told, hidden)
        texts |= good
        faults += bad
    numbered = iter(slots)
    return Written(
        sections=tuple(_replaced(section, numbered, texts) for section in sections),
        violations=tuple(fault.violation() for fault in faults),
        prompts={"write": prompts.sha("write")} if slots else {},
    )


def _slots(sections: Iterable[Section], names: tuple[str, ...]) -> list[Slot]:
    """The slots of all sections, in order."""
    slots: list[Slot] = []
    for section in sections:
        if section.name not in _REPHRASED:
            continue
        where = section.name.replace("_", " ") + ("" if section.line is None else f", line {section.line + 1}")
        for statement in filter(_is_slot, section.statements):
            text = statement.text
            slots.append(Slot(f"s{len(slots) + 1}", where, text, prose.fixed(text, names), _terms(text)))
    return slots


def _is_slot(statement: Statement) -> bool:
    """Whether a statement is about the case; one that rests on a source alone reports it in words chosen with care."""
    return bool(statement.criteria) or not statement.cites


def _replaced(section: Section, slots: Iterator[Slot], texts: Mapping[str, str]) -> Section:
    """The section with its new texts; citations and criteria stay."""
    if section.name not in _REPHRASED:
        return section
    statements = (
        statement.model_copy(update={"text": texts.get(next(slots).id, statement.text)})
        if _is_slot(statement)
        else statement
        for statement in section.statements
    )
    return section.model_copy(update={"statements": tuple(statements)})


def _names(case: Case, policies: Iterable[Policy]) -> Iterator[str]:
    """What must be kept letter for letter beside numbers and the like: policies, services, and every identifier."""
    for policy in policies:
        yield from (policy.id, policy.title, policy.name, policy.owner, policy.number)
        yield from (service.label for service in policy.services)
    for line in case.services:
        yield from (line.label, line.description or "", line.indication or "")
    yield from privacy.of_case(case)


def _ground(
    case: Case, lines: Iterable[LineDetermination], passages: Iterable[Passage], policies: Iterable[Policy]
) -> Iterator[str]:
    """Everything whose words the model may use."""
    yield from case.quotable().values()
    for line in lines:
        yield from (line.service, line.because, *(finding.why for finding in line.findings))
    for passage in passages:
        yield from (passage.heading, passage.text, *passage.claims, *passage.does_not_show)
    for policy in policies:
        yield from (text for criterion in policy.criteria for text in (criterion.text, criterion.ask))


def _terms(text: str) -> frozenset[str]:
    """Concepts of the vocabulary that a text names."""
    found = (_lexicon().find(clause.tokens, clause.low, clause.start) for clause in clauses.split(text))
    return frozenset(hit.name for hits in found for hit in hits)


@cache
def _lexicon() -> words.Lexicon:
    return words.Lexicon()


def _logic(text: str) -> Counter[str]:
    """How often each word stands in a text on which the sense turns."""
    turning = words.load("prose")["turning"]
    return Counter(word for word in re.findall(r"[a-z]+", text.lower()) if word in turning)


# ------------------------------------------------------------------------------------------------- asking, checking


@dataclass(frozen=True)
class Fault:
    """Something wrong with the words for a slot."""

    slot: str
    """Id of the slot, or "reply" for all of it."""
    where: str
    """Section and line, in words."""
    message: str
    """The fault and the cure, in a sentence."""
    said: str = ""
    """What the model wrote."""

    def violation(self) -> Violation:
        """The fault as a violation that blocks."""
        return Violation(code=CODE, severity="error", where=self.where, message=self.message)


def _rephrased(
    slots: Sequence[Slot], ground: tuple[str, ...], model: Model, told: Sequence[Fault], hidden: frozenset[str]
) -> tuple[dict[str, str], list[Fault]]:
    """New texts by slot id, and what is wrong after one repair; a turn that is told of faults is the repair."""
    texts, faults = _turn(slots, told, ground, model, hidden)
    if not faults or told:
        return texts, faults
    at_fault = {fault.slot for fault in faults}
    # A fault of the whole reply, such as a slot made up, concerns all that has not passed.
    again = [slot for slot in slots if slot.id in at_fault or ("reply" in at_fault and slot.id not in texts)]
    if not again:
        return texts, []
    repaired, left = _turn(again, faults, ground, model, hidden)
    return texts | repaired, left


def _turn(
    slots: Sequence[Slot], faults: Sequence[Fault], ground: tuple[str, ...], model: Model, hidden: frozenset[str]
) -> tuple[dict[str, str], list[Fault]]:
    """One request: the texts that pass, and the faults of the others. `hidden` is painted over in what goes out: a
    model's own words, quoted back to it, may hold an identifier that it guessed or kept."""
    prompt = prompts.render("write", slots=slots, faults=faults)
    room = 200 + sum(len(slot.text) for slot in slots)
    try:
        reply = ask(
            model, prompt.system, privacy.masked(prompt.user, hidden), SlotTexts, max_tokens=room,
            choices={"slot": [slot.id for slot in slots]}, most={"slots": len(slots)},
        )  # fmt: skip
    except ModelMalformed as error:
        return {}, [Fault("reply", slots[0].where, f"The reply could not be used: {error.what}.")]
    by_id = {slot.id: slot for slot in slots}
    given = Counter(entry.slot for entry in reply.slots)
    texts: dict[str, str] = {}
    found = [Fault("reply", slots[0].where, "A slot that was not given was filled.") for id in given if id not in by_id]
    for entry in reply.slots:
        if entry.slot not in by_id or not entry.text.strip():
            continue
        slot = by_id[entry.slot]
        wrong = (
            ["The slot is filled twice; fill it once."] if given[entry.slot] > 1 else check(slot, entry.text, ground)
        )
        found += [Fault(slot.id, slot.where, message, entry.text) for message in wrong]
        if not wrong:
            texts[slot.id] = slot.filled(entry.text)
    return texts, found


def check(slot: Slot, text: str, ground: Iterable[str]) -> list[str]:
    """Everything wrong with a model's words for a slot, one sentence each; none where they may stand."""
    faults = [*_of_placeholders(slot, text), *_of_words(slot, text, ground)]
    # Clinical terms may lie inside placeholders too, so they are compared once the slot can be filled.
    if not faults and (changed := _terms(slot.filled(text)) ^ slot.terms):
        term = min(changed).replace("_", " ")
        faults.append(f"The sentence must name the same clinical terms as before ({term} is added or left out).")
    return list(dict.fromkeys(faults))


def _of_placeholders(slot: Slot, text: str) -> Iterator[str]:
    """Faults of the placeholders: each once, in order, and no other."""
    expected = [f"n{number}" for number in range(1, len(slot.fixed) + 1)]
    used = _PLACEHOLDER.findall(text)
    if used != expected:
        listed = ", ".join(f"{{{name}}}" for name in expected) or "none"
        yield f"The placeholders must be used once each, in this order: {listed}."
    if "{" in _PLACEHOLDER.sub("", text) or "}" in _PLACEHOLDER.sub("", text):
        yield "There is a brace that belongs to no placeholder; take it out."
    if (qualified := _QUALIFIED.search(text)) is not None and qualified.group() not in slot.text:
        yield f"{qualified.group()!r} changes what the placeholder says; leave its first word out."


def _of_words(slot: Slot, text: str, ground: Iterable[str]) -> Iterator[str]:
    """Faults of the prose between the placeholders."""
    pieces = [piece for piece in re.split(r"\{n\d+\}", text) if piece]
    for piece in pieces:
        for stretch in prose.fixed(piece):
            yield f"{stretch.text!r} is {_OWN[stretch.kind]} of your own; only placeholders hold such words."
    plain = " ".join(pieces)
    odd = [c for c in prose.strange(plain) if c not in slot.text]
    if odd:
        yield f"The character {odd[0]!r} has no place in plain prose; take it out."
    for word in prose.foreign(plain, (slot.original, *ground)):
        yield f"{word!r} stands in neither the case nor its sources; use another word."
    for word, count in (_logic(slot.text) - _logic(text)).items() | (_logic(text) - _logic(slot.text)).items():
        yield f"The sense turns on {word!r}: use it as often as before ({count} more or fewer now)."
    if instructions.addressed(text):
        yield "The sentence tells its reader what to decide; only report."
    if len(text) > 2 * len(slot.text) + 80:
        yield "The sentence has become much longer; keep to what it said."


# -------------------------------------------------------------------------------------------- a finished draft, later


def unfaithful(
    said: Sequence[Section],
    due: Sequence[Section],
    case: Case,
    lines: Sequence[LineDetermination],
    cited: Sequence[Passage],
    policies: Sequence[Policy],
) -> Iterator[Violation]:
    """What sections as found say otherwise than faithful rewordings of the template's, `due`, would.

    The same checks as while the model wrote, on the finished words: whoever changed them since is found too.
    """
    names = tuple(_names(case, policies))
    ground = tuple(_ground(case, lines, cited, policies))
    found = [(s.name, s.line, one) for s in said for one in s.statements]
    wanted = [(s.name, s.line, one) for s in due for one in s.statements]
    if [(n, line, one.cites) for n, line, one in found] != [(n, line, one.cites) for n, line, one in wanted]:
        message = "The sentences, or what they cite, are not those that the writer was given; draft it anew."
        yield Violation(code=CODE, severity="error", where="the written sections", message=message)
        return
    for (name, line, one), (_, _, original) in zip(found, wanted, strict=True):
        if one.text == original.text:
            continue
        where = name.replace("_", " ") + ("" if line is None else f", line {line + 1}")
        slot = Slot("s", where, original.text, prose.fixed(original.text, names), _terms(original.text))
        free = name in _REPHRASED and _is_slot(original)
        faults = check(slot, _unfilled(slot, one.text), ground) if free else ["These words are the corpus's own."]
        for fault in faults[:1]:
            yield Violation(code=CODE, severity="error", where=where, message=f"“{one.text[:60]}”: {fault}")


def _unfilled(slot: Slot, text: str) -> str:
    """The finished text with its placeholders again, as far as they are found in order."""
    pieces, at = [], 0
    for number, stretch in enumerate(slot.fixed, 1):
        first, rest = re.escape(stretch.text[:1]), re.escape(stretch.text[1:])
        place = re.compile(rf"(?<!\w)(?i:{first}){rest}(?!\w)" if stretch.text[:1].isalnum() else first + rest)
        found = place.search(text, at)
        if found is None:
            continue
        pieces += [text[at : found.start()], f"{{n{number}}}"]
        at = found.end()
    return "".join((*pieces, text[at:]))
