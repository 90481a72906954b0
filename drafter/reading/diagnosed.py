"""Diagnosed: whether one naming of a condition is a current diagnosis of the clinician who treats the patient."""

from __future__ import annotations

import re
from dataclasses import replace

from dateutil.relativedelta import relativedelta

from drafter.domain import Citation
from drafter.reading import answered, boxes, doubted, outdated, remission
from drafter.reading.claimed import claimed_only, of_old_paper, told_long_ago
from drafter.reading.record import STALE_MONTHS, Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, objected
from drafter.reading.withdrawn import denied_behind, thought_of, voided, withdrawn
from drafter.text import Mention, words
from drafter.text.patterns import Pattern
from drafter.text.words import sense_patterns

_ABOUT = Pattern(
    r"\W{1,2}(?:(?<=\()[^()]{0,30}?\b|see (?:the |an? )?(?:attached |enclosed )?|"
    r"(?:patient|home|information|info|education\w*) )?(screen(?:ing|er|s)?|questionnaires?|handouts?|"
    r"protocols?|pathways?|packets?|leaflets?|brochures?|(?:fact )?sheets?|pages?|diary|diaries|specialists?|clinics?|"
    r"society|foundation|cent(?:er|re)s?|institute|association|registry|support groups?|forums?|web ?sites?|article|"
    r"vax\w*|vaccin\w*|shots?|immuni[sz]\w*|titers?|titres?|booster|video|order set|template|study|trial|"
    r"research|medications? list|risk|precautions|prophylaxis (?:is |was )?not|prevention|"
    r"criteri(?:a|on)(?!\W*(?:are |were |is |all |fully |now |have been )*(?:met|fulfil+ed|satisfied)))\b"
)
"""Things that carry a condition's name and say nothing of the patient's having it."""
_DISAGREES = Pattern(r"^\W*(?:but )?(?:i|we) (?:\w+ )?(?:disagree|do not agree|don't agree|doubt (?:this|that|it))\b")
_NEVER_HAD = Pattern(r"\bnever (?:had|suffered from|carried)(?: an?| the)? $")
"""Before a name: that it was never there, whatever entry was an error."""
_ANOTHER_DENIES = Pattern(
    r"\b(?:dr\.? \w+|doctors?|neurolog\w+|colleague|partner|consultant|specialist|radiologist|he|"
    r"she)\b[^.;]{0,90}?\b(?:writes?|wrote|"
    r"says?|said|states?|stated|finds?|believes?|holds?|thinks?|maintains?|is (?:sure|certain|satisfied)) "
    r"(?:that )?(?:it|this|that) "
    r"(?:is|was) not(?=\W*$|\s*[.,;]|\s+(?:and|so|but|that|it|one)\b)"
)
"""Another clinician writes that it is not so."""
_DISPUTES = Pattern(
    r"\b(?:does not|doesn't|did not|didn't|do not|don't) (?:\w+ )?(?:think|believe|accept|share|support|"
    r"agree with) (?:that|this|it|so|the "
    r"(?:diagnosis|label))\b|\b(?:disagrees?|disputes? (?:that|this|it)|thinks otherwise|is not convinced|"
    r"not so sure)\b"
)
"""Words of the same sentence by which somebody else contests it."""
_OURS_TO_COME = Pattern(
    r"\b(?:(?:our|my)(?: own)?|(?:examination|exam) and) (?:\w+ (?:and )?)?(?:exam\w*|opinion|evaluation|assessment|"
    r"diagnosis|impression)\b[^.;]{0,30}?\b(?:(?:is|are|will|still|yet)? ?(?:to )?(?:be )?(?:follow|come)|pending|"
    r"outstanding|awaited|(?:(?:is|are|will be) )?(?:set|booked|scheduled|planned|due|next (?:week|month|visit|time)|"
    r"tomorrow))\b|\b(?:i|we) (?:will|shall) (?:examine|evaluate|assess|see) (?:him|her|them)\b|"
    r"\b(?:have|has) not yet formed (?:an|our|my) opinion\b|"
    r"\bbefore (?:(?:we|i|he|she) )?(?:decid\w+|say\w*|settl\w+|call\w*) (?:on )?what (?:this|it|she has|he has)\b|"
    r"\b(?:i|we|attending|physician|supervisor)\b[^.;]{0,20}\b(?:(?:have|has|had) (?:not|never)(?: yet| personally|"
    r" myself)?|"
    r"(?:have|has|had) yet to) (?:see|seen|examined?|met|meet|evaluated?|assess(?:ed)?)\b|"
    r"\b(?:i|we) (?:will|shall|should) (?:only )?know\b(?! (?:\w+ ){0,4}how)|"
    r"\b(?:blocks?|injections?|response|time|mri) (?:will|shall|should|is to|are to) (?:tell|settle (?:it|this|that)|"
    r"decide|clarify)\b(?! (?:\w+ ){0,2}how)"
)
"""The clinician's own view is still to come."""
_TO_TELL_APART = Pattern(
    r"\b(?:tell|told|telling|distinguish\w*|separat\w+|differentiat\w+|decid\w+|sort\w*|work\w*|find\w*|choos\w+)\b"
    r"[^.;]{0,30}\b(?:apart|between (?:them|these|the two|the three)|which (?:of|it|one)|out which)\b"
)
"""What the service is for where two diagnoses are still open."""
_NOT_QUITE = Pattern(
    r"^\W*(?:neatly|cleanly|perfectly|exactly|fully|squarely|completely|entirely|wholly|comfortably|alone|only)\b"
)
"""Behind a denial that leaves something of it: "fits neither … nor … neatly"."""
_NO_DIAGNOSIS = Pattern(r"\bno diagnosis\b(?! (?:other than|but|except|besides|apart from|aside from)\b)")
_TITLE = re.compile(r"(?:^|\n)[ \t]*problem[ \t]*\n\s*$", re.IGNORECASE)
"""A title over what the patient is seen for, in one, which is no list of problems."""
_TITLE_FAR = 20
_LIST = Pattern(r"\b(?:problem|problems|pmh|pmhx|history|diagnosis|diagnoses|dx) list\b|\bpmhx?\b")
_CARRIED = Pattern(
    r"\b(?:old|stale|outdated|legacy|inherited|imported|"
    r"(?:never|not) (?:updated|reviewed|reconciled))\b"
)
_UNNAMED = sense_patterns("unnamed")
"""The note itself does not name it."""


def weigh(record: Record, said: Said, mention: Mention) -> Weighed | None:
    """What one naming of a condition says."""
    name, stands, cited = mention.concept, mention.stands, said.cite()
    meant = stands.certainty != "question" and stands.time != "conditional" and not stands.other_person
    contested = any(s.search(_DISAGREES) for s in record.following(said)[:1])
    if meant and withdrawn(said, mention) and not said.document.late and not contested:
        return Weighed("against", cited, f"the diagnosis of {words.names(name)} is taken back")
    if voided(record, said) and not (stands.negated and _NEVER_HAD.search(said.ahead(mention.start))):
        return Weighed("open", cited, f"{be(name)} named in an entry that is said to be an error")
    denied = stands.negated or stands.certainty == "hedged"
    if denied and said.search(_BY_AUTHOR) and _named_by_another(record, said, name):
        return Weighed("open", cited, f"{be(name)} stated by one author and denied by another")
    if boxes.answered_no(said, mention):
        return Weighed("against", cited, f"{be(name)} answered with no on a form")
    if (signed := boxes.field_no(said, mention)) is not None:
        return Weighed("against" if signed else "open", cited, f"{be(name)} answered with no on a form")
    if boxes.marked_past(said, mention):
        return _over(said, name, cited)
    if answer := answered.reply(record, said, mention):
        if answer == "no":
            return Weighed("against", said.cite(), f"{be(name)} asked about, and the answer is no")
        stands = replace(stands, certainty="sure", time="current")
    if stands.speaker == "form" and (remission.carried_on(said) or boxes.remarked(said)):
        stands = replace(stands, speaker="clinician")
    if match := _ABOUT.match(said.low[mention.end - said.statement.clause.start :]):
        return Weighed("open", cited, f"{words.names(name)} named only in “{words.names(name)} {match[1]}”")
    back = remission.came_back(said, mention) or remission.relapsed(record, said)
    sure = meant and stands.certainty == "sure" and not back
    if sure and remission.believed(said, mention):
        return Weighed("open", cited, f"{be(name)} named as thought to be over")
    if sure and stands.time != "planned" and (stands.resolved or remission.gone(said, mention)):
        return _over(said, name, cited)
    ours = doubted.ours_instead(said, mention) or doubted.it_is(record, said, mention)
    if ours or doubted.other_out(said, mention):
        stands = replace(stands, negated=False)
    elif meant and not said.document.late and (other := doubted.another_instead(record, said)):
        return Weighed("against", cited, f"the view that it is {words.names(name)} is not shared, {other}")
    if (
        meant
        and not ours
        and not said.document.late
        and (doubted.not_shared(said, mention) or doubted.label_rejected(record, said))
    ):
        return Weighed("against", cited, f"the view that it is {words.names(name)} is not shared")
    if meant and not said.document.late and doubted.unsupported(said, mention):
        return Weighed("against", cited, f"nothing is found to speak for {words.names(name)}")
    if sure and record.secondhand(said) and not said.document.late and doubted.mine_instead(said, mention):
        return Weighed("against", cited, f"the view that it is {words.names(name)} is not shared")
    if sure and stands.time in ("current", "past") and not said.document.late and denied_behind(record, said):
        return Weighed("against", cited, f"{be(name)} denied or ruled out")
    hedge = stands.certainty == "hedged" and doubted.rejects(said, mention)
    if meant and not said.document.late and doubted.put_aside(record, said, mention):
        return Weighed("against", cited, f"{be(name)} suspected, and put aside")
    if meant and doubted.considered_out(said, mention):
        return Weighed("against", cited, f"{be(name)} considered and ruled out")
    if doubted.for_another(said, mention) or (
        meant and (doubted.at_first(said, mention) or doubted.once_thought(said, mention))
    ):
        return Weighed("against", cited, f"{be(name)} doubted, and another diagnosis is made")
    if stands.certainty == "hedged" and not hedge and remission.confirmed(said, mention):
        stands = replace(stands, certainty="sure")
    counts = stands.negated or back or remission.proven(said, mention)
    objection = None if hedge else record.objection(said, stands, past_counts=counts)
    if (
        sure
        and not stands.negated
        and (remission.cured(record, said, mention) or remission.over_behind(record, said, mention))
    ):
        return _over(said, name, cited)
    old = (objection and stands.time == "past") or (
        sure and not stands.negated and outdated.long_ago(record, said, mention)
    )
    if old and sure and remission.over_since(record, said, mention):
        return _over(said, name, cited)
    if objection:
        return Weighed("open", cited, objected(name, objection))
    if {"denied", "denies"} & set(stands.cues) and said.statement.hits("withdrawn", "payer"):
        return Weighed("open", cited, f"{be(name)} named where a payer denied a service")
    if stands.negated and doubted.two_authors(said, mention):
        return Weighed("open", cited, f"{be(name)} stated by one author and denied by another")
    if stands.negated and _NOT_QUITE.match(said.behind(mention.end)):
        return Weighed("open", cited, f"{be(name)} said not to fit neatly, which denies nothing")
    if stands.negated or hedge or denied_behind(record, said):
        return Weighed("against", cited, f"{be(name)} denied or ruled out")
    if doubted.two_authors(said, mention):
        return Weighed("open", cited, f"{be(name)} stated by one author and denied by another")
    if doubt := _not_made(record, said, mention, back, ours):
        return Weighed("open", cited, f"{be(name)} {doubt}")
    return Weighed("for", cited, f"{be(name)} stated as a diagnosis")


def _not_made(record: Record, said: Said, mention: Mention, back: bool, ours: bool) -> str | None:
    """Why a naming that is affirmed is no current diagnosis of the treating clinician, as a clause, or none."""
    if objection := claimed_only(said, mention):
        return objection
    if record.secondhand(said) and not ours and not doubted.mine(said, mention):
        return "named, but not as the treating clinician's own diagnosis"
    if any(s.search(_OURS_TO_COME) for s in record.following(said)[:2]):
        return "named before the clinician's own assessment, which is still to come"
    if said.search(_BY_AUTHOR) and _denied_by_another(record, said, mention.concept):
        return "stated by one author and denied by another"
    if doubted.had_thought(said, mention):
        return "named as what had been thought"
    if thought_of(said, mention):
        return "named where it may be taken back"
    if doubted.not_taken_over(record, said):
        return "named by a trainee, and not by the one who signs"
    if doubted.one_of_two(said, mention):
        return "named as one of two"
    if not ours and doubted.left_open(record, said):
        return "named, and said not to be settled"
    if any(s.search(_TO_TELL_APART) for s in (said, *record.following(said)[:2])):
        return "one of several that are still to be told apart"
    long_ago = outdated.long_ago(record, said, mention) or told_long_ago(record, said, mention)
    if long_ago and not back and not remission.goes_on(said):
        return f"named with a date more than {STALE_MONTHS} months back"
    start = said.statement.clause.start
    titled = _TITLE.search(said.document.text, max(0, start - _TITLE_FAR), start) is not None
    listed_only = said.search(_LIST) or (said.statement.clause.section == "list" and not titled)
    if listed_only and not (remission.addressed(said) or remission.noted_since(record, said)):
        if any(w.latest < record.clock - relativedelta(months=1) for w in said.statement.whens()):
            return "only on a problem list with an old date"
        if said.search(_CARRIED) or not remission.goes_on(said):
            return "only on a list that is carried along"
    if of_old_paper(record, said, mention):
        return "named in an older paper"
    return "named beside words that put it in doubt" if not ours and _disputed(record, said) else None


def _over(said: Said, name: str, cited: Citation) -> Weighed:
    if said.document.late:
        return Weighed("open", cited, f"{be(name)} named in a note written after the date of service")
    return Weighed("against", cited, f"{be(name)} described as resolved")


_ANOTHER = Pattern(
    r"^\W*(?:but |however,? |and )?(?:dr\.? \w+|(?:the|her|his|my|our|another|a second) (?:\w+ )?(?:neurologist|"
    r"colleague|"
    r"partner|consultant|specialist|radiologist|surgeon|physiatrist|internist|reader|reviewer|resident|"
    r"attending)|neurology)\b"
)
"""A sentence that tells what another clinician holds."""
_BY_AUTHOR = Pattern(
    r"^\W*(?:dr\.? [a-z'-]+|neuro(?:logy)?|pain(?: (?:clinic|medicine))?|pcp|gp|ed|er|ortho|rheum|attending|"
    r"resident|md|pa|np)\s*:"
)
"""The author of one of several views: "Dr. A: …"."""


def _named_by_another(record: Record, said: Said, name: str) -> bool:
    """Whether the statement before is another author's and states what this one denies."""
    before = record.preceding(said)[:1]
    return any(s.search(_BY_AUTHOR) and any(m.stands.plain for m in s.statement.of(name)) for s in before)


def _denied_by_another(record: Record, said: Said, name: str) -> bool:
    """Whether the statement behind is another author's and denies what this one states."""
    after = record.following(said)[:1]
    return any(s.search(_BY_AUTHOR) and any(m.stands.negated for m in s.statement.of(name)) for s in after)


def _of_another(said: Said, before: Said) -> bool:
    """Whether a statement names another condition than the one before it."""
    here = {m.concept for m in before.statement.mentions}
    return any(
        words.concept(m.concept).family == "conditions" and m.concept not in here for m in said.statement.mentions
    )


def _disputed(record: Record, said: Said) -> bool:
    """Whether the sentence or the next one says that no diagnosis is made or the note names none, or disagrees."""
    sentence = said.sentence
    if _DISPUTES.search(sentence):
        return True
    if any(s.search(_ANOTHER_DENIES) for s in record.following(said)[:1]) or any(
        s.in_sentence_of(said) and s.search(_ANOTHER_DENIES) for s in record.following(said)[:3]
    ):
        return True
    if any(s.search(_ANOTHER) and _DISPUTES.search(s.sentence) for s in record.following(said)[:1]):
        return True
    if said.search(_BY_AUTHOR) and any(
        s.search(_BY_AUTHOR) and _of_another(s, said) for s in record.following(said)[:1]
    ):
        return True
    after = [_NOT_TO_MAKE_IT.sub(" ", s.low) for s in record.following(said)[:1]]
    if any(_DISAGREES.search(low) or any(p.search(low) for p in _UNNAMED) for low in after):
        return True
    low = _NOT_TO_MAKE_IT.sub(" ", said.low)
    return _NO_DIAGNOSIS.search(low) is not None or any(p.search(low) for p in _UNNAMED)


_NOT_TO_MAKE_IT = Pattern(
    r"\b(?:not|never|rather than) (?:\w+ )?(?:to|for|in order to) "
    r"(?:(?:make|making|establish|establishing|confirm|reach|settle|"
    r"secure) )?(?:a |the |any |her |his )?diagnos\w+"
)
"""What the service is not for, which takes nothing from a diagnosis: "for treatment, not to make the diagnosis"."""
