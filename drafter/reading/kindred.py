"""Diseases of relatives: who has one, on which side of the family, each relative once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from drafter.domain import Citation, DocumentationCriterion, Finding, Value
from drafter.reading import facts, labels
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, listed, stated, undocumented
from drafter.text.patterns import Pattern
from drafter.text.standing import Assertion
from drafter.text.tokens import COUNTS

_N = "|".join(word for word in COUNTS if len(word) > 2)
_RELATIVE = re.compile(
    rf"\b(?:(?P<n>[2-9]|{_N}) )?(?:(?P<side>maternal|paternal|mat\.?|pat\.?|mother's|father's|mom's|dad's) )?"
    r"(?:half[- ])?(?:great[- ])?(?:first )?"
    r"(?P<who>mothers?|moms?|fathers?|dads?|sisters?|brothers?|daughters?|sons?|aunts?|uncles?|nieces?|nephews?|"
    r"cousins?|grand(?:mothers?|fathers?|parents?|mas?|pas?)|mgm|mgf|pgm|pgf|gm|gf|sibs?|siblings?)\b"
    r"(?!-in-law| in law|'s)"
    r"(?:(?:(?: \w+)?,? on (?:the |her |his )?|,? \(?)(?P<of>maternal|paternal|mother's|father's|mom's|dad's)\b"
    r"(?= side|\)|,| with| had| \())?"
)
_OWN = ("sib", "sibling", "sister", "brother", "daughter", "son", "niece", "nephew")
"""Relatives who belong to either side of the family."""
_SIDES = {
    "mother": "maternal", "mom": "maternal", "mgm": "maternal", "mgf": "maternal",
    "father": "paternal", "dad": "paternal", "pgm": "paternal", "pgf": "paternal",
}  # fmt: skip
_SIDE_NAMED = {
    "maternal": "maternal", "mat": "maternal", "mother's": "maternal", "mom's": "maternal",
    "paternal": "paternal", "pat": "paternal", "father's": "paternal", "dad's": "paternal",
}  # fmt: skip
_LABELLED = re.compile(r"\W*(?:(mat|pat)(?:ernal)?\b\.?|(mother|mom|father|dad)'?s)(?: side| family| relatives)?\W*:")
"""A line that is of one side of the family."""
_DOUBT = Pattern(
    r"\b(?:possibl[ey]|maybe|perhaps|unsure|uncertain|thinks?|believes?|unknown|unclear|not sure|rule out|suspected)\b"
    r"|\?"
)
_WITHOUT = re.compile(r"\b(?:no|not|without|never|denies|negative|healthy|well|unaffected|free of)\b")
_HISTORY = r"(?:family history|fhx?|fh|relatives?)"
_OF_CANCER = (
    r"(?! (?:of|for) (?!(?:(?:any|known|such|other|related|brca-related) )*(?:cancers?|malignanc))(?![^.;]*\bbreast\b))"
)
"""Behind a denial: where it says of what, it is of cancer, or of that of the breast and others."""
_NONE = Pattern(
    r"\b(?:no|denies(?: any)?|negative for(?: any)?|without(?: a| any)?) (?:known |significant |relevant )?"
    rf"{_HISTORY}\b{_OF_CANCER}(?! (?:(?:has|have|had|was|were|is|are|ever|been|undergone|yet) )*(?:genetic\w* )?"
    r"(?:test\w*|sequenc\w*|counsel\w*|available|alive|living|reachable|contacted|asked|seen)\b)"
    rf"|\b{_HISTORY} ?(?:is |was )?:? ?(?:negative|none|non-?contributory|unremarkable)\b{_OF_CANCER}"
    r"|\b(?:no|without) (?:known )?(?:breast(?:,|/| or| and| nor)[ \w,/]{0,40} )?(?:cancers?|malignanc\w+) (?:\w+ )?"
    r"(?:in|on) (?:the |her |his |either |both )?(?:\w+ )?(?:family|relatives|sides?)\b"
    rf"|\b{_HISTORY} (?:of|for) [^.;:]{{0,60}}\b(?:cancers?|ca|malignanc\w+)\W{{1,3}}(?:none|no|negative|denied|nil)\b"
    r"|\b(?:no|without) (?:relatives?|family members?|one in the family) with (?:any )?breast\b[^.;]{0,60}"
    r"\b(?:cancers?|ca)\b"
    r"|\b(?:nobody|no one|none|no (?:family members?|relatives?))\b(?! (?:else|knows?|other))[^.;]{0,30}?"
    r"\b(?:with|has|had|have) (?:any )?(?:history of )?breast\b[^.;]{0,60}\b(?:cancers?|malignanc\w+)\b (?:in|on) "
    r"(?:the |her |his |either |both |any )?(?:\w+ )?(?:family|relatives|sides?)\b"
    r"|\b(?:parents|siblings|aunts)\b[^.;]{0,60}\b(?:uncles|grandparents|aunts)\b[^.;]{0,40}"
    r"\b(?:free of|no|without|none with|never had|none had) (?:any )?cancers?\b"
)
"""The record denies it of the whole family."""
_NO_MORE = Pattern(
    r"\b(?:no|without|denies) (?:any )?(?:other|further|additional|more) (?:\w+[ -]){0,3}?(?:cancers?|malignanc\w+|"
    r"tumou?rs|affected)\b(?: \w+){0,2}? (?:in|on|among|at) (?:the |her |his |either |both |any )?(?:\w+ )?"
    r"(?:family|relatives?|sides?|pedigree)\b"
    r"|\bno (?:other|further|additional) (?:\w+ )?(?:family history|relatives?|family members?)\b[^.;]{0,80}"
    r"\b(?:cancers?|malignanc\w+|affected)\b"
    r"|^\W*(?:no one|nobody|none|no others?) else\W*$"
    r"|\b(?:no one|nobody|none) else\b[^.;]{0,40}\b(?:cancers?|malignanc\w+|affected)\b"
    r"|\b(?:no one|nobody|none|no others?) else (?:in|on) (?:the |her |his |either |both )?(?:family|sides?)\b"
    r"|\b(?:remaining|other|rest of the|all other) (?:relatives|family|kin)\b[^.;]{0,40}\bno (?:\w+ )?(?:cancers?|"
    r"malignanc\w+)\b"
    r"|\bno (?:other|further|additional|more) (?:cancers?|malignanc\w+) (?:in|among) any (?:other )?(?:[\w,]+ ){0,8}?"
    r"(?:relatives?|degree|family)\b"
    r"|^\W*only (?:her |his |the |one |an? )?(?:\w+ )?(?:mother|father|sister|brother|aunt|uncle|cousin|grand\w+|"
    r"relative)\b(?! (?:is|are|was) (?:alive|living|left))[^.;]{0,40}"
    r"\b(?:cancer|ca|breast|ovar\w+|pancrea\w+|prostate)\b"
    r"|\b(?:cancer|ca|breast|ovarian|prostate|pancreas)\b[^.;:]{0,15}\bonly\W*$"
    r"|\b(?:mother|father|sister|brother|aunt|uncle|cousin|grand\w+)\b[^.;]{0,60}\bno others\W*$"
    rf"|\b{_HISTORY} (?:is |was )?otherwise (?:negative|unremarkable|non-?contributory|free)\b"
    rf"|\botherwise (?:negative|unremarkable|non-?contributory) {_HISTORY}\b"
    r"|\botherwise\b[^.;]{0,60}\b(?:none|no|free of|without) (?:\w+ ){0,2}?cancers?\b"
    r"|\b(?:rest|remainder|others?) of (?:the |her |his )?(?:family|relatives|pedigree)\b[^.;]{0,30}"
    r"\b(?:negative|no|free|without|healthy|well|unaffected)\b"
    r"|\b(?:all other|other|remaining) relatives\b[^.;]{0,30}\b(?:well|healthy|unaffected|free|no cancers?|without)\b"
    r"|\bonly (?:one|1) (?:\w+ )?relative\b[^.;]{0,30}\bcancer\b"
)
"""The record says that no other relative than those told has one."""
_UNCLEAR = Pattern(
    r"\b(?:some|female|unknown|unspecified|abdominal|gyn\w*|women's|undetermined|unclear|primary unknown)\b[^.;]{0,25}"
    r"\b(?:cancers?|malignanc\w+|tumou?r)\b|"
    r"\bcancers?\b[^.;]{0,25}\b(?:unknown|unclear|not (?:known|sure|certain)|unspecified|of some kind|type\?)\b|"
    r"\b(?:had|has|with|died of|from|of) cancer\b(?! of)|\bcancer,? (?:type|kind|site)\b"
)
"""A cancer of which the kind is not told, so that it may be one of the diseases."""
_SAME = re.compile(r"\b(?:aunt|uncle),? \(?(?:her |his |the )?(?:mother's|father's|mom's|dad's|maternal|paternal) \w+$")
"""A relative told a second time: "an aunt, her mother's sister"."""
_JOINED = re.compile(r"\s*(?:,|and|, ?and|&|/)\s*(?:an? |her |his |the )?")
_IN = re.compile(r"[^.;]{0,15}\b(?:in|of|affecting)\b|\s*:")


@dataclass(frozen=True)
class _Kin:
    """A relative with one of the diseases."""

    who: str
    side: str
    """`maternal`, `paternal`, `either`, or `unknown`."""
    count: int
    cited: Citation

    @property
    def called(self) -> str:
        """In a sentence: "maternal aunt", "2 sisters"."""
        side = f"{self.side} " if self.side in ("maternal", "paternal") and self.who not in _SIDES else ""
        return f"{self.count} {side}{self.who}s" if self.count > 1 else f"{side}{self.who}"


def read(record: Record, criterion: DocumentationCriterion, least: int) -> Finding:
    """The finding that so many relatives of one side of the family have one of the diseases."""
    kin = {
        (k.who, k.side): k
        for said in record.said
        for k in _found(record, criterion, said)
        if not _set_aside(record, said)
    }
    sides = ("maternal", "paternal", "either", "unknown")
    counts = {side: sum(k.count for k in kin.values() if k.side == side) for side in sides}
    surely = counts["either"] + max(counts["maternal"], counts["paternal"])
    values = [Value(name="relatives of one side", value=float(surely))]
    if surely >= least or (least == 1 and kin):
        why = f"Relatives with such a disease: {listed(k.called for k in kin.values())}."
        return stated(record, criterion, "met", why, citations=[k.cited for k in kin.values()], values=values)
    if closed := _closed(record, criterion, counts, least):
        told = f"it names {listed(k.called for k in kin.values())} and says that there is no other"
        why = f"Not so many relatives of one side: {told}." if kin else "The record denies such a family history."
        return stated(record, criterion, "not_met", why, citations=[*(k.cited for k in kin.values()), *closed])
    denied = [said.cite() for said in record.said if _NONE.search(said.low) and not _set_aside(record, said)]
    if denied and not kin:
        return stated(record, criterion, "not_met", "The record denies such a family history.", citations=denied)
    near = [Weighed("open", k.cited, f"it is one {k.called}, of the {k.side} side") for k in kin.values()]
    near += [Weighed("open", c, "a family history is denied") for c in denied]
    names = listed((facts.called(e) for e in criterion.elements), "or")
    wanted = f"{least} close {'relative' if least == 1 else 'relatives'} of one side of the family with {names}"
    return undocumented(record, criterion, f"The record does not show {wanted}.", (wanted,), near, values)


def _closed(record: Record, criterion: DocumentationCriterion, counts: dict[str, int], least: int) -> list[Citation]:
    """What says that there is no other relative, where those told and those in doubt are too few on either side."""
    said_so = [s.cite() for s in record.said if _NO_MORE.search(s.low) and not _set_aside(record, s)]
    said_so = said_so or _both_sides(record)
    if not said_so:
        return []
    doubtful = sum(_doubtful(criterion, said) for said in record.said)
    most = sum(counts[side] for side in ("either", "unknown")) + max(counts["maternal"], counts["paternal"]) + doubtful
    return said_so if most < least else []


def _both_sides(record: Record) -> list[Citation]:
    """Where a line of either side of the family says that nobody there has one: "Mother's side, 4 aunts: no cancer"."""
    found: dict[str, Citation] = {}
    for said in record.having(_NONE_OF_SIDE):
        match = said.search(_NONE_OF_SIDE)
        if match and not _DOUBT.search(said.low) and not _set_aside(record, said):
            found.setdefault(_SIDE_NAMED[match[1]], said.cite())
    return list(found.values()) if len(found) > 1 else []


_NONE_OF_SIDE = Pattern(
    r"^\W*(?:on (?:the |her |his )?)?(maternal|paternal|mother's|father's|mom's|dad's) (?:side|family|relatives)\b"
    r"[^;]{0,80}?"
    r"(?:\b(?:no|without|free of|negative for) (?:any )?(?:\w+ )?(?:cancers?|malignanc\w+)|\bnone\b|\bnegative\b|"
    r"\bno one\b)"
)


def _doubtful(criterion: DocumentationCriterion, said: Said) -> int:
    """The relatives of a statement who may have one of the diseases, at most."""
    low = said.low
    if not list(_RELATIVE.finditer(low)):
        return 0
    named = any(p.search(low) for e in criterion.elements for p in _expressions(e))
    if (named and _DOUBT.search(low)) or (_UNCLEAR.search(low) and not _NO_MORE.search(low)):
        return sum(_number(m) for m in _RELATIVE.finditer(low) if not _SAME.search(low[: m.end()]))
    return 0


@cache
def _expressions(name: str) -> tuple[Pattern, ...]:
    """What names a disease of a relative, the short names of a list included."""
    return (*facts.expressions(name), *facts.in_family(name))


def _set_aside(record: Record, said: Said) -> bool:
    """Whether a statement does not count, whoever it is about and whatever it denies."""
    plain: Assertion = replace(said.statement.cues.whole, other_person=False, negated=False)
    return record.objection(said, plain, past_counts=True, stale_counts=True) is not None


def _found(record: Record, criterion: DocumentationCriterion, said: Said) -> Iterator[_Kin]:
    """The relatives of a statement that have one of the diseases, named before it or behind it."""
    low = _with_next(record, said)
    diseases = [m for e in criterion.elements for p in _expressions(e) for m in p.finditer(low)]
    if not diseases or _IN_LAWS.search(low) or _DOUBT.search(low) or (_NONE.search(low) and not _NO_MORE.search(low)):
        return
    diseases.sort(key=lambda d: d.start())
    relatives = list(_RELATIVE.finditer(low))
    for n, match in enumerate(relatives):
        if _affected(low, match, relatives[n + 1 :], diseases):
            yield _kin(match, said)


_IN_LAWS = Pattern(r"\b(?:husband|wife|spouse|partner|fianc\w+)'s\b")
"""Relatives who are none of the patient's."""


def _with_next(record: Record, said: Said) -> str:
    """The words of a statement, with those behind a dash where it ends in a relative: "aunt - breast ca 51"."""
    named = [m for m in _RELATIVE.finditer(said.low) if not said.low[m.end() :].strip(" -–—")]
    behind = [s for s in record.following(said, 1) if s.in_sentence_of(said)] if named else []
    return f"{said.low} {behind[0].low}" if behind else said.low


def _affected(low: str, match: re.Match[str], later: Sequence[re.Match[str]], diseases: list[re.Match[str]]) -> bool:
    """Whether a relative has the disease named behind, before the next relative or shared with the next by "and"; or
    the one named before, as in "breast cancer in her mother and aunt"."""
    behind = next((d for d in diseases if d.start() >= match.end()), None)
    if behind is not None and not _WITHOUT.search(low[match.end() : behind.start()]):
        if not later or behind.start() < later[0].start():
            return True
        if _JOINED.fullmatch(low[match.end() : later[0].start()]):
            return _affected(low, later[0], later[1:], diseases)
    before = [d for d in diseases if d.end() <= match.start()]
    between = low[before[-1].end() : match.start()] if before else ""
    return bool(before) and _IN.match(between) is not None and not _WITHOUT.search(between)


def _kin(match: re.Match[str], said: Said) -> _Kin:
    who = match["who"].removesuffix("s")
    side = _SIDE_NAMED.get((match["side"] or match["of"] or "").rstrip("."), "")
    if not side and who not in _SIDES:
        label = _LABELLED.match(labels.with_label(said) or "")
        side = _SIDE_NAMED[label[1] or f"{label[2]}'s"] if label else ""
    return _Kin(who, side or _SIDES.get(who, "either" if who in _OWN else "unknown"), _number(match), said.cite())


def _number(match: re.Match[str]) -> int:
    count = match["n"]
    return int(count) if count and count.isdigit() else int(COUNTS[count]) if count else 1
