"""Purpose: whether a treatment was given for something else than the complaint: another site, another illness."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.reading import site
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern
from drafter.text.tokens import COUNTS, Token, tokenise

_REACH = 5
"""Tokens between a treatment and the illness it was for."""
_FOR = ("for", "to", "help", "helped", "control", "controlled", "treat", "treated", "manage")
_HARM = Pattern(
    r"\b(?:ankles?|legs?|feet|foot|hands?|arms?|fingers?) (?:swelling|oedema|edema|swelled|cramps?)\b|"
    r"\b(?:swelling|swollen|oedema|edema|cramps?|tingling)\b(?: (?:of|in|at) (?:the |her |his |both )*)?(?:ankles?|"
    r"legs?|feet|hands?|arms?)\b"
)
"""Harm by a drug that shows in a limb, which says nothing of where the complaint is."""
_REQUEST = Pattern(
    r"[(;,] ?(?:[\w-]+ ){1,2}request(?:ed)?\W*$|"
    r"(?:[(;,-]|\bbut) ?(?:the |this |our |today's |current |present )?request(?:ed)?\b(?: is| now)?(?: \w+)?[: ]"
)
"""Behind what was treated: the place for which the service is asked."""
_ENDS = (",", ";", ".", "but", "and")
_NOW = Pattern(r"\b(?:request\w*|injections?|complain\w*|now|current\w*|today\w*|pain|presents?|here for|seeking)\b")


def elsewhere(record: Record, said: Said, mention: Mention) -> str | None:
    """Why the treatment was not for the complaint, as a clause about "it", or none."""
    if illness := _illness(said, mention):
        return f"it is mentioned for something else ({illness})"
    own = record.regions or _complaint(record) or _of_service(record)
    told = _told_of(said)
    off = told - own - {"unplaced"}
    if said.search(_HARM):
        off -= {"limb"}
    if not own:
        off &= {"limb"}
    if off and not told & own:
        return f"it is mentioned for another site ({', '.join(sorted(off)).replace('_', ' ')})"
    return None


_OBJECT = frozenset({"for", "help", "helped", "helping", "touch", "touched", "on", "with", "in"})
"""Words before what a result is told of: "did nothing for her knee", "did not help her balance"."""
_WHOSE = frozenset({"the", "her", "his", "their", "my", "left", "right", "both", "other", "bad", "sore", "old"})
_SUBJECT = Pattern(
    r"^\W*(?:and |but |though )?(?:the|her|his|their|my) (?:(?:left|right|other|bad|sore|old) )*(?P<part>[a-z]+)"
    r"(?: (?:pain|joint|itself))? (?:was|is|were|are|has|had|stayed|remained|felt|got|never|did)\b"
)
"""A part of the body as the subject: "Her hip was no better on it"."""


_AIM = Pattern(r"^(?: and (?:[\w-]+ ){1,3}?)? ?for (?:the |her |his |an? )?(?:(?:left|right|bad|l|r) )*$")
"""Between a treatment and the place that it is for."""


def named_elsewhere(record: Record, said: Said, mention: Mention) -> str | None:
    """Why a treatment is for another place, where that stands right behind "for": "PT for the knee"."""
    own = record.regions or _complaint(record) or _of_service(record) | site.of(record).regions
    for hit in said.statement.hits("regions"):
        if hit.start >= mention.end and _AIM.match(said.between(mention.end, hit.start)):
            off = hit.name not in own and (bool(own) or hit.name == "limb") and hit.name != "unplaced"
            return f"it is mentioned for another site ({hit.phrase})" if off else None
    return None


def for_another_place(record: Record, said: Said) -> bool:
    """Whether a statement tells a result of another place or illness than the complaint: "did nothing for her knee"."""
    if not said.statement.told or said.search(_PAIN):
        return False
    tokens = said.statement.clause.tokens
    subject = said.search(_SUBJECT)
    part = subject.start("part") + said.statement.clause.start if subject else -1
    other = said.statement.hits("purposes", "other")
    if any(_is_object(tokens, h.first) or h.start == part for h in other) and not said.regions():
        return True
    own = record.regions or _complaint(record) or _of_service(record)
    hits = [h for h in said.statement.hits("regions") if h.name != "unplaced"]
    told = {h.name for h in hits if _is_object(tokens, h.first) or h.start == part}
    return bool(own and told) and not own & {h.name for h in hits}


_PAIN = Pattern(r"\b(?:pain|headaches?|migraines?|aches?|neuralgia|symptoms?)\b")


def _is_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word at a place is what something was done for."""
    before = [t.word for t in tokens[max(0, at - 4) : at]]
    while before and before[-1] in _WHOSE:
        before.pop()
    return bool(before) and before[-1] in _OBJECT


_PART = r"(?:low(?:er)? back|upper back|back|neck|shoulders?|knees?|hips?|wrists?|hands?|elbows?|ankles?|feet|foot)"
_EASED = r"(?:helped|eased|improved|relieved|settled|cleared|fixed|resolved|got better)"
_HELPED = (
    Pattern(rf"\b{_EASED} (?:with )?(?:the |her |his |their |my )?(?:left |right |bad )?(?P<part>{_PART})\b"),
    Pattern(
        rf"^\W*(?:the |her |his |their )?(?:left |right )?(?P<part>{_PART})(?: pain)?,? (?:was |is |has )?{_EASED}\b"
    ),
)
"""A part of the body that a treatment helped: "PT helped the back", "low back pain improved with PT"."""
_DOWN_A_LIMB = Pattern(r"\b(?:legs?|arms?|calf|thighs?|foot|hand|sciatic\w*|radicul\w*|radiating)\b")
_AND_LIMB = Pattern(
    r"^[^.;]{0,15}\b(?:and|as well as|,) (?!not\b|the pain)[^.;]{0,15}\b(?:legs?|arms?|thighs?|sciatica)\b"
    r"(?! (?:was|is|were|had|stayed|pain (?:was|is|stayed))\b)"
)
"""Behind it: that it helped the limb too."""
_AXIAL = frozenset({"neck", "upper_back", "low_back"})


def helped_elsewhere(record: Record, said: Said) -> bool:
    """Whether what a treatment helped is another place than the complaint, of which it then tells nothing.

    Of a complaint in a limb the back or the neck is another place: the treatment of the one shows nothing of the other.
    """
    found = next((m for p in _HELPED if (m := said.search(p))), None)
    own = _of_service(record) & _AXIAL
    if found is None or not own:
        return False
    regions = site.among(tokenise(found["part"])).regions
    if not regions & own and not (found["part"] == "back" and own - {"neck"}):
        return True
    return not _AND_LIMB.search(said.low[found.end() :]) and bool(record.having(_DOWN_A_LIMB))


def in_a_limb(record: Record, said: Said) -> bool:
    """Whether a statement tells of a limb alone, where the complaint is elsewhere: "her knee pain did not change"."""
    own = record.regions or _complaint(record) or _of_service(record)
    return "limb" not in own and said.regions() == {"limb"}


def _told_of(said: Said) -> frozenset[str]:
    """The regions that a statement names, without those of a request in the same sentence: "(request: neck)"."""
    if not said.regions() or not (asked := said.search(_REQUEST)):
        return said.regions()
    start = said.statement.clause.start + asked.start()
    ahead = frozenset(h.name for h in said.statement.hits("regions") if h.start < start)
    return said.regions() & ahead or said.regions()


def _illness(said: Said, mention: Mention) -> str | None:
    """The illness behind "for" that the treatment was for: "amitriptyline for sleep", "pelvic floor therapy"."""
    tokens = said.statement.clause.tokens
    for hit in said.statement.hits("purposes", "other"):
        if hit.last == mention.first and words.concept(mention.concept).about.get("group") == "physical":
            return hit.phrase
        between = [t.word for t in tokens[mention.last : hit.first]]
        if between[-2:-1] == ["due"] or {"stopped", "discontinued", "quit", "because"} & set(between):
            return None  # what it was stopped for
        near = 0 < len(between) <= 2 * _REACH and not any(w in _ENDS for w in between)
        if near and _names_purpose(between[-_REACH:]):
            return hit.phrase
    return None


def _names_purpose(between: Sequence[str]) -> bool:
    """Whether words before an illness say that it was what a treatment was for; "for 10 weeks" is a length."""
    return any(
        w in _FOR
        and not (w == "for" and between[n + 1 : n + 2] and (between[n + 1].isdigit() or between[n + 1] in COUNTS))
        for n, w in enumerate(between)
    )


def _complaint(record: Record) -> frozenset[str]:
    """Regions of the complaint, where the policy names none: as told where no treatment is named."""
    if not any(s.regions() for s in record.said):
        return frozenset()
    return frozenset(
        region
        for said in record.said
        if said.regions() and said.search(_NOW) and not said.statement.of(*words.family("treatments"))
        for region in said.regions()
    ) - {"unplaced"}


def _of_service(record: Record) -> frozenset[str]:
    """Regions in the names that the policy gives the service asked for: "cervical facet injection"."""
    named = [" ; ".join((s.label, *s.words)) for s in record.policy.services if s.code == record.line.code]
    return frozenset(r for name in named for r in site.among(tokenise(name)).regions) - {"unplaced"}
