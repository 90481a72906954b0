"""Who the member is, as free text tells: age, sex and kind of coverage."""

from __future__ import annotations

import re

from drafter.domain import Case, LineOfBusiness
from drafter.intake import sentences
from drafter.text import ages, analyse

_FEMALE = re.compile(r"\b(?:female|woman|lady|girl)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:male|man|gentleman|boy)\b", re.IGNORECASE)

_ALONE = (
    r"(?:^|[\n,.;:/(|–—-]|[ \t]{2}|\b(?:has|with|insurance|payer|plan|coverage)\b:?)[ \t]*"
    r"%s(?=[ \t]*(?:$|[\n,.;:/()|–—-]|[ \t]{2}))"
)
"""A kind of coverage as a field of its own."""
_COVERED = (
    r"(?:patient|pt|member|she|he|beneficiary)(?: currently| now)? "
    r"(?:has|is (?:on|with|under|covered (?:by|under|through)|enrolled in)|carries) "
    r"(?:(?:her|his|their|only) )?"
)
"""Right before a kind of coverage: who is covered by it now."""
_COVERAGE: dict[LineOfBusiness, re.Pattern[str]] = {
    "medicare_advantage": re.compile(
        r"\bmedicare (?:advantage|hmo|ppo|part c)\b|\bMA (?:plan|HMO|PPO|member|patient|pt)\b", re.IGNORECASE
    ),
    "medicare": re.compile(
        r"\b(?:(?:original|traditional|straight|regular) (?:medicare|mcr)|"
        rf"{_COVERED}(?:medicare|mcr)(?! (?:advantage|hmo|ppo|part c))(?=\W|$)|"
        r"(?:ins(?:urance)?|payer|payor|coverage|plan|primary)\s*[:=|-]\s*mcr|"
        r"mcr (?:primary|part [ab]|a ?(?:&|and|/) ?b)|medicare a ?(?:&|and|/) ?b|medicare (?:id )?#|"
        r"medicare (?:ffs|fee[- ]for[- ]service|part [ab]|beneficiary|patient|pt)|(?:noridian|cgs|novitas|palmetto|"
        r"first coast) medicare|medicare \((?:cgs|noridian|novitas|palmetto|first coast|ngs|wps))\b|"
        + _ALONE % r"(?:medicare|mcr)(?:[ \t](?:part )?[ab](?:[ \t]?(?:&|and|/)[ \t]?[ab])?)?",
        re.IGNORECASE,
    ),
    "medicaid_managed_care": re.compile(r"\bmedicaid (?:mco|managed care)\b|\bmanaged medicaid\b", re.IGNORECASE),
    "medicaid": re.compile(_ALONE % "medicaid", re.IGNORECASE),
    "self_funded": re.compile(r"\bself[- ](?:funded|insured) (?:employer )?(?:plan|group)\b", re.IGNORECASE),
    "commercial": re.compile(r"\bcommercial (?:ppo|hmo|epo|pos|plan|member|insurance|policy)\b", re.IGNORECASE),
}  # fmt: skip
"""How a request names a kind of coverage: as a field of its own, or in so many words. "Medicare pays it" is none."""


def age_and_sex(case: Case, text: str) -> dict[str, object]:
    """Age and sex as the first words tell them that give an age of the patient."""
    told = next((a for a in ages.find(text) if not _of_another(text, a)), None)
    if told is None:
        return {}
    found: dict[str, object] = {}
    if case.age is None:
        found["age"] = told.years
    near = text[told.start : told.end + 20]
    sexes = [sex for sex, words in (("female", _FEMALE), ("male", _MALE)) if words.search(near)]
    sex = told.sex or (sexes[0] if len(sexes) == 1 else None)
    if case.sex is None and sex:
        found["sex"] = sex
    return found


def coverage(text: str) -> LineOfBusiness | None:
    """The kind of coverage that the text names; none where it names several."""
    named: list[LineOfBusiness] = [line for line, words in _COVERAGE.items() if words.search(text)]
    broader = {"medicare": "medicare_advantage", "medicaid": "medicaid_managed_care", "commercial": "self_funded"}
    told = [line for line in named if broader.get(line) not in named]
    return told[0] if len(told) == 1 else None


def _of_another(text: str, told: ages.Age) -> bool:
    """Whether the sentence of an age speaks of somebody else than the patient."""
    around = next(m for m in sentences.SENTENCE.finditer(text) if m.start() <= told.start < m.end())
    clauses = analyse(around[0]).statements
    at = told.start - around.start()
    return any(s.cues.whole.other_person for s in clauses if s.clause.start <= at < s.clause.end)
