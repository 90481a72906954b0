"""What a page is judged by: the policy that a verdict names, the passages held, and whether it is a card of ours, or a
blocked one."""

from __future__ import annotations

import re

from drafter.card.foreign import LONGEST
from drafter.domain import Ground, Page, PageLine, Passage, Policy
from drafter.rules.remembered import kept

_SIGNED = re.compile(
    r"\b(?i:review(?:ed)?(?: and \w+)?|decided|signed|determined|issued|denied|approved|determination|decision"
    r"|reviewer|"
    r"(?:physician|medical|clinical|peer) reviewer|medical director)(?: (?:made|off|rendered|completed"
    r"|issued))?(?: by)?:? +(?:Dr\.? +)?"
    r"(?:[A-Z][\w.'’-]* +){1,3}[A-Z][\w'’-]*,? *\(?(?:M\.?D|D\.?O|R\.?N|NP|PA|A\.?P\.?R\.?N|Pharm\.?D|R\.?Ph"
    r"|D\.?C|D\.?P\.?T|P\.?T|O\.?T|Psy\.?D)\b"
)


def policy_of(line: PageLine, ground: Ground) -> Policy | None:
    """The held policy of the line's id and version; none where the line names none that is held."""
    named = (line.policy, line.policy_version)
    return next((p for p in ground.policies or () if (p.id, p.version) == named), None)


def passages_by_id(ground: Ground) -> dict[str, Passage]:
    """The passages held, by their ids."""
    return _by_id(ground.passages or ())


@kept
def _by_id(passages: tuple[Passage, ...]) -> dict[str, Passage]:
    return {passage.id: passage for passage in passages}


def is_card(page: Page) -> bool:
    """Whether the page is a card of ours: by its front matter or, where that is gone, by parts that only a card has."""
    if page.foreign:
        return bool({"draft", "schema"} & page.front.keys())
    marked = {"draft", "schema"} & page.front.keys() or page.findings or page.gaps
    return bool(marked) or any(line.outcome or line.no_outcome or line.policy for line in page.lines)


def is_signed(page: Page) -> bool:
    """Whether a stranger's page names the licensed person who reviewed or decided."""
    return page.foreign and bool(_SIGNED.search(page.text, 0, LONGEST))


def is_blocked(page: Page) -> bool:
    """Whether it is the card of a blocked draft, which shows no outcome, no gap and a part of the references."""
    return page.front.get("status") == "blocked"
