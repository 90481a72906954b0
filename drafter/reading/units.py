"""Units: what one session may hold: units of a code, sides, regions, and no other block beside it."""

from __future__ import annotations

from drafter.domain import Citation, ExamCriterion, Finding, UnitsCriterion, Value
from drafter.reading import coding, quantity, together
from drafter.reading.record import Record
from drafter.reading.said import Said, sides_among
from drafter.reading.site import sides_asked
from drafter.reading.weighing import Weighed, agreed, listed, sentence, stated, undocumented
from drafter.text import assertion, words
from drafter.text.patterns import Pattern

_SIDED = Pattern(r"\b(left|right)[ -](?:sided?|only)\b")
_WELL = (
    r"(?:not (?:\w+ ){0,2}?(?:affected|involved|symptomatic|painful|tender)|unaffected|uninvolved|spared|asymptomatic|"
    r"normal|unremarkable|pain[- ]free|non-?tender|free of (?:pain|symptoms)|"
    r"(?:has |shows |with |without )?no (?:pain|tenderness|symptoms|complaints|findings|allodynia))"
)
_WELL_SIDE = Pattern(
    rf"\b(left|right)(?:[- ]sided?)?(?: (?!left|right)\w+){{0,4}}? {_WELL}\b|"
    r"\b(?:no|without) (?:\w+ ){1,4}(?:on|of|at) the (left|right)\b|\b(?:spar(?:es|ing)|not (?:on|of) the|not the) "
    r"(?:the )?(left|right)\b"
)
"""A side of which the record says that nothing is wrong with it."""
_GIRDLE = frozenset({"neck", "shoulder", "head", "upper_back"})
"""Regions that a clinician may call one."""
_ONE_REGION = Pattern(r"\b(?:one|single|the same|1|only this|only that|this|that) (?:anatomic(?:al)? )?region\b(?! of)")
_CERVICOTHORACIC = frozenset({"neck", "shoulder", "head"})
"""Regions that adjoin: a muscle of the shoulder girdle and the neck are one region in common use."""

_INJECTED = Pattern(
    r"\b(?:inject(?:ed|ing)?|injections? (?:of|to|into|in|at)|sites?|same (?:session|visit|day|sitting))\b"
)
_PLACING = (
    "both",
    "left",
    "right",
    "bilateral",
    "upper",
    "lower",
    "and",
    "plus",
    "the",
    "muscle",
    "region",
    "site",
    "area",
)
"""Words that may stand beside places in a bare list of them."""
_REFERS = Pattern(
    r"\b(?:refer\w*|radiat\w*|sends?|sending|shoots?|shooting|travels?|travell?ing|spreads?|running|runs)\b"
    r"[^.;]{0,40}$|\b(?:rotation|reach\w*|hand behind (?:the )?back)\b[^.;]{0,20}\bto (?:about )?$|"
    r"\b(?:rotation|reach\w*)\b[^.;]{0,20}\bto [a-z]\d{1,2} (?:vs\.?|versus|against|and|;) (?:to )?$|"
    r"\b(?:pain|ache|aching)\W+(?:(?:runs?|ran|running|goes|going|straight)\W+)?(?:down|up|into|to|toward|towards|"
    r"along)\b[^.;]{0,25}$"
)
_MOVES = Pattern(
    r"^\w+(?: \w+\.?)? (?:rom|range of motion|rotation|flexion|extension|abduction|adduction|motion|movement|"
    r"mobility|strength)\b"
)
_NAMED_AFTER_PLACES = ("conditions", "procedures")


def read(record: Record, criterion: UnitsCriterion) -> Finding:
    """The finding on a units criterion."""
    if criterion.rule:
        return coding.read(record, criterion, criterion.rule)
    if criterion.one_region or criterion.no_other_block:
        return _session(record, criterion)
    if criterion.sides_documented or criterion.bilateral_modifier:
        return _sides(record, criterion)
    return _units(record, criterion)


def _asked(record: Record) -> list[Citation]:
    cited = record.field("units") or record.field("code") or record.service_words()
    return [cited] if cited else []


def _units(record: Record, criterion: UnitsCriterion) -> Finding:
    """Units of the line against those of its sessions."""
    units, most = record.line.units, (criterion.per_session or 1) * record.line.sessions
    values = [Value(name="units", value=units)] if units else []
    if units is None or units <= most:
        return stated(
            record,
            criterion,
            "met",
            f"{quantity.in_words(units)}, within the limit of {most}." if units else "No number of units is stated.",
            citations=_asked(record),
            values=values,
        )
    why = f"{quantity.in_words(units)} where {most} can fit; whether they mean several days or an error is not stated."
    return undocumented(record, criterion, why, ("dates of the units",), values=values)


def documented_sides(record: Record) -> dict[str, Citation]:
    """Sides that the narrative gives for the complaint, its findings or the service, each with its place."""
    sides: dict[str, Citation] = {}
    looked_at = {f for c in record.policy.facts() if isinstance(c, ExamCriterion) for f in c.findings}
    wanted = {*record.conditions, *looked_at, *([record.procedure] if record.procedure else [])}
    elsewhere = {*words.family("findings")} - wanted  # the side of a trigger point is not that of the nerve
    for said in record.said:
        named = [m for m in said.statement.of(*wanted) if not m.stands.negated and not m.stands.other_person]
        if said.document.late or said.statement.cues.whole.other_person:
            continue
        if "request" in said.low and (said.document.place == "text" or said.document.restates):
            continue
        if said.statement.of(*elsewhere) and not named:
            continue
        well = _well(said)
        match = None if named else said.search(_SIDED)
        if match and match[1] not in well and "limb" not in said.regions():
            sides.setdefault(match[1], said.cite())
        tokens = said.statement.clause.tokens
        for mention in named:
            for side in sorted(sides_among(tokens[max(0, mention.first - 5) : mention.last + 6]) - well):
                sides.setdefault(side, said.cite())
    return sides


def _well(said: Said) -> set[str]:
    """Sides that a statement says are not affected."""
    return {side for match in _WELL_SIDE.finditer(said.low) for side in match.groups() if side}


def _denied_sides(record: Record) -> dict[str, Citation]:
    """Sides that the record says are not affected, each with its place."""
    denied: dict[str, Citation] = {}
    for said in record.said:
        if record.objection(said, said.statement.cues.whole) is None and "limb" not in said.regions():
            for side in sorted(_well(said)):
                denied.setdefault(side, said.cite())
    return denied


def _sides(record: Record, criterion: UnitsCriterion) -> Finding:
    """One unit and its side, or both sides under the modifier."""
    sides, asked = documented_sides(record), sides_asked(record)
    units = record.line.units or 1
    sessions = record.line.sessions
    modifier = criterion.bilateral_modifier
    values = [
        Value(name="units", value=units),
        Value(name="sides documented", value=listed(sorted(sides)) if sides else "none"),
    ]
    cited = [*sides.values(), *([c] if (c := record.field("modifiers")) else []), *_asked(record)]
    most = (criterion.per_session or 1) * sessions
    if units > max(2, 2 * most if sessions > 1 else 2):
        return stated(
            record,
            criterion,
            "not_met",
            f"{quantity.in_words(units)}, and there are only two sides.",
            citations=cited,
            values=values,
        )
    denied = {side: c for side, c in _denied_sides(record).items() if side in asked - set(sides)}
    if denied:
        why = f"The {listed(sorted(denied))} side is requested, and the record says that it is not affected."
        return stated(record, criterion, "not_met", why, citations=[*denied.values(), *cited], values=values)
    if not sides:
        why = "The side to be treated is not stated in the record."
        if record.field("modifiers") and asked:
            why = "Only the modifier names the side to be treated; no note states it."
        elif asked and modifier not in record.line.modifiers:
            return stated(
                record,
                criterion,
                "met",
                f"The side requested is the {listed(sorted(asked))}."
                if len(asked) == 1
                else "Both sides are requested.",
                citations=cited,
                values=values,
            )
        return undocumented(record, criterion, why, ("left", "right", "bilateral"), values=values)
    return _side_by_side(record, criterion, set(sides), asked, units, most, cited, values)


def _side_by_side(
    record: Record,
    criterion: UnitsCriterion,
    sides: set[str],
    asked: set[str],
    units: int,
    most: int,
    cited: list[Citation],
    values: list[Value],
) -> Finding:
    both = {"left", "right"}
    if missing := asked - sides:
        why = (
            f"The {listed(sorted(missing))} side is requested, and the record documents only "
            f"the {listed(sorted(sides))} side."
        )
        near = [Weighed("open", c, "another side is documented here") for c in cited[: len(sides)]]
        return undocumented(record, criterion, why, [f"the {side} side" for side in sorted(missing)], near, values)
    if units > most:
        return _too_many(record, criterion, sides == both, units, cited, values)
    note = ""
    if sides == both and criterion.bilateral_modifier and criterion.bilateral_modifier not in record.line.modifiers:
        note = f" To treat both sides, modifier {criterion.bilateral_modifier} is needed."
    return stated(
        record,
        criterion,
        "met",
        f"{'Both sides are' if sides == both else f'The {listed(sorted(sides))} side is'} documented.{note}",
        citations=cited,
        values=values,
    )


def _too_many(
    record: Record, criterion: UnitsCriterion, both: bool, units: int, cited: list[Citation], values: list[Value]
) -> Finding:
    """More units than a session holds, not more than there are sides: what they mean has to be asked."""
    if both:
        why = f"{quantity.in_words(units)}; both sides are one unit with modifier {criterion.bilateral_modifier}."
        near = [Weighed("open", cited[0], "both sides are documented here")]
        return undocumented(record, criterion, why, ("whether the units mean sides or days",), near, values)
    why = f"{quantity.in_words(units)} and one side is documented; whether they mean several days is not stated."
    return undocumented(record, criterion, why, ("what the units mean",), values=values)


def _session(record: Record, criterion: UnitsCriterion) -> Finding:
    """One region in a session, and no other block in it."""
    others = together.others(record) if criterion.no_other_block else []
    shared = together.shared(record, others) if others else together.Shared(False)
    blocks = listed(o.name for o in others)
    if shared.session is True:
        cited = [*shared.citations, *(o.cited for o in others)]
        return stated(
            record, criterion, "not_met", f"The record puts {blocks} into the same session.", citations=cited, allows=0
        )
    if shared.session is None:
        many = len({o.name for o in others}) > 1 or words.plural(others[0].concept)
        why = sentence(f"{agreed(blocks, many)} also {others[0].how}; whether they share a session is not stated")
        near = [Weighed("open", o.cited, f"{agreed(o.name, words.plural(o.concept))} {o.how}") for o in others]
        return undocumented(record, criterion, why, ("other blocks in the same session",), near)
    return _one_region(record, criterion)


def _one_region(record: Record, criterion: UnitsCriterion) -> Finding:
    """The region or regions that the record names."""
    regions = _regions(record) or _of_complaint(record)
    names = listed(r.replace("_", " ") for r in regions)
    if not criterion.one_region:
        cited = record.service_words()
        why = "No other block shares the session."
        return stated(record, criterion, "met", why, citations=[cited] if cited else [])
    if not regions:
        why = "The region to be injected is not stated."
        return undocumented(record, criterion, why, ("region or muscles to be injected",))
    one_session = _all_at_once(record)
    if one_session:
        why = f"Several regions are to be injected in one session ({names})."
        return stated(record, criterion, "not_met", why, citations=one_session, allows=0)
    if not _one(set(regions)) and not (set(regions) <= _GIRDLE and _says_one(record)):
        near = [Weighed("open", c, f"the {r.replace('_', ' ')} is named") for r, c in regions.items()]
        why = f"Several regions are named ({names}); whether one session treats more than one of them is not stated."
        return undocumented(record, criterion, why, ("region of each session",), near)
    why = f"One region is named ({names})" + (
        " and no other block shares the session." if criterion.no_other_block else "."
    )
    return stated(record, criterion, "met", why, citations=regions.values())


def _says_one(record: Record) -> bool:
    """Whether the record itself calls the places one region."""
    return any(
        s.search(_ONE_REGION) and whole.certainty == "sure" and not whole.other_person and whole.speaker != "form"
        for s in record.said
        if (whole := s.statement.cues.whole) and not s.document.late
    )


def _one(regions: set[str]) -> bool:
    return len(regions) == 1 or regions <= _CERVICOTHORACIC


def _all_at_once(record: Record) -> list[Citation]:
    """Statements that put several regions into one session."""
    return [
        said.cite_sentence()
        for said in record.said
        if together.says_same(said)
        and not _one(_regions_of(record, said))
        and said.statement.cues.whole.certainty == "sure"
    ]


def _regions(record: Record) -> dict[str, Citation]:
    """Regions that the record names where it speaks of the service, of its findings, or of what will be injected."""
    found: dict[str, Citation] = {}
    for said in record.said:
        for region in sorted(_regions_of(record, said)):
            found.setdefault(region, said.cite())
    return found


def _of_complaint(record: Record) -> dict[str, Citation]:
    """Regions in which the complaint itself is said to sit, where no place of injection or finding is named."""
    found: dict[str, Citation] = {}
    for said in record.said:
        for mention in said.statement.of(*record.conditions):
            if mention.stands.plain and not said.document.late:
                tokens = said.statement.clause.tokens[mention.first : mention.last + 4]
                for hit in words.cues("regions").find(tokens):
                    if hit.name != "unplaced":
                        found.setdefault(hit.name, said.cite())
    return found


def _regions_of(record: Record, said: Said) -> set[str]:
    """Regions that a statement names as injected or as the place of a finding."""
    wanted = (*words.family("findings"), *([record.procedure] if record.procedure else []))
    named = [m for m in said.statement.of(*wanted) if not m.stands.negated and not m.stands.other_person]
    if said.document.late or said.statement.cues.whole.other_person:
        return set()
    if not named and not said.search(_INJECTED) and not _only_places(said):
        return set()
    placed = {
        n
        for m in said.statement.mentions
        if words.concept(m.concept).family in _NAMED_AFTER_PLACES
        for n in range(m.first, m.last)
    } | said.fingers()
    hits = [h for h in said.statement.hits("regions") if h.first not in placed and not _aimed_at(said, h.start)]
    return {h.name for h in hits if not assertion.at(said.statement.cues, h.first, h.last).negated} - {"unplaced"}


def _aimed_at(said: Said, start: int) -> bool:
    """Whether a place is where pain is referred to, or a joint whose movement was measured."""
    at = start - said.statement.clause.start
    return bool(_REFERS.search(said.low[:at])) or bool(_MOVES.match(said.low[at:]))


def _only_places(said: Said) -> bool:
    """Whether a statement names several places and nothing else, as an item of a list does."""
    hits = said.statement.hits("regions")
    taken = {n for h in hits for n in range(h.first, h.last)}
    rest = [t.word for n, t in enumerate(said.statement.clause.tokens) if n not in taken and t.word.isalnum()]
    return len({h.name for h in hits}) > 1 and all(word in _PLACING for word in rest)
