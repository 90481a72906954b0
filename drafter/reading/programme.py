"""Programme: every part of a programme of care is under way; a label or a plan shows none of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Literal

from drafter.domain import Finding, ProgrammeCriterion
from drafter.reading import amended, denied, evaluated, inplace, kept, outdated, purpose, sessionnotes, unaccompanied
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.weighing import Weighed, be, listed, objected, sentence, stated, undocumented
from drafter.text import Mention, words
from drafter.text.assertion import Assertion
from drafter.text.patterns import Pattern, Patterns

_DRUGS = "oral_medication"
_THERAPY = "physical_therapy"
_TEACHING_PART = "patient_education"
_REASON = Pattern(
    r"\b(?:ckd|esrd|dialysis|cirrhosis|gi bleed\w*|(?:renal|kidney|liver|hepatic) (?:failure|disease)|pregnan\w*|"
    r"by (?:choice|decision) of (?:the )?(?:physician|doctor|\w+ist)|"
    r"because|due to|since|contraindicat\w*|not appropriate|not indicated|allerg\w*|intoleran\w*|cannot take)\b"
)
_TEACHING = ("educated ", "education ", "handout ", "information ")
"""Beginnings of cues by which a subject is only taught."""
_BARRIER = Pattern(
    r"\b(?:cannot|can't|could not|couldn't|unable to|not able to) (?:get|find|reach|access|travel|schedule|"
    r"be seen|start|attend)\b|"
    r"\bno (?:slots?|openings?|appointments?|availability)\b|"
    r"\b(?:unavailable|not available|nearest|rural|miles|wait ?-?list\w*|waiting list|insurance|not covered|"
    r"coverage|cost|copays?|"
    r"on[- ]site|on staff|in[- ]house|in (?:the|this|our) (?:clinic|practice|building|area|town|county|network|office)|"
    r"afford\w*|transport\w*|no (?:local )?(?:providers?|therapists?|psychologists?|programs?) (?:in|near|"
    r"within|available))\b"
)
"""What keeps care out of reach, which is no refusal."""
_NOT_ORAL = Pattern(r"\b(?:patch\w*|gel|cream|topical\w*|ointment|lidoderm|inject\w*|im|iv|infusion)\b")
_OVER_DAYS = 62
"""Days since the end of a range of dates from which on a treatment is not under way. A house convention."""
_GOES_ON = Pattern(
    r"\b(?:ongoing|current\w*|continu\w*|in progress|attend\w*|weekly|per week|underway|"
    r"enrolled|participat\w*|takes?|taking|is on|sees|seeing|meets|meeting|goes to|(?:bi-?)?monthly|"
    r"fortnightly|bi-?weekly|"
    r"every (?:two|three|four|second|third) (?:weeks?|months?)|q ?\d? ?(?:wks?|weeks?|mos?|months?))\b"
)
_GIVEN = Pattern(
    r"\b(?:attended|came to|met (?:with|him|her)|has had|saw (?:him|her)|(?:been|gone|went) through|did|done|"
    r"given|visit \d+|\d+ (?:of \d+ )?(?:visits|"
    r"sessions|parts|classes)|"
    r"last (?:seen|visit)|daily|nightly|bid|tid|qhs|qd|twice|every (?:other )?(?:day|week|month|\d)|"
    r"each (?:week|\w+day)|every (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:was|were|is) there|\d ?mg|since)\b"
)
"""Under the name of a programme: words of a part that was given or goes on."""
_WITH_SOMEBODY = Pattern(r"\bwith (?:dr|ms|mrs|mr)\b\.? \w+")
"""Care at the hands of a person who is named, which is given."""
_NOW_IN = Pattern(
    r"\b(?:week|day|session|visit|month|module) #?\d{1,2} ?(?:of|/) ?\d{1,2}\b|"
    r"\bin (?:(?:her|his|the) )?(?:week|day|month|session) #?\d{1,2}\b"
)
"""How far the patient is in a programme."""
_TO_BEGIN = Pattern(r"\b(?:starts?|begins?|starting|beginning|to start|to begin|enrolls?|due)\b")
_DOSED = Pattern(
    r"\b\d+(?:\.\d+)? ?(?:mg|g|mcg)\b[^.;]{0,30}\b(?:as needed|prn|daily|nightly|at night|at bedtime|qhs|q ?\d+ ?h|"
    r"bid|tid|qid|"
    r"(?:once|twice|three times) (?:a |per )?(?:day|daily)|every \d+ hours|max)\b"
)
_GOING = Pattern(
    r"^\W*(?:is |are |being |has been |was )*(?:continu(?:ed|es|ing)|ongoing|in progress|underway|attended|taken|"
    r"done|given|completed)\b"
)
"""Right behind a part: that it goes on, whatever is planned before a comma."""
_ACCEPTED = Pattern(r"^\W*(?:referral )?(?:was |has been )?accepted\b")
_TAKEN_UP = Pattern(
    r"^[^.;]{0,25}?[,;(] ?(?:and )?(?:(?:she|he|patient|pt) )?(?:is )?(?:now )?(?:attending|ongoing|in progress|"
    r"under ?way|continuing)\b|"
    r"^[^.;]{0,45}?\b(?:was|has been|were) (?:taken up|accepted|acted (?:up)?on|followed (?:up|through))\b|"
    r"^[^.;]{0,25}?[,;(] ?(?:and )?(?:(?:she|he|patient|pt) )?(?:is )?(?:now|since|currently) (?:\w+ )?(?:attend\w*|"
    r"sees?|seen|going|"
    r"goes|in (?:weekly|regular|treatment|therapy|care|counsel\w*)|engaged|under ?way|established|meets?|meeting|"
    r"weekly|ongoing|"
    r"active)\b"
)
"""Behind a part that was referred to: that it came about."""
_DONE_ONCE = Pattern(r"\b(?:completed|complete|finished)\b")
_TAKES_PART = Pattern(
    r"\b(?:she|he|they|patient|pt) (?:\w+ )?(?:goes|attends|keeps|continues(?! to have)|takes part|sees|is in|"
    r"remains in|stays in)\b"
)
"""Under the heading of a plan: what the patient is doing already."""
_TAUGHT_VERB = Pattern(r"^(?:instructed|taught|trained|showed|went over|explained|demonstrated|educated)\b")
_BARE_THERAPY = Pattern(
    r"(?:^|[:,;(]\s*|\b(?:to|in|the|of|her|his|did|does|attends|attended|and|doing) )therapy\b"
    r"(?=[^.;,]{0,45}\b(?:once|twice|three times|weekly|every|each|\d+ (?:visits|sessions|times)|\w+ (?:visits|"
    r"sessions) (?:a|per|each) (?:week|month)|per week|(?:in|on) (?:week|month|session|visit) \d{1,2}|"
    r"in (?:its|the|her|his) \w+ (?:week|month))\b)"
)
"""Therapy without saying of what sort, as one that is given."""
_RELATIVE = (
    r"(?:wife|husband|spouse|partner|mother|father|sister|brother|daughter|son|mom|dad|parents?|aunt|uncle|"
    r"friend|caregiver|"
    r"grand\w+|child(?:ren)?|twin|fianc\w+|cousin|niece|nephew)"
)
_KIN = Pattern(rf"\b{_RELATIVE}\b")
_KIN_ASIDE = Pattern(
    rf"\b(?:lost|losing|buried|mourns|misses) (?:her|his|their|a) {_RELATIVE}\b|"
    rf"\b(?:death|loss|illness|passing|suicide|dementia|cancer|care) of (?:her|his|their|a) {_RELATIVE}\b|"
    rf"\b(?:since|after|because|when|as) (?:her|his|their) {_RELATIVE} (?:had )?(?:died|passed|left|fell|became|"
    rf"was|moved|went)\b|"
    rf"\b{_RELATIVE}(?: was| is| also)? (?:present|attending|attended|along|in the room|listening|came along|"
    rf"there|too|as well)\b|"
    rf"\b(?:with|and|for) (?:him|her|the patient|pt|patient) (?:and|with) (?:his|her|the) {_RELATIVE}\b|"
    rf"\b(?:him|her|patient|pt|mr\.? \w+|mrs\.? \w+)\b (?:and|with) (?:his|her|the) {_RELATIVE}\b|"
    rf"\bcaregivers?'? (?:support )?(?:group|class|course)\b|"
    rf"\((?:her|his|their|the)? ?{_RELATIVE} (?:has|had|is|was|with)\b[^()]*\)|"
    rf"\bcaregiver (?:stress|strain|burden|fatigue|role|duties)\b|"
    rf"\b(?:grief|bereavement|widowhood)\b[^.;,]{{0,20}}\b{_RELATIVE}\b"
)
"""Relatives who are only there, or whose loss is the reason for care of the patient."""
_TAUGHT = Pattern(
    r"(?<!to be )(?<!will be )(?<!not )(?<!never )\b(?:taught|went (?:over|through)|gone (?:over|through)|instructed|"
    r"trained|"
    r"showed|explained|demonstrated|completed|attended|finished|provided|given|gave|done|did|received|teach-?back|"
    r"understood|questions answered|returned? demonstration|repeated|reviewed|repeats? (?:it|them) back)\b"
    r"(?!.*\b(?:will|to be|next|needs?|should|pending)\b)"
)
"""Under the heading of a plan: teaching that was given."""
_LABEL = Pattern(
    r"^\W*(?:\w+ )?(?:elements|components|pillars)\W*$|\bprogram\w*\b|\bmulti(?:disciplinary|modal)\b|\bcomprehensive\b"
)
_STILL = Pattern(
    r"\bongoing\b|\bstill (?:in|attend\w*|goes|going|doing|on)\b|\bcontinu(?:es|ing)\b(?! to (?:have|hurt|suffer))"
)
"""Words by which care goes on although it has not helped so far."""
_PART_WAY = Pattern(r"^\s*(?:visit |session )?\d{1,2} ?(?:of|/) ?\d{1,2}\b")
"""Behind "finished": some of the visits, so that it goes on."""
_NEAR = 30
"""Code points between a verb and what it is about."""
_FIELD_NO = Pattern(r"^[^:=]{2,40}\s*[:=]\s*(?:no|none|nil|0)\W*$")
"""A field answered with no."""
_SUPERVISED = Pattern(r"\b(?:supervised|therapist-led|physio-led|guided|instructor-led)\W+(?:\w+\W+){0,2}$")
_BEGUN = Pattern(
    r"\b(?:taken up|accepted|referr\w*|since|from|began|begun|begin\w*|start\w*|initiat\w*|enrolled|joined|"
    r"first|onwards?|onset|now|still|currently|"
    r"present|to date|twice|bid|tid|qd|qhs|daily|nightly|mg)\b"
)
"""Words by which a date is the beginning of care, or care is of now."""
_OVER = Pattern(
    r"\b(?:on hold|paused|suspended|interrupted|dropped out|quit|gave up|given up|completed|finished|discharged|"
    r"stopped|dismissed from|(?:has|have|had) dropped|"
    r"discontinued|failed|tried)\b"
)


_OTHER_THERAPY = Pattern(
    r"\b(?:speech|occupational|psycho\w*|counsel\w*|cbt|cognitive|behaviou?ral|talk|mental|group|family|couples?|"
    r"marital|massage|"
    r"light|hormone|oxygen|radiation|chemo\w*|infusion|respiratory|vestibular|dialectical|trauma|grief|coping|stress|"
    r"mood|"
    r"voice|music|art|pet|iv|ot|drug|replacement|antibiotic)\b"
)
"""Therapy of another sort than by hand and exercise."""


_NOT_NOW = Pattern(
    r"\b(?:offer\w*|until|till|given up|gave up|stopped|quit|dropped|ended|finished|completed|discharged|used to|last "
    r"year|on hold|paused|"
    r"missed|no[- ]?show\w*|cancel\w*)\b"
)
"""That therapy named without its sort is not going on."""


def _beside_support(record: Record) -> Iterator[Weighed]:
    """Therapy named without its sort where psychosocial support is another part: "alongside: therapy weekly"."""
    for said in record.having(_BARE_THERAPY):
        match = said.search(_BARE_THERAPY)
        piece = re.split(r"[;,]", said.low[match.start() + 1 :])[0] if match else ""
        around = (
            f"{re.split(r'[;,]', said.ahead(said.statement.clause.start + match.start()))[-1]} {piece}" if match else ""
        )
        sentence = said.sentence
        own = said.low[max(0, match.start() - 12) : match.start()] if match else ""
        whole = said.statement.cues.whole
        plain = record.objection(said, whole) is None and not whole.negated and "offer" not in sentence
        if plain and not _NOT_NOW.search(around) and not _OTHER_THERAPY.search(f"{own} {piece}"):
            yield Weighed("for", said.cite(), f"{be(_THERAPY)} recorded")


def read(record: Record, criterion: ProgrammeCriterion) -> Finding:
    """The finding on a programme criterion."""
    found = {element: _one(record, element) for element in criterion.elements}
    support = any(w.bearing == "for" for w in found.get("psychosocial_support", ()))
    if support and _THERAPY in found and not found[_THERAPY]:
        found[_THERAPY] = list(_beside_support(record))
    shown = {e: [w for w in each if w.bearing == "for"] for e, each in found.items()}
    refused = {e: [w for w in each if w.bearing == "against"] for e, each in found.items()}
    absent = [w for e, each in refused.items() if not shown[e] and e not in criterion.where_appropriate for w in each]
    alone = [
        Weighed("against", s.cite(), "the record says that there is no such programme")
        for s in record.said
        if unaccompanied.no_care(s) and record.objection(s, s.statement.cues.whole) is None
    ]
    none = alone + _left_all(record, criterion, shown) + _all_fields_no(record, criterion)
    none += [
        Weighed("against", s.cite(), "everything beside the injections was declined")
        for s in record.having(unaccompanied.NOTHING_ELSE)
        if record.objection(s, s.statement.cues.whole) is None
    ]
    none += [
        Weighed("against", s.cite(), "the programme was declined")
        for s in record.said
        if any(m.stands.refused and record.objection(s, m.stands) is None for m in s.statement.of("programme_label"))
    ]
    if not any(shown.values()):
        none += [
            Weighed("against", s.cite(), "the programme was given up")
            for s in record.said
            if unaccompanied.left_all(record, s)
            or (
                s.search(unaccompanied.LEFT)
                and not unaccompanied.came_back(record, s)
                and record.objection(s, s.statement.cues.whole, past_counts=True) is None
            )
        ]
    looked_for = tuple(words.names(e) for e in criterion.elements)
    contradicted = [e for e in criterion.elements if shown[e] and refused[e]]
    if contradicted:
        why = f"The record contradicts itself on {listed(words.names(e) for e in contradicted)}."
        near = [w for e in contradicted for w in (*shown[e][:1], *refused[e])]
        return undocumented(record, criterion, why, looked_for, near)
    if all(shown.values()):
        every = [each[0] for each in shown.values()]
        return stated(
            record,
            criterion,
            "met",
            f"Every part of the programme is recorded: {listed(looked_for)}.",
            every,
            citations=[w.cited for w in every],
        )
    told = {w.cited for w in alone}
    beside = [w for e, each in shown.items() if e != _DRUGS for w in each if w.cited not in told]
    if alone and len(none) == len(alone) and not absent and beside:
        near = [*alone, *beside]
        why = "The record says that there is no other care, and names some that is given."
        return undocumented(record, criterion, why, looked_for, near)
    if absent or none:
        return stated(
            record,
            criterion,
            "not_met",
            sentence(f"{(absent or none)[0].why}, so the programme is not complete" if absent else none[0].why),
            [*absent, *none],
        )
    return _open(record, criterion, found, shown, looked_for)


def _left_all(record: Record, criterion: ProgrammeCriterion, shown: dict[str, list[Weighed]]) -> list[Weighed]:
    """Several parts that were given up by the patient, where no part goes on: there is no programme."""
    if any(shown.values()):
        return []
    left = {
        e: s
        for e in criterion.elements
        for s in record.said
        for m in s.statement.mentions
        if _is(m, e, s) and record.objection(s, m.stands, past_counts=True) is None and _given_up(record, s, m)
    }
    wanted = [e for e in left if e not in criterion.where_appropriate]
    return [Weighed("against", left[e].cite(), f"{be(e, 'was')} given up") for e in wanted] if len(wanted) > 1 else []


def _all_fields_no(record: Record, criterion: ProgrammeCriterion) -> list[Weighed]:
    """The fields of a form by which every part that is needed is answered with no."""
    denied = {
        e: s for e in criterion.elements for s in record.having(_FIELD_NO) for m in s.statement.mentions if _is(m, e, s)
    }
    needed = [e for e in criterion.elements if e not in criterion.where_appropriate]
    if len(needed) < 2 or not denied.keys() >= set(needed):
        return []
    return [Weighed("against", denied[e].cite(), f"{be(e)} said not to be given") for e in needed]


def _given_up(record: Record, said: Said, mention: Mention) -> bool:
    over = _ended(record, said, mention)
    return bool(over) and over in ("dropped out", "stopped", "discontinued", "quit", "given up", "gave up")


def _open(
    record: Record,
    criterion: ProgrammeCriterion,
    found: dict[str, list[Weighed]],
    shown: dict[str, list[Weighed]],
    looked_for: tuple[str, ...],
) -> Finding:
    have = [words.names(e) for e in criterion.elements if shown[e]]
    lack = [words.names(e) for e in criterion.elements if not shown[e]]
    near = [w for e, each in found.items() if not shown[e] for w in each] + [each[0] for each in shown.values() if each]
    first = f"; {near[0].why}" if near and near[0].bearing == "open" else ""
    near += [
        Weighed("open", s.cite(), "the name of a programme shows none of its parts")
        for s in record.said
        if s.statement.of("programme_label")
    ]
    told = (
        f"recorded: {listed(have)}; not shown: {listed(lack)}" if have else f"no part is shown as given: {listed(lack)}"
    )
    return undocumented(record, criterion, sentence(f"{told}{first}"), looked_for, near)


def _one(record: Record, element: str) -> list[Weighed]:
    """All that the record says about one part."""
    weigh = evaluated.weigh if evaluated.is_evaluation(element) else _weigh
    dated: list[tuple[Said, Weighed]] = []
    given_up = (s for s in record.having(unaccompanied.LEFT_ALL) if unaccompanied.left_all(record, s))
    left = max((s.number for s in given_up), default=-1)
    for said in record.said:
        named = [m for m in said.statement.mentions if _is(m, element, said)]
        if named and said.number <= left:
            dated.append((said, Weighed("open", said.cite(), f"{be(element)} told to have been given up later")))
            continue
        if _settled(said, element) and record.objection(said, said.statement.cues.whole) is None:
            dated.append((said, Weighed("for", said.cite(), f"{be(element)} recorded as looked at and not needed")))
            continue
        if named and not amended.takes_back(said):
            dated += [(said, weigh(record, said, m, element)) for m in named]
    if element != _DRUGS:
        dated = _ended_later(dated, element)
    if element == _THERAPY and not any(w.bearing != "open" for _, w in dated):
        dated += _taken_up(record, dated)
    if not any(w.bearing != "open" for _, w in dated):
        dated += [(s, Weighed("for", s.cite(), f"{be(element)} recorded")) for s in sessionnotes.of(record, element)]
    if element == _TEACHING_PART and not any(w.bearing != "open" for _, w in dated):
        dated += _classes_over(record, dated)
    return _still_denied(amended.filtered(record, dated, lambda d: d[1].cited, lambda d: d[1].bearing != "open"))


_GIVEN_UP = (
    *("dropped out", "quit", "gave up", "given up", "stopped", "discontinued"),
    *("on hold", "paused", "suspended", "interrupted"),
)
"""How a part is named that does not go on, and was not brought to its end."""


def _ended_later(dated: list[tuple[Said, Weighed]], element: str) -> list[tuple[Said, Weighed]]:
    """What was found; where the last word on a part is that it was given up, nothing said before shows it."""
    ended = [s.number for s, w in dated if w.bearing == "open" and w.why.endswith(_ENDED_WHY)]
    last = max((s.number for s, w in dated if w.bearing == "for"), default=-1)
    if not ended or max(ended) < last:
        return dated
    taken_back = f"{be(element)} told further on to have been given up"
    return [(s, replace(w, bearing="open", why=taken_back) if w.bearing == "for" else w) for s, w in dated]


_ENDED_WHY = tuple(f"named as {how}, not as going on" for how in _GIVEN_UP)


def _taken_up(record: Record, dated: list[tuple[Said, Weighed]]) -> Iterator[tuple[Said, Weighed]]:
    """Therapy that is told later without its sort, where physical therapy was planned before and no other is named."""
    since = [s.written for s, _ in dated if s.written]
    for said in record.said if since else ():
        if not said.search(_BARE_THERAPY) or not said.written or said.written <= min(since):
            continue
        if record.objection(said, said.statement.cues.whole) is None and not said.statement.of("occupational_therapy"):
            yield said, Weighed("for", said.cite(), f"{be(_THERAPY)} recorded")


_CLASSES_OVER = Pattern(
    r"(?:^|[,;:(]\s*|\b(?:finished|completed|attended|now|by \w+|since then) )(?:(?:all|the|her|his|both|two|three|"
    r"four|five|six|\d) ){0,2}"
    r"class(?:es)?\b(?! (?:incomplete|not))(?=\W*$|\W*[,;)]| (?:(?:are|is|were|was|all|now|both) )*(?:complete|"
    r"completed|"
    r"done|finished|attended|over|passed)\b)"
)
_OVER_WORD = Pattern(r"(?<!not )(?<!to be )\b(?:complete|completed|done|finished|attended|over|passed)\b")


def _classes_over(record: Record, dated: list[tuple[Said, Weighed]]) -> Iterator[tuple[Said, Weighed]]:
    """Classes told later as complete, without their subject, where classes in education were planned before."""
    planned = [s for s, _ in dated if "class" in s.low]
    for said in record.having(_CLASSES_OVER) if planned else ():
        later = any((said.document is s.document and said.number > s.number) or (said.written or record.clock) > (
            s.written or record.clock) for s in planned)  # fmt: skip
        if (
            later
            and said.search(_OVER_WORD)
            and record.objection(said, said.statement.cues.whole, past_counts=True) is None
        ):
            yield said, Weighed("for", said.cite(), f"{be(_TEACHING_PART)} recorded")


def _still_denied(dated: list[tuple[Said, Weighed]]) -> list[Weighed]:
    """What was found, without denials that a later statement overtakes: therapy not begun then is under way now."""
    shown = max((s.written for s, w in dated if w.bearing == "for" and s.written), default=None)
    return [w for s, w in dated if w.bearing != "against" or not (shown and s.written and s.written < shown)]


def _is(mention: Mention, element: str, said: Said) -> bool:
    """Whether a naming is of the part; a drug by its name is oral medication, exercise under supervision is therapy."""
    if mention.concept == element:
        return True
    if element == _THERAPY and mention.concept == "exercise":
        own = said.between(mention.start, mention.end)
        return _SUPERVISED.search(said.ahead(mention.start)) is not None or (
            own.startswith("therapeutic") and "home" not in said.low
        )
    concept = words.concept(mention.concept)
    return (
        element == _DRUGS
        and concept.family == "treatments"
        and concept.about.get("group") == "drug"
        and concept.about.get("counts") != "false"
    )


def _settled(said: Said, element: str) -> str | None:
    phrases, patterns = _settling(element)
    if hits := said.statement.clause.hits(phrases):
        return hits[0].phrase
    return next((m[0] for p in said.among(patterns) if (m := said.search(p))), None)


@cache
def _settling(element: str) -> tuple[words.Phrases, Patterns]:
    about = words.concept(element).about
    patterns = Patterns(Pattern(p) for p in about.get("settled_patterns", ()))
    return words.phrases(tuple(about.get("settled", ()))), patterns


def _but_for_itself(said: Said, mention: Mention, element: str) -> bool:
    """Whether a denial excepts some of the same part: "no psychological treatment other than CBT"."""
    behind = [e for e in said.statement.cues.exceptions if e.first >= mention.last]
    return any(_is(m, element, said) and m.first >= e.last for e in behind for m in said.statement.mentions)


_SCREENED = Pattern(
    r"\bscreen\w*\b[^;]*[,;] (?:(?:and|now|she|he|pt|patient) )*(?:talks?|sees?|meets?|speaks?|goes|attends)\b[^,;]*$"
)
"""Before somebody whom the patient sees beside a screening: "screened for mood, talks with our counselor weekly"."""


def _seen_apart(said: Said, mention: Mention, stands: Assertion) -> Assertion:
    """Without the doubt of a screening, where the care stands behind a comma with a verb of its own."""
    doubted = stands.certainty == "hedged" and stands.cues and stands.cues[-1].startswith("screen")
    return (
        replace(stands, certainty="sure", cues=())
        if doubted and _SCREENED.search(said.ahead(mention.start))
        else stands
    )


def _weigh(record: Record, said: Said, mention: Mention, element: str) -> Weighed:
    stands, cited = _beside_kin(said, _seen_apart(said, mention, _taught_apart(said, mention))), said.cite()
    once = words.concept(element).about.get("once") == "true" if element in words.concepts() else False
    objection = record.objection(said, stands, past_counts=once)
    listed = _only_headed(said, stands) and (
        said.search(_TAKES_PART) is not None
        or (once and (_dated_before(said, mention) or said.search(_TAUGHT) is not None))
        or (element == _DRUGS and _with_dose(said, mention))
    )
    if answered := _no_to_it(said, mention, element, stands):
        return Weighed(
            answered, cited, f"{be(element)} {'said not to be given' if answered == 'against' else 'answered with no'}"
        )
    if _IN_LIEU.search(said.ahead(mention.start)) and not stands.other_person:
        instead = unaccompanied.INJECTED.search(said.ahead(mention.start)) is not None and element != _DRUGS
        return Weighed("against" if instead else "open", cited, f"{be(element)} named as what is not done instead")
    if _SAME_FOR.search(said.ahead(mention.start)):
        return Weighed("open", cited, f"{be(element)} told by pointing back")
    if inplace.blank(record, said):
        return Weighed("open", cited, f"{be(element)} only a field of a form, which is blank")
    if objection and stands.speaker == "form" and inplace.filled_in(record, said):
        objection = None
    refused = unaccompanied.refused_all(record, said) or denied.turned_down(record, said, mention)
    if objection and stands.time == "planned" and not stands.other_person and refused:
        return Weighed("against", cited, f"{be(element, 'was')} declined")
    if objection and not listed and not _denied_in_plan(said, stands):
        return Weighed("open", cited, objected(element, objection))
    if _yet_to_begin(record, said, mention):
        return Weighed("open", cited, f"{be(element)} listed under what is yet to begin")
    if _under_label(record, said, mention) and not (once and (said.search(_DONE_ONCE) or said.search(_TAUGHT))):
        return Weighed("open", cited, f"{be(element)} only listed under the name of a programme")
    if not stands.refused and (why := inplace.not_given(said, mention)):
        return Weighed("open", cited, f"{be(element)} {why}")
    if element != _DRUGS and not (stands.refused or stands.negated) and _to_come(said, mention):
        return Weighed("open", cited, f"{be(element)} named for a day to come, not as given")
    generic = words.concept(mention.concept).about.get("generic") == "true"
    spared = generic and stands.negated and said.search(_REASON) and not stands.refused
    if element == _DRUGS and mention.concept != element and (stands.refused or stands.negated) and not spared:
        return Weighed("open", cited, f"{be(mention.concept)} not taken, which leaves other oral medication open")
    if (stands.refused or stands.negated) and (said.search(_BARRIER) or denied.by_payer(said)):
        return Weighed("open", cited, f"{be(element)} said to be out of reach")
    if element == _DRUGS and mention.concept != element and (why := _not_taken(said, mention)):
        return Weighed("open", cited, f"{be(mention.concept)} {why}")
    if stands.refused and said.search(_FOR_A_TIME):
        return Weighed("open", cited, f"{be(element, 'was')} put off")
    if stands.refused:
        return Weighed("against", cited, f"{be(element, 'was')} declined")
    if stands.negated and element == _DRUGS and said.search(_REASON):
        return Weighed("for", cited, f"{be(element)} recorded as looked at and not appropriate")
    if stands.negated and _but_for_itself(said, mention, element):
        return Weighed("open", cited, f"{be(element)} denied beside what is excepted")
    if stands.negated:
        return _denied(said, element, stands.cues)
    if outdated.long_ago(record, said, mention) or _bracketed_long_ago(record, said, mention):
        return Weighed("open", cited, f"{be(element)} named with a date long before")
    if said.search(_AIMED) and not (said.search(_GIVEN_SO) or (element == _DRUGS and _with_dose(said, mention))):
        return Weighed("open", cited, f"{be(element)} named as what is aimed at")
    if element == _THERAPY and (why := purpose.named_elsewhere(record, said, mention)):
        return Weighed("open", cited, objected(element, why))
    over = _ended(record, said, mention)
    if over and not once and element != _DRUGS and _not_again(record, said):
        return Weighed("against", cited, f"{be(element)} stopped, and not to be taken up again")
    if over and not once:
        return Weighed("open", cited, f"{be(element)} named as {over}, not as going on")
    return Weighed("for", cited, f"{be(element)} recorded")


_ANSWERED_NO = Pattern(
    r"\s*[:=–-]?\s*(?:(?:no|none|nil)\b(?=\W*$|\s*[,;.|/])|"
    r"(?:visits?|sessions?|attended)? ?0 ?(?:/|of|out of) ?(?:the )?[1-9]\d?\b|[✗✘❌]|"
    r"(?:was |were )?never (?:been )?(?:attended|done|begun|given|taken|received|tried)\b)"
)
"""Behind a part in a list: "PT no, counseling no", "PT 0/12"."""
_NOT_FOR_HIM = Pattern(
    r"\W*(?:is |was )?(?:(?:patient|pt|she|he) )?(?:(?:states?|says?|said|feels?|felt) )?\W{0,2}(?:just |"
    r"really |simply )?"
    r"not (?:for (?:me|him|her|them)(?= ?\W*$|\W*[,;.\"”]| and\b)|(?:my|his|her) (?:thing|cup of tea|style))"
)
"""Behind a part: that the patient does not want it."""
_MARKED_AHEAD = Pattern(r"^\W*[✗✘❌]")
_TO_START = Pattern(r"\b(?:start\w*|begin\w*|schedul\w*|first visit|upcoming|booked|pending)\b")
_IN_LIEU = Pattern(
    r"\b(?:in lieu of|instead of|rather than|in place of) (?:(?:the|any|both|all|formal|more) )*[^.;:()]{0,50}$"
)


def _no_to_it(said: Said, mention: Mention, element: str, stands: Assertion) -> Literal["against", "open"] | None:
    """How a part stands that is answered with no behind its name, or that is not for the patient; else none."""
    behind = said.behind(mention.end)
    ahead = said.search(_MARKED_AHEAD) is not None
    no = said.ahead(mention.start).rstrip().endswith(("✗", "✘", "❌")) if ahead else _ANSWERED_NO.match(behind)
    if element == _DRUGS or not (no or _NOT_FOR_HIM.match(behind)):
        return None
    open_ = stands.other_person or said.search(_BARRIER) or said.search(_TO_START)
    return "open" if open_ else "against"


_SAME_FOR = Pattern(r"\b(?:same|ditto|likewise) (?:for|with|to|about|goes for) (?:(?:the|any|a|her|his) )?$")


_NOT_AGAIN = Pattern(
    r"\b(?:quit|stopped|cancell?ed|left|gave up|given up|dropped)\b[^.;]{0,60}\bfor good\b(?! (?:reason|"
    r"cause|measure))|"
    r"\b(?:refus\w+|declin\w+|unwilling|will not|won't|does not (?:want|wish|intend|plan|mean)|"
    r"no (?:plans?|intention|wish)) "
    r"(?:to )?(?:re-?start|resume|return|go back|continue|re-?join|take it up)\w*\b"
)
"""That care which was stopped is not to be taken up again."""


def _not_again(record: Record, said: Said) -> bool:
    near = [said, *(s for s in record.following(said)[:1] if s.in_sentence_of(said))]
    return any(s.search(_NOT_AGAIN) and s.statement.cues.whole.certainty == "sure" for s in near)


_AGAIN = Pattern(r"\b(?:next|again|f/?u|follow\w*|until|till|through|thru|last|since|since then|so far)\b")
_UNDER_WAY = Pattern(
    r"\b(?:done|finished|completed|sees|seen|in week|\d+(?:st|nd|rd|th)?(?: of \d+)? (?:visits?|sessions?|hours?|"
    r"class))\b"
)
_STARTS = Pattern(r"\b(?:starts|begins|commences)\b")
_STARTING = Pattern(r"\b(?:starting|beginning|commencing|to (?:start|begin))\b")
_ALL_GO_ON = Pattern(
    r"\b(?:all|each|both|everything)\b[^.;,]{0,20}\b(?:ongoing|under ?way|in progress|continu\w*|active)\b"
)
_ONWARDS = Pattern(r"^ on(?:wards?)?\b")
_YEARLESS = Pattern(r"\d{1,2}/\d{1,2}|[a-z]{3,9}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?")
_HALF_A_YEAR = 183
"""Days back from which on a day without a year, on which something is starting, is rather the next one."""


def _to_come(said: Said, mention: Mention) -> bool:
    """Whether the first day behind a part is later than the note, with no word that it goes on: "pain class 12/5"."""
    start = said.statement.clause.start
    when = next((w for w in said.statement.whens() if w.start >= mention.end), None)
    if when is None or not said.written:
        return False
    if any(mention.end <= m.start < when.start for m in said.statement.mentions):
        return False
    gap = said.low[mention.end - start : when.start - start]
    yearless = _YEARLESS.fullmatch(said.between(when.start, when.end)) is not None
    from_on = gap.rstrip().endswith("from") and _ONWARDS.match(said.low[when.end - start :])
    next_year = yearless and (_STARTING.search(gap) or from_on) and (said.written - when.latest).days > _HALF_A_YEAR
    if when.earliest <= said.written and not (_STARTS.search(gap) or next_year):
        return False
    begins = max((m.end() for m in _PART_ENDS.finditer(said.low, 0, mention.start - start)), default=0)
    ends = _PART_ENDS.search(said.low, when.end - start)
    own = said.undated[begins : ends.start() if ends else None]
    goes_on = any(p.search(own) for p in (_GOES_ON, _GIVEN, _UNDER_WAY, _STILL)) or said.search(_ALL_GO_ON)
    return not (goes_on or _AGAIN.search(gap))


_PART_ENDS = re.compile(r"[,;|]|\)(?= ?[,;])")
"""Where the words about one part of several end."""
_BRACKET = re.compile(r"^\W{0,2}\((?P<in>[^()]{1,30})\)")


def _bracketed_long_ago(record: Record, said: Said, mention: Mention) -> bool:
    """Whether brackets right behind a part date it long before: "PT (done 2024)", whatever is told of now."""
    match = _BRACKET.match(said.behind(mention.end))
    if match is None or _BEGUN.search(match["in"]) or _GOES_ON.search(match["in"]):
        return False
    end = mention.end + match.end()
    inside = [w for w in said.statement.whens() if mention.end <= w.start < end]
    return bool(inside) and all(w.latest < record.stale_before for w in inside)


_AIMED = Pattern(
    r"^\W*(?:\w+[ -]){0,2}?(?:goals?|targets?|aims?|objectives?|proposals?|options|wish ?list|suggestions?|ideas)\s*:"
)
"""A list of what is aimed at."""
_GIVEN_SO = Pattern(
    r"\b(?:met|reached|achieved|attend\w*|attends|ongoing|in progress|continu\w*|under ?way|keeps?|started)\b"
)
"""Words by which what is aimed at is under way."""


def _taught_apart(said: Said, mention: Mention) -> Assertion:
    """How a part stands, where a subject of teaching before it ends at a comma: "educated on posture, counseling"."""
    stands = mention.stands
    before = said.low[: mention.start - said.statement.clause.start]
    if stands.certainty == "hedged" and stands.cues and stands.cues[-1].startswith(_TEACHING):
        behind = before.rpartition(stands.cues[-1])[2]
        return replace(stands, certainty="sure") if "," in behind else stands
    after = said.low[mention.end - said.statement.clause.start :]
    rest = said.rest(mention.end)
    taken_up = any(cue.startswith(("refer", "order")) for cue in stands.cues) and _TAKEN_UP.match(rest)
    if stands.time == "planned" and (taken_up or _ACCEPTED.match(after)):
        return replace(stands, time="current")
    if stands.time == "planned" and stands.cues and stands.cues[-1] != said.statement.clause.heading:
        behind = before.rpartition(stands.cues[-1])[2]
        told = said.low[mention.start - said.statement.clause.start : mention.end - said.statement.clause.start]
        gone = _GOING.match(after) or _TAUGHT_VERB.match(told)
        return replace(stands, time="current") if "," in behind and gone else stands
    return stands


def _beside_kin(said: Said, stands: Assertion) -> Assertion:
    """How a part stands, where relatives are only there, or lost: "sees a counselor since the death of her sister"."""
    if not stands.other_person or not said.search(_KIN_ASIDE) or _KIN.search(_KIN_ASIDE.sub(" ", said.low)):
        return stands
    return replace(stands, other_person=False)


def _not_taken(said: Said, mention: Mention) -> str | None:
    """Why a drug named is no oral medicine that is taken: an allergy, a patch, one that was stopped."""
    clause = said.statement.clause
    if clause.section == "allergies" or any(
        t.kind in ("contraindicated", "not_tolerated") for t in said.statement.told
    ):
        return "named as not to be taken"
    if _NOT_ORAL.search(clause.low[mention.start - clause.start : mention.end - clause.start + 16]):
        return "not named as taken by mouth"
    ahead, low = said.low[: mention.start - clause.start], said.low
    if _TAKEN_ONCE.search(ahead) and not (_GOES_ON.search(low) or said.search(_STILL) or said.search(_DAILY_NOW)):
        return "named as taken earlier, not now"
    return None


_TAKEN_ONCE = Pattern(
    r"\b(?:earlier|previously|formerly|in the past|at first|back then)\b[^.;]{0,25}\b(?:took|taken|used|tried|on|"
    r"had)\b[^.;]{0,60}$|"
    r"\b(?:she|he|they|patient|pt) (?:\w+ )?(?:took|had taken|had been on|was on|tried|had tried|used)\b[^.;]{0,60}$|"
    r"^\W*took\b[^.;]{0,60}$"
)
"""Before a drug that was taken once."""
_DAILY_NOW = Pattern(r"\b(?:now|today|still|at present|since|to date|keeps|stays|remains|goes on)\b")


def _only_headed(said: Said, stands: Assertion) -> bool:
    """Whether a part is planned by the heading of the plan alone, with no word that it is yet to begin."""
    headed = stands.time == "planned" and stands.cues == (said.statement.clause.heading,)
    return headed and stands.certainty == "sure" and not (stands.negated or stands.refused)


def _denied_in_plan(said: Said, stands: Assertion) -> bool:
    """Whether it is one of several parts that are denied, planned by the heading of the plan alone."""
    heading = said.statement.clause.heading
    headed = stands.time == "planned" and stands.negated and stands.cues[:1] == (heading,) and len(stands.cues) < 3
    plain = stands.certainty == "sure" and not stands.other_person
    return bool(
        headed and plain and unaccompanied.DENIALS.search(said.low) and not unaccompanied.FOR_NOW.search(said.low)
    )


def _with_dose(said: Said, mention: Mention) -> bool:
    """Whether a medicine stands with its dose, as one that is taken does."""
    behind = said.low[mention.end - said.statement.clause.start :]
    return bool(said.search(_DOSED) or re.match(r"\s*\d{1,4}(?:\.\d)?\b(?!\s*(?:weeks?|days?|months?|/))", behind))


def _dated_before(said: Said, mention: Mention) -> bool:
    """Whether a day right behind a part is past when the note is written."""
    near = [w for w in said.statement.whens() if 0 <= w.start - mention.end < 12]
    return bool(near and said.written and near[0].latest < said.written)


_FOR_A_TIME = Pattern(r"\b(?:before|until|till|for now|for the time being|this (?:week|month))\b")
"""Words by which a part is not refused for good."""
_NAMED_MEDS = Pattern(r"^\W*(?:[\w ]{0,30}:\W*)?(?:oral )?(?:meds?|medications?|medicines?|drugs?|pills|tablets)\W*$")
"""A field of medicines, behind which the one that is taken stands."""


def _status_beside(record: Record, said: Said) -> bool:
    """Whether a part names a field whose value says that it goes on, or is a drug that a field of medicines holds."""
    behind = [s for s in record.following(said)[:1] if s.in_sentence_of(said) and not s.names_care]
    ahead = [s for s in record.preceding(said)[:1] if s.in_sentence_of(said)]
    return any(s.search(_GOES_ON) or s.search(_GIVEN) or s.search(_DONE_ONCE) for s in behind) or any(
        s.search(_NAMED_MEDS) for s in ahead
    )


def _yet_to_begin(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the list in which a part stands is headed by a day to come: "starts 12/7: PT, psychology"."""
    start = said.statement.clause.start
    colon = said.low.rfind(":", 0, mention.start - start)
    heads = [w for w in said.statement.whens() if w.end - start <= colon]
    if not heads or not (match := said.search(_TO_BEGIN)) or match.start() > colon:
        return False
    return heads[-1].earliest > (said.written or record.clock)


_HEADING = 6
"""Tokens behind the name of a programme within which the colon of its list stands."""


def _part_way(record: Record, said: Said) -> bool:
    """Whether the programme that heads a list is told as one in which the patient now is: "week 4 of 8 in …:"."""
    within = said.statement.clause.within
    head = said.document.text[within[0] : said.statement.clause.end].lower()
    return _NOW_IN.search(head) is not None and _TO_BEGIN.search(head) is None


def _under_label(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the part is listed behind the name of a programme and a colon, with no word that it goes on."""
    label = [m for m in said.statement.of("programme_label") if m.last <= mention.first]
    if (
        said.search(_GOES_ON)
        or said.search(_GIVEN)
        or _status_beside(record, said)
        or said.search(_WITH_SOMEBODY)
        or _part_way(record, said)
        or (words.concept(mention.concept).about.get("group") == "drug" and _with_dose(said, mention))
        or any(kind == "current" for kind, _ in said.statement.cues.before)
    ):
        return False
    tokens = said.statement.clause.tokens
    behind = tokens[label[0].last].word if label and label[0].last < len(tokens) else ""
    if behind == "," and any(t.word == ":" for t in tokens[label[0].last : label[0].last + _HEADING]):
        behind = ":"  # "pain program, 8 weeks: PT, psychology"
    heading = said.statement.clause.heading or ""
    return behind in (":", "-", "(", "incl", "including", "comprising") or bool(
        label == [] and _LABEL.search(heading.lower())
    )


_NO_NEED = frozenset(
    {"not needed", "not indicated", "not required", "not necessary", "not felt to be needed", "unnecessary"}
)


def _denied(said: Said, element: str, cues: tuple[str, ...]) -> Weighed:
    """A part that is denied: absent where a reason or a plain denial is given, open where it was merely not tried."""
    if _NO_NEED & set(cues):
        return Weighed("open", said.cite(), f"{be(element)} said not to be needed, without what was looked at")
    if "tried" in said.low or "without" in said.low or denied.of_papers(said):
        return Weighed("open", said.cite(), f"{be(element)} named as not given, without a reason")
    return Weighed("against", said.cite(), f"{be(element)} said not to be given")


def _range_over(record: Record, said: Said) -> bool:
    """Whether a statement gives a first and a last day, and the last is some time ago."""
    ends = [w.latest for w in said.statement.whens()] if kept.has_range(said) else []
    return bool(ends) and (record.clock - max(ends)).days > _OVER_DAYS


def _long_past(record: Record, said: Said) -> bool:
    """Whether every date of a statement is some time ago, and nothing in it says that care began then or goes on."""
    whens = said.statement.whens()
    if not whens or any((record.clock - w.latest).days <= _OVER_DAYS for w in whens):
        return False
    return not (said.search(_GOES_ON) or said.search(_STILL) or said.search(_BEGUN))


def _object_of(said: Said, verb: int) -> int:
    """Where the part stands that a verb is about, as in "finished back school": right behind it; -1 where none does."""
    start = said.statement.clause.start
    behind = [m.start - start for m in said.statement.mentions if 0 <= m.start - start - verb < _NEAR]
    return min((p for p in behind if not re.search(r"[,;]", said.low[verb:p])), default=-1)


def _ended(record: Record, said: Said, mention: Mention) -> str | None:
    """The word by which a treatment is over, unless the statement says that it goes on."""
    if any(_GOES_ON.search(cue) for cue in mention.stands.cues):
        return None
    place = mention.start - said.statement.clause.start
    for match in _OVER.finditer(said.low):
        if ")" in said.low[match.end() : place] or _PART_WAY.match(said.low[match.end() :]):
            continue
        if match.start() > place and _object_of(said, match.end()) > place:
            continue
        between = said.low[min(match.end(), place) : max(match.start(), place)]
        if not re.search(r",|\band\b.*\b(?:is|in|sees|takes|attends)\b|\bis in\b", between):
            return match[0]
    if _range_over(record, said) or _long_past(record, said):
        return "over by its dates"
    told = [] if said.search(_STILL) else said.statement.told
    return "one that failed" if any(t.kind == "failed" for t in told) else None
