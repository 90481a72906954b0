"""Evaluated: a part of a programme that is an evaluation, shown by what it concludes and not by being made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from drafter.reading import denied, outdated
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, objected
from drafter.text import Mention, assertion, standing, words
from drafter.text.patterns import Pattern

_ON_CONDITION = Pattern(
    r"\bwith (?:some |minor |\w+ )?(?:reservations?|conditions?|caveats?|provisos?|qualifications?)\b|\bprovisional\w*|"
    r"\b(?:second|another|further|repeat) (?:interview|visit|session|testing|"
    r"evaluation)\b[^.;]{0,20}\b(?:needed|required|first)\b|"
    r"\b(?:if|provided|unless|once|subject to|contingent|conditional\w*|pending|"
    r"after (?:treatment|completion|further)|to (?:clear|decide|be cleared))\b|"
    r"\b(?:reports?|letter|opinion|results?|conclusion|clearance)\b[^.;]{0,30}\b(?:to follow|pending|awaited|"
    r"outstanding|"
    r"not (?:yet )?(?:received|here|in|arrived))\b"
)
"""Words that make a conclusion hang on something."""


_VERB = Pattern(
    r"(?:supports?|recommends?|clears|endorses|may) |(?:supported|recommended|cleared|clears|endorsed|approved)\b"
)
"""A conclusion with a verb of its own, which a denial before "and" does not reach."""
_CLEARED = Pattern(
    r"\bclearance\b[^.;,]{0,40}\b(?:obtained|received|granted|given|issued|on file|in chart|in hand|on hand)\b|"
    r"\b(?:obtained|received|granted|gave|given|has|issued)\b[^.;,]{0,20}\bclearance\b|"
    r"\b(?:eval\w*|assessments?|screen\w*|test\w*|consult\w*)\b(?: (?:for|of) [^.;,]{2,25}?)??[^.;,a-z]{0,15}"
    r"(?:(?:done|completed|made|on)\b[^.;,a-z]{0,15})?(?:, ?)?(?:(?:both|all|results?|was|were|came back|"
    r"which was) ){0,2}"
    r"(?:ok|okay|fine|clear)(?=\W*$|[,;.])"
)
"""A clearance that was given, or an evaluation told as "OK", which says what it concluded."""


_SPOKEN_AGAINST = Pattern(
    r"(?:speaks?|spoke|advise[sd]?|recommend(?:s|ed)?|argue[sd]?|caution(?:s|ed)?) against|oppose|contraindicated$|"
    r"unsuitable"
)
"""A conclusion against that a denial turns round: "nothing that speaks against it"."""
_NOT_YET = Pattern(
    r"\b(?:not|never|no|\w+n't|pending|await\w*|yet|needs?|needed|requir\w*|until|before|once|if|when|will|to be|"
    r"request\w*|refus\w*|declin\w*)\b"
)
"""Words by which a clearance is still to come."""


_NONE_COMING = Pattern(
    r"\b(?:none|nor|neither|not|never) (?:is |was |are |has been )?(?:one |it )?(?:being )?(?:planned|scheduled|"
    r"intended|booked|"
    r"ordered|arranged|wanted|foreseen)\b|\bno plans? (?:for|to)\b|"
    r"\b(?:will|would|does|did) not (?:have|want|undergo|agree to|accept|see) (?:one|it|any|a psych\w*)\b|"
    r"\bwon't have (?:one|it|any)\b"
)
"""Words by which no evaluation is to come."""
_DECLINED = Pattern(
    r"\b(?:candidate|patient|pt|she|he|member)\b (?:\w+ )?(?:declin|refus)(?:ed|es) (?:(?:the|to|all|any|"
    r"do|complete|take|have) )*"
    r"(?:testing|tests?|it|eval\w*|interview|assessment|questionnaires?|(?:be )?(?:seen|tested|evaluated))"
    r"(?=\W*$|\W*[,;.]| (?:and|twice|again|today|outright)\b)"
)
"""What an evaluation consists of is refused."""
_UNCLEARED_YET = Pattern(
    r"\bnot (?:yet (?:been )?cleared|(?:been )?cleared (?:\w+ ){0,4}?yet|yet ready)\b|\bstill (?:not|to be|has to be|"
    r"needs to be) cleared\b|"
    r"\b(?:hasn't|haven't|isn't|wasn't) (?:yet )?(?:been )?cleared (?:\w+ ){0,4}?yet\b"
)
"""A clearance that may yet be given."""


_ITS_AIM = frozenset(
    f"{what} {joint}"
    for what in ("evaluation", "screening", "screen", "workup", "work up", "evaluate", "screened")
    for joint in ("for", "of")
)
"""Cues of a doubt that only say what an evaluation is made for, once it has concluded."""


_OTHER_AIM = Pattern(
    r"^\W*(?:\w+ )?(?:for|re|regarding|before) (?:the |her |his |an? )?(?:\w+ )?(?:bariatric|weight[- ]loss|gastric|"
    r"sleeve|"
    r"transplant\w*|disability|custody|court|divorce|work(?:ers'?)? comp\w*|employment|job|fitness for duty|adhd|"
    r"autism|"
    r"school|ssi|ssdi|gender|egg|surrogacy|driving|firearm|adoption|immigration|military|police)\b"
)
_OF_BODY = Pattern(
    r"\bclear(?:ed|ance)\b[^.;]{0,25}\b(?:cardiac|cardiolog\w+|medical(?:ly)?|pulmonary|anesthes\w+|anaesthes\w+|"
    r"dental)"
    r"(?: (?:side|standpoint|point of view|perspective|clearance))?\b(?![^.;]*psych)"
)
"""An evaluation for another purpose, and a clearance of the body."""


def is_evaluation(element: str) -> bool:
    """Whether a part counts by its conclusion."""
    return bool(_listed(element, "concludes_for"))


def weigh(record: Record, said: Said, mention: Mention, element: str) -> Weighed:
    """What one naming of an evaluation says: done and in favour, done and against, or open."""
    if mention.stands.negated and any(s.search(_NONE_COMING) for s in _sentence(record, said)):
        return Weighed("against", said.cite(), f"{be(element)} said not to have been made, and none is planned")
    if _OTHER_AIM.match(said.behind(mention.end)) or said.search(_OF_BODY):
        return Weighed("open", said.cite(), f"{be(element)} named for something else")
    objection = record.objection(said, _concluded(mention.stands), past_counts=True)
    found = None if mention.stands.refused else _conclusion(record, said, element)
    if found and not (objection and mention.stands.negated):
        bearing, where, words_ = found
        cited = where.cite_sentence()
        if outdated.long_ago(record, said, mention) or _old(record, said):
            return Weighed("open", cited, f"{be(element)} dated long before")
        doubt = record.objection(where, _advised(_concluded(words_)), past_counts=True) or _by_hearsay(said)
        if not doubt and _ON_CONDITION.search(cited.quote.lower()):
            doubt = "it is mentioned only under a condition"
        if bearing == "against" and where.search(_UNCLEARED_YET):
            doubt = "its conclusion is still to come"
        if doubt:
            return Weighed("open", cited, objected(element, doubt))
        if bearing == "for":
            return Weighed("for", cited, f"{be(element)} recorded as favourable")
        return Weighed("against", cited, f"{be(element)} recorded as unfavourable")
    if objection:
        return Weighed("open", said.cite(), objected(element, objection))
    if mention.stands.refused or any(
        s.search(_DECLINED) and s.statement.cues.whole.plain for s in _sentence(record, said)
    ):
        return Weighed("against", said.cite(), f"{be(element, 'was')} declined")
    if mention.stands.negated and _PER_EVALUATION.search(said.ahead(mention.start)):
        return Weighed("open", said.cite(), f"{be(element)} named as the source of a denial")
    if mention.stands.negated or denied.never(said, mention):
        later = any(kind == "planned" for s in _sentence(record, said) for kind, _ in _cues(s))
        later = later or denied.of_papers(said)
        return Weighed("open" if later else "against", said.cite(), f"{be(element)} said not to have been made")
    return Weighed("open", said.cite(), f"{be(element)} mentioned without what it concludes")


def _concluded(stands: standing.Assertion) -> standing.Assertion:
    """How words stand once it is known that the evaluation was made: "evaluation for the stimulator" doubts nothing."""
    if stands.time == "conditional" and stands.cues and stands.cues[-1] == "would":
        stands = replace(stands, time="current")  # "concluded that it would be premature"
    aim = stands.certainty == "hedged" and stands.cues and stands.cues[-1] in _ITS_AIM
    return replace(stands, certainty="sure") if aim else stands


def _advised(stands: standing.Assertion) -> standing.Assertion:
    """How a conclusion stands that is told as advice: "concluded that he is no candidate and advised against it"."""
    planned = stands.time == "planned" and stands.cues and stands.cues[-1].startswith(("advis", "recommend"))
    return replace(stands, time="current") if planned else stands


_BY_OTHERS = Pattern(
    r"\b(?:rep|reps|vendor|representative|manufacturer|sales\w*|front desk|scheduler|friend|lawyer|"
    r"attorney)\b[^.;]{0,15}\b"
    r"(?:says?|said|reports?|reported|tells?|told|claims?|thinks?)\b"
)
"""Someone who made no evaluation tells what it concluded."""
_PER_EVALUATION = Pattern(r"\b(?:per|by|according to|from|in|on|as per) (?:the |her |his |a )?(?:\w+ )?$")


def _by_hearsay(said: Said) -> str | None:
    """Whether it is the patient's or a relative's word, or that of one who did not evaluate."""
    told_by = "proxy" if said.search(_BY_OTHERS) else said.statement.cues.whole.speaker
    return "it is reported by another person" if told_by in ("patient", "proxy") else None


def _cues(said: Said) -> Iterator[tuple[str, object]]:
    yield from said.statement.cues.before
    yield from said.statement.cues.after


def _sentence(record: Record, said: Said) -> list[Said]:
    """The statement and the rest of its sentence, and the next sentence where it names nothing else."""
    found = [said]
    for after in record.following(said):
        same = after.in_sentence_of(said)
        if not same and (after.statement.mentions or len(found) > 1):
            break
        found.append(after)
        if not same:
            break
    return found


def _conclusion(record: Record, said: Said, element: str) -> tuple[str, Said, standing.Assertion] | None:
    """Which way the evaluation concludes, where, and how the words stand; none where it says both or nothing."""
    told: dict[str, tuple[str, Said, standing.Assertion]] = {}
    near = _sentence(record, said)
    if said.number == 0 and not any(_conclusions(element).find(s.statement.clause.tokens) for s in near):
        near = [s for s in record.said if s.document is said.document]  # the paper is the evaluation's own report
    for where in near:
        hits = _conclusions(element).find(where.statement.clause.tokens)
        for n, hit in enumerate(hits):
            stands = assertion.at(where.statement.cues, hit.first, hit.last)
            denied_before = any(h.phrase.startswith("no ") for h in hits[:n])  # "no contraindication and supports it"
            if hit.name == "against" and _SPOKEN_AGAINST.match(hit.phrase) and _turned(where, hit.first, stands):
                told.setdefault("for", ("for", where, replace(stands, negated=False)))
                continue
            if hit.name == "for" and stands.negated and not hit.phrase.startswith("no "):
                joined = hit.first and where.statement.clause.tokens[hit.first - 1].word in ("and", "but")
                if not ((denied_before or joined) and _VERB.match(hit.phrase)):
                    return None
                stands = replace(stands, negated=False)
            told.setdefault(hit.name, (hit.name, where, stands))
    if not told and (match := said.search(_CLEARED)) and not said.search(_NOT_YET):
        first = next(
            n for n, t in enumerate(said.statement.clause.tokens) if t.end - said.statement.clause.start > match.start()
        )
        stands = assertion.at(said.statement.cues, first, first + 1)
        return None if stands.negated else ("for", said, stands)
    return next(iter(told.values())) if len(told) == 1 else None


def _turned(said: Said, first: int, stands: standing.Assertion) -> bool:
    """Whether a denial stands before a conclusion against: "sees nothing that speaks against it"."""
    before = {t.word for t in said.statement.clause.tokens[max(0, first - 3) : first]}
    joined = first > 0 and said.statement.clause.tokens[first - 1].word in ("and", "but")
    return (stands.negated and not joined) or bool(before & {"nothing", "nobody", "not", "nor"})


@cache
def _conclusions(element: str) -> words.Phrases:
    """The words of a conclusion, each named by the way it goes."""
    return words.Phrases.of((key, p) for key in ("against", "for") for p in _listed(element, f"concludes_{key}"))


def _listed(element: str, key: str) -> tuple[str, ...]:
    return tuple(words.concept(element).about.get(key, ()))


def _old(record: Record, said: Said) -> bool:
    """Whether every date of the statement lies long before the clock."""
    whens = said.statement.whens()
    return bool(whens) and all((record.clock - w.latest).days > 366 for w in whens)
