"""A stranger's page certifies a service without a word on a treatment that its policy wants tried first.

Why: Two requests for one service must be judged by the same criteria. Certified without, and denied for want of, the
same trial is chance.
Wrong: Certified, as the diagnosis fits. (the policy also asks for a drug that was tried and failed)
Right: Certified: the diagnosis fits, and the drug tried for eight weeks did not help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page, PageLine, Policy
from drafter.rules.breach import Breach, at, on_line
from drafter.rules.told import Told, conditions, procedures, sentences, treatments
from drafter.text.words import concepts

SEVERITY = "error"
NEEDS = frozenset({"policies"})
_REASONS = 2  # sentences that give reasons; a notice that gives none is no fault
_TRIAL = re.compile(
    r"\b(?:conservative|tried|trial|failed|refractory|did not help|no relief|not effective|ineffective|unresponsive|"
    r"not tolerated|without relief)\b"
)

_BEFORE = re.compile(r"\b(?:was|were) (?:already )?(?:certified|approved) (?:on|in|before|by)\b", re.IGNORECASE)
"""A verdict of an earlier day, which is not given here."""


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every certified service all of whose policies ask for a trial that the page does not speak of."""
    told, alone = sentences(page, ground), len(page.lines) == 1
    for line in page.lines if page.foreign else ():
        policies = [p for p in ground.policies or () if any(s.code == line.code for s in p.services)]
        before = _BEFORE.search(page.text, line.span.start, line.span.end)
        if line.outcome != "certify" or before or not policies or any(not _trials(p) for p in policies):
            continue
        about = [one for one in told if _about(one, line, alone)]
        reasoned = sum(bool(one.lead or one.marks or conditions(one.text)) for one in about) >= _REASONS
        if reasoned and not any(_speaks_of_a_trial(one) for one in about):
            ids = ", ".join(_trials(policies[0]))
            message = (
                f"{line.service} is certified, and no reason speaks of {ids} of {policies[0].name}; read "
                f"every criterion."
            )
            yield at(page, line.span, on_line(line.line), message)


def _trials(policy: Policy) -> list[str]:
    return [c.id for c in policy.facts() if c.kind == "trial"]


def _about(one: Told, line: PageLine, alone: bool) -> bool:
    """Whether a sentence is about the service: it, or its heading, names it and no other, or it tells of a trial of
    several; one that names none is about a service that is `alone` on the page."""
    for words in (one.text, one.stretch.part, one.heading):
        named = {code for name in procedures(words) for code in concepts()[name].about.get("codes", ())}
        if not named:
            continue
        own = (line.code or "") in named
        return own and (len(procedures(words)) == 1 or bool(_TRIAL.search(one.low)))
    return alone


def _speaks_of_a_trial(one: Told) -> bool:
    return bool(_TRIAL.search(one.low) or treatments(one.text))
