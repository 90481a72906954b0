"""A text cut into sentences and clauses, each with its exact place and the heading it stands under.

Nothing of the text is changed: `text[clause.start:clause.end]` is the clause. Time is linear in the length of the
text; a run of words without an end is cut after `LONGEST` tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from drafter.text import abbreviations, line_ends, spelling, words
from drafter.text.index import Index
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import Token, Tokens, fold, singular, tokenise

LONGEST = 200
"""Tokens after which a clause is cut, so that noise without punctuation costs no more than prose."""

_LONG = 2000
"""Characters above which a sentence is no sentence; its clauses then stand each for itself."""
_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)|\n")
_LEAD = re.compile(
    r"(?P<name>[A-Z][A-Za-z/ ]{0,30}):\s+"
    r"(?:(?P<field>(?=[A-Z][^:;|\n]{1,60}:\s|\d{1,2}/\d{1,2}/(?:\d\d)?\d\d:?\s))|(?=\S))"
)
"""A heading before what it introduces: "HPI: FHx: …", "Per the chart: 8/3/26: …", "S: MRI shows …"."""
_ASKS = re.compile(r"(?:\?|(?:^|\s)Q ?\d{0,2}[:.)][^\n]*)\s*$")
"""Before an answer: what is asked."""
_PAPERS = re.compile(r"records?|charts?|notes?|review|received|document|extract|excerpt|copied", re.IGNORECASE)
"""In a heading: papers, of which "Records: no PT to date" tells what they do not hold."""
_NEXT_SOURCE = re.compile(r"[ \t]+[A-Z][A-Za-z ]{1,25}:\s")
"""Behind a sentence: the next one in a row of sources, "HPI: 2 years. Intake sheet: 3 weeks."."""
_TITLE = re.compile(r"[ \t]*(?:#+[ \t]*|\*\*)?(?P<name>[A-Za-z][A-Za-z/&' -]{1,48}?)(?:\*\*)?[ \t]*$")
_CUT = re.compile(
    r"[;,\s](?:(?<=;)|(?<=\s)(?:(?<!\d\s)[-–—]{1,2}\s|(?<=\d\s)[-–—]{1,2}\s(?!\d|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?,? ['’]?\d))"
    r"(?!\(?(?:none|absent|negative|nil|denied|normal|resolved|gone|r/o|rule[- ]?out|"
    r"(?:\d+ )?(?:active |palpable )?(?:trps?|tps?|mtrps?|trigger points?)|(?:[rlb] |lt |rt |left |right |"
    r"bilat )?(?:ut|ls|mt|lt|rh|scm|ql|traps?|trapezius|levator|rhomboids?) \d|tender|ttp|taut|unknown|unclear|"
    r"undetermined|tbd|to be|not (?:known|stated|recorded|assessed|excluded|confirmed|supported|present|ruled|"
    r"yet|established|proven)|"
    r"unlikely|improbable|doubtful|questionable|unproven|unconfirmed|no evidence|possible|probable|suspected|likely|"
    r"(?:patient |pt )?(?:unwilling|not willing)|in remission|ruled (?:in|out)|excluded|no(?=\s*(?:[.,;(]|"
    r"$))|recommended|declined|refused|planned|pending|"
    r"ordered)\b)|"
    r"(?<=\s)\|\s(?=[a-z][a-z/ .]{1,30}:\s?[a-z]+\s*(?:\||\.?$))|"  # fields in a row, each with its word
    r"(?<=\s)\s*(?=(?<!nothing )(?<!all )(?<!anything )(?<!everything )(?<!every part )(?<!component "
    r")(?<!element )but\b(?! also\b))|"
    r"(?:(?<=,)(?<!\bas,)\s+|(?<=\s)(?<!\bas\s)\s*)(?=(?:however|although|though|whereas)\b)|"
    r"(?<=,)\s+(?=(?:now|here for|then|and (?:now|then|he|she|they|has|have|is|was|did|does)|"
    r"(?:(?:and|but|while) )?(?:her|his|their|the patient's|pt's) (?:late |older |younger |elder |twin |ex-?)?"
    r"(?:mother|father|mom|dad|brother|sister|cousin|aunt|uncle|husband|wife|grand(?:mother|father|ma|pa)|neighbou?r|"
    r"friend|coworker|roommate) (?:had|has|was|lost|died|needed|underwent|got))\b))"
)
"""Where a clause ends; begun by a class of characters, past which a search skips at once."""
_OF_OLD = ("past", "family")
"""Sections of what was and of relatives; one that began within a line says nothing of a later line's examination."""
_OF_NOW = re.compile(
    r"\b(?:palpat\w*|palpable|examin\w+|on exam|exam:|o/e|to palpation|ttp|tender\w*|taut|twitch\w*|jump sign|"
    r"trigger points?|trps?|tps?|today|this (?:visit|morning|week|month)|now|current(?:ly)?|presently|at present|"
    r"ongoing|continues|still|bmi|a1c|spo2|sao2|o2 sat|sats?|ahi|rdi|lvef|nyha|mg/dl|\d+ ?%|measured|"
    r"we (?:ask|request)|requested|requesting|is asked|assessment|impression|diagnosis is)\b"
)
"""What only an examination, a measurement or a telling of now says."""
_GOES_ON = re.compile(
    r"[-*•·>\s]*(?:\d[.)]\s*)?(?:(?:she|he|they|patient|pt)\s+)?(?:sees|comes to|goes to|works with|takes|does|"
    r"is (?:in|on|seeing|taking|doing|working)|has (?:been|had|done|completed|finished)|(?:stays|remains|"
    r"keeps)\s+(?:in|on|with|up|going|active)|"
    r"(?:is )?(?:enrolled|already in|still in|attending|attends|participat\w+)|continues (?:in|with|on|to (?:attend|"
    r"do|take))|"
    r"in progress|ongoing)\b"
)
"""The beginning of a sentence that tells what goes on, wherever it stands."""
_ORDERS = ("order", "orders", "request", "requested", "requesting", "request for")
_NEXT_PAPER = re.compile(
    r"(?:\W*(?:h&p|history and physical|consult(?:ation)?|(?:office |clinic |new patient |follow-?up |tele)?visit|ov|"
    r"(?:office |clinic |progress |visit |consult )?note|(?:d/c|discharge) summary|letter|seen|psg|polysomnogra\w+|"
    r"hsat|hst|echo\w*|tte|cath\w*|labs?|abg|oximetry)\b[^.;\n]{0,25}?)?\d{1,2}/\d{1,2}(?:/\d{2,4})?(?: [a-z&]+){0,3}"
    r"\W|\W*(?:(?:the|our|her|his) )?(?:doctor|physician|provider|surgeon|dr\.? [\w-]+)(?:['’]s)? (?:(?:own|exact) )?"
    r"(?:words?|note|letter|says?|said|writes?|wrote|dictated)\b[^\n]{0,60}[:,]"
)
"""The line by which a paper or a study of its own opens, which the heading of an order reaches no more."""
_HEAD = 6
"""Sentences at the head of a text in which "follow up" alone is the kind of visit, not what is planned."""
_BOX = re.compile("[\\[☐☑☒]")
_BOXED = re.compile(
    r"(?:\[\s?[x✓✔]?\s?\]|[☐☑☒])[^:\n\[\]☐☑☒]{2,60}?(?::|\s-)[ \t]+(?=(?:[^\s\[\]☐☑☒]+[ \t]+){3}[^\s\[\]☐☑☒]+)"
)
"""A box with its label, where words that somebody wrote beside it follow."""
_ANSWERED = re.compile(r"(?:\[\s?[x✓✔]\s?\]|[☑☒])[ \t]*(?:yes|no)[,;][ \t]+(?=[a-z]+[ \t]+[a-z])")
"""A ticked answer behind which somebody wrote words: "[ ] yes [x] no, full hip motion"."""
_PLACED = re.compile(
    r"(?:\[\s?[x✓✔]\s?\]|[☑☒])[^:\n\[\]☐☑☒]{2,60}?(?::|\s-)[ \t]+[^\[\]☐☑☒\n]{0,60}?\b(?:right|left|bilateral|both|"
    r"upper|lower)\b"
)
"""A ticked box whose label is filled in with a place: label and words are one statement."""
_ITEM = re.compile(r"(?:(?<=\s)|(?<=:))\(?(?P<n>[1-9])\)[ \t]+(?=[a-z])")
_ASKED = re.compile(
    r"(?:^|[.;:,]\s*|\band\s+)?(?:is|are|was|were|should|would|can|could|do|"
    r"does)\b(?=.{0,400}?\b(?:medical(?:ly)? necess|necessary|indicated|"
    r"appropriate|warranted|covered|justified|certified|approved|authori[sz]ed|criteria))",
    re.DOTALL,
)
_GIVEN = re.compile(
    r"\b(?:for|in) (?:an?|the|this|our|my) (?=[^?;]{0,60}?\b(?:patient|female|male|woman|"
    r"man|member|boy|girl|adult|year|yo|"
    r"y/o|person|individual|lady|gentleman|teenager|beneficiary)\b)|\bgiven (?:that )?|"
    r"\bdespite\b|\bwith a history of\b|\bwhen (?:the|a|this) patient\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text that says one thing."""

    start: int
    """First code point in the text as given."""
    end: int
    """One past the last."""
    text: str
    """The words as given."""
    low: str
    """The words folded, as long as `text`."""
    tokens: Tokens
    """Its words, with places in the whole text."""
    sentence: int
    """Number of the sentence it belongs to."""
    within: tuple[int, int]
    """Start and end of that sentence."""
    section: str | None
    """Name of the section it stands in, of the vocabulary's."""
    heading: str | None
    """The heading as written."""
    question: bool
    """Whether it asks rather than says."""
    index: Index = field(compare=False, repr=False)
    """All clauses of the text, by what stands in them."""
    number: int = field(compare=False)
    """Its number among them."""

    def among(self, patterns: Patterns) -> Sequence[Pattern]:
        """Those of many expressions that may match in it, in order."""
        return self.index.among(patterns, self.number)

    def matching(self, patterns: Patterns) -> Sequence[Pattern]:
        """Those of many expressions that match somewhere in it, in order."""
        return [pattern for pattern in self.among(patterns) if self.search(pattern)]

    def hits(self, phrases: words.Phrases) -> list[words.Hit]:
        """Phrases in it."""
        return self.index.named[phrases].get(self.number) or []

    def search(self, pattern: Pattern) -> re.Match[str] | None:
        """The first match of an expression in its folded words; run once, and only where it may match."""
        match = self.index.found[pattern].get(self.number)
        return match if match is not False else self.index.match(pattern, self.number)

    @property
    def line(self) -> str:
        """Its words on one line, as long as `text`."""
        return self.text.replace("\n", " ")


_NEXT_VISIT = Pattern(
    r"(?:(?:office |clinic |follow-?up |return |telephone |phone )?visit|ov|progress note|seen)(?: on)?:? "
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?\W*$"
)
"""A line that is the day of a visit, and ends what stood under the heading of the one before."""


def split(text: str) -> list[Clause]:
    """All clauses of a text in order; they do not overlap, and every word of the text stands in one."""
    tokens = spelling.mended(tokenise(text))
    starts = [t.start for t in tokens]
    low = fold(text)
    clauses: list[Clause] = []
    index = Index()
    section: str | None = None
    heading: str | None = None
    bare, headed = False, 0
    for number, (start, end) in enumerate(_sentences(text)):
        if not bare and _paragraph_before(text, start):
            section = heading = None
        found = _heading(text, start, end)
        body, bare = start, False
        if found and number < _HEAD and _kind_of_visit(low[start:end]) and not any(c.section for c in clauses):
            found = None
        if found:
            section, heading, body = found
            bare = not low[body:end].strip(" *:")
            body, headed = (start, start) if bare else (body, end)
        elif section and (
            _NEXT_VISIT.match(low, start, end)
            or (section == "plan" and heading and fold(heading) in _ORDERS and _NEXT_PAPER.match(low, start, end))
        ):
            section = heading = None
        long = end - start > _LONG
        under = None if section == "plan" and _GOES_ON.match(low[body:end]) else section
        if section in _OF_OLD and not found and "\n" in text[headed:start] and _OF_NOW.search(low[body:end]):
            under = None
        for first, last, question in _parts(low, body, end):
            for inside, limit in _chunks(tokens[bisect_left(starts, first) : bisect_left(starts, last)], last):
                a, b = inside[0].start, _closing(text, inside[-1].end, limit)
                folded = low[a:b].replace("\n", " ")
                clauses.append(
                    Clause(
                        a,
                        b,
                        text[a:b],
                        folded,
                        inside,
                        number,
                        (a, b) if long else (start, end),
                        under,
                        heading,
                        question,
                        index,
                        index.add(folded, inside),
                    )
                )
    return clauses


def _closing(text: str, end: int, last: int) -> int:
    """The end of a clause, its closing signs included."""
    most = min(last, end + 3)
    while end < most and not text[end].isspace() and not text[end].isalnum() and text[end] not in "([{":
        end += 1
    return end


def _chunks(tokens: Sequence[Token], last: int) -> Iterator[tuple[Tokens, int]]:
    """Runs of at most `LONGEST` tokens, each with the place it must not reach over."""
    for n in range(0, len(tokens), LONGEST):
        inside = Tokens(tokens[n : n + LONGEST])
        yield inside, tokens[n + LONGEST].start if n + LONGEST < len(tokens) else last


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence, white space around it left out."""
    start = 0
    for match in _STOP.finditer(text):
        if match[0] == "\n" and not line_ends.ends(text, start, match.start()):
            continue
        if len(match[0]) > 2 and _leader(text, match.start(), match.end()):
            continue
        if match[0] != "\n" and abbreviations.holds_stop(text, match.start(), match.end()):
            continue
        if match[0] == "?" and match.start() - start < 8 and not text[start : match.start()].strip(' \t\n-*•"“(['):
            continue  # a mark before a word doubts it: "? migraine"
        if match[0] == "?" and text[match.start() - 1 : match.start()].isspace() and _goes_on(text, match.end()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _leader(text: str, at: int, end: int) -> bool:
    """Whether dots only lead from the name of a field to its value: "tremor ..... no"."""
    return (
        text[at:end] == "." * (end - at)
        and text[at - 1 : at] == " "
        and bool(text[end : end + 80].split("\n", 1)[0].strip())
    )


def _goes_on(text: str, end: int) -> bool:
    """Whether the line goes on behind a mark that stands apart, as in "headache, ? migraine"."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without white space around it; what only introduces a line of its own stands for itself."""
    piece = text[start:end]
    if piece.strip():
        first, last = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        lead = _LEAD.match(text, first, last)
        alone = lead and (lead["field"] is not None or not (_PAPERS.search(lead[0]) or _NEXT_SOURCE.match(text, last)))
        if lead and alone and _introduces(text, first, fold(lead["name"])):
            yield first, lead.end("name") + 1
            first = lead.end()
        yield first, last


def _introduces(text: str, start: int, name: str) -> bool:
    """Whether the name of a heading says nothing of what stands behind it; the A: behind a Q: is an answer."""
    if name == "none":
        return False  # "None: active infection, neuropathic joint" denies what it lists
    if name == "a" and _ASKS.search(text, max(0, start - 300), start):
        return False
    return name in words.listed("grammar", "introductions")


def _paragraph_before(text: str, start: int) -> bool:
    """Whether a blank line stands before `start`."""
    return bool(re.search(r"\n[ \t\r]*\n\s*$", text[max(0, start - 40) : start]))


@cache
def _section_names() -> dict[str, str]:
    listed = words.load("sections")
    return {" ".join(singular(w) for w in str(word).split()): name for name, given in listed.items() for word in given}


def _heading(text: str, start: int, end: int) -> tuple[str | None, str, int] | None:
    """Section, heading as written, and where the words after it begin, if the sentence opens with a heading."""
    names = _section_names()
    line = text[start:end]
    match = line_ends.HEADING.match(line) or (_TITLE.match(line) if text[end : end + 1] in ("\n", "") else None)
    if not match:
        return None
    written = match["name"].strip()
    section = names.get(" ".join(singular(w) for w in fold(written).split()))
    day = match.groupdict().get("day")
    if day and section is None:
        return None  # "MRI 9/3/26: …" heads nothing but itself
    alone = not line.rstrip().endswith(":") and ":" not in match[0]
    if alone and section is None:
        return None
    if section is None and (len(written.split()) > 4 or match.end() == len(line)) and not line.rstrip().endswith(":"):
        return None
    body = start + match.end()
    if (
        day or section in (None, "exam", "history", "treatment", "past", "family", "allergies", "assessment", "list")
    ) and body < end:
        body = start  # the heading's own word may be the fact, as in "Neck: non-tender"
    return section, written, body


def _kind_of_visit(line: str) -> bool:
    return line.strip(" *#") in ("follow up", "follow-up", "followup", "f/u")


def _parts(low: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is a question, of every clause of the sentence."""
    question = low[start:end].rstrip("\"')] ").endswith("?")
    given = _given(low, start, end) if question else None
    if given is not None:
        yield from ((a, b, True) for a, b in _cut(low, start, given))
        yield from ((a, b, False) for a, b in _cut(low, given, end))
    elif question and (tag := _TAG.search(low, start, end)) and not _OPENS.match(low, start, end):
        yield from ((a, b, False) for a, b in _cut(low, start, tag.start()))
        yield from ((a, b, True) for a, b in _cut(low, tag.start("asks"), end))
    else:
        yield from ((a, b, question) for a, b in _cut(low, start, end))


_TAG = re.compile(
    r"\s*(?:[,;–—]|\s-{1,2})\s*(?P<asks>(?:so |and |but )?(?:is|are|does|do|would|will|can|could|did)(?:n't)? "
    r"(?:that|this|it|these|those|they|we)\b[^?]{0,60}?\b(?:meets?|satisf\w+|fails?|counts?|qualif\w+|enough|how you|"
    r"cover\w*|allow\w*|ok|okay|sufficient|accept\w*|within|over|exceeds?|pass|approv\w+|criteri\w+|limit|cap|rule|"
    r"requirements?|bill\w*|submit)\b[^?]*\?)"
)
"""A question at the end about the rule alone, which leaves what stands before it as told: "…, does that count?"."""
_OPENS = re.compile(
    r"\W*(?:is|are|was|were|does|do|did|has|have|had|can|could|may|might|should|would|will|if|whether|what|which|who|"
    r"when|how|why)\b"
)
"""The first word of a sentence that is a question as a whole."""


def _given(low: str, start: int, end: int) -> int | None:
    """Where a question about the need for a service turns to what it takes as given: "for a patient with …"."""
    piece = low[start : min(end, start + 2000)]
    if not _ASKED.search(piece):
        return None
    match = _GIVEN.search(piece)
    return start + match.start() if match else None


def _cut(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    own = [*_written_beside(low, start, end), *_numbered(low, start, end)]
    for first, last in sorted([*(m.span() for m in _CUT.finditer(low, start, end)), *own]):
        if (
            low[last - 2 : last - 1] in _DASHES
            and _MONTH_AHEAD.search(low[first - 10 : first])
            and _MONTH.match(low, last)
        ):
            continue  # "Oct - Jan 2026"
        if first > at:
            yield at, first
            at = last
    if at < end:
        yield at, end


_DASHES = ("-", "–", "—")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\b\.?")
_MONTH_AHEAD = re.compile(rf"\b{_MONTH.pattern}\s?$")


def _numbered(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places where the items of a list within a line begin: "1) therapy weekly 2) classes"."""
    found = list(_ITEM.finditer(low, start, end)) if "2)" in low[start:end] else []
    if [m["n"] for m in found] != [str(n) for n in range(1, len(found) + 1)]:
        return []
    return [(m.start("n"), m.start("n")) for m in found[1:]]


_NONE_OF = re.compile(r"\bnone:\s*$")
"""A ticked "None:", which denies what stands behind it."""


def _written_beside(low: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places where the words written beside a box begin: they are told, whatever the box says."""
    if not _BOX.search(low, start, end):
        return []
    beside = [m for m in _BOXED.finditer(low, start, end) if not _PLACED.match(low, m.start(), end)]
    beside = [m for m in beside if not _NONE_OF.search(m[0])]
    return [(m.end(), m.end()) for m in (*beside, *_ANSWERED.finditer(low, start, end))]
