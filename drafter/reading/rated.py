"""Rated: scores that running text gives before a session and after it, each with its time.

"Her Oswestry stood at 52 before the epidural of June 8, had come down to 22 in July and was 22 again on October 26."
The text is cut where one score ends and another can begin; the words of its own piece say of each figure whether it was
before or after, and how long after.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from drafter.domain import Bound
from drafter.reading import figures
from drafter.text import lengths, spelt
from drafter.text.dates import When
from drafter.text.lengths import Length
from drafter.text.patterns import Pattern
from drafter.text.tokens import fold

_SCALE = Pattern(
    r"\b(?:(?P<pain>nrs|vas|vnrs|nprs|vrs|pain|(?:zero|0)[- ]to[- ](?:ten|10)|"
    r"numeric(?:al)? (?:rating )?scale|pain scale|headaches?)|"
    r"(?P<function>odi|ndi|oswestry|neck disability|disability|roland|rmdq|quick ?dash|dash|psfs|womac|"
    r"pdi|hit-?6|midas))\b"
)
_RATES = Pattern(r"\b(?:scores?|scored|scale|rat(?:ed|es|ing)|nrs|vas|out of 10|/ ?10)\b")
"""Words of a score, where neither pain nor an index is named."""
_FIGURE = Pattern(
    r"(?<![\w./#$+-])(?P<n>\d{1,3}(?:\.\d)?)(?:\s*(?:or|-)\s*(?P<m>\d{1,2}))?(?:\s*(?:/|out of|"
    r"of)\s*(?P<of>100?)\b(?!/)|\s?(?P<mm>mm)\b)?"
    r"(?![\w%]|[./-]\d)"
    r"(?!\s*(?:%|per ?cent))(?=\s*(?:$|[-,;:.()|\"'”’]|->|→|points?\b|before\b|beforehand|after|at\b|on\b|in\b|"
    r"by\b|and\b|to\b|"
    r"down\b|up\b|when\b|just\b|again\b|then\b|now\b|today\b|where\b|which\b|while\b|for\b|from\b|until\b|till\b|"
    r"through|since\b|post\b|pre\b|prior\b|or so\b|but\b|that\b|most\b|all\b|as\b|with\b|average|both\b|ahead\b|over\b|"
    r"within\b|still\b|upon\b|during\b|the\b|each\b|every\b|this\b|last\b|\d|fell\b|dropped\b|went\b|came\b|steady\b))"
)
_TO = Pattern(
    r"^\s*(?:/ ?100?\s*)?,?\s*(?:(?:and |which |had |has |it )*(?:fell|dropp\w+|went|came|come|decreas\w+|"
    r"improv\w+|reduc\w+|sank|declin\w+|lowered|settled|eased|shrank|brought)\s+)?(?:all the way )?(?:down |back )?to "
    r"(?:about |around |just |only )?(?:an? )?$|^\s*(?:->|→|=>|-->)\s*$"
)
"""Between a score and the one to which it went."""
_BEFORE = Pattern(
    r"\b(?:before(?:hand)?(?! (?:it|the (?:pain|relief|effect|ache)|her pain|his pain|they|wearing|fading|returning))|"
    r"prior to|pre|pre-?(?:injection|procedure|block|treatment|op|ablation)|baseline|ahead of|leading up to|had been|"
    r"used to|(?:walked|came|come|went) in (?:with|at)|arrived (?:with|at)|on arrival|"
    r"started (?:out )?(?:with|at|from)|"
    r"to begin with|at the (?:start|outset)|initially|going in(?:to)?|on the (?:day|morning) of|"
    r"that (?:very |same )?morning)\b"
)
_AFTER = Pattern(
    r"\b(?:after(?:wards?)?|post|post-?\w+|since|following|follow(?:ed|s)?|then|later|now|today|fell|fallen|falls|"
    r"dropp\w+|that (?:very |same )?(?:evening|night)|the next|(?:came|come|gone|went|brought|got) (?:it |her |him |"
    r"them )?down|settled|averag\w+|stayed|held|"
    r"remained|has been|have been|until|till|again|still|steady|back (?:at|up))\b"
)
_CUT = Pattern(r"[,;:()|]|\.(?=\s)|\b(?:and|but|while|whereas|where|which|then)\b(?! (?:after|before)\b)")
_NEAR = Pattern(r"^\W*(?:(?:of|in|on|given|done|performed|from|dated|this|last|past|the|early|late|mid|was)\W+){0,3}$")
"""Between the name of a session and its day."""


_TOP = 100
"""The end of the longest scale."""


@dataclass(frozen=True)
class _Figure:
    start: int
    end: int
    value: float
    top: str | None
    role: Literal["before", "after"] | None = None
    passed: bool | None = None
    """Whether it was taken as long after the session as asked; none where that cannot be told."""


@dataclass(frozen=True)
class Rated:
    """Scores of one scale before a session and after it."""

    place: int
    """Of the first score, in the text as written."""
    function: bool
    """Whether it is a scale of function."""
    falls: tuple[float, ...]
    """How much lower each later score is, in percent of the one before."""
    passed: tuple[bool | None, ...]
    """Of each, whether it was taken as long after the session as asked."""

    def least(self, relief: Bound) -> float:
        """The least fall that shows the relief asked for."""
        return min(f for f in self.falls if relief.met(f))

    def bearing(self, relief: Bound, held: bool | None, lasting: bool) -> Literal["for", "against"] | None:
        """What the scores say; `held`: whether words say that it lasted as long as asked, where `lasting` is asked."""
        enough = [relief.met(fall) for fall in self.falls]
        if not any(enough):
            return "against"
        if not lasting:
            return "for" if enough[0] else None
        lost = next((n for n, ok in enumerate(enough) if not ok), len(enough))
        if any(p is False for p in self.passed[lost:]) and not any(
            ok and p for ok, p in zip(enough, self.passed, strict=True)
        ):
            return "against"
        if any(self.passed[:lost]):
            return "for"
        if held is not None and lost and all(self.passed[lost:]):
            return "for" if held else "against"  # words say how long that held which was lost later
        if held is False and 0 < lost < len(enough) and not any(self.passed):
            return "against"  # so long it held, and then it was lost
        if lost < len(enough) or held is None:
            return None
        return "for" if held else "against"


def read(
    text: str, sessions: Sequence[tuple[int, int]], find: Callable[[str], list[When]],
    since: Callable[[When, When], bool | None],
    lasts: Callable[[Length], bool | None],
) -> Rated | None:  # fmt: skip
    """The scores that a text gives before and after the session named at the places `sessions`.

    `find` finds the dates of a text, `since` says whether the time between two of them is as long as asked, `lasts`
    whether a length is.
    """
    written = spelt.digits(fold(text))
    low = ranged(written.text)
    scale = _SCALE.search(low)
    if not scale and not _RATES.search(low):
        return None
    whens = [written.onto(w) for w in find(text)]
    spans = [written.onto(x) for x in lengths.find(text)]
    taken = [*((w.start, w.end) for w in whens), *((x.start, x.end) for x in spans)]
    found = [f for m in _FIGURE.finditer(low) if (f := _figure(low, m, taken))]
    if len(found) < 2 or len({f.top for f in found if f.top}) > 1:
        return None
    named = [(written.forward(a), written.forward(b)) for a, b in sessions]
    begun = next((w for w in whens if any(_beside(low, w, a, b) for a, b in named)), None)
    others = [w for w in whens if w is not begun]
    pieces = _pieces(low, taken)
    roles = _with_roles(low, found, pieces, others, spans)
    timed = [_timed(low, f, pieces, others, spans, begun, since, lasts) for f in roles]
    before = {f.value for f in timed if f.role == "before"}
    after = [f for f in timed if f.role == "after"]
    if len(before) != 1 or not after or any(f.role is None for f in timed):
        return None
    start = before.pop()
    if not start:
        return None
    falls = tuple(100 * (start - f.value) / start for f in after)
    function = bool(scale and scale["function"])
    return Rated(written.place(found[0].start), function, falls, tuple(f.passed for f in after))


_STAYED = Pattern(
    r"\b(?:stay\w*|held|hold\w*|remain\w*|kept|hover\w*|hung|settled|ran|been) (?:at |around |about |between |steady "
    r"at )?"
    r"(?P<n>\d)(?P<to> to | and )(?P<m>\d)\b(?!\s*(?:/|%|weeks?|wks?|months?|mos?|days?|hours?))"
)
"""Two figures between which a score stayed, which are no change: "stayed at 2 to 3"."""


_RANGE_OF_TEN = Pattern(
    r"(?<!from )(?<!from an )(?<!from a )\b(?P<n>\d)(?P<to> to | or | and )(?P<m>\d|10)(?=(?: ?/ ?| out of | of )10\b)"
)
"""Two figures on one scale of ten: "still 2 to 3 out of 10"."""
_FELL_OF_TEN = Pattern(r"(?<=from )(?P<n>10|\d) ?/ ?10(?P<to> (?:down )?to )(?P<m>\d) ?/ ?10\b")
"""A fall on a scale of ten, which is no pair of days: "from 8/10 to 2/10"."""


def ranged(low: str) -> str:
    """Folded words, as long as before, where a dash joins the two figures between which a score stayed."""
    low = _FELL_OF_TEN.sub(_as_fall, low)
    return _STAYED.sub(_as_range, _RANGE_OF_TEN.sub(_as_range, low))


def _as_fall(match: re.Match[str]) -> str:
    """The same words, as long as before, with the two figures alone."""
    if int(match["n"]) <= int(match["m"]):
        return match[0]
    return f"{match['n']}{match['to']}{match['m']}".ljust(len(match[0]))


def _as_range(match: re.Match[str]) -> str:
    """The same words, as long as before, with a dash between two figures that rise."""
    if int(match["n"]) >= int(match["m"]):
        return match[0]
    start, end = match.start("to") - match.start(), match.end("to") - match.start()
    return match[0][:start] + "-".center(end - start) + match[0][end:]


def _figure(low: str, match: re.Match[str], taken: Sequence[tuple[int, int]]) -> _Figure | None:
    if any(a <= match.start() < b for a, b in taken):
        return None
    if not (match["of"] or match["mm"]) and figures.of_something_else(low, match.start(), match.end()):
        return None
    value = max(float(match["n"]), float(match["m"] or 0))
    return _Figure(match.start(), match.end(), value, match["of"] or match["mm"]) if value <= _TOP else None


def _beside(low: str, when: When, start: int, end: int) -> bool:
    """Whether a date stands right before or behind the name of the session."""
    gap = low[when.end : start] if when.end <= start else low[end : when.start] if end <= when.start else "x"
    return bool(_NEAR.match(gap))


def _pieces(low: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a text, cut where no date or length is."""
    cuts = [m for m in _CUT.finditer(low) if not any(a <= m.start() < b for a, b in taken)]
    edges = [0, *(m.start() for m in cuts), len(low)]
    return list(itertools.pairwise(edges))


def _with_roles(
    low: str, found: list[_Figure], pieces: list[tuple[int, int]], whens: Sequence[When], spans: Sequence[Length]
) -> list[_Figure]:
    """Each figure as before or after: by "from … to", by the words of its piece, or those of the piece before."""
    roles: list[_Figure] = []
    for n, figure in enumerate(found):
        following = low[figure.end : found[n + 1].start] if n + 1 < len(found) else ""
        if n and _TO.match(low[found[n - 1].end : figure.start]):
            roles[-1] = replace(roles[-1], role="before") if roles[-1].role is None or len(roles) == 1 else roles[-1]
            roles.append(replace(figure, role="after"))
        elif _TO.match(following) and (_is_pair(low, found, n - 2) or not any(f.role == "before" for f in roles)):
            roles.append(replace(figure, role="before"))
        else:
            roles.append(replace(figure, role=_role(low, figure, found, pieces, (*whens, *spans))))
    return roles


def _is_pair(low: str, found: Sequence[_Figure], n: int) -> bool:
    """Whether the figure of this place and the next one are a fall of their own, so that another one can follow."""
    return n >= 0 and _TO.match(low[found[n].end : found[n + 1].start]) is not None


def _role(
    low: str, figure: _Figure, found: list[_Figure], pieces: list[tuple[int, int]], times: Sequence[When | Length]
) -> Literal["before", "after"] | None:
    n = next(k for k, (a, b) in enumerate(pieces) if a <= figure.start < b)
    while True:
        a, b = pieces[n]
        cues = [(abs(m.start() - figure.start), "before") for m in _BEFORE.finditer(low[:b]) if m.start() >= a]
        later = [(abs(m.start() - figure.start), "after") for m in _AFTER.finditer(low[:b]) if m.start() >= a]
        if cues or later:
            return min((*cues, *later))[1]  # type: ignore[return-value]
        if any(a <= t.start < b for t in times):
            return "after"
        n -= 1
        if n < 0 or any(pieces[n][0] <= f.start < pieces[n][1] for f in found):
            return None


_NOW = Pattern(r"\b(?:now|today|currently|at present|presently|these days|this (?:visit|week|month))\b")
"""Of a figure of now, which is of no day told before it."""


def _timed(
    low: str, figure: _Figure, pieces: list[tuple[int, int]], whens: Sequence[When], spans: Sequence[Length],
    begun: When | None, since: Callable[[When, When], bool | None], lasts: Callable[[Length], bool | None],
) -> _Figure:  # fmt: skip
    """A later figure with whether its time is as long after the session as asked."""
    n = next(k for k, (a, b) in enumerate(pieces) if a <= figure.start < b)
    of_now = _NOW.search(low, *pieces[n]) is not None
    for a, b in (pieces[n], pieces[n if of_now else max(0, n - 1)]):
        days = [w for w in whens if a <= w.start < b]
        if days and begun:
            if begun.earliest > days[-1].latest:
                return replace(figure, role="before") if figure.role is None else figure
            return replace(figure, passed=since(begun, days[-1]))
        if times := [x for x in spans if a <= x.start < b]:
            return replace(figure, passed=lasts(times[-1]))
    return figure
