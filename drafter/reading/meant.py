"""Which of the treatments named before it a later statement means: the last one, both, the first, those of one time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import cache

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_THESE = r"(?:these|those|the)"
_REMEDIES = r"(?:measures|treatments|therapies|medications?|medicines|drugs|remedies|things)"
ALL = Pattern(
    r"^\W*(?:(?:but|and|yet|so far|in all|overall|unfortunately|sadly|she says|he says|pt says|"
    r"per pt)\W+)*(?:[^.;:]{2,40}:\W*[\"“])?"
    r"(?:(?P<two>neither|both)|(?:none|nothing|no one thing|not one|all|everything|each|no relief|nothing else|any)\b"
    r"(?: (?:of )?(?:it|them|these|those|this|that|which|the above|the lot|"
    rf"{_THESE} (?P<n>two|three|four|five)|{_THESE} {_REMEDIES}))?)\b|"
    rf"\b(?:none|neither|all|both|each|not one|no one) of (?:{_THESE} )?(?:which|them|it|this|that|these|those|"
    rf"(?P<m>two|three|four|five)|{_REMEDIES})\b|"
    r"(?:\b(?:from|with|by|to|through|on|under|after|during) |\bw/ ?)(?:any|either|none|all|both|each|these|those|them|"
    r"(?:all|any) of (?:it|this|them|these|those))\b(?! (?:other|more|further|new))|"
    r"\b(?:despite|in spite of|notwithstanding) (?:(?:all|each) (?:of )?(?:it|these|them|this|that|those)|"
    r"everything)\b|"
    r"\b(?:reviewed|went over|went through|gone through|asked about|discussed|took him through|took her through) "
    r"(?:each|all|every one|them all|both)\b|"
    r"\b(?:of|for|at the end of) (?:(?P<both>both|either)\b(?! (?:her|his|the|eyes|sides|ears|arms|shoulders|hands))|"
    r"(?:all|any|each) (?:of )?(?:it|them|this|that|these|those)\b)|"
    r"\b(?:tried|done|had|used|taken|given|been through) (?:all|everything|each|both) "
    r"(?:of )?(?:it|this|that|these|those|the above)\b|"
    r"^\W*(?:the |all )?(?:others?|rest|remainder|remaining ones?)\b(?! of (?:the|her|his) (?:exam|note|chart|body))|"
    r"\b(?:all|any|everything) of (?:it|this|that) (?:together )?|"
    r"\b(?:despite|after|with|in spite of|for) (?:the (?:whole )?lot|everything|"
    r"all (?:this|that|of (?:it|this|that)))\b|"
    r"\bfailed (?:all|everything)\b(?! (?:of the|his|her|the))|\ball (?:failed|without|unsuccessful|ineffective|to no "
    r"avail|in vain)\b|"
    r"\b(?:would|will|does|do) not (?:want to )?(?:do|take|repeat|try|touch) (?:either|both|any of (?:it|them))\b|"
    r"\bfrom (?:the )?(?:one|first)(?: drug| treatment)?,? (?:or|nor)(?: from)? the (?:other|second)\b|"
    r"\b(?:the )?two together\b|"
    r"\b(?:nothing|none) (?:on|in|from) (?:that|this|the)\b|\b(?:to|of) (?:the )?above\b|\bin (?:every|each) case\b"
)
"""Words for all the treatments named before, for the last two of them, or for so many."""
NEAR = 4
"""Statements behind the name of a treatment within which the course of the symptoms is its result."""
NOW = Pattern(
    r"\b(?:now|currently|at present|continues?|continuing|is on|remains on|takes|taking|ongoing|goes to|is in|"
    r"(?:started|begun) (?:today|yesterday|this week|last week)|new)\b"
)
"""A treatment of now, of whose result nothing said of earlier ones tells."""
TAKEN_ON = Pattern(
    r"^\W*(?:\d{1,2}/\d{1,2}(?:/\d{2,4})?\W+)?(?:she |he |they |patient |pt |has |had |have )*"
    r"(?:took|taken|used|been taking|attended|did|done|completed|finished|stayed on|went (?:for|to|twice|once|\d|two|"
    r"three))\b"
    r"(?! (?:not|well|ok|okay|fine))|"
    r"^\W*(?:it|this|that|they|these|the (?:course|drug|tablets|therapy)) (?:(?:was|were|has been|"
    r"had been) )?(?:went on|"
    r"lasted|ran|kept up|continued|taken|used|carried on|given|followed) (?:for|from|until|through|till|over|daily)\b|"
    r"^\W*(?:(?:all (?:of )?)?(?:it|this|that|these)|they|the (?:course|drug|tablets|therapy)) (?:was|were)(?: all)? "
    r"(?:from|between|over|during|through|throughout|for) (?:(?:about|some|nearly|almost|the|early|mid|late|last|end|"
    r"beginning|middle|of|this|past|all) )*(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve) (?:weeks|"
    r"months)|spring|summer|fall\b|autumn|winter|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b)"
)
"""The beginning of a statement that goes on about the taking of what was named before."""
_NO_TREATMENT = (
    r"(?! (?:\w+ )?(?:visits?|weeks?|days?|months?|sessions?|blocks?|injections?|doses?|times?|few|two|three|"
    r"years?|half|"
    r"attacks?|shocks?|episodes?|letter|note|report)\b)"
)
NTH = Pattern(
    rf"^\W*(?:and |but |of )?the (former|latter|first|second|third|last)\b{_NO_TREATMENT}|"
    r"\b(?:results?|outcomes?|effects?|response|benefit|relief|help|good|better|use|difference) "
    rf"(?:of|from|to|with|for|on) the (former|latter|first|second|third|last)\b{_NO_TREATMENT}|"
    r"\b(?:since|with|on|after|under) the (former|latter)\b"
)
"""One of the treatments named before, by its place among them."""
_PLACES = {"former": -2, "latter": -1, "last": -1, "first": 0, "second": 1, "third": 2}
_RUN = 6
"""Statements before a result among which such treatments stand."""


def is_nth(record: Record, said: Said, mention: Mention, after: Said, nth: str) -> bool:
    """Whether a treatment is the one meant by its place among those named before a result: "the former did nothing"."""
    run = [s for s in record.said if s.document is said.document and after.number - _RUN <= s.number < after.number]
    named = []
    for s in run:
        for m in sorted(s.statement.of(*specific()), key=lambda m: m.start):
            if (s.number, m.start) not in named:
                named.append((s.number, m.start))
    place = _PLACES[nth]
    if not 2 <= len(named) <= len(_PLACES) or place >= len(named) or (place in (0, 1, 2) and len(named) > place + 2):
        return False
    return named[place] == (said.number, mention.start)


_TOGETHER = Pattern(
    r"\b(?:alongside|beside|besides|along with|together with|at the same time|meanwhile|in parallel|concurrently|"
    r"throughout|with|plus|both)\b"
)
"""Of two treatments of one time."""
_IN_TURN = Pattern(
    r"\b(?:then(?! \d)|later|afterwards?|after that|followed|next|switch\w*|replaced|subsequently|before "
    r"that)\b"
)


_SHARED = 28
"""Days that two treatments must have in common to be of one time."""


def at_one_time(before: Sequence[Said]) -> bool:
    """Whether the treatments of several statements were of one time by their first and last days."""
    stretches = []
    sentences = itertools.groupby(before, key=lambda s: s.statement.clause.within)
    for _, parts in sentences:
        said = list(parts)
        whens = [w for s in said for w in s.statement.whens()]
        named = {m.start for s in said for m in s.statement.of(*specific())}
        if not named or any(s.search(AT_THE_TIME) for s in said):
            continue
        if len(whens) != 2 or len(named) != 1:
            return False
        stretches.append((whens[0].earliest, whens[1].latest))
    return all((min(a[1], b[1]) - max(a[0], b[0])).days >= _SHARED for a, b in itertools.combinations(stretches, 2))


AT_THE_TIME = Pattern(
    r"\b(?:over|during|in|for|throughout|within) (?:the|those|these) (?:very )?same (?:\w+ )?(?:weeks?|months?|"
    r"period|time|"
    r"stretch|span|spring|summer|autumn|fall|winter)\b|\b(?:meanwhile|alongside|at the same time|concurrently|"
    r"in parallel)\b"
)
"""Of a treatment of the time of the one before it."""


def side_by_side(before: Sequence[Said]) -> bool:
    """Whether the treatments of the sentence right before a result were of one time, so that it is of all."""
    if at_one_time(before) and not any(s.search(_IN_TURN) for s in before):
        return True
    if len({s.statement.clause.within for s in before}) > 1:
        return False
    low = before[0].sentence
    return bool(_TOGETHER.search(low)) and not _IN_TURN.search(low)


@cache
def specific() -> tuple[str, ...]:
    """Treatments with a name."""
    return tuple(n for n in words.family("treatments") if words.concept(n).about.get("generic") != "true")


def is_drug(concept: str) -> bool:
    """Whether a treatment is a medicine, by its class or by its own name."""
    return words.concept(concept).about.get("group") in ("drug", "agent")


def last(before: Sequence[Said], mention: Mention, most: int | None = None, *, drugs: bool | None = None) -> bool:
    """Whether a treatment of the first statement is among the last so many that were named, of medicines alone or of
    all but them; all of them where no number is given."""
    named: dict[tuple[int, int], None] = {}
    for n, one in enumerate(before):
        if one.search(NOW):
            continue
        for m in sorted(one.statement.of(*specific()), key=lambda m: m.start):
            sure = m.stands.certainty == "sure" and not m.stands.negated
            own = n == 0 and m.start == mention.start
            if not own and n and m.concept == "exercise" and _ALONGSIDE.search(one.low):
                continue
            past = own or (sure and m.stands.time not in ("planned", "conditional"))
            if past and drugs in (None, is_drug(m.concept)):
                named[n, m.start] = None
    if most and len(named) > most and len(_courses(before, named)) == most:
        return True
    return (0, mention.start) in [*named][-(most or len(named)) :]


_ALONGSIDE = Pattern(
    r"^\W*(?:and |with |plus |then |followed by )+(?:(?:he|she|they|pt) )?(?:(?:also|duly|did|does|kept up|kept to|"
    r"was given|given|daily|faithfully|the|a|her|his|their|my|home) )+"
    r"(?:exercises?|exercise program\w*|hep|stretches|program(?:me)?)\b|^\W*(?:then|followed by) hep\b"
)
"""Exercises at home that go with the course named before them, and are no other treatment."""
_JOINED = Pattern(r"^[\w -]{0,20}\b(?:and|with|plus|at|under|from|&)\b[\w' .-]{0,20}$|^ ?[+/&] ?$")
"""Between two treatments of one course: "chiropractic and exercise therapy"."""


def _courses(before: Sequence[Said], named: Iterable[tuple[int, int]]) -> set[int]:
    """The statements of treatments, where each tells of one course with its time; else nothing."""
    courses: dict[int, list[int]] = {}
    for n, start in named:
        courses.setdefault(n, []).append(start)
    for n, starts in courses.items():
        said = before[n]
        at = said.statement.clause.start
        between = (said.low[a - at : b - at] for a, b in itertools.pairwise(sorted(starts)))
        if not (said.statement.lengths() or said.statement.whens()) or not all(map(_JOINED.search, between)):
            return set()
    return set(courses)


_NO_CARE = ("oral_medication", "programme_label", "physical_evaluation", "psychological_evaluation")
"""Parts of a programme that name no other care beside the treatment spoken of."""
_THE_SAME = Pattern(
    r"^\W*(?:the|this|that|these|those|her|his|it|on (?:the|this)) (?:drugs?|medications?|medicines?|therapy|tablets|"
    r"pills|capsules|treatment)\b"
)


def treatments() -> tuple[str, ...]:
    """Concepts that name a treatment."""
    return words.family("treatments")


def rest_of_sentence(record: Record, said: Said) -> tuple[Said, ...]:
    """The clauses behind it in its sentence, up to one that names another treatment."""
    same = (s for s in record.following(said) if s.in_sentence_of(said))
    return tuple(itertools.takewhile(lambda s: not names_another(s), same))


def names_another(said: Said) -> bool:
    """Whether a statement names a treatment; "the medication" stands for the one before."""
    if any(
        words.concept(m.concept).family == "programme" and m.concept not in _NO_CARE for m in said.statement.mentions
    ):
        return True
    named = said.statement.of(*treatments())
    return any(words.concept(m.concept).about.get("generic") != "true" for m in named) or (
        bool(named) and not _THE_SAME.match(said.low)
    )
