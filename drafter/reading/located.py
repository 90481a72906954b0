"""Located: in which muscle or region, and on which side, an examination found what it names."""

from __future__ import annotations

from drafter.domain import ExamCriterion
from drafter.reading import (
    itemised,
    site,
)
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import Place, sides_asked
from drafter.reading.weighing import listed
from drafter.text import Mention
from drafter.text.patterns import Pattern

_EACH_MUSCLE = Pattern(
    r"\b(?:in )?(?:each|both|all(?: (?:two|three|four|five|\d))?|every one|every) (?:of (?:the|them|these|those) )?"
    r"(?:(?:two|three|four|five|\d|named|requested|same|said) )?(?:muscles?|of them)\b|"
    r"\bthe (?:same|above|named) (?:\w+ )?muscles\b"
)
"""The muscles for which the injections are asked."""
_SAME_PLACE = Pattern(
    r"\b(?:felt|feel|found|find|confirm\w*|palpat\w+|press\w*|roll\w*|squeez\w*|pinch\w*|snap\w*|strum\w*|examin\w+|"
    r"compress\w*|locat\w+)(?: (?:for|on|over|across))? (?:it|them|there)\b|"
    r"\b(?:in|within|inside|along|throughout) (?:it|them|there)\b|\bthe muscle\b|\b(?:that|the same|this) (?:spot|"
    r"place|site|muscle)\b"
)
"""Words by which a sentence without a place goes on about the place of the one before it."""
_PRESENT = ("neck", "shoulder", "upper_back", "low_back", "head", "unplaced", "limb")


def where(criterion: ExamCriterion, said: Said) -> str:
    """On examination, and in which muscles or regions, in words."""
    tokens = said.statement.clause.tokens
    hits = [h for h in said.statement.hits("regions") if h.name in _PRESENT]
    muscles = [h for h in hits if not (h.first and tokens[h.first - 1].word == "my")]  # the examiner's own finger
    names = listed(" ".join(t.word for t in tokens[h.first : h.last]) for h in muscles)
    place = ""
    if criterion.located and muscles:
        behind = tokens[muscles[-1].last].word if muscles[-1].last < len(tokens) else ""
        noun = (
            "muscles"
            if behind in ("muscle", "muscles", "musculature")
            else "region"
            if len(names.split()) == 1
            else "regions"
        )
        place = f" in the {names} {noun}"
    return f"{' on examination' if criterion.on_examination else ''}{place}"


def _adopted(said: Said) -> bool:
    return bool(said.statement.hits("assertion", "adopted"))


def told(record: Record, said: Said) -> bool:
    """Whether a muscle or region is named, in it or in the field before it, or another's place is adopted."""
    fields = (s for s in record.preceding(said)[:2] if s.search(itemised.PLACE))
    named = any(_named_place(s) for s in (placing(record, said), *fields))
    return named or _adopted(said) or bool(said.search(_EACH_MUSCLE) and site.of(record).muscles)


def _named_place(said: Said) -> bool:
    aside = [(a, b) for a, b in site.referred(said)]
    hits = [h for h in said.statement.hits("regions") if not any(a <= h.first < b for a, b in aside)]
    return bool({h.name for h in hits} & set(_PRESENT))


def placing(record: Record, said: Said) -> Said:
    """The statement that says where: itself, else a place set before an aside, else the one it points back to."""
    if _named_place(said):
        return said
    for before in record.preceding(said)[:1]:
        others = [m for m in before.statement.mentions if m.concept != "physical_evaluation"]  # the heading "PE"
        opens = before.statement.clause.sentence == said.statement.clause.sentence and not others
        points = said.search(_SAME_PLACE) and not before.statement.cues.whole.other_person
        if _named_place(before) and (opens or points):
            return before
    for behind in record.following(said)[:1]:
        dash = said.document.text[said.statement.clause.end : behind.statement.clause.start].strip() in (
            "-",
            "–",
            "—",
            ":",
        )
        if dash and not behind.statement.mentions and _named_place(behind) and behind.statement.cues.whole.plain:
            return behind  # "TrPs palp - L upper trap, L rhomboid minor"
    return said


def place(record: Record, said: Said, mention: Mention) -> Place:
    """The place of a naming: that between commas, where the finding is named in several parts of a clause."""
    tokens = said.statement.clause.tokens
    if len(said.statement.of(mention.concept)) > 1:
        ends = [n for n, t in enumerate(tokens) if t.word in (",", ";")]
        first = max((n for n in ends if n < mention.first), default=-1) + 1
        last = min((n for n in ends if n >= mention.last), default=len(tokens))
        if (own := site.among(tokens[first:last])).muscles:
            return own
    return site.among(site.here(placing(record, said)))


def other_side(record: Record, said: Said) -> bool:
    """Whether what is found is on the side alone for which the service is not asked."""
    sides = site.among(site.here(placing(record, said))).sides
    wanted = sides_asked(record)
    return bool(sides and wanted and not sides & wanted)
