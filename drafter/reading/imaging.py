"""Imaging: a study shows something, on the side and at the level of the symptoms, within its window.

A report that is not there, cannot be read, is somebody else's, of another region or out of its window settles nothing.
An addendum outranks the body, two readers who differ settle nothing, and another side is another question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.domain import Finding, ImagingCriterion
from drafter.reading import pointed, reported, retold, studies, unpressed
from drafter.reading.record import Record
from drafter.reading.reported import Fact
from drafter.reading.roots import Place, place
from drafter.reading.said import Said
from drafter.reading.studies import Stretch
from drafter.reading.weighing import Weighed, listed, settle
from drafter.text import lengths, words
from drafter.text.patterns import Pattern

_SYMPTOMS = Pattern(
    r"\b(?:radicul\w+|radics?|sciatica?|leg pain|arm pain|radiat\w+|dermatom\w+|numb\w*|paraesthesia\w*|"
    r"paresthesia\w*|weakness|symptoms?)\b"
)

_MAY_REPORT = Pattern(
    r"root|nerve|neural|foram|sten|compress|imping|contact|hernia|protru|extru|bulg|scar|fibro|spine|"
    r"lumb|report|[cls]\d|"
    r"normal|film|scan|disc|disk|addend|amend|correct|imag"
)
"""Letters without which a statement that follows no study tells nothing of imaging."""
_PRIOR = Pattern(r"\W*(?:her |his |the |a |an )?(?:prior|previous|old|older|earlier|former)\b")
"""A study that is named as an earlier one, whatever its day."""
_PARTS = re.compile(r"\b(?:(?P<body>body|findings)|(?P<impression>impression|conclusion))\b")
"""Words that open the two parts of a report."""
_GONE = Pattern(
    r"\b(?:resolv\w+|resolution|resorb\w+|resorption|no longer|regress\w+|gone|s/p|status post|post-?op\w*|postsurg\w*|"
    r"after (?:surgery|discectomy|microdiscectomy|decompression|laminectomy)|since (?:surgery|discectomy)|"
    r"decompressed|relieved|removed)\b"
)
_OWN = Pattern(
    r"\b(?:this|our|the present) patient(?:'s|s')?\b|\b(?:his|her|their) own\b|\bthe (?:right|correct) patient\b"
)
_SAYS_WRONG = Pattern(
    r"\b(?:correct\w*|chang\w+|amend\w*|should|actually|error|wrong|mistyped|typo|transcri\w+|meant|instead|"
    r"side|laterality)\b"
)

_SIDE = {"left": "left", "right": "right", "l": "left", "r": "right"}
_NAMED_SIDE = re.compile(r"\b(?:left|right|[lr](?= [ls]\d\b))\b")
_CENTRAL = Pattern(r"\b(?:central|canal)\b[^.;]{0,20}\bstenosis\b|\bstenosis of the (?:\w+ )?canal\b")


def read(record: Record, criterion: ImagingCriterion) -> Finding:
    """The finding on an imaging criterion."""
    told = [s for s in studies.stretches(record) if s.study or _MAY_REPORT.search(s.low)]
    found = [(s, reported.facts(s, criterion.shows, criterion.not_enough)) for s in told]
    symptoms = _symptoms(record, criterion)
    told_ = [pointed.sided(record, f) for f in (*(f for _, each in found for f in each), *pointed.again(found))]
    told_ += [f for s, each in found if not each and (f := pointed.fielded(record, s))]
    told_ += unpressed.neither(found, criterion.shows)
    facts = _corrected(_final(told_), record, symptoms)
    every = _latest([f for f in facts if _counts(record, f)], record, criterion)
    weighed = [_weigh(record, criterion, symptoms, fact) for fact in every]
    weighed = _parts_differ(weighed, every)
    weighed = _in_conflict(record, weighed, every, criterion, symptoms)
    weighed += [w for s, each in found if not each and (w := _bare(record, criterion, s))]
    names = listed((words.names(c) for c in criterion.studies), "or")
    looked_for = (*(words.names(c) for c in (*criterion.studies, *criterion.shows)), *_asked(criterion))
    silent = f"no report of {names} in the record shows {listed((words.names(c) for c in criterion.shows), 'or')}"
    return settle(record, criterion, weighed, silent=silent, looked_for=looked_for)


def _asked(criterion: ImagingCriterion) -> tuple[str, ...]:
    """Side, root and window in words, for the list of what was looked for."""
    where = " ".join((criterion.side or "", *(r.upper() for r in criterion.roots))).strip()
    window = f"within {criterion.within.value:g} {criterion.within.unit}" if criterion.within else ""
    return tuple(w for w in (where, window) if w)


def _symptoms(record: Record, criterion: ImagingCriterion) -> Place:
    """Side and roots of the symptoms: of the criterion, else of the record's own words about them."""
    roots = frozenset(r.lower() for r in criterion.roots)
    sides = frozenset([str(criterion.side)] if criterion.side else [])
    if not criterion.concordant or (roots and sides):
        return Place(sides, roots)
    told = [s for s in record.said if _SYMPTOMS.search(s.low) and not studies.named(s) and s.statement.cues.whole.plain]
    places = [place(s.statement.clause.line) for s in told]
    sides = sides or frozenset(x for p in places for x in p.sides) or frozenset(record.sides_asked)
    roots = roots or frozenset(x for p in places for x in p.either)
    if not roots and any(_DOWN_A_LIMB.search(s.low) for s in told):
        roots = _asked_at(record)  # whose side is told, and the level by the service that is asked for
    return Place(sides, roots)


def _asked_at(record: Record) -> frozenset[str]:
    """The roots at the levels for which the service is asked, by the statements with its code."""
    code = (record.line.code or "").lower()
    asked = [s for s in record.said if code and code in s.low and s.statement.of(record.procedure or "")]
    return frozenset(x for s in asked for x in place(s.low).either)


_DOWN_A_LIMB = Pattern(
    r"\b(?:legs?|arms?|calf|foot|toes?|hands?|fingers?|thighs?|buttocks?|limbs?|sciatica|radic\w*)\b"
)
"""Symptoms in a limb, or down one."""


def _counts(record: Record, fact: Fact) -> bool:
    """Whether a stretch without a named study speaks of imaging at all."""
    if fact.stretch.study is not None or _root_named(fact):
        return True
    said = fact.stretch.said
    near = [fact.stretch.said.sentence]
    if fact.kind in ("shown", "absent"):
        near += [s.low for s in record.preceding(said)]
    return any(studies.has("of_imaging", low) for low in near)


def _root_named(fact: Fact) -> bool:
    return bool(fact.place.roots or fact.place.levels) and fact.kind in ("shown", "absent")


# ------------------------------------------------------------------------------------------------------- one fact


def _weigh(record: Record, criterion: ImagingCriterion, symptoms: Place, fact: Fact) -> Weighed:
    cited = fact.stretch.said.cite_sentence() if fact.stretch.here else fact.stretch.said.cite()
    what = words.names(fact.concept)
    if why := _unusable(record, criterion, fact.stretch, fact.kind in ("absent", "normal"), fact.at[0]):
        return Weighed("open", cited, why)
    if fact.doubt:
        return Weighed("open", cited, f"{what} is mentioned only as uncertain (“{fact.doubt}”)")
    if fact.kind == "depends":
        return Weighed("open", cited, f"“{fact.words}” depends on an earlier report")
    if fact.kind == "near":
        slight = studies.has("slight", fact.stretch.low)
        how = f"{slight[0]} " if slight else ""
        return Weighed(
            "open", cited, f"it shows {how}{what.removeprefix('a ')}, which by itself is not {_sought(criterion)}"
        )
    if not fact.firm:
        return Weighed("open", cited, f"“{fact.words}” does not say that the root is compressed or touched")
    if fact.kind in ("absent", "normal"):
        return _denied(criterion, symptoms, fact, cited_of=fact.stretch.said)
    if why := _discordant(criterion, symptoms, fact):
        return Weighed("open", cited, why)
    return Weighed("for", cited, f"{_study(fact)} shows {what}{_where(fact.place)}")


def _sought(criterion: ImagingCriterion) -> str:
    return listed((words.names(c) for c in criterion.shows), "or")


def _study(fact: Fact) -> str:
    return words.names(fact.stretch.study) if fact.stretch.study else "the report"


def _where(found: Place) -> str:
    parts = [*sorted(found.sides), *(r.upper() for r in sorted(found.roots or found.levels))]
    return f" ({' '.join(parts)})" if parts else ""


def _denied(criterion: ImagingCriterion, symptoms: Place, fact: Fact, cited_of: Said) -> Weighed:
    """A denial settles it unless it speaks of another side or level only."""
    cited, what = cited_of.cite_sentence(), _sought(criterion)
    sides, roots = fact.place.sides, fact.place.either
    if fact.kind == "absent" and criterion.concordant:
        local = fact.local
        if local.sides and symptoms.sides and not local.sides & symptoms.sides:
            return Weighed("open", cited, f"{what} is denied only on the {listed(sorted(sides))}")
        if local.either and symptoms.roots and not local.either & symptoms.roots:
            return Weighed("open", cited, f"{what} is denied only at {listed(r.upper() for r in sorted(roots))}")
    if fact.elsewhere:
        return Weighed("open", cited, f"{what} is denied only elsewhere")
    how = "is normal" if fact.kind == "normal" else f"shows no {what.removeprefix('a ')}"
    return Weighed("against", cited, f"{_study(fact)} {how}")


def _discordant(criterion: ImagingCriterion, symptoms: Place, fact: Fact) -> str | None:
    """Why a finding is not on the side and at the level of the symptoms, or none."""
    if not criterion.concordant:
        return None
    what = words.names(fact.concept)
    if fact.concept == "spinal_stenosis" and _CENTRAL.search(fact.stretch.low):
        return None  # a narrow canal has no side; whether it explains the symptoms is asked of the diagnosis
    if not symptoms.sides or not symptoms.roots:
        return "the record does not tell the side and the level of the symptoms"
    if not fact.place.sides:
        return f"{what} is shown without a side"
    if not fact.place.sides & symptoms.sides:
        here, there = (listed(sorted(p.sides)) for p in (fact.place, symptoms))
        return f"{what} is shown on the {here}, the symptoms are {there}"
    roots, asked = fact.place.either, listed(r.upper() for r in sorted(symptoms.roots))
    if not roots:
        return f"{what} is shown without a level or root"
    if not roots & symptoms.roots:
        return f"{what} is shown at {listed(r.upper() for r in sorted(roots))}, the symptoms are of {asked}"
    if not fact.place.roots and not roots <= symptoms.roots:
        return f"{what} is shown at {listed(r.upper() for r in sorted(fact.place.levels))} without the root"
    return None


def _place_unknown(criterion: ImagingCriterion, symptoms: Place, fact: Fact) -> bool:
    """Whether a finding that is asked for is shown, and it is not told whether at the place of the symptoms."""
    why = _discordant(criterion, symptoms, fact) if fact.concept in criterion.shows else None
    return why is not None and (why.startswith("the record does not tell") or "shown without" in why)


# ------------------------------------------------------------------------------------------------------ its study


def _of_this_patient(s: Stretch, at: int) -> bool:
    """Whether a sentence that tells of another patient's study has come back to this patient's at a place in it."""
    start = s.said.statement.clause.start + s.start + at - s.said.statement.clause.within[0]
    sentence = s.said.sentence
    other = studies.has("misfiled", sentence)
    return other is not None and _OWN.search(sentence, other.end(), max(start, other.end())) is not None


def _unusable(record: Record, criterion: ImagingCriterion, s: Stretch, denied: bool, at: int = 0) -> str | None:
    """Why a study settles nothing, as a clause, or none; `at` is where in the stretch what it shows stands."""
    whole = s.said.statement.cues.whole
    name = words.names(s.study) if s.study else "the report"
    own = _of_this_patient(s, at)
    if not own and studies.has("misfiled", s.said.sentence):
        return f"{name} is not this patient's"
    if not own and (s.other_person or whole.other_person):
        return (
            f"{name} is of another person" if not whole.general else "it is mentioned in general, not for this patient"
        )
    if s.said.document.late:
        return "it is mentioned only in a note written after the request"
    if any(n.search(_NAME_OF_ANOTHER) for n in (s.said, *record.following(s.said)[:2])):
        return f"{name} carries another name than this patient's"
    if not denied and s.said.search(_SENTENCE_WITHDRAWN):
        return f"{name} is told to have been taken back in this point"
    if not denied and _operated_since(record, s):
        return f"{name} is of before an operation, and none is told since"
    if whole.certainty == "question":
        return "it is only asked about"
    if whole.speaker in ("patient", "proxy", "form") and not retold.by_reader(record, s.said):
        return f"{name} is told by the {'form' if whole.speaker == 'form' else 'patient'}, not by a report"
    if retold.by_another(s.said):
        return f"{name} is told by one who did not read it"
    if s.study and s.study not in criterion.studies:
        return f"{name} is not among the studies that count"
    if s.state == "absent":
        return f"{name} is named without a report in the record"
    if s.state == "unreadable":
        return f"{name} could not be read in full"
    if why := _other_region(criterion, s):
        return why
    return _out_of_window(record, criterion, s, denied)


_NAME_OF_ANOTHER = Pattern(
    r"\b(?:name|dob|birth ?date|date of birth|mrn|id)\b[^.;]{0,20}\b(?:on|of|in) (?:the |this |"
    r"that )?(?:\w+ )?(?:report|"
    r"film|study|page|paper|mri|ct|scan)\b[^.;]{0,30}\b(?:another|different|other|not (?:hers|his|our|the)|"
    r"someone else|"
    r"wrong|does not match|doesn't match|do not match)\b"
)
_SENTENCE_WITHDRAWN = Pattern(
    r"\b(?:sentence|line|statement|finding|words?|comment|reading|impression)\b[^.;]{0,60}\b(?:withdrawn|retracted|"
    r"deleted|removed|struck|taken back|voided|in error)\b(?! (?:and|then) (?:replaced|confirmed))"
)
_OPERATED = Pattern(
    r"\b(?:discectomy|microdiscectomy|laminectomy|hemilaminectomy|decompression|fusion|(?:spine|back|"
    r"lumbar) (?:surgery|"
    r"operation)|operated(?: on)?)\b"
)
_NO_STUDY_SINCE = Pattern(
    r"\b(?:not (?:been )?(?:re-?imaged|re-?scanned|imaged|scanned|repeated)|no (?:new |repeat |further |later |"
    r"post-?op\w* )?"
    r"(?:imaging|mri|ct|scan|study|films?)\b[^.;]{0,12}\b(?:since|after|yet)|nothing (?:imaged )?since)\b"
)


def _operated_since(record: Record, s: Stretch) -> bool:
    """Whether an operation is told behind a study, with the word that no study was made since."""
    near = (s.said, *record.following(s.said)[:3])
    rest = [s.said.low[max(0, s.said.low.find(s.low[:20])) :], *(n.low for n in near[1:])]
    return any(_OPERATED.search(low) for low in rest) and any(n.search(_NO_STUDY_SINCE) for n in near)


def _other_region(criterion: ImagingCriterion, s: Stretch) -> str | None:
    """Whether the study, or the level named, is of another region than that of the symptoms."""
    here = studies.regions(re.sub(r"\([^)]*\brequest\w*[^)]*\)", "", s.low)) or s.regions
    if criterion.regions and here and not here & set(criterion.regions):
        return f"the study is {listed(sorted(here))}, not {listed(criterion.regions)}"
    return None


def _out_of_window(record: Record, criterion: ImagingCriterion, s: Stretch, denied: bool) -> str | None:
    """Why the day of a study does not fit; what shows nothing shows nothing whatever its day."""
    if s.when is None:
        return None if criterion.within is None or denied else "the day of the study is not told"
    first, last = s.when
    if first > max(record.clock, record.today):
        return "its date lies in the future"
    if criterion.within is None:
        return None
    edge = lengths.since(criterion.within, record.clock)
    asked = f"{criterion.within.value:g} {criterion.within.unit} before the request"
    if last < edge:
        return f"the study is older than {asked}"
    return f"the study may be older than {asked}" if first < edge else None


def _bare(record: Record, criterion: ImagingCriterion, s: Stretch) -> Weighed | None:
    """A study that is named without anything it shows."""
    if not s.here:
        return None
    why = _unusable(record, criterion, s, True) or f"{words.names(s.study or '')} is named without what it shows"
    return Weighed("open", s.said.cite(), why)


# ------------------------------------------------------------------------------------------------ several studies


def _latest(every: list[Fact], record: Record, criterion: ImagingCriterion) -> list[Fact]:
    """Without what an earlier study says, where a later one shows it, or says that it has gone.

    A later study that shows nothing and does not speak of the earlier one contradicts it.
    """
    told = [f for f in every if f.kind != "near" and f.kind != "depends" and not f.doubt and f.stretch.when]
    usable = [f for f in told if not _unusable(record, criterion, f.stretch, False)]
    last = max((f.stretch.when[0] for f in usable if f.stretch.when), default=None)
    newest = [f for f in usable if f.stretch.when and f.stretch.when[0] == last]
    if last is None or not all(f.kind == "shown" or _GONE.search(f.stretch.low) for f in newest):
        return every
    return [f for f in every if not (f.stretch.when and f.stretch.when[1] < last)]


def _in_conflict(
    record: Record, weighed: list[Weighed], every: list[Fact], criterion: ImagingCriterion, symptoms: Place
) -> list[Weighed]:
    """A denial settles nothing beside a finding in the right place that is only doubtful or without a date.

    Beside one that is shown, a denial at another level says nothing, nor does one of another finding.
    """
    if any(w.bearing == "for" for w in weighed):
        shown = {f.concept for w, f in zip(weighed, every, strict=True) if w.bearing == "for"}
        return [
            w
            for w, f in zip(weighed, every, strict=True)
            if w.bearing != "against"
            or not (_of_another_level(f, symptoms) or (f.kind == "absent" and f.concept not in shown))
        ]
    unplaced = {f.concept for f in every if f.kind == "shown" and _place_unknown(criterion, symptoms, f)}
    if unplaced:
        why = "another finding is shown, whose place is not told"
        weighed = [
            replace(w, bearing="open", why=f"{w.why}, but {why}")
            if w.bearing == "against" and f.concept not in unplaced
            else w
            for w, f in zip(weighed, every, strict=True)
        ]
    beside = [
        f
        for f in every
        if f.kind == "shown" and f.stretch.state == "told" and not _discordant(criterion, symptoms, f)
        if not studies.has("misfiled", f.stretch.said.sentence) or _of_this_patient(f.stretch, f.at[0])
        if (f.stretch.when is None and not _PRIOR.match(f.stretch.low))
        or (f.stretch.when and not _out_of_window(record, criterion, f.stretch, False))
    ]
    if not beside:
        return weighed
    why = "the record also says the opposite"
    return [replace(w, bearing="open", why=f"{w.why}, but {why}") if w.bearing == "against" else w for w in weighed]


def _parts_differ(weighed: list[Weighed], every: list[Fact]) -> list[Weighed]:
    """Body and impression that put the finding on different sides contradict each other."""
    sides: dict[str, frozenset[str]] = {}
    for fact in every:
        part = _part(fact) if fact.kind == "shown" and fact.place.sides else None
        if part:
            sides[part] = sides.get(part, frozenset()) | fact.place.sides
    if len(sides) < 2 or sides["body"] & sides["impression"]:
        return weighed
    why = "body and impression of the report name different sides"
    return [replace(w, bearing="open", why=why) if w.bearing == "for" else w for w in weighed]


def _part(fact: Fact) -> str | None:
    """The part of a report in which a finding stands: body or impression."""
    clause = fact.stretch.said.statement.clause
    at = clause.start + fact.stretch.start + fact.at[0]
    opened = list(_PARTS.finditer(fact.stretch.said.document.text.lower(), max(0, at - 3000), at))
    return opened[-1].lastgroup if opened else None


def _of_another_level(fact: Fact, symptoms: Place) -> bool:
    """Whether a denial stands beside another level, so that it contradicts nothing at that of the symptoms."""
    return bool(fact.place.either) and not fact.place.either & symptoms.roots


# -------------------------------------------------------------------------------------------------- corrections


def _final(every: list[Fact]) -> list[Fact]:
    """The facts without those of a preliminary reading, where the final one is told, and without what was expected."""
    final = any(
        f.kind in ("shown", "absent", "normal") and not f.doubt and _FINAL.search(f.stretch.said.sentence)
        for f in every
    )
    return [
        f
        for f in every
        if not (final and f.doubt and _PRELIMINARY.match(f.doubt)) and not _EXPECTED.search(f.stretch.low[: f.at[0]])
    ]


_FINAL = Pattern(
    r"\b(?:final|attending(?:'s)?|formal|official|signed|overriding) (?:\w+ )?(?:read|reading|report|"
    r"interpretation|version|"
    r"impression)\b|\battending (?:radiologist )?(?:final|overread|over-read)\b|"
    r"\b(?:read|reading|report|interpretation) (?:\w+ )?(?:final|finali[sz]ed)\b|\bfinal\s*[:=]"
)
_PRELIMINARY = Pattern(r"prelim|wet read|draft|unsigned|verbal|preliminary")
_EXPECTED = Pattern(
    r"\b(?:had )?(?:expected|hoped|feared|assumed|thought) (?:to (?:find|see)|we (?:would|might) (?:find|see))\b|"
    r"\b(?:hop(?:e|es|ing)|expects?|expecting|trust|trusts)\b[^.;,]{0,30}\b(?:shows?|finds?|rules? out|comes? back|is|"
    r"be)\b"
)
"""Before what was looked for and is no finding."""


def _corrected(every: list[Fact], record: Record, symptoms: Place) -> list[Fact]:
    """The facts once addenda are taken into account: a corrected side moves a finding, a later statement outranks."""
    for document in record.documents:
        own = [s for s in record.said if s.document.place == document.place]
        start = next((s.number for s in own if studies.has("addendum", s.low)), None)
        if start is None:
            continue
        body = [f for f in every if _of(f, document.place) and f.stretch.said.number < start]
        later = [f for f in every if _of(f, document.place) and f.stretch.said.number >= start]
        rest = [f for f in every if not _of(f, document.place)]
        side = next((x for s in own if s.number >= start and (x := _side_after(s))), None)
        if side:
            body = [_moved(f, side, symptoms) for f in body]
            later = [f for f in later if f.place.sides == {side} or f.kind == "absent"]
        elif any(f.kind in ("shown", "absent", "normal") for f in later):
            body = []
        elif doubt := next((m for s in own if s.number >= start and (m := studies.has("doubtful", s.low))), None):
            body = [replace(f, doubt=f.doubt or doubt[0]) for f in body]
        every = [*rest, *body, *later]
    return every


def _of(fact: Fact, name: str) -> bool:
    return fact.stretch.said.document.place == name


_WRONG_SIDE = Pattern(
    r"\b(left|right)\b[\"”']?(?: (?:in|on) (?:the )?(?:body|report|first|text|note|line))? (?:was|is) (?:an? |in )?"
    r"(?:typo\w*|error|mistake\w*|mistyped|misprint|wrong|slip)\b"
)
"""A side that is said to be wrong: "the 'left' was a typo"."""


def _side_after(said: Said) -> str | None:
    """The side to which a statement corrects a report, or none."""
    if wrong := said.search(_WRONG_SIDE):
        return "left" if wrong[1] == "right" else "right"
    match = None if studies.has("misfiled", said.low) else studies.has("side_corrected", said.low)
    sides: Sequence[str] = [_SIDE[m[0]] for m in _NAMED_SIDE.finditer(match[0])] if match else ()
    if not sides or not match or (not _SAYS_WRONG.search(match[0]) and len(set(sides)) == 1):
        return None
    swapped = re.search(
        r"\b(left|right)\b[^.;]*\b(?:not|instead of|rather than)\s+(?:on )?(?:the )?(?:left|right)\b", match[0]
    )
    return swapped[1] if swapped else sides[-1]


def _moved(fact: Fact, side: str, symptoms: Place) -> Fact:
    """A finding with its side corrected; one that is moved away from the side of the symptoms is denied there."""
    if fact.kind != "shown":
        return fact
    moved = replace(fact, place=replace(fact.place, sides=frozenset({side})))
    away = fact.place.sides & symptoms.sides and side not in symptoms.sides
    return replace(moved, kind="absent", words="") if away else moved
