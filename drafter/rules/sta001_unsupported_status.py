"""A stranger's page says in one breath that a criterion is met and that nothing shows it.

Why: A status stands on words of the record. "Marked as met" without them was copied from a form, and one of the two is
wrong.
Wrong: The programme is listed as met, although the notes do not show it.
Right: The programme is not documented: the form ticks it, and no note tells of any part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.told import sentences

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_BUT = r"(?:but|although|though|however|yet|while|even though|despite|without)"
_NOT_SHOWN = (
    r"(?:(?:do(?:es)?|did) not (?:\w+ )?(?:support|show|document|contain|confirm|describe|demonstrate|establish|bear)"
    r"|not (?:\w+ )?(?:supported|documented|shown|described|found)|no (?:\w+ )?(?:documentation|evidence|record"
    r"|support|note)"
    r"|lack\w*|(?:any )?(?:supporting )?(?:documentation|evidence) (?:is |was )?(?:absent|missing)|unsupported|absent)"
)
_MET = (
    r"(?:marked|listed|recorded|rated|scored|noted|ticked|checked|shown|given|counted|considered|stated|is|are"
    r"|was|were)"
)
_MET_UNSHOWN = re.compile(
    rf"\b{_MET} (?:\w+ )?(?:as |to be )?(?:being )?(?:met|satisfied"
    rf"|fulfilled)\b[^.;]{{0,12}}\b{_BUT}\b[^.;]{{0,60}}\b{_NOT_SHOWN}\b"
    rf"|\b{_BUT}\b[^.;]{{0,60}}\b{_NOT_SHOWN}\b[^.;]{{0,40}}, [^.;]{{0,40}}\b(?:is|are) (?:met|satisfied)\b"
)


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such sentence."""
    for told in sentences(page, ground):
        if found := _MET_UNSHOWN.search(told.low):
            message = f"“{found[0]}” calls met what nothing shows; quote the words that show it, or say not documented."
            yield told.breach(page, message, found)
