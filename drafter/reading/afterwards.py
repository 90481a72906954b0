"""Results in words of everyday life, right behind the treatments that they are about.

"Naproxen, tizanidine, hot packs. She still could not finish a shift." A statement of what became of the patient is the
result of treatments only where it stands right behind them: in their sentence, behind their list, under the label of a
result below it. Nothing else may have been done, or have happened, between. The words are data (`verdicts.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.reading import purpose
from drafter.reading.collective import OF_PROCEDURE
from drafter.reading.meant import ALL, NOW, TAKEN_ON, last, specific
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, assertion, outcomes, words
from drafter.text.outcomes import Told
from drafter.text.patterns import Pattern, Patterns
from drafter.text.tokens import fold

_FAR = 14
"""Statements behind the name of a treatment within which the list that it is in may end."""
_FEW = 9
"""Words of a statement that may stand among the treatments of a list without naming one: "Wore a belt."."""
_OTHERS = 3
"""Such statements in a list."""
_DENIAL = 24
"""Code points before a verdict within which its denial stands."""
_LABEL = Pattern(
    r"^\W*(?:(?:overall|final|net|his|her|the|my) )*(?:verdict|results?|outcomes?|effects?|response|bottom line|upshot|"
    r"net result|net|what (?:it|they) did|summary|in short|conclusion|pt|patient|per pt|quote|says|she says|he says)\b"
)
"""The label of a statement that tells what came of the list before it."""
_EVENT = Pattern(
    r"\b(?:rear-?ended|mv[ac]|accident|collision|crash\w*|(?:re-?)?injur\w+|slipped|tripped|fell (?:on|off|down|from)|"
    r"a fall|(?:came|come|crept|coming) back|return(?:ed|s)|relaps\w*|recur\w*|flar(?:e|ed|es|ing)\b|surgery|operation|"
    r"was well|did well|doing well|stroke|resolved|went away|cleared|better for)\b"
)
"""What sets the complaint off anew, or tells that it was away."""
_OFFERED = Pattern(
    r"\b(?:offered|declin\w+|refus\w+|never|considering|considered|recommend\w*|discuss\w*|start(?:ing)?\b(?! ?:)|will|"
    r"begin|plan(?:ned)?|order(?:ed)?|trial of|to try|advised|suggested|continues?|continue|refer\w*|allerg\w*|"
    r"prescribed|given|dispensed|today|yesterday|since (?:mon|tues|wednes|thurs|fri|satur|sun)day|last week)\b"
)
"""That treatments were not taken, or are taken on."""


_EASED = Pattern(
    r"\b(?:half|most|much|some|part|a third|two thirds|a quarter) (?:of )?(?:the|her|his|it)\b|"
    r"\b(?:better|easier|eased|relieved|less|milder|improved|\d{1,2} ?%)|"
    r"\b(?:to|at) (?:an? )?[0-3](?:/10)?\b(?! (?:weeks|months|days|am|pm))"
)
"""Words of ease, beside which a function that is not regained tells of no failure."""


def told(record: Record, said: Said, mention: Mention) -> tuple[Told, Said] | None:
    """The failure that everyday words tell of the treatments right before them, with the statement that tells it."""
    if not _was_taken(said, mention):
        return None
    if own := verdict(record, said, mention.end - said.statement.clause.start):
        named = any(m.start >= mention.end for m in said.statement.of(*specific()))
        return (own, said) if not named or _joined(said, mention) else None
    others = 0
    run = [said]
    for after in record.following(said, _FAR):
        if _of_another_list(run, after) or after.search(_EVENT) or _names_procedure(after):
            return None
        if after.statement.of(*specific()):
            if any(t.kind != "stopped" for t in after.statement.told) or after.search(NOW) or after.search(_OFFERED):
                return None
            found = verdict(record, after, 0) if after.in_sentence_of(run[-1]) else None
        else:
            found = verdict(record, after, 0)
            others += 0 if after.search(TAKEN_ON) or after.in_sentence_of(run[-1]) else 1
        if found:
            return (found, after) if _of_all(run, after) or last(run, mention, 1) else None
        if any(t.kind != "stopped" for t in after.statement.told) or others > _OTHERS:
            return None
        if after.search(_EASED) or not (after.statement.of(*specific()) or _in_list(after)):
            return None
        run.append(after)
    return None


def _was_taken(said: Said, mention: Mention) -> bool:
    """Whether a treatment is named as one that was taken, and not as one of now."""
    stands = mention.stands
    unsure = stands.negated or stands.refused or stands.other_person or stands.certainty != "sure"
    if unsure or stands.time in ("planned", "conditional") or said.statement.clause.question:
        return False
    return not (said.search(NOW) or said.search(_OFFERED) or _names_procedure(said) or said.search(_EVENT))


def _names_procedure(said: Said) -> bool:
    """Whether a statement names a procedure, or injections of any kind, but for one before which something was so."""
    named = [m for m in said.statement.mentions if words.concept(m.concept).family == "procedures"]
    return any(not _BEFORE.search(said.ahead(m.start)) for m in named)


_BEFORE = Pattern(
    r"\b(?:before|prior to|ahead of|until) (?:(?:the|any|her|his|these|those|first|all|trying) )*(?:\w+ )?$"
)


def _joined(said: Said, mention: Mention) -> bool:
    """Whether nothing but other treatments stands between a treatment and the last one named in its statement."""
    at = said.statement.clause.start
    last = max(m.start for m in said.statement.of(*specific()))
    return not re.search(r"[;.]| but ", said.low[mention.end - at : max(last - at, 0)])


def _of_all(run: Sequence[Said], after: Said) -> bool:
    """Whether a verdict is of all that was told before it, and not of the last alone: of one sentence, or of a list;
    not of treatments that are told one after another, each with its time, or the last as begun."""
    if after.search(ALL) or len({s.statement.clause.within for s in run}) == 1:
        return True
    if "\n" in run[0].document.text[run[0].statement.clause.start : run[-1].statement.clause.end]:
        return True
    timed = [s for s in run if s.statement.whens() or s.statement.lengths()]
    return len({s.statement.clause.within for s in timed}) < _TIMED and not any(s.search(_BEGUN) for s in run[1:])


_TIMED = 2
"""Sentences with a time of their own from which on treatments are told one after another."""
_BEGUN = Pattern(r"\b(?:begun|began|started|switched|changed|replaced)\b")


def _of_another_list(run: Sequence[Said], after: Said) -> bool:
    """Whether a statement stands under another label or in another paragraph than the treatments before it."""
    own, heading = (fold(s.statement.clause.heading or "") for s in (run[0], after))
    if heading != own and not _LABEL.search(heading):
        return True
    if any(_titles(s) for s in (*run[1:], after)):
        return True
    first, last = run[-1].statement.clause.end, after.statement.clause.start
    return "\n\n" in after.document.text[first:last].replace(" ", "") and not _LABEL.search(after.low)


def _titles(said: Said) -> bool:
    """Whether a statement is the title of another part of the note: "FUNCTION"."""
    text = said.statement.clause.text.strip(" .*#-")
    return ((text.isupper() and len(text) > _SHORT) or text.endswith(":")) and not _LABEL.search(said.low)


_SHORT = 5
"""Letters up to which a statement in capitals is an abbreviation, such as TENS."""


def _in_list(after: Said) -> bool:
    """Whether a statement without a treatment may stand among the treatments of a list: another remedy, a time."""
    if after.statement.clause.question or after.search(NOW) or after.search(_OFFERED):
        return False
    return sum(t.raw[0].isalnum() for t in after.statement.clause.tokens) <= _FEW


@cache
def _patterns() -> Patterns:
    """The expressions of the vocabulary, with its words put in."""
    listed = words.load("verdicts")
    given = {"{" + name + "}": str(w) for name, w in listed["words"].items()}
    return Patterns(Pattern(_filled(str(p), given)) for p in listed["patterns"])


def _filled(expression: str, given: dict[str, str]) -> str:
    for name, alternatives in given.items():
        expression = expression.replace(name, alternatives)
    return expression


@cache
def _denied() -> Pattern:
    return Pattern(words.load("verdicts")["denied"])


def verdict(record: Record, said: Said, start: int) -> Told | None:
    """The words of a statement by which a treatment did not do, from a place in it on; or none."""
    return next((t for m in _matches(said, start) if (t := _affirmed(record, said, m))), None)


def _matches(said: Said, start: int) -> Iterator[re.Match[str]]:
    for pattern in said.among(_patterns()):
        for match in pattern.finditer(said.low):
            if match.start() >= start:
                yield match


def _affirmed(record: Record, said: Said, match: re.Match[str]) -> Told | None:
    """A verdict that a statement affirms of the complaint, and that no harm, cost or other person explains."""
    statement = said.statement
    if _denied().search(said.low[max(0, match.start() - _DENIAL) : match.start()]) or statement.clause.question:
        return None
    if said.search(OF_PROCEDURE):
        return None
    if statement.hits("verdicts", "lost") or outcomes.reason(statement.clause) or purpose.in_a_limb(record, said):
        return None
    others = any(h.phrase != "side" for h in statement.hits("unchanged", "other"))
    if others and not statement.hits("unchanged", "complaint"):
        return None
    if any(t.kind in ("helped", "partial", "not_failed") for t in statement.told):
        return None
    inside = [n for n, t in enumerate(statement.clause.tokens) if _within(said, t.start, match)]
    if not inside:
        return None
    stands = assertion.at(statement.cues, inside[0], inside[-1] + 1)
    if stands.certainty != "sure" or stands.other_person or stands.time in ("planned", "conditional"):
        return None
    return Told("failed", inside[0], inside[-1] + 1, match[0])


def _within(said: Said, start: int, match: re.Match[str]) -> bool:
    return match.start() <= start - said.statement.clause.start < match.end()
