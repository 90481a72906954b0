"""The vocabulary: concepts and cues as data, and the finding of their words in a clause.

A word list is YAML under `vocabulary/`; adding a word edits one list. Words are matched token by token, the longest
phrase first, whatever the case and the plural; a word with two capitals in it, such as ON, only as it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from drafter.errors import CorpusError
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import Token, Tokens, tokenise

FOLDER = Path(__file__).parent / "vocabulary"
_FAMILIES = (
    "conditions", "findings", "treatments", "programme", "exclusions", "documentation", "procedures", "earlier",
    "imaging",
)  # fmt: skip


class Hit(NamedTuple):
    """A phrase found among tokens."""

    name: str
    """Concept or cue that the phrase stands for."""
    first: int
    """Index of its first token."""
    last: int
    """One past the index of its last token."""
    start: int
    """First code point in the text as given."""
    end: int
    """One past the last."""
    phrase: str = ""
    """The words of the list that matched."""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    raw: tuple[str | None, ...]
    """Where a word must be written with these capitals."""
    name: str
    phrase: str
    capitals: bool
    """Whether any must."""


@dataclass(frozen=True, eq=False)
class Phrases:
    """Many phrases, found in time linear in the number of tokens."""

    entries: Mapping[str, Mapping[str, Sequence[_Entry]]]
    """By their first word and the one behind it, the longest first; those of one word stand under every second word,
    and under none where no other phrase goes on so."""
    firsts: frozenset[str]
    """Their first words."""

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> Phrases:
        """From pairs of name and phrase."""
        entries: dict[str, list[_Entry]] = {}
        for name, phrase in dict.fromkeys(named):
            tokens = [t for t in tokenise(phrase) if t.word != "-"]
            if not tokens:
                raise CorpusError(f"the phrase {phrase!r} of {name} has no word in it", where=FOLDER)
            raw = tuple(capitals(t.raw) for t in tokens)
            entries.setdefault(tokens[0].word, []).append(
                _Entry(tuple(t.word for t in tokens), raw, name, phrase, any(raw))
            )
        for group in entries.values():
            group.sort(key=lambda e: -len(e.words))
        return cls({first: _by_second(group) for first, group in entries.items()}, frozenset(entries))

    def find(self, tokens: Sequence[Token]) -> list[Hit]:
        """Phrases in order, the longest at each place; two names of one phrase are both given."""
        hits: list[Hit] = []
        if isinstance(tokens, Tokens):
            if tokens.words.isdisjoint(self.firsts):
                return hits
            spelt = tokens.spelt
        else:
            spelt = tuple([token.word for token in tokens])
        reached, last, firsts = 0, len(spelt) - 1, self.firsts
        for n, word in enumerate(spelt):
            if n < reached or word not in firsts:
                continue
            by_second = self.entries[word]
            entries = (by_second.get(spelt[n + 1]) if n < last else None) or by_second[""]
            if entries and (here := _longest(entries, tokens, spelt, n)):
                hits += here
                reached = here[0].last
        return hits


class Lists:
    """Several lists of phrases, all looked for in one pass; each gives what it would find alone."""

    def __init__(self, lists: Mapping[Any, Phrases]) -> None:
        self._entries: dict[str, dict[str, list[tuple[Any, Sequence[_Entry]]]]] = {}
        """By the first word and the one behind it, each list's own."""
        firsts = dict.fromkeys(first for phrases in lists.values() for first in phrases.entries)
        for first in firsts:
            given = {key: phrases.entries[first] for key, phrases in lists.items() if first in phrases.entries}
            seconds = dict.fromkeys(second for by_second in given.values() for second in by_second)
            self._entries[first] = {
                second: [
                    (key, here) for key, by_second in given.items() if (here := by_second.get(second, by_second[""]))
                ]
                for second in seconds
            }

    def find(self, tokens: Tokens) -> dict[Any, list[Hit]]:
        """The phrases of each list in order; a list of which nothing stands there is left out."""
        found: dict[Any, list[Hit]] = {}
        taken: dict[Any, int] = {}
        spelt = tokens.spelt
        last = len(spelt) - 1
        for n, word in enumerate(spelt):
            by_second = self._entries.get(word)
            if by_second is None:
                continue
            here = by_second.get(spelt[n + 1]) if n < last else None
            for key, entries in by_second[""] if here is None else here:
                if taken.get(key, 0) <= n and (hits := _longest(entries, tokens, spelt, n)):
                    found.setdefault(key, []).extend(hits)
                    taken[key] = hits[0].last
        return found


def _by_second(group: Sequence[_Entry]) -> dict[str, list[_Entry]]:
    """Phrases of one first word by their second word, in order; those of one word under each, and under none."""
    seconds = dict.fromkeys(["", *(entry.words[1] for entry in group if len(entry.words) > 1)])
    return {second: [e for e in group if len(e.words) == 1 or e.words[1] == second] for second in seconds}


def _longest(entries: Sequence[_Entry], tokens: Sequence[Token], spelt: tuple[str, ...], n: int) -> list[Hit]:
    """The longest phrases that begin at a token, one for each name; `spelt` are the words of the tokens."""
    hits: list[Hit] = []
    for entry in entries:
        length = len(entry.words)
        if hits and length < hits[0].last - n:
            break
        if spelt[n : n + length] != entry.words or (entry.capitals and not _as_written(entry, tokens, n)):
            continue
        if not (hits and hits[-1].name == entry.name):
            hits.append(Hit(entry.name, n, n + length, tokens[n].start, tokens[n + length - 1].end, entry.phrase))
    return hits


def capitals(raw: str) -> str | None:
    """The word without its plural, where it is known by two capitals at least."""
    bare = raw[:-1] if raw.endswith("s") else raw
    return bare if sum(char.isupper() for char in bare) >= 2 else None


def _as_written(entry: _Entry, tokens: Sequence[Token], n: int) -> bool:
    """Whether the capitals of a phrase stand in the tokens from one on, of which there are enough."""
    return all(capitals is None or _same(_bare(tokens[n + k].raw), capitals) for k, capitals in enumerate(entry.raw))


def _same(bare: str, capitals: str) -> bool:
    """Whether a word is written with its capitals, or in small letters where nothing else is written so."""
    return bare == capitals or (bare in _in_small_letters() and bare == capitals.lower())


@cache
def _in_small_letters() -> frozenset[str]:
    return frozenset(map(str, load("grammar")["in_small_letters"]))


def _bare(raw: str) -> str:
    """A word without the mark of a plural, with or without an apostrophe: "TPIs", "TPI's"."""
    return raw.removesuffix("s").removesuffix("'").removesuffix("’")


@dataclass(frozen=True)
class Concept:
    """One entry of the vocabulary."""

    name: str
    family: str
    words: tuple[str, ...]
    patterns: tuple[Pattern, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    """The other keys of its entry, such as `broader`, `group` or `codes`."""

    @property
    def broader(self) -> tuple[str, ...]:
        """Concepts that naming this one names too."""
        return tuple(self.about.get("broader", ()))


def load(name: str) -> Any:
    """One file of the vocabulary, as data."""
    return _loaded(name)


@cache
def _loaded(name: str) -> Any:
    path = FOLDER / f"{name}.yaml"
    try:
        return yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        )  # words only: "no" and "ON" stay words
    except (OSError, yaml.YAMLError) as error:
        raise CorpusError(f"vocabulary cannot be read: {error}", where=path, todo="Restore the file.") from error


def files() -> list[str]:
    """Names of all files of the vocabulary, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@cache
def listed(file: str, key: str) -> frozenset[str]:
    """The single words under a key of a file."""
    return frozenset(str(word) for word in load(file)[key])


@cache
def concepts() -> Mapping[str, Concept]:
    """Every concept by name. One name in two families has one meaning, the first family and the words of both."""
    found: dict[str, Concept] = {}
    for family in _FAMILIES:
        for name, entry in load(family).items():
            words = (*map(str, entry.get("words", ())), *map(str, entry.get("codes", ())))
            patterns = tuple(Pattern(p) for p in entry.get("patterns", ()))
            about, family_ = {k: v for k, v in entry.items() if k not in ("words", "patterns")}, family
            if (first := found.get(name)) is not None:
                family_, about = first.family, {**about, **first.about}
                words, patterns = (*first.words, *words), (*first.patterns, *patterns)
            found[name] = Concept(name, family_, words, patterns, about)
    return found


@cache
def concept(name: str) -> Concept:
    """The concept of that name; one that only a policy's own terms know has no family."""
    return concepts().get(name) or Concept(name, "", ())


@cache
def family(name: str) -> tuple[str, ...]:
    """Names of the concepts of one family."""
    return tuple(c.name for c in concepts().values() if c.family == name)


def names(name: str) -> str:
    """A concept as words in a sentence."""
    return str(concept(name).about.get("called", name.replace("_", " ")))


def plural(name: str) -> bool:
    """Whether the words for a concept are plural, such as "trigger points"."""
    return concept(name).about.get("many") == "true"


def lexicon(terms: Mapping[str, tuple[str, ...]] | None = None) -> Lexicon:
    """The common words for every concept, with a policy's own `terms`; built once for each set of terms."""
    return _lexicon(tuple(sorted((name, tuple(given)) for name, given in (terms or {}).items())))


@cache
def _lexicon(terms: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return Lexicon(dict(terms))


class Lexicon:
    """Finds the words of concepts in clauses."""

    def __init__(self, terms: Mapping[str, tuple[str, ...]] | None = None) -> None:
        extra = terms or {}
        self._doubtful = {str(w) for c in concepts().values() for w in c.about.get("also_a_word", ())}
        self._concepts = concepts()
        pairs = [(c.name, w) for c in self._concepts.values() for w in c.words]
        pairs += [(name, word) for name, given in extra.items() for word in given]
        self._phrases = Phrases.of(pairs)
        self.patterns = Patterns(p for c in self._concepts.values() for p in c.patterns)
        """The expressions of all concepts."""
        self._named = {p: c.name for c in self._concepts.values() for p in c.patterns}
        self._marked = [c for c in self._concepts.values() if "of" in c.about]

    def find(
        self, tokens: Sequence[Token], low: str, offset: int, among: Callable[[Patterns], Sequence[Pattern]] = list
    ) -> list[Hit]:
        """Concepts named among the tokens of a clause whose folded text is `low` and begins at `offset`.

        `among` gives those of many expressions that may match in it, such as `Clause.among`.
        """
        hits = [h for h in self._phrases.find(tokens) if h.phrase not in self._doubtful or _stands_alone(tokens, h)]
        hits += list(self._by_pattern(tokens, low, offset, among(self.patterns)))
        if not hits:
            return hits
        hits += list(self._by_mark(tokens, hits))
        masked = other_senses(low, among(sense_patterns("other")))
        if masked:
            hits = [h for h in hits if not any(_within_mask(h.start - offset, h.end - offset, m) for m in masked)]
        return _distinct(sorted(hits, key=lambda h: (h.first, -h.last, h.name)))

    def _by_pattern(self, tokens: Sequence[Token], low: str, offset: int, patterns: Sequence[Pattern]) -> Iterator[Hit]:
        ends: list[int] = []
        for pattern in patterns:
            for match in pattern.finditer(low):
                ends = ends or [t.end for t in tokens]
                first = bisect_right(ends, match.start() + offset)
                last = bisect_left(ends, match.end() + offset) + 1
                if first < last <= len(tokens):
                    yield Hit(self._named[pattern], first, last, tokens[first].start, tokens[last - 1].end, match[0])

    def _by_mark(self, tokens: Sequence[Token], hits: Sequence[Hit]) -> Iterator[Hit]:
        """Concepts that are another one with a word beside it, such as chronic with neck pain."""
        for concept in self._marked:
            marks = {str(m) for m in concept.about["marked"]}
            for hit in hits:
                if hit.name != concept.about["of"]:
                    continue
                first = max(0, hit.first - 6)
                before = " ".join(t.word for t in tokens[first : hit.last])
                behind = " ".join(t.word for t in tokens[hit.last : hit.last + 12])
                if any(re.search(rf"\b{m}\b", before) for m in marks) or re.match(
                    r", (?:chronic|longstanding)\b|"
                    r"(?:[\w' ]+ ?,? )?(?:which |that )?(?:is|by now|now|has become|have become) "
                    r"(?:chronic|longstanding)\b",
                    behind,
                ):
                    yield Hit(concept.name, hit.first, hit.last, hit.start, hit.end, hit.phrase)


def _within_mask(start: int, end: int, mask: tuple[int, int]) -> bool:
    """Whether a naming overlaps words of another sense, and is no longer name around them: "failed back syndrome"."""
    longer = start <= mask[0] and mask[1] <= end and (start, end) != mask
    return mask[0] < end and start < mask[1] and not longer


@cache
def sense_patterns(key: str) -> Patterns:
    """The regular expressions under a key of the senses."""
    return Patterns(Pattern(p) for p in load("senses")[key])


def other_senses(low: str, patterns: Sequence[Pattern] | None = None) -> list[tuple[int, int]]:
    """Places of a folded clause whose words have another sense, such as the failure of an organ.

    `patterns` are those that may match in it, where that is known.
    """
    given = sense_patterns("other") if patterns is None else patterns
    return [match.span() for pattern in given for match in pattern.finditer(low)]


_WRITTEN_OUT = 4
"""Letters of a word that is no abbreviation; in a line of capitals there is none in small letters."""


_THIS_TIME = frozenset({"visit", "encounter", "appointment", "consult", "week", "month", "morning", "time"})


def _stands_alone(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether an abbreviation that is also a word, such as ON, stands as an abbreviation."""
    spoken = [t for t in tokens if t.raw.isalpha()]
    capitals = sum(t.raw.isupper() for t in spoken) > len(spoken) / 2 and len(spoken) > 4
    before = tokens[hit.first - 1].word if hit.first else ""
    behind = tokens[hit.last].word if hit.last < len(tokens) else ""
    if behind.isdigit() and any(t.word in ("l", "liters", "litres") for t in tokens[hit.last + 1 : hit.last + 2]):
        return False  # "ON 3 L by cannula"
    if capitals and not any(len(t.raw) >= _WRITTEN_OUT and not t.raw.isupper() for t in spoken):
        return before in listed("grammar", "names_what") and (not behind or not behind[0].isalnum())
    if behind == "this" and hit.last + 1 < len(tokens) and tokens[hit.last + 1].word in _THIS_TIME:
        behind = ""  # "revised to ON this visit"
    if behind == "as" and hit.last + 1 < len(tokens) and tokens[hit.last + 1].word in ("a", "my", "the", "her", "his"):
        return True  # "I no longer carry ON as a diagnosis"
    return before not in listed("grammar", "not_after") and behind not in listed("grammar", "not_before")


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for each concept at each place."""
    return list({(h.name, h.first, h.last): h for h in hits}.values())


@cache
def phrases(given: tuple[str, ...]) -> Phrases:
    """These phrases, all under one name."""
    return Phrases.of(("phrase", word) for word in given)


@cache
def expressions(file: str, *path: str) -> Patterns:
    """The regular expressions under a key of a file."""
    data = load(file)
    for key in path:
        data = data[key]
    return Patterns(Pattern(expression) for expression in data)


@cache
def classes(file: str) -> Phrases:
    """The phrases of the classes in a file: the `words` of each, and those of the concepts it is made `of`."""
    listed = load(file)
    own = [(name, str(w)) for name, entry in listed.items() for w in entry.get("words", ())]
    made_of = [(name, word) for name, e in listed.items() for c in e.get("of", ()) for word in concept(c).words]
    return Phrases.of([*own, *made_of])


@cache
def patterns(given: tuple[str, ...]) -> Patterns:
    """These regular expressions."""
    return Patterns(Pattern(expression) for expression in given)


@cache
def cues(file: str, *path: str) -> Phrases:
    """The phrases under a key of a file, each named by the next key, or by the last of `path`."""
    data = load(file)
    for key in path:
        data = data[key]
    if isinstance(data, dict):
        return Phrases.of((str(name), str(w)) for name, given in data.items() for w in given)
    return Phrases.of((path[-1], str(w)) for w in data)
