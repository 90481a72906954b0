"""Places of a finding told without its name, "none on the left; two on the right", and places left out of it."""

from __future__ import annotations

import re

from drafter.reading import site
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import Place
from drafter.text import Mention
from drafter.text.patterns import Pattern

_N = r"(?:[1-9]\d?|one|two|three|four|five|six|seven|eight|several|multiple|many|some|a few|a couple|present|positive)"
_COUNTED = Pattern(
    rf"^\W*(?:but |and |only |however |also )*{_N}"
    r"(?: (?:were |was |are |is )?(?:active|latent|palpable|discrete|ones?|distinct|definite|more|others?|"
    r"palpated|elicited|located|identified|"
    r"felt|found|noted|present|seen))* (?:in|at|over|on|within|along)\b|"
    rf"(?:\bx ?|[:=(] ?|\bhas |\bhad |\bshows? |\bwith ){_N}(?! ?/| ?(?:cm|mm|weeks?|months?|days?))\W*(?:\(|$|,|"
    rf"with\b|w/|and ltr\b)"
)
"""A number of them and a place."""
_FOUND = Pattern(
    rf"\b(?:felt|feel|find|found|marked|mark|located?|detect(?:ed)?|shows?|showed|identified|elicited|counted|palpated|"
    rf"there (?:is|are|was|were))(?: (?:only|just|today|now|at least))? (?:{_N}|none)(?: (?:of (?:them|these|"
    rf"those)|active|latent))*"
    r" (?:in|at|over|on|within|along)\b"
)
"""What the examiner found of it, and where: "I disagree: my palpation shows two in the right scalene"."""
_OF_THEM = Pattern(
    rf"\b{_N} of (?:them|these|those)\b|"
    rf"\b(?:has|had|held|contain\w*|shows?|showed|harbou?r\w*|yield\w*|revealed) (?:only )?{_N}\W*(?:,|;|$)"
)
"""A number of what was named before."""
_ASIDE = Pattern(r"^\W*(?:however|though|although|by contrast|on the other hand|in contrast)\b")
_NONE = Pattern(
    r"^\W*(?:but |and )*none\b (?:\w+ )?(?:in|at|over|on|within)\b|[:=(-] ?(?:none|0|nil|negative|absent|clear)\W*$"
)

_FREE = Pattern(
    r"\b(?:is|are|was|were|remains?|feels?|itself) (?:entirely |completely |quite )?"
    r"(?:clear|free|spared|negative|uninvolved|normal|soft)\b"
)
_BUT_NOT = Pattern(r"^\W*but (?:not|none|nothing)\b")
_BUT = Pattern(r"^\W*but (?:in |at |over |for )?(?:the |his |her )?(?:right |left |both |upper |lower )?")
_EVERYWHERE = Pattern(r"\b(?:every\w*|all|each|throughout|other muscles)\b")


def counted(record: Record, said: Said, name: str) -> tuple[bool, Place] | None:
    """Whether the finding named in the statement before is told of another place, and which; none where it is not."""
    own = said.search(_FOUND)
    none = said.search(_NONE) or (own is not None and " none " in own[0])
    if not (none or own or said.search(_COUNTED) or said.search(_OF_THEM)) or said.statement.of(name):
        return None
    behind = record.preceding(said)
    if own and behind and not behind[0].statement.of(name) and not site.among(behind[0].statement.clause.tokens):
        behind = behind[1:]  # "The nurse wrote that there were none. She was mistaken; I …"
    if behind and _set_before(behind[0], said):
        placed, behind = behind[0], behind[1:]
    else:
        placed = said
    place = site.among(site.here(placed))
    if not place.muscles:
        return None
    before = next(iter(behind), None)
    if before is None or not before.statement.of(name) or not _goes_on(before, said):
        return None
    return not none, place


_NO_NEW = Pattern(r"\bno (?:new|further|additional|other|more|fresh)\b")
_THAT_ONE = Pattern(
    r"^\W*(?:but |and |only |just |while |though )*(?:the|that|those|both|his|her)\b(?:[^.;]{0,60}?\bones?\b|"
    r" (?:in|at|of|on|from) )"
)
"""One of those found before, by its place: "the left rhomboid one", "that in the levator"."""
_STILL = Pattern(
    r"\b(?:still (?!hurt|sore|bother|pain)\w+|persist\w*|unchanged|(?:remain\w*|is|are) (?:palpable|present|"
    r"there|felt|active|tender)|"
    r"as before|again (?:felt|palpable|found))\b"
)
_GONE = Pattern(
    r"\b(?:gone|resolved|disappeared|vanished|no longer (?:felt|palpable|present|there|found)|not (?:palpable|"
    r"felt|found|present|"
    r"there)(?: (?:now|today|any ?more))?)\b"
)


def old_one(record: Record, said: Said, name: str) -> tuple[bool, Place] | None:
    """Whether one found before is still there, or gone, where new ones are denied: "no new TPs; the … one persists"."""
    named = next((m for m in said.statement.of(name) if _NO_NEW.search(said.ahead(m.start))), None)
    if named is not None:
        rest, place = said.behind(named.end).lstrip(" ,;:-–—"), site.among(said.statement.clause.tokens[named.last :])
    else:
        before = record.preceding(said)[:1]
        if said.statement.of(name) or not any(s.statement.of(name) and s.search(_NO_NEW) for s in before):
            return None
        rest, place = said.low, site.among(site.here(said))
    if not place.muscles or not _THAT_ONE.match(rest) or record.secondhand(said):
        return None
    if _GONE.search(rest):
        return False, place
    return (True, place) if _STILL.search(rest) else None


def _set_before(opening: Said, said: Said) -> bool:
    """Whether a place was only set before an aside: "The left infraspinatus, however, had two of them"."""
    short = len(opening.statement.clause.tokens) <= 7 and not opening.statement.mentions
    return short and opening.statement.clause.sentence == said.statement.clause.sentence and bool(said.search(_ASIDE))


def _goes_on(before: Said, said: Said) -> bool:
    """Whether a statement stands in the sentence of the one before, or right behind it on a list or counting them."""
    here, there = said.statement.clause, before.statement.clause
    apart = here.sentence - there.sentence
    counts = said.search(_OF_THEM) is not None or (said.search(_FOUND) is not None and len(here.tokens) <= 20)
    return (
        apart == 0 or (apart == 1 and len(here.tokens) <= 10) or (apart <= (2 if said.search(_FOUND) else 1) and counts)
    )


def only_side(record: Record, side: set[str]) -> bool:
    """Whether the record names a muscle and speaks of no other side than this one."""
    sides = {s for said in record.said for s in said.sides()}
    return sides == side and any(site.among(said.statement.clause.tokens).muscles for said in record.said)


def left_out(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the place asked for is excepted from those that have it: "in every muscle except the trapezius"."""
    wanted = site.of(record)
    tokens = said.statement.clause.tokens
    out = [site.among(tokens[n:]) for n in site.none_at(tokens) if n >= mention.last]
    for later in record.following(said)[:1]:
        if later.in_sentence_of(said) and _leaves_out(said, later):
            out.append(site.among(later.statement.clause.tokens))
    if any(p.muscles & wanted.muscles and not p.apart(wanted) for p in out):
        return True
    if any(_clear(p, wanted, site.among(site.here(said))) for p in _cleared(record, said, mention)):
        return True
    for hit in said.statement.cues.exceptions:
        place = site.among(said.statement.clause.tokens[hit.last :])
        if hit.first >= mention.last and place.muscles & wanted.muscles and not place.apart(wanted):
            return True
    return False


_IS_CLEAR = Pattern(
    r"^\W*(?:and |but |while |whereas |the |its |on )*(?:(?:right|left|rt|lt|r|l)\b ?)?(?:[\w/-]+ ){0,3}?(?:side |"
    r"one )?"
    r"(?:(?:is|are|was|were|remains?|quite|entirely|completely) )*(?:clear|free(?: of (?:them|any|tps?|"
    r"trigger points?|it))?|"
    r"negative|neg|spared|uninvolved|soft|normal|unremarkable|without(?: any)?)\W*$"
)
"""A piece of a sentence that says of one place no more than that it is clear: "R trapezius clear"."""


def _cleared(record: Record, said: Said, mention: Mention) -> list[Place]:
    """Places told, behind a finding in its sentence, to be clear of it."""
    start = said.statement.clause.start
    tokens = said.statement.clause.tokens
    places, begin = [], mention.end - start
    for match in [*re.finditer(r"[,;]", said.low[begin:]), None]:
        end = len(said.low) if match is None else mention.end - start + match.start()
        if _IS_CLEAR.match(said.low[begin:end]):
            places.append(site.among([t for t in tokens if begin <= t.start - start < end]))
        begin = end + 1
    later = (s for s in record.following(said)[:1] if s.in_sentence_of(said) and s.search(_IS_CLEAR))
    return [*places, *(site.among(s.statement.clause.tokens) for s in later)]


def _clear(place: Place, wanted: Place, found: Place) -> bool:
    """Whether a place that is clear is the one asked for, and not just the side on which the finding is."""
    if not wanted.sides or place.sides != wanted.sides:
        return False
    return bool((place.muscles or found.muscles) & wanted.muscles)


def _leaves_out(said: Said, later: Said) -> bool:
    """Whether the rest of a sentence takes a place out: "everywhere, but the trapezius", "; the trapezius is clear"."""
    if later.search(_BUT_NOT) or later.search(_FREE):
        return True
    return said.search(_EVERYWHERE) is not None and later.search(_BUT) is not None
