"""How a statement stands: affirmed or negated, sure or hedged, when, about whom, and said by whom.

The idea is that of NegEx and ConText: cue words with a direction and a scope. A cue reaches to the end of its clause
or to the next word that opens something new; "no A other than B" affirms B, and a cue that belongs to another phrase
("no relief", "not only") is none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from drafter.text import cueless, fields, outcomes, ticks
from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern
from drafter.text.tokens import Token
from drafter.text.words import Hit, Lists, cues, listed, load, sense_patterns

Time = Literal["current", "past", "planned", "conditional"]
Speaker = Literal["clinician", "other_clinician", "patient", "proxy", "form"]

_KINDS = ("negated", "hedged", "past", "resolved", "current", "planned", "conditional", "refused")
_BEFORE, _AFTER = (tuple((kind, (kind, side)) for kind in _KINDS) for side in ("before", "after"))
_REACH = {
    "negated": 10,
    "hedged": 14,
    "past": 10,
    "planned": 40,
    "conditional": 40,
    "current": 8,
    "refused": 30,
    "resolved": 6,
}
"""Tokens that a cue before a statement reaches over."""
_TICKED = Pattern(r"(?:[:?]|\.{3,}|_{2,})\s*(?:yes|no|y/n|y|n|true|false)\W*$")
_BLANK = Pattern(
    r"[□▢◻❏❑○◯]|_{2,}|\*{3,}|\b(?:y|yes)\s*(?:/|or)\s*(?:n|no)\b|\((?:please )?(?:circle|tick|check|mark)\b|"
    r"[:=]\s*\.{3,}\s*$"
)
"""A field of a form that nobody has filled in."""
_DONE = Pattern(
    r"\b(?:has|have|had|already|previously|given)\s+(?:(?:already|also|previously|since|now)\s+)?"
    r"(?:completed|tried|failed|finished|undergone|attended|taken|received|exhausted|failure|been (?:through|tried))\b|"
    r"^\W*(?:\d\W+)?(?:(?:she|he|they|patient|pt|the patient) )?(?:s/p|status post|completed|finished|failed|tried|"
    r"attended|underwent)\b|"
    r"\bcont(?:'d|d)\b|\b\w+ (?:qd|bid|tid|qhs|prn|daily|nightly)? ?cont\W*(?:,|$)|"
    r"\blast (?:visit |seen )?\d{1,2}/\d{1,2}\b|"
    r"(?:#\s?\d+|\d-\d+) done\b|\b(?:enrolled|attending) (?:since )?\d{1,2}/\d{1,2}\b|"
    r"(?<!if )(?<!how )\b(?:goes on|is going on|on-?going|continues(?! to have)|under ?way|in progress|attending)\b|"
    r"\bsince (?:about |early |mid |late |the )*(?:\d{1,2}/\d|20\d\d\b|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|spring\b|summer\b|fall\b|autumn\b|winter\b)"
)
"""Words of something done or under way, which it stays under the heading of a plan."""
_SPOKEN_BY = Pattern(
    r"\b(?:by|per|from) (?:(?:her|his|their|the|a|an|our|outside|your) )?(?:\w+ )?(?:chiropractor|physical therapist|"
    r"occupational therapist|physiotherapist|therapist|nurse(?! practitioner)|rn|medical assistant|student|trainer|"
    r"acupuncturist|masseuse|masseur|lmt|coach|referral|referring (?:\w+))\b|"
    r"\bfelt to (?:the|her|his) (?:nurse|therapist|pt|student|trainer|chiropractor)\b"
)
"""A finding or diagnosis of another clinician."""
_LABEL = 9
"""Tokens up to which the rest of a label behind the name in it is short: "infection at the planned site:"."""
_SHORT, _MANY_ITEMS = 3, 4
"""Tokens up to which an item of a bare list behind "no" is short, and items from which on it is a list."""
_ITEM = 6
"""Tokens up to which an item of a list that is denied is short."""
_HELPING = ("has", "have", "had")
"""Verbs that do not end the reach of a cue behind a statement, as in "has been ruled out"."""
_DOING = ("has", "have", "had", "i", "we", "she", "he")
"""Words before a verb that is done, not suffered: who "has advised massage" speaks of the massage alone."""
_WHO = ("i", "we", "she", "he", "they")
_HAS_DONE = ("had", "have", "has", "found", "felt", "did", "examined", "palpated", "told", "saw", "noted")
"""Behind "and I": what is told then is done, whatever was planned or asked before it."""
_IN_BRACKETS = ("planned", "conditional", "past", "refused", "current")
"""Kinds of cue before a statement that do not reach out of brackets."""
_CROSSES = ("planned", "refused", "past", "hedged")
"""Kinds of cue behind a statement that reach over commas, as in "therapy, massage and heat recommended"."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """How one statement stands."""

    negated: bool = False
    """Denied, or shown absent."""
    certainty: Literal["sure", "hedged", "question"] = "sure"
    """Sure, or only suspected, or asked."""
    time: Time = "current"
    """When it holds. `planned` is not done."""
    other_person: bool = False
    """About somebody other than the patient."""
    general: bool = False
    """About people in general, a rule or a definition; then it is about another person too."""
    speaker: Speaker = "clinician"
    """Who says it."""
    refused: bool = False
    """The patient declined it."""
    resolved: bool = False
    """It was so and is over."""
    cues: tuple[str, ...] = ()
    """The words that made it so; those of a doubt or a plan come last."""

    @property
    def plain(self) -> bool:
        """Affirmed, sure, current, and about the patient."""
        return not (self.negated or self.other_person or self.refused or self.resolved) and (
            self.certainty == "sure" and self.time == "current"
        )


@dataclass(frozen=True)
class Cues:
    """The cues of one clause; found once, asked for every statement in it."""

    clause: Clause
    before: tuple[tuple[str, Hit], ...]
    after: tuple[tuple[str, Hit], ...]
    stops: frozenset[int]
    commas: tuple[int, ...]
    exceptions: tuple[Hit, ...]
    whole: Assertion
    """What holds for the whole clause."""


def find(clause: Clause, told: Sequence[outcomes.Told]) -> Cues:
    """The cues of a clause in which those outcomes are told."""
    tokens = clause.tokens
    hits = _lists().find(tokens)
    taken = _covered(hits.get(("none",), [])) | outcomes.consumed(told)
    before = [(k, h) for k, path in _BEFORE if path in hits for h in hits[path]]
    after = [(k, h) for k, path in _AFTER if path in hits for h in hits[path]]
    free = [(k, h) for k, h in before if not taken & set(range(h.first, h.last)) and not cueless.no_cue(clause, h)]
    free += [("hedged", _mark(clause, n)) for n in _question_marks(clause)]
    stops = frozenset(h.first for h in hits.get(("stop",), ()))
    commas = tuple(n for n, t in enumerate(tokens) if t.word in (",", "(", ")", ":"))
    behind = [
        (k, h) for k, h in after
        if h.first not in taken and not cueless.of_later(tokens, h) and cueless.closes(tokens, h)
        and not (k == "resolved" and cueless.denied(tokens, h)) and not (k == "refused" and cueless.a_slot(clause, h))
    ]  # fmt: skip
    return Cues(
        clause, tuple(_longest(free)), tuple(_longest(behind)), stops,
        commas, (*hits.get(("exception",), ()), *cueless.than(tokens)), _whole(clause, hits),
    )  # fmt: skip


@cache
def _lists() -> Lists:
    """All lists of the file, each under the keys that lead to it."""
    return Lists({path: cues("assertion", *path) for path in _paths(load("assertion"))})


def _paths(data: Any) -> Iterator[tuple[str, ...]]:
    for key, below in data.items():
        yield from ((key, *path) for path in _paths(below)) if isinstance(below, dict) else [(key,)]


def _covered(hits: list[Hit]) -> set[int]:
    return {n for h in hits for n in range(h.first, h.last)}


def _longest(found: list[tuple[str, Hit]]) -> list[tuple[str, Hit]]:
    """Cues that are no part of a longer one: "cannot rule out" is not "cannot"."""
    found = sorted(found, key=lambda f: (f[1].first, -f[1].last))
    kept: list[tuple[str, Hit]] = []
    reach = -1
    for kind, hit in found:
        if kept and hit.last <= reach and (hit.first, hit.last) != (kept[-1][1].first, kept[-1][1].last):
            continue
        kept.append((kind, hit))
        reach = max(reach, hit.last)
    return kept


def _question_marks(clause: Clause) -> list[int]:
    """Places of a question mark right before a word, as in "?TP"."""
    tokens = clause.tokens
    return [
        n
        for n, t in enumerate(tokens[:-1])
        if t.word == "?"
        and tokens[n + 1].word not in (")", "]")
        and (n == 0 or tokens[n - 1].word in _OPENING or tokens[n + 1].start == t.end or tokens[n - 1].end < t.start)
    ]


_OPENING = ('"', "'", "(", "[")


def _mark(clause: Clause, n: int) -> Hit:
    token = clause.tokens[n]
    return Hit("?", n, n + 1, token.start, token.end, "?")


_SAID, _ASKED = Assertion(), Assertion(certainty="question")
"""What is said, and what is asked, where nothing else bears on it."""


def _whole(clause: Clause, hits: Mapping[tuple[str, ...], list[Hit]]) -> Assertion:
    """What the section, the question mark and the clause's own cues say of all of it."""
    said = _ASKED if clause.question else _SAID
    if clause.section == "plan" and not _DONE.search(clause.low):
        said = replace(said, time="planned", cues=(clause.heading or "plan",))
    if clause.section == "family":
        said = replace(said, other_person=True, cues=(clause.heading or "family",))
    if clause.section == "denied":
        said = replace(said, negated=True, cues=(clause.heading or "denied",))
    if clause.section == "general" or any(p.first(clause.low) for p in clause.among(sense_patterns("general"))):
        said = replace(said, other_person=True, general=True)
    said = _valued(clause, said)
    if clause.section == "past":
        said = replace(said, time="past", cues=(clause.heading or "past",))
    if clause.section == "differential" or (hedges := hits.get(("hedged", "clause"), [])):
        word = clause.heading if clause.section == "differential" else hedges[0].phrase
        said = replace(said, certainty="hedged", cues=(*said.cues, word or "differential"))
    said = _person(clause, said, cueless.people(clause.tokens, hits.get(("other_person", "clause"), ())))
    unfilled = ticks.unfilled(clause) or clause.search(_BLANK)
    if ("form",) in hits or clause.search(_TICKED) or unfilled:
        said = replace(said, speaker="form")
    elif ("other_clinician",) in hits or clause.search(_SPOKEN_BY) or _told_by_role(clause, hits):
        said = replace(said, speaker="other_clinician")
    elif ("patient_says",) in hits and not clause.search(_HIS_PAIN):
        said = replace(said, speaker="patient")
    return said


_HIS_PAIN = Pattern(
    r"\b(?:reproduc\w*|gives?|gave|press\w*|palpat\w*|pressure)\b[^.;]{0,60}"
    r"\b(?:pain|ache|symptoms?|complaint|headache)s? (?:that |which |of which )?"
    r"(?:she|he|they|pt|the patient) (?:complains|complained|describes|described|reports|reported)\b"
)
"""The complaint that the examining hand brings on, by the patient's words for it."""


def _told_by_role(clause: Clause, hits: Mapping[tuple[str, ...], list[Hit]]) -> bool:
    """Whether another clinician tells it: "PT noted", "the chiropractor's exam"; a nurse practitioner is none."""
    says = {h.first for h in hits.get(("role_says",), ())}
    for role in hits.get(("roles",), ()):
        behind = [t.word for t in clause.tokens[role.last : role.last + 1]]
        if behind != ["practitioner"] and (role.last in says or role.last + 1 in says or behind == [":"]):
            return True
    return False


def _valued(clause: Clause, said: Assertion) -> Assertion:
    """What the value says that ends a clause made of a name and its value."""
    if not (found := fields.valued(clause)):
        return said
    how, cue = found
    cues_ = (*said.cues, cue)
    if how == "hedged":
        return replace(said, certainty="hedged", cues=cues_)
    if how == "planned":
        return replace(said, time="planned", cues=cues_)
    return replace(said, negated=how == "negated", refused=how == "refused", cues=cues_)


def _person(clause: Clause, said: Assertion, people: list[Hit]) -> Assertion:
    """Whether the clause is about another person, or only told by one."""
    if not people:
        return said
    following = [t.word for t in clause.tokens[people[0].last : people[0].last + 1]]
    if following and following[0] in {
        "report",
        "state",
        "say",
        "note",
        "think",
        "believe",
        "reported",
        "confirm",
        "agree",
        "attest",
        "vouch",
        "verify",
    }:
        return replace(said, speaker="proxy", cues=(*said.cues, people[0].phrase))
    if _steps_in(clause, people[0]):
        return said
    if any(_WHO_HAS.match(clause.low, p.end - clause.start) for p in people):
        return replace(said, other_person=True, cues=(*said.cues, people[0].phrase))
    if people[0].phrase not in ("family history", "family hx", "fam history", "fam hx", "fhx") and people[0].first > 0:
        n = people[0].first - 1
        n -= clause.tokens[n].word in ("her", "his", "their", "the", "a", "my") and n > 0
        before = clause.tokens[n].word
        given = before == "to" and clause.tokens[n - 1].word in listed("assertion", "given_to")
        taken = before == "by" and clause.tokens[n - 1].word in ("tried", "taken", "used", "swallowed", "attended")
        if "patient" in people[0].phrase or given or taken:
            return replace(said, other_person=True, cues=(*said.cues, people[0].phrase))
        if (before in listed("assertion", "beside_person") and n > 1) or (
            before == "of" and clause.tokens[n - 1].word in listed("assertion", "of_person")
        ):
            return said
    return replace(said, other_person=True, cues=(*said.cues, people[0].phrase))


_WHO_HAS = Pattern(
    r"(?:'s)?,? (?:who|that) (?:also |too |now |once |only |just )*"
    r"(?:(?:has|had|have)(?! (?:just |now |recently |already )?(?:turned|reached)\b)|takes|took|uses|used|wears|"
    r"suffer\w*|developed|got|lost|died|"
    r"needs|needed|(?:is|was) (?!an? |the |his |her |their |our |with |in |at |here|present|very|\w+ing\b))"
)
"""Behind a person: what this one has, takes or is: "cares for her husband, who has sleep apnea"."""
_STEPS_IN = Pattern(
    r"^ (?:now )?(?:does|did|do|takes over|took over|handles|handled|carries|carried|lifts|lifted|drives|drove|"
    r"helps with|helped with) "
    r"(?:the|all|most|her|his) (?!exercis\w*|stretch\w*|therapy|same)"
)
"""Behind a person: what this one does in the place of the patient."""


def _steps_in(clause: Clause, person: Hit) -> bool:
    """Whether a person behind a comma only does the patient's work: "rested as told, nephew does the hay"."""
    n = person.first - 1
    n -= n > 0 and clause.tokens[n].word in ("her", "his", "their", "the", "a", "my")
    return n > 0 and clause.tokens[n].word == "," and bool(_STEPS_IN.match(clause.low[person.end - clause.start :]))


def at(found: Cues, first: int, last: int) -> Assertion:
    """How the statement stands that takes the tokens from `first` to before `last` of the clause."""
    kinds: dict[str, str] = {}
    for kind, hit in found.before:
        if hit.last <= first and _reaches(found, kind, hit, first):
            kinds[kind] = hit.phrase
            if kind == "current":
                kinds = {k: v for k, v in kinds.items() if k != "past"}
    for kind, hit in found.after:
        if hit.first >= last and _reaches_back(found, kind, hit, last) and kind not in kinds:
            kinds[kind] = hit.phrase
    return _stand(found.whole, kinds)


def _stand(whole: Assertion, kinds: dict[str, str]) -> Assertion:
    if not kinds:
        return whole
    last = ("hedged", "planned", "conditional")
    said = replace(whole, cues=(*whole.cues, *(kinds[k] for k in sorted(kinds, key=lambda k: k in last))))
    if "current" in kinds and whole.time in ("planned", "past"):
        said = replace(said, time="current")
    time: Time = said.time
    for kind in ("past", "planned", "conditional"):
        if kind in kinds and not (kind == "past" and "current" in kinds):
            time = kind
    return replace(
        said,
        time=time,
        negated="negated" in kinds or whole.negated,
        certainty="hedged" if "hedged" in kinds and said.certainty == "sure" else said.certainty,
        refused="refused" in kinds or whole.refused,
        resolved="resolved" in kinds,
    )


def _reaches(found: Cues, kind: str, hit: Hit, first: int) -> bool:
    between = range(hit.last, first)
    if kind in _IN_BRACKETS and cueless.closed_off(found.clause.tokens, hit, between):
        return False
    if len(between) > _REACH[kind] and not _runs_on(found, kind, hit, between):
        return False
    if any(n in found.stops and _stops(found, kind, hit, n) for n in between):
        return False
    if kind == "planned" and any(n in found.commas and _did(found.clause.tokens, n) for n in between):
        return False
    if kind == "hedged" and hit.phrase.startswith("ask") and any(found.clause.tokens[n].word == ":" for n in between):
        return False  # "asked about tablets: baclofen, April to July" goes on with the answer
    if kind in ("hedged", "negated", "past") and _overtaken(found, hit, first):
        return False
    if kind == "negated":
        if _in_next_field(found.clause.tokens, between):
            return False
        if any(e.last <= first and e.first >= hit.last for e in found.exceptions):
            return False
        commas = [n for n in found.commas if n in between]
        return not commas or _listed(found, hit.last, first) or _runs_on(found, kind, hit, between)
    if kind in ("current", "resolved"):
        return not any(n in found.commas for n in between)
    return True


def _in_next_field(tokens: Sequence[Token], between: range) -> bool:
    """Whether a bar and the name of a field stand between a denial and what follows: "class: not done |"
    " CBT: weekly"."""
    bars = [n for n in between if tokens[n].word == "|"]
    return bool(bars) and any(t.word == ":" for t in tokens[bars[-1] : between.stop + 3])


def _did(tokens: Sequence[Token], comma: int) -> bool:
    """Whether something done is told behind a comma: "where she should be injected, and I had found none"."""
    words = [t.word for t in tokens[comma + 1 : comma + 4]]
    return len(words) == 3 and words[0] in ("and", "but", "so") and words[1] in _WHO and words[2] in _HAS_DONE


def _runs_on(found: Cues, kind: str, hit: Hit, between: range) -> bool:
    """Whether a denial goes on through a list of short items, however many: "denies fever, cancer, weight loss, …"."""
    if kind != "negated":
        return False
    edges = [hit.last, *(n for n in found.commas if n in between), between.stop]
    short = max(b - a for a, b in itertools.pairwise(edges))
    if hit.phrase in load("assertion")["runs_on"]:
        return short <= _ITEM
    if hit.phrase == "never" or hit.phrase.endswith(("not had", "never had")):
        return short <= _ITEM + _SHORT and _never_had(found, hit)
    return hit.phrase in ("no", "without") and short <= _SHORT + 2 and _nothing_but(found, hit)


def _never_had(found: Cues, hit: Hit) -> bool:
    """Whether "never had" opens a list of things that ends in "or", and none of its items begins like a verb."""
    tokens, rest = found.clause.tokens, [n for n in found.commas if n >= hit.last]
    items = [_spoken(tokens[a:b]) for a, b in itertools.pairwise([*rest, len(tokens)])]
    had = hit.last < len(tokens) and tokens[hit.last].word in ("had", "undergone", "needed", "required")
    had = had or hit.phrase.endswith("had")
    plain = all(item and item[0].word != "and" and not item[0].word.endswith(("s", "ed")) for item in items)
    return bool(had and items and plain) and any(t.word in ("or", "nor") for t in items[-1])


def _nothing_but(found: Cues, hit: Hit) -> bool:
    """Whether a "no" opens a list of short items without figures, which ends in "or" or is all there is."""
    tokens = found.clause.tokens
    rest = [n for n in found.commas if n >= hit.last]
    items = [_spoken(tokens[a:b]) for a, b in itertools.pairwise([hit.last, *rest, len(tokens)])]
    joined = any(t.word in ("or", "nor") for t in items[-1])
    longest = [_SHORT + 1] * (len(items) - 1) + [_SHORT * 3 if joined else _SHORT]
    plain = all(len(item) <= most for item, most in zip(items, longest, strict=True))
    figures = any(t.word[0].isdigit() for item in items for t in item)
    return len(items) >= _MANY_ITEMS and plain and not figures


def _stops(found: Cues, kind: str, hit: Hit, n: int) -> bool:
    """Whether the word at `n` opens something new: "has" does not in "no longer has" or "asks whether she has"."""
    tokens = found.clause.tokens
    if tokens[n].word in listed("grammar", "strong"):
        return True
    return kind not in ("hedged", "conditional") and any(
        tokens[k].word not in listed("grammar", "leading") for k in range(hit.last, n)
    )


def _overtaken(found: Cues, hit: Hit, first: int) -> bool:
    """Whether another cue takes over behind a comma: "likely migraine, no signs of neuralgia"."""
    commas = [n for n in found.commas if hit.last <= n < first]
    takers = ("negated", "hedged", "current")
    return bool(commas) and any(
        k in takers and commas[0] < h.first and h.last <= first for k, h in found.before if h != hit
    )


def _listed(found: Cues, start: int, first: int) -> bool:
    """Whether the commas after a "no" are those of a list that ends in "or": "no fever, spasm or nodule"."""
    tokens = found.clause.tokens
    if any(tokens[n].word == "and" or (tokens[n].word == ":" and n > start) for n in range(start, first)):
        return False
    last = max((n for n in found.commas if start <= n < first), default=start)
    return any(t.word in ("or", "nor") for t in tokens[last : start + 40])


def _spoken(tokens: Sequence[Token]) -> list[Token]:
    """The tokens up to the closing stop of a clause."""
    return [t for t in tokens if t.word not in (".", "!")]


def _helps(tokens: Sequence[Token], kind: str, n: int) -> bool:
    """Whether the word at `n` is a helping verb, or joins one: "was operated and has not come back"."""
    joins = kind == "resolved" and tokens[n].word == "and" and tokens[n + 1].word in _HELPING
    return tokens[n].word in _HELPING or joins


def _nothing_else(found: Cues, hit: Hit) -> bool:
    """Whether "none" behind a colon is only told where: "TP: none L or R", not "none L, two R"."""
    rest = [t.word for t in found.clause.tokens[hit.last :]]
    return (
        hit.phrase.split()[0] in ("none", "nil", "absent")
        and not any(e.first >= hit.last for e in found.exceptions)
        and not any(w.isdigit() or w in listed("assertion", "there_after_all") for w in rest)
    )


def _verdict(found: Cues, hit: Hit, between: range) -> bool:
    """Whether it is the value right behind a name, whatever follows: "occipital neuralgia: ruled out 11/3"."""
    tokens = found.clause.tokens
    gap = [tokens[n].word for n in between]
    rest = {t.word for t in tokens[hit.last :]}
    return (
        gap[-1:] in ([":"], ["-"], ["("])
        and len(gap) <= _LABEL
        and not any(w in listed("grammar", "no_label") for w in gap)
        and not rest & (listed("assertion", "there_after_all") | {"?", "if", "when", "once", "unless"})
    )


_HANGS_ON = frozenset(
    {"by", "with", "after", "on", "once", "at", "until", "via", "through", "using", "pending", "block"}
)
"""Behind a doubt: what is to settle it."""


def _apposed(found: Cues, hit: Hit, between: range) -> bool:
    """Whether a doubt stands behind a name as its own remark: "neuralgia, to be proven by block", "- provisional"."""
    tokens, spoken = found.clause.tokens, _spoken(found.clause.tokens)
    if not between or len(between) > _LABEL or tokens[hit.first - 1].word not in (",", "-", "–", "—", "(", ":"):
        return False
    return hit.last >= len(spoken) or tokens[hit.last].word in (_HANGS_ON | {")", ",", ";"})


def _set_off(found: Cues, hit: Hit, between: range) -> bool:
    """Whether a verdict stands between the only comma behind a name and the end: "occipital neuralgia, ruled out"."""
    tokens, spoken = found.clause.tokens, _spoken(found.clause.tokens)
    if len(between) > _LABEL or [n for n in between if tokens[n].word in (",", ";", ":")] != [hit.first - 1]:
        return False
    return hit.last >= len(spoken) or tokens[hit.last].word in (",", ";", "(")


_OF_THE_LABEL = frozenset(
    {"in", "on", "at", "from", "to", "by", "of", "today", "now", "bilaterally", "both", "left", "right", "since",
     "this", "throughout", "everywhere", "and", "but", "or"}
)  # fmt: skip
"""Words behind "absent" by which it is still the label's."""


def _of_what_follows(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a word behind a label belongs to what comes next: "physical examination: absent ankle reflexes"."""
    behind = tokens[hit.last].word if hit.last < len(tokens) else ""
    return bool(hit.first) and tokens[hit.first - 1].word == ":" and behind.isalpha() and behind not in _OF_THE_LABEL


def _and_now(behind: Sequence[str]) -> bool:
    """Whether words behind one of an earlier time say that it is so now too: "last time and again today"."""
    return behind[:1] in (["and"], ["as"]) and not _NOW_TOO.isdisjoint(behind)


def _in_brackets_of_another(tokens: Sequence[Token], between: range) -> bool:
    """Whether the cue stands in brackets that name something else: "neuropathy (breast cancer 2019, in remission)"."""
    opened = [n for n in between if tokens[n].word == "("]
    if not opened or any(tokens[n].word == ")" for n in between if n > opened[-1]):
        return False
    named = [tokens[n].word for n in range(opened[-1] + 1, between.stop)]
    return any(len(word) > 3 and word.isalpha() and word not in _OF_THE_CUE for word in named)


_OF_THE_CUE = frozenset(
    {"since", "pain", "symptoms", "episode", "fully", "largely", "mostly", "completely", "entirely", "then", "that",
     "this", "which", "have", "been", "were", "left", "right", "both", "sides", "bilateral", "after", "with", "surgery",
     "treatment", "therapy", "block", "injection"}
)  # fmt: skip
"""Words in brackets that go with "resolved" and name no other condition."""
_NOW_TOO = frozenset({"today", "now", "again", "currently", "still"})


def _reaches_back(found: Cues, kind: str, hit: Hit, last: int) -> bool:
    between = range(last, hit.first)
    tokens = found.clause.tokens
    if kind == "planned" and hit.first > last and tokens[hit.first - 1].word in _DOING and hit.last < len(tokens) - 1:
        return False
    if kind == "past" and _and_now([t.word for t in tokens[hit.last : hit.last + 8]]):
        return False
    if len(between) > 14 or any(n in found.stops and not _helps(tokens, kind, n) for n in between):
        return False
    if kind == "negated" and hit.phrase == "absent" and _of_what_follows(tokens, hit):
        return False
    over = kind == "resolved" or any(k == "resolved" and h.start == hit.start for k, h in found.after)
    if over and _in_brackets_of_another(tokens, between):
        return False
    if (
        kind == "resolved"
        and between
        and between[-1] in found.commas
        and len([n for n in between if n in found.commas]) == 1
    ):
        return True
    if (
        kind == "negated"
        and hit.first
        and (
            tokens[hit.first - 1].word in ("-", ":")
            or (hit.first > 1 and tokens[hit.first - 1].word == "(" and tokens[hit.first - 2].word in ("-", ":"))
        )
        and (
            hit.last >= len(_spoken(tokens))
            or tokens[hit.last].word in (",", ";", "(", ")")
            or _nothing_else(found, hit)
        )
    ):
        return True
    if kind in ("hedged", "conditional") and _apposed(found, hit, between):
        return True
    verdict = kind in ("negated", "hedged") and hit.phrase in listed("grammar", "verdict")
    if verdict and kind == "negated" and _set_off(found, hit, between):
        return True
    if verdict and _verdict(found, hit, between):
        return True
    if last == hit.first - 1 and (
        tokens[last].word == "(" or (kind in ("refused", "planned") and tokens[last].word == ":")
    ):
        return True
    if any(n in found.commas for n in between):
        words = {found.clause.tokens[n].word for n in between}
        return kind in _CROSSES and ("and" in words or "or" in words) and not words & outcomes.words_of_result()
    if kind == "negated" and hit.phrase == "did not":
        return last == hit.first and hit.last == len([t for t in found.clause.tokens if t.word.isalnum()])
    return True
