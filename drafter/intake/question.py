"""Free text is a case: services, schedule, decisions already taken, diagnosis codes, age and sex are taken from it.

What is taken is listed in `inferred`. Only what the text says is taken: no code is put to a service named in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus import Corpus
from drafter.domain import Case, Diagnosis, PriorDetermination, ReviewType, ServiceLine
from drafter.errors import InputError
from drafter.intake import belonging, further, unasked
from drafter.text import coded, schedule

_CODE_ROW = re.compile(
    r"\b(?:CPT|HCPCS|codes?)[\s:#]*(?:(?:\d{5}|[A-V]\d{4})(?:\s*,\s*|\s*/\s*|\s*(?:and|or|&)\s*)+)*$"
)
_ONCE_MORE = re.compile(r"\b(?:again|once more|a repeat|repeat(?:ed)?|another|the same)\b", re.IGNORECASE)
_ROW_OPENS = re.compile(
    r"\W*(?:(?:procedures?|services?|requested|billing|service|proc\.?)\s+)?(?:CPT|HCPCS|codes?|procedures?)\b",
    re.IGNORECASE,
)
"""How a sentence or line opens that gives the codes of a request."""
_BROKEN = re.compile(r"[ \t]*\n[ \t]*(?!\n|[-*•\[]|\d+[.)]\s|[A-Za-z][\w /]{0,30}:)(?=\S)")
"""A line end inside a sentence: no empty line, bullet, number or "Heading:" follows."""
_SENTENCE = re.compile(r"[^.?!\n]+(?:\.(?=\d)[^.?!\n]+)*[.?!\n]*")
_ASKS = re.compile(
    r"\?|\brequest|\bmedical(?:ly)?\s+necess|\bauthori[sz]ation\b|\bto be (?:given|administered|performed)\b|\bseek|"
    r"\basks? for\b|\bplanned service|\bproposed\b|\b(?:prior )?auth(?:ori[sz]e)?:? (?:for|of|req)|"
    r"\bplease (?:approve|authori[sz]e|certify|cover|reconsider|review)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:(?:been|was|were|is|are|already|previously)\s+)+(?:certified|approved|authori[sz]ed)\b"
    r"(?!\s+(?:by (?:the )?FDA|for (?:use|marketing)|in (?:19|20)\d\d))|"
    r"(?<=[\d)] )(?:certified|approved|authori[sz]ed)\s+(?:last (?:week|month|year)|(?:on\s+)?\d{1,2}/\d|through\s+\d)",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:not|never|if|whether|should|can|could|would|may)\b[^.?!]{0,60}\b(?:certified|approved|authori[sz]ed)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bmedical(?:ly)?\s+necess|\brequest", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:whose|which|that|who|since|as|because|although|while|now that|already|previously)\b", re.IGNORECASE
)
_AGE = re.compile(
    r"\b(?P<age>\d{1,3})[\s-]*(?:year|yr|y)s?[\s-]*(?:old|/?o)\b|\b(?P<short>\d{2,3})\s?(?P<letter>[MF])\b",
    re.IGNORECASE,
)
_FEMALE = re.compile(r"\b(?:female|woman|girl)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:male|man|boy)\b", re.IGNORECASE)
_DIAGNOSIS = re.compile(r"(?<![\w.])[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![\w])")
_RETROSPECTIVE = re.compile(r"\bretro(?:spective(?:ly)?)?\b|\balready (?:given|performed|rendered)\b", re.IGNORECASE)
_CONCURRENT = re.compile(r"\bconcurrent review\b", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"\b(?:is|are|was|were)\s+(?P<what>.{3,80}?)\s+(?:medically necessary|indicated|covered)\b",
    re.IGNORECASE | re.DOTALL,
)


_UNDER = re.compile(
    r"\b(?:under|per|according to|covered by|insured (?:by|with)|payer|insurance)[\s:]+(?:(?:the|her|his|an?) )?$",
    re.IGNORECASE,
)
"""Right before the payer under which a service is asked for."""


@dataclass(frozen=True)
class _Mention:
    """A service named in a sentence."""

    start: int
    end: int
    line: ServiceLine
    words: frozenset[str]
    """Lower-case words by which this service may also be named."""
    given: bool = False
    """Whether the sentence says that it was given before."""


def load(text: str, where: str, corpus: Corpus) -> Case:
    """The case that a bare text describes. Raises InputError for a service code that cannot exist."""
    return complete(Case(text=text), where, corpus)


def complete(case: Case, where: str, corpus: Corpus) -> Case:
    """The case with what it leaves open taken from its text; what it gives is never changed."""
    text = case.text or "\n".join(note.text for note in case.notes)
    found: dict[str, object] = {}
    if not case.services:
        found |= _request(text, where, corpus, bool(case.prior_determinations))
    if not case.diagnoses and (codes := dict.fromkeys(_DIAGNOSIS.findall(text))):
        found["diagnoses"] = tuple(Diagnosis(code=code) for code in codes)
    found |= _person(case, text)
    if case.payer is None and (payer := _payer(text, corpus)):
        found["payer"] = payer
    review = _review_type(text)
    if "review_type" not in case.model_fields_set and case.text and review:
        found["review_type"] = review
    return case.model_copy(update={**found, "inferred": tuple(sorted(found))})


def _payer(text: str, corpus: Corpus) -> str | None:
    """The payer under which the request asks, of those that policies name; none where the text names a second one."""
    names = sorted({payer for policy in corpus.policies for payer in policy.payers}, key=len, reverse=True)
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
    if not names or len({m[0].lower() for m in named.finditer(text)}) != 1:
        return None
    asking = (s for s in _sentences(_BROKEN.sub(" ", text)) if _ASKS.search(s))
    asked = (m[0] for s in asking for m in named.finditer(s) if _UNDER.search(s, 0, m.start()))
    return next(asked, None)


def _review_type(text: str) -> ReviewType | None:
    asked = " ".join(s for s in _sentences(text) if _ASKS.search(s))
    return "retrospective" if _RETROSPECTIVE.search(asked) else "concurrent" if _CONCURRENT.search(asked) else None


def _person(case: Case, text: str) -> dict[str, object]:
    """Age and sex where the first words that give an age stand for the patient."""
    match = _AGE.search(text)
    if match is None:
        return {}
    found: dict[str, object] = {}
    age = int(match["age"] or match["short"])
    if case.age is None and age <= 130:
        found["age"] = age
    near = text[match.start() : match.end() + 20]
    sexes = [sex for sex, words in (("female", _FEMALE), ("male", _MALE)) if words.search(near)]
    letter = {"F": "female", "M": "male"}.get((match["letter"] or "").upper())
    if case.sex is None and (letter or len(sexes) == 1):
        found["sex"] = letter or sexes[0]
    return found


def _request(text: str, where: str, corpus: Corpus, decided_given: bool) -> dict[str, object]:
    """Service lines, and the decisions on them that the text reports."""
    sentences = list(_sentences(_BROKEN.sub(" ", text)))
    asking = [s for s in sentences if _ASKS.search(s) or _is_decided(s)] or sentences
    lines: list[ServiceLine] = []
    prior: list[PriorDetermination] = []
    words: set[str] = set()
    by_words: dict[int, frozenset[str]] = {}
    named = [(s, m) for s in asking for m in _mentions(s, text, where, corpus)]
    asked = [(s, m) for s, m in named if not m.given] or named
    for sentence, mention in asked:
        again = next((n for n, line in enumerate(lines) if line.code and line.code == mention.line.code), None)
        if again is not None:
            lines[again] = _told_again(lines[again], mention.line)
            if not _is_decided(sentence, mention):  # "64493 was approved in May. A second 64493 is requested"
                prior = [p for p in prior if p.code != mention.line.code]
            continue
        if not mention.line.code and mention.words & words:
            continue
        words |= mention.words
        if (n := _named_before(lines, by_words, mention)) is not None:
            lines[n] = _coded_line(lines[n], mention.line)
            continue
        if not mention.line.code:
            by_words[len(lines)] = mention.words
        lines.append(mention.line)
        if _is_decided(sentence, mention):
            prior.append(_decided(mention.line))
    lines = _coded_elsewhere(lines, by_words, [s for s in sentences if s not in asking], text, where, corpus)
    if not lines:  # "64405-50. Both sides are requested": the code stands where nothing asks
        every = [(s, m) for s in sentences for m in _coded(s, text, where, corpus)]
        coded_ = [m for s, m in every if not unasked.is_earlier(s[: m.start])]
        if not coded_ and any(_ONCE_MORE.search(s) for s in asking):  # "She had 64405. It is requested again"
            coded_ = [m for _, m in every]
        lines = list({m.line.code: m.line for m in coded_}.values())
    if not lines:
        what_for = _ASKED_FOR.search(text)
        what = " ".join(what_for["what"].split()) if what_for else "the service asked for"
        lines = [ServiceLine(description=what, inferred=("description",))]
    found: dict[str, object] = {"services": tuple(lines)}
    if prior and not decided_given:
        found["prior_determinations"] = tuple(prior)
    return found


def _named_before(
    lines: Sequence[ServiceLine], by_words: Mapping[int, frozenset[str]], mention: _Mention
) -> int | None:
    """The line that names in words the service whose code comes now: "Procedure: MBB. Codes: 64493"."""
    if not mention.line.code:
        return None
    return next((n for n, named in by_words.items() if not lines[n].code and named & mention.words), None)


def _coded_elsewhere(
    lines: list[ServiceLine],
    by_words: Mapping[int, frozenset[str]],
    rest: Iterable[str],
    text: str,
    where: str,
    corpus: Corpus,
) -> list[ServiceLine]:
    """The lines, those in words with the one code that a row of codes elsewhere gives them: "Codes: 20552 LT"."""
    if not by_words:
        return lines
    in_rows = [m for s in rest for m in _coded(s, text, where, corpus) if not m.given and _ROW_OPENS.match(s)]
    taken = {line.code for line in lines}
    out = list(lines)
    for n, named in by_words.items():
        fitting = {m.line.code: m.line for m in in_rows if m.words & named and m.line.code not in taken}
        if not lines[n].code and len(fitting) == 1:
            out[n] = _coded_line(lines[n], *fitting.values())
    return out


def _coded_line(named: ServiceLine, coded_: ServiceLine) -> ServiceLine:
    """The line of a code with the schedule that stood with its name."""
    if coded_.schedule or not named.schedule:
        return coded_
    return coded_.model_copy(update={"schedule": named.schedule, "inferred": (*coded_.inferred, "schedule")})


def _told_again(line: ServiceLine, again: ServiceLine) -> ServiceLine:
    """The line with what is told only where its code is named again: units, schedule, sides.

    "27096-RT and 27096-LT" is one service on both sides.
    """
    missing = {key: value for key in ("units", "modifiers", "schedule") if not getattr(line, key)
               and (value := getattr(again, key))}  # fmt: skip
    both = (*line.modifiers, *again.modifiers)
    if sorted(both) == ["LT", "RT"]:
        missing["modifiers"] = both
    inferred = dict.fromkeys((*line.inferred, *missing))
    return line.model_copy(update={**missing, "inferred": tuple(inferred)})


def _sentences(text: str) -> Iterator[str]:
    return (match[0] for match in _SENTENCE.finditer(text))


def _is_decided(sentence: str, mention: _Mention | None = None) -> bool:
    """Whether the sentence reports a decision: on the service mentioned, or on any.

    In a question only a side clause reports ("whose blocks were certified", "since 64405 is already certified").
    """
    said = _DECIDED.search(sentence, mention.end if mention else 0)
    if said is None or _UNDECIDED.search(sentence):
        return False
    if mention is not None and _ASKED.search(sentence, mention.end, said.start()):
        return False
    begin = max(0, mention.start - 60) if mention else 0
    return "?" not in sentence or bool(_ASIDE.search(sentence, begin, said.end()))


def _decided(line: ServiceLine) -> PriorDetermination:
    return PriorDetermination(
        code=line.code,
        description=line.description,
        outcome="certify",
        units=line.units,
        schedule=line.schedule.written if line.schedule else None,
    )


def _mentions(sentence: str, text: str, where: str, corpus: Corpus) -> list[_Mention]:
    """The services of one sentence in order, each with the schedule that belongs to it."""
    coded = list(_coded(sentence, text, where, corpus))
    known = set().union(*(m.words for m in coded)) if coded else set()
    named = [
        m
        for m in _named(sentence, corpus)
        if not (
            m.words & known
            or unasked.is_earlier(sentence[: m.start])
            or unasked.has_result(sentence, m.end)
            or unasked.is_refused(sentence, m.start, m.end)
            or any(_names_code(sentence, m, c) for c in coded)
        )
    ]
    mentions = sorted((*coded, *named, *_further(sentence, (*coded, *named), corpus)), key=lambda m: m.start)
    return [_scheduled(mention, mentions, sentence) for mention in mentions]


_RIGHT_BESIDE = re.compile(r"(?:(?!\b(?:and|with|plus|or)\b)[\w\s/(#:-]){0,20}", re.IGNORECASE)


def _names_code(sentence: str, named: _Mention, coded_: _Mention) -> bool:
    """Whether words are the common name of the code that stands beside them: "repeat RFA 64633", "64490 C4-6 MBB"."""
    said = sentence[named.start : named.end].lower()
    between = sentence[min(named.end, coded_.end) : max(named.start, coded_.start)]
    return coded_.line.code in further.codes_named(said) and _RIGHT_BESIDE.fullmatch(between) is not None


def _further(sentence: str, known: Sequence[_Mention], corpus: Corpus) -> Iterator[_Mention]:
    """Services asked for beside the known ones that no policy names."""
    places = [further.Place(m.start, m.end, m.words, _codes_of(m, corpus)) for m in known]
    for place in further.find(sentence, places, corpus):
        # what is said before a known service holds for that one, and has been weighed there
        begin = max((m.end for m in known if m.end <= place.start), default=0)
        if not unasked.is_earlier(sentence[begin : place.start]):
            line = ServiceLine(description=sentence[place.start : place.end], inferred=("description",))
            yield _Mention(place.start, place.end, line, _lower(place.words))


def _codes_of(mention: _Mention, corpus: Corpus) -> frozenset[str]:
    """The codes that a service may have: its own, and those of the policies' services of that name."""
    if mention.line.code:
        return frozenset((mention.line.code,))
    services = (s for p in corpus.policies for s in p.services)
    return frozenset(s.code for s in services if mention.words & _lower(s.words))


def _scheduled(mention: _Mention, mentions: list[_Mention], sentence: str) -> _Mention:
    """A schedule right after a service is its own; one after the last service is that of all without their own."""
    every = list(schedule.find(sentence))
    elsewhere = list(belonging.of_others(sentence, every, ((m.start, m.end) for m in mentions))) if every else []
    found = [s for s in every if s not in elsewhere]
    after = min((m.start for m in mentions if m.start > mention.start), default=len(sentence))
    own = [s for s in found if mention.start < s.start < after and s.end > mention.end]
    last = max(m.end for m in mentions)
    shared = [s for s in found if s.start >= last] or ([s for s in found if s.end <= mentions[0].start])
    chosen = (own or shared)[:1]
    if not chosen:
        return mention
    inferred = (*mention.line.inferred, "schedule")
    line = mention.line.model_copy(update={"schedule": chosen[0].schedule, "inferred": inferred})
    return replace(mention, line=line)


def _coded(sentence: str, text: str, where: str, corpus: Corpus) -> Iterator[_Mention]:
    for found in coded.find(sentence):
        code = found.code
        if unasked.is_refused(sentence, found.start, found.end):
            continue
        if not found.named and code not in corpus.codes and not _in_code_place(sentence, found):
            continue
        if not corpus.knows(code):
            line = text.count("\n", 0, text.find(code)) + 1
            raise InputError(
                f"unknown service code {code!r}", where=where, line=line, todo="Check the code against the request."
            )
        names = _words_of(code, corpus)
        before = sentence[max(0, found.start - 80) : found.start].lower()
        near = max((w for w in names if len(w) > 4 and w in before), key=len, default=None)  # no "tpi" for a name
        fields = {
            "code": code,
            "description": near or corpus.codes.get(code),
            "units": found.units,
            "modifiers": found.modifiers,
        }
        inferred = tuple(key for key, value in fields.items() if value)
        line_ = ServiceLine.model_validate({**fields, "inferred": inferred})
        yield _Mention(found.start, found.end, line_, names, given=unasked.was_given(sentence[: found.start]))


def _in_code_place(sentence: str, found: coded.Coded) -> bool:
    """Whether a number no list knows stands where codes stand: in a row that "CPT" opens, or alone in brackets."""
    before, after = sentence[: found.start], sentence[found.end :]
    return bool(_CODE_ROW.search(before)) or (before.endswith("(") and after.startswith(")"))


def _words_of(code: str, corpus: Corpus) -> frozenset[str]:
    """Every word by which a policy names the service of a code."""
    return _lower(word for p in corpus.policies for s in p.services if s.code == code for word in s.words)


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _named(sentence: str, corpus: Corpus) -> Iterator[_Mention]:
    """Services named in words; several names in one place count once, the longest."""
    groups = {_lower(s.words) for p in corpus.policies for s in p.services if s.words}
    lowered = sentence.lower()
    found: list[_Mention] = []
    for words in _merged(groups):
        hits = (re.search(rf"\b{re.escape(word)}s?\b", lowered) for word in sorted(words, key=lambda w: (-len(w), w)))
        hit = next((h for h in hits if h), None)
        if hit:
            line = ServiceLine(description=sentence[hit.start() : hit.end()], inferred=("description",))
            found.append(_Mention(hit.start(), hit.end(), line, words))
    for mention in found:  # "TFESI" within "cervical TFESI" is no service of its own
        if not any(o.start <= mention.start and mention.end <= o.end and o is not mention for o in found):
            yield mention


def _merged(groups: set[frozenset[str]]) -> list[frozenset[str]]:
    """Groups of words that share one are one service."""
    merged: list[frozenset[str]] = []
    for group in sorted(groups, key=sorted):
        sharing = [m for m in merged if m & group]
        merged = [m for m in merged if not m & group] + [group.union(*sharing)]
    return merged
