"""What a treatment did, as the words of a clause tell: failed, helped, helped in part, was not tolerated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from drafter.text import counts, effects, unchanged
from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import singular
from drafter.text.words import Hit, Lists, cues, expressions, load, other_senses, sense_patterns

OutcomeKind = Literal["failed", "helped", "partial", "not_failed", "not_tolerated", "contraindicated", "stopped"]
_OF_PAIN = r"(?! (?:\w+ ){0,2}(?:pain|symptoms?|headaches?|discomfort|cost|side effects))"
_GOES_ON = (
    r"\b(?:remain\w*|persist\w*|continu\w* to (?:have|suffer|hurt|experience|report)|still|ongoing|unrelenting|"
    r"severe|debilitating|disabling|progress(?:ed|es|ing)|worsen(?:ed|ing|s)|worse|deteriorat\w+)\b"
)
_SCORED_STILL = (
    r"\b(?:pain|nrs|vas|nprs)\b(?: \w+){0,2}? (?:is|of|at|was) (?:still )?(?:a )?(?:[5-9]|10)(?:/10| out of (?:10|ten))"
)
_DESPITE = Pattern(
    rf"\bdespite\b{_OF_PAIN}(?=.*(?:{_GOES_ON}|{_SCORED_STILL}))|{_GOES_ON}[^.;]{{0,60}}\bdespite\b{_OF_PAIN}",
    re.DOTALL,
)
"""Pain that goes on in spite of a treatment."""
_BARELY = Pattern(
    r"\b(?:none|nothing|neither|no|not|never|\w+n't|hardly|scarcely)\b[^.;]{0,40}\bmore than (?:an? |one |two |three |"
    r"few |a few |"
    r"some |\d+ )?(?:hours?|minutes?)(?:'s?|s')?,? (?:of |worth of )?(?:\w+ )?(?:ease|relief|benefit|help|"
    r"improvement|respite|"
    r"comfort)\b|\b(?:relief|ease|benefit|help\w*|comfort|eased?)\b[^.;]{0,25}\b(?:minutes|an hour|a few minutes|"
    r"an hour or "
    r"two) (?:only|at (?:most|best|a time)|each|tops|apiece)\b|"
    r"\b(?:relief|help\w*|comfort|eased?)\b(?: (?:for|of|only|maybe|perhaps|about|barely|just|some)){1,3} (?:half )?"
    r"(?:an hour|minutes|a few minutes)(?: or (?:so|two))?(?=\W*$| each\b| at a time\b)|"
    r"\b(?:good|better|relief|ease|eased|eases|help(?:s|ed|ful)?|benefit|calmer|looser|comfort) (?:only "
    r"|just |maybe |perhaps |about )?"
    r"(?:for |of )?(?:only |just |maybe |about )?(?:an?|one|a few|two|the|half a|that) "
    r"(?:day|night|evening|hour|hours|afternoon|"
    r"morning)s?(?: or (?:so|two))?(?: each(?: time)?| at a time| after each| afterwards?)?,?;? (?:and "
    r"|but )?(?:then )?"
    r"(?:(?:it|they|all|the pain|pain|was|were|is|are|came|comes|come) ){0,3}(?:right |straight |all )?back\b"
    r"(?! (?:to|at|in|on|home|pain))|\b(?:few|couple of|two|three) hours'? (?:of "
    r")?(?:ease|relief|comfort|peace)\b[^.;]{0,20}"
    r"\b(?:no more|nothing more|at (?:most|best)|only|that was all)\b|"
    r"\b(?:none|nothing|neither|not one|never|not|\w+n't|hardly)\b[^.;]{0,30}\b(?:held|holds?|kept|keeps?|"
    r"lasts?|lasted|eases?|eased|help(?:s|ed)?|controls?|controlled)\b[^.;]{0,25}\b(?:longer than|more than|past|"
    r"beyond) (?:(?:an?|one|two|three|the|a couple of|a few|couple of|few|\d+) )?(?:hours?|minutes?|lunch\w*|noon|"
    r"(?:the )?(?:afternoon|evening|morning))\b|\b(?:only|just) (?:for )?(?:a few |some )?minutes of (?:relief|ease|"
    r"benefit|help)\b"
)
"""Help that was over within hours."""
_NOT_THE_SAME = Pattern(
    r"\b(?:not|never|nowhere near|no longer|hardly|far from|\w+n't) (?:quite |nearly |at all |half |anything like "
    r")?(?:the "
    r")?(?:same|identical|equal|as (?!if\b|though\b)\w+ as)\b"
)
"""A likeness that is denied."""
_BEFORE_IT = 12
"""Code points before a likeness within which its denial stands."""
_ALLOWANCE = Pattern(
    r"\bfail(?:ed|s|ing|ure)? to (?:attend|show|appear|complete|finish|return|come|keep|follow|comply|schedule|"
    r"start|begin|"
    r"bring|fill|refill|do (?:the|her|his)|take|go|stop|mention|document|send|submit|call|get)\b|"
    r"\bexhaust\w*\b[^.;]{0,40}\b(?:benefits?|visits|coverage|allowance|insurance|limit|authori[sz]\w*)\b"
)
"""Benefits of an insurance, which are no result."""
_ELSE_NOT = Pattern(r"\b(?:did not|didn't|has not|hasn't|have not|haven't|does not|doesn't)(?=\s*[).,;]|\s*$)")
"""A bare denial behind another result: "therapy helped, the tablets did not"."""
_LEFT_BLANK = Pattern(
    r"(?: (?:to|of|from|with|after) (?:\w+ ){0,2}\w+)?\s*[:=]\s*(?:_{2,}|\.{3,}|-{3,}|[\[(]\s*[\])]|"
    r"[\[(]?\s*(?:(?:left|field|is|was) )*(?:blank|empty)\b|$)"
)
"""Behind the name of a result: a field that nobody has filled in."""
_BY_ITEM = Pattern(
    r" ?[:=] ?(?:\(?[a-e1-9]\)|#\d|[1-9]\. |(?:pt|patient|she|he|they|per|see|neither|the|told|states?|reports?|by|"
    r"not (?:recorded|stated|documented|known|given|noted)|unknown|n/?a|pending|tbd)\b|\?)"
)
"""Behind the name of a result: results item by item, or in a sentence of their own."""
_NONE_OF_IT_BEHIND = Pattern(
    r"\s+(?:nil|zero|zilch|none|nothing|not (?:at all|much|a bit|one bit|in the least|a jot|one jot|a whit)|"
    r"(?:very |but |only |precious )?little(?! by))\b|"
    r"(?: (?:to|of|from|with|after|noted|obtained) (?:\w+ ){0,2}\w+)?\s*[:=-]\s*"
    r"(?:none|nil|zero|nothing|minimal|negligible|poor|inadequate|insufficient|unsatisfactory|"
    r"incomplete|disappointing|0(?![.\d/])|unchanged|(?:the )?same|worse|failed|not really|hardly|barely|"
    r"(?:no|not)(?: (?:any|real|much|very|significant|lasting|sustained|meaningful|appreciable))? (?:better|improve\w*|"
    r"change|help|relief|benefit|effect\w*|difference|good|success\w*|response|worse)(?! (?:than expected|until)))\b"
)
"""Behind the name of a result: that there was none of it, "benefit: none"."""
_KINDS = ("bad_phrases", "contraindicated", "not_tolerated", "stopped", "bad", "good_phrases", "good", "turned")
_STILL = Pattern(
    r"\b(?:pain|nrs|vas|headaches?)\b[^.;,\d]{0,20}\b(?:still|remain\w*|unchanged|stay\w*|persist\w*)\b[^.;,\d]{0,12}"
    r"(?P<n>\d{1,2})\s*/\s*10\b|\bstill (?:a |at |in |has |with )?(?:pain |nrs |vas )?(?P<m>\d{1,2})\s*/\s*10\b"
)
"""A score of pain that goes on."""
_HELPS_WITH = Pattern(
    r"\bhelp(?:s|ed|ing)? (?:her|him|them|the patient|pt) (?:with|through|over|"
    r"cope with|work through|deal with) "
    r"(?:the |her |his |their )?(?:\w+ )?"
    r"(?:worry|worries|grief|stress|anxiety|loss|divorce|guilt|fears|forms|paperwork)\b"
)
"""What a person helps with, which is no effect on the pain: "a social worker, who helps her with the worry"."""
_MUCH = 5
"""Points of ten from which on pain that goes on says that a treatment did not do. A convention of this reader."""
_NOT_WITHOUT = ("without", "no", "not", "w/o")
_NONE_OF_IT = ("none", "neither", "nothing")
_FAR = 9
"""Tokens over which "none of it has made a lasting difference" reaches."""
_NO_PURPOSE = (
    "seem", "continu", "appear", "beg", "start", "fail", "unable", "able", "prov", "found", "respon", "did", "due",
    "close", "lead", "led", "prior", "up", "attribut", "thank", "not", "said", "felt", "report", "hard", "second",
)  # fmt: skip
"""Beginnings of words before "to" behind which an effect is told rather than a purpose."""
_HARMS = ("side", "adverse", "intoler")
"""Beginnings of words of harm by a treatment, which may be denied."""
_NEAR = 5
"""Tokens before an outcome word within which another one turns it: "no significant lasting relief"."""


_SOME = re.compile(r" (?:her |him |them |me )?(?:some|a bit|a little)(?=\W*(?:$|[.,;]))")
"""Behind a good word: that it was so in part alone: "PT helped some"."""
_SPENT = Pattern(
    r"^(?:without|no|little|minimal) (?:\w+ )?(?:benefit|relief|improvement|help|effect|response|success|change) and$"
)
"""A denial that has its own word of result before the next one."""


_NOR = ("nor ", "neither ")
_DENIALS = ("denies", "denied", "denying")


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome told in a clause."""

    kind: OutcomeKind
    first: int
    last: int
    words: str
    reason: str | None = None
    """For a treatment that was stopped or not tolerated: why, where a clinical reason is given."""


def find(clause: Clause) -> list[Told]:
    """Outcomes told in a clause, in order. Overlapping words give one outcome."""
    tokens = clause.tokens
    told: list[Told] = []
    hits = _lists().find(tokens)
    spelt_out = any(clause.among(_spelt(f"{kind}_patterns")) for kind in ("bad", "good", "not_tolerated"))
    allowances = _no_results(clause) if spelt_out or not hits.keys().isdisjoint(_KINDS) else []
    for kind in _KINDS:
        for hit in hits.get(kind, ()):
            if any(t.first < hit.last and hit.first < t.last for t in told):
                continue
            if any(a <= hit.start - clause.start < b for a, b in allowances):
                continue
            if clause.search(_LEFT_BLANK) and _LEFT_BLANK.match(clause.low, hit.end - clause.start):
                continue
            if kind == "good" and (
                _last_field(clause, hit) or _title(clause, hit) or _BY_ITEM.match(clause.low, hit.end - clause.start)
            ):
                continue
            if kind == "good" and _labels(clause, hit):
                continue
            if kind in ("good", "good_phrases") and _purpose(clause, hit):
                continue
            if kind == "not_tolerated" and hit.phrase.startswith(_HARMS) and _turned(clause, hit, "less") is not None:
                allowances.append(
                    (hit.start - clause.start, hit.end - clause.start)
                )  # "no side effects" tells no result
                continue
            turned = _turned(clause, hit, "less") if kind == "turned" else None
            if kind != "turned" or (turned is not None and tokens[turned].raw.lower() not in _DENIALS):
                told.append(_told(clause, kind, hit))  # "denies bowel or bladder changes" tells of no treatment
    for kind in ("not_tolerated", "bad", "good"):
        for spelt in (m for p in clause.among(_spelt(f"{kind}_patterns")) for m in p.finditer(clause.low)):
            first, last = _tokens(clause, spelt)
            if any(a <= spelt.start() < b for a, b in allowances):
                continue
            if kind == "bad" and _NOT_THE_SAME.search(clause.low, max(0, spelt.start() - _BEFORE_IT), spelt.end()):
                continue
            if kind == "bad":  # "cannot say that it is any better": the good word inside is no result
                told = [t for t in told if t.kind not in ("helped", "partial") or not first <= t.first < t.last <= last]
                told = [t for t in told if t.kind != "stopped" or t.reason or not first <= t.first < t.last <= last]
            if kind == "good":  # "the neck stopped hurting": what stopped is no treatment
                told = [t for t in told if t.kind != "stopped" or not first <= t.first < t.last <= last]
            if not any(t.first < last and first < t.last for t in told):
                told.append(_told(clause, kind, Hit(kind, first, last, *spelt.span(), spelt[0])))
    if told and not any(t.kind == "failed" for t in told) and (match := clause.search(_ELSE_NOT)):
        first = next(n for n, t in enumerate(tokens) if t.start - clause.start >= match.start())
        told.append(Told("failed", first, first + 1, match[0]))
    if (match := clause.search(_BARELY)) and not any(t.kind in ("failed", "stopped") for t in told):
        first = next(n for n, t in enumerate(tokens) if t.end - clause.start > match.start())
        last = next((n for n, t in enumerate(tokens) if t.end - clause.start >= match.end()), len(tokens) - 1)
        told = [t for t in told if t.last <= first or t.first > last]
        told.append(Told("failed", first, last + 1, match[0]))
    told += _effects(clause, hits, told)
    if clause.search(_HELPS_WITH):
        told = [t for t in told if t.kind != "helped" or not t.words.lower().startswith("help")]
    complaint = "complaint" in hits or clause.search(counts.RATE)
    if complaint and not any(t.kind == "failed" for t in told) and (span := unchanged.find(clause, hits)):
        first, last, at = span
        words = clause.low[tokens[first].start - clause.start : tokens[last - 1].end - clause.start]
        told = [t for t in told if t.last <= first or t.first >= last]
        told.append(Told("failed", at, at + 1, words))  # one word of it, so that the others stay cues
    told = [t for t in told if t.kind != "failed" or not unchanged.of_something_else(clause, hits, t.first, t.last)]
    if not told and (match := clause.search(_DESPITE)):
        first = next(n for n, t in enumerate(tokens) if t.start - clause.start >= match.start())
        told.append(Told("failed", first, first + 1, "despite"))
    if not told and (match := clause.search(_STILL)) and int(match["n"] or match["m"]) >= _MUCH:
        first = next(n for n, t in enumerate(tokens) if t.end - clause.start > match.start())
        told.append(Told("failed", first, first + 1, match[0]))
    told = [replace(t, kind="partial") if _in_part(clause, t) else t for t in told]
    return sorted([*told, *_neither(clause, told)], key=lambda t: t.first)


def _in_part(clause: Clause, told: Told) -> bool:
    """Whether a failure is only that of a full relief."""
    return told.kind == "failed" and effects.in_part(clause, told.first, told.last)


def _effects(clause: Clause, hits: Mapping[str, Sequence[Hit]], told: Sequence[Told]) -> list[Told]:
    """What grammar tells of an effect where no phrase does: "neither reduced the number of attacks"."""
    found: list[Told] = []
    if "complaint" not in hits:
        return found
    spans: tuple[tuple[OutcomeKind, tuple[int, int] | None], ...] = (
        ("failed", effects.denied(clause, hits)), ("helped", effects.told(clause, hits)),
    )  # fmt: skip
    for kind, span in spans:
        if span and not any(t.first < span[1] and span[0] < t.last for t in (*told, *found)):
            words = " ".join(t.raw for t in clause.tokens[span[0] : span[1]])
            found.append(Told(kind, *span, words))
    return found


def _neither(clause: Clause, told: Sequence[Told]) -> list[Told]:
    """ "Neither … nor … gave relief" tells of each that it did not: a failure at each of the two words."""
    if not {"neither", "nor"} <= clause.tokens.words:
        return []
    words = [t.word for t in clause.tokens]
    if "nor" not in words[words.index("neither") :]:
        return []
    first, second = words.index("neither"), words.index("nor")
    if not any(t.kind in ("helped", "partial") and t.first > second for t in told):
        return []
    return [Told("failed", n, n + 1, clause.tokens[n].raw) for n in (first, second)]


def _no_results(clause: Clause) -> list[tuple[int, int]]:
    """Places of a clause whose words sound like a result and are none."""
    allowances = (m.span() for m in _ALLOWANCE.finditer(clause.low))
    return [*allowances, *other_senses(clause.low, clause.among(sense_patterns("other")))]


def _tokens(clause: Clause, match: re.Match[str]) -> tuple[int, int]:
    """The tokens in which an expression matched: the first and one past the last."""
    inside = [n for n, t in enumerate(clause.tokens) if match.start() <= t.start - clause.start < match.end()]
    return (inside[0], inside[-1] + 1) if inside else (0, 1)


def _last_field(clause: Clause, hit: Hit) -> bool:
    """Whether the word is the name of a last field that nobody filled in: "… / end / response"."""
    ahead, behind = clause.low[: hit.start - clause.start].rstrip(), clause.low[hit.end - clause.start :]
    return ahead.endswith(("/", "|")) and not behind.strip(" .:")


_TITLES = ("response", "relief", "benefit", "improvement", "efficacy", "success", "reduction", "result")


def _title(clause: Clause, hit: Hit) -> bool:
    """Whether the word stands alone, as the title of what follows: "RESPONSE"."""
    others = (t for n, t in enumerate(clause.tokens) if not hit.first <= n < hit.last)
    return hit.phrase.startswith(_TITLES) and not any(t.raw[0].isalnum() for t in others)


_OF_CARE = Pattern(r" (?:to|of|from|with|after) (?:[\w./-]+ ){0,4}[\w./-]+ ?(?:[:=]|\W*$)")
"""Behind the name of a result that opens a clause: what it is of, up to the end of the label."""


def _labels(clause: Clause, hit: Hit) -> bool:
    """Whether the word is that of a label which says of what the result is: "Response to conservative care: …"."""
    ahead, behind = clause.low[: hit.start - clause.start], clause.low[hit.end - clause.start :]
    label = hit.phrase.startswith("response") and not re.search(r"[a-z0-9]", ahead)
    return label and _OF_CARE.match(behind) is not None and not _NONE_OF_IT_BEHIND.match(behind)


def _purpose(clause: Clause, hit: Hit) -> bool:
    """Whether it is what a treatment is for rather than what it did: "takes naproxen to control her pain"."""
    before = [t.word for t in clause.tokens[max(0, hit.first - 2) : hit.first]]
    return before[-1:] == ["to"] and not (before[:-1] and before[0].startswith(_NO_PURPOSE))


@cache
def _lists() -> Lists:
    return Lists({**{kind: cues("outcomes", kind) for kind in _KINDS}, **unchanged.lists(), **effects.lists()})


def _hits(kind: str, tokens: Sequence[object]) -> list[Hit]:
    return cues("outcomes", kind).find(tokens)  # type: ignore[arg-type]


def _told(clause: Clause, kind: str, hit: Hit) -> Told:
    words = " ".join(t.raw for t in clause.tokens[hit.first : hit.last])
    if kind in ("bad_phrases", "contraindicated"):
        return Told(
            "failed" if kind == "bad_phrases" else _if_said(clause, hit), hit.first, hit.last, words, _reason(clause)
        )
    if kind in ("not_tolerated", "stopped"):
        return Told("stopped" if kind == "stopped" else "not_tolerated", hit.first, hit.last, words, _reason(clause))
    if kind == "good" and _NONE_OF_IT_BEHIND.match(clause.low, hit.end - clause.start):
        return Told("failed", hit.first, hit.last, words)
    less = _turned(clause, hit, "less")
    if kind == "bad" and less is not None and _SPENT.search(" ".join(t.word for t in clause.tokens[less : hit.first])):
        less = None  # "without benefit and failed naproxen": the denial is spent on the benefit
    if kind == "bad" and less is not None and hit.phrase.startswith(_NOR):
        less = None  # "neither therapy nor naproxen got her anywhere": one denial in two words
    if kind == "bad":
        return Told(
            "not_failed" if less is not None else "failed", hit.first if less is None else less, hit.last, words
        )
    if less is not None:
        return Told("failed", less, hit.last, " ".join(t.raw for t in clause.tokens[less : hit.last]))
    part = _turned(clause, hit, "part")
    if part is None and _SOME.match(clause.low, hit.end - clause.start):
        part = hit.first
    if part is None and any(h.first <= 3 for h in _hits("at_first", clause.tokens[hit.last : hit.last + 6])):
        part = hit.first
    return Told("helped" if part is None else "partial", hit.first if part is None else part, hit.last, words)


def _if_said(clause: Clause, hit: Hit) -> OutcomeKind:
    return "not_failed" if _turned(clause, hit, "less") is not None else "contraindicated"


def _turned(clause: Clause, hit: Hit, kind: str) -> int | None:
    """Index of the word shortly before that turns the outcome, or none."""
    tokens = clause.tokens
    for n in range(hit.first - 1, max(-1, hit.first - 1 - _FAR), -1):
        if hit.first - n > _NEAR and tokens[n].word not in _NONE_OF_IT:
            if tokens[n].word in (",", ";", ":", ")", "but", "only"):
                return None
            continue
        if tokens[n].word in (",", ";", ":", ")", "but", "only", "whether"):
            return None  # "it is not known whether it helped" tells no result
        for cue in _hits(kind, tokens[n : hit.first]):
            only = tokens[n].word == "not" and n + 1 < len(tokens) and tokens[n + 1].word == "only"
            if (
                cue.first == 0
                and kind == "less"
                and n
                and tokens[n - 1].word == "not"
                and tokens[n].word in _NOT_WITHOUT
            ):
                return None  # "not without benefit" affirms it
            if cue.first == 0 and not only:
                return n
    return None


def _reason(clause: Clause) -> str | None:
    """The clinical reason given in the clause, or none."""
    hits = _hits("reason", clause.tokens)
    measured = None if hits else clause.search(_MEASURED_HARM)
    return hits[0].phrase if hits else measured[0] if measured else None


def reason(clause: Clause) -> str | None:
    """A clinical reason named in a clause, or none."""
    return _reason(clause)


_MEASURED_HARM = Pattern(
    r"\b(?:na|sodium)\b\+?\W{0,2}(?:was |of |at |to |down |fell |dropped )*1[0-2]\d\b(?!/)|\b(?:alt|ast|"
    r"lfts?)\b\W{0,2}(?:were |"
    r"was |of |at |to |rose )*(?:[2-9] ?x|\d{3}\b)|\b(?:plt|platelets)\b\W{0,2}(?:were |of |at |to |down |"
    r"fell )*\d{2}\b(?!\d)|"
    r"\bqtc\b\W{0,2}(?:was |of |at |to )*5\d\d\b|\b(?:hr|pulse|heart rate)\b\W{0,2}(?:was |of |at |to |down |"
    r"in the )*[34]\d\b"
)
"""A measured value that is harm by a drug: a low sodium, high liver enzymes, few platelets, a slow pulse."""


def _counted(clause: Clause, hit: Hit) -> bool:
    """Whether "time" counts or dates rather than gives a reason: "fourteen times", "at the time"."""
    before = clause.tokens[hit.first - 1].word if hit.first else ""
    plural = clause.tokens[hit.first].raw.lower() == "times"
    return hit.phrase == "time" and (
        plural or before in ("the", "this", "that", "first", "last", "of", "same", "at", "some")
    )


def other_reason(clause: Clause) -> str | None:
    """A reason for stopping that is none of medicine, such as cost."""
    hits = [h for h in _hits("not_a_reason", clause.tokens) if not _counted(clause, h)]
    return hits[0].phrase if hits else None


@cache
def _spelt(kind: str) -> Patterns:
    """The regular expressions of a list of the vocabulary."""
    return expressions("outcomes", kind)


def consumed(told: Iterable[Told]) -> set[int]:
    """Tokens that belong to an outcome, so that their "no" denies nothing else."""
    own = [t for t in told if t.kind in ("failed", "contraindicated", "not_tolerated")]
    return {n for t in own for n in range(t.first, t.last)}


@cache
def words_of_result() -> frozenset[str]:
    """Single words that tell an outcome."""
    listed = load("outcomes")
    return frozenset(singular(str(w)) for key in ("good", "bad") for w in listed[key])
