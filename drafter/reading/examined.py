"""Examined: whether one naming of a finding shows it on the examination of now, or shows that it is not there."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.domain import Citation, ExamCriterion
from drafter.reading import (
    answered,
    boxes,
    doubted,
    examdate,
    features,
    further,
    located,
    outdated,
    site,
    unfound,
    unremarkable,
)
from drafter.reading.namings import BY_HAND, excepted, without
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import Place, sides_asked
from drafter.reading.weighing import Weighed, be, objected
from drafter.reading.withdrawn import voided
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_SUSPECTED = frozenset(
    {"until proven otherwise", "until shown otherwise", "concern for", "concerning for", "suspicious for", "suspected",
     "suspicion of", "suspicion for", "suspect", "rule out", "r/o", "worried about", "concerned about"}
)  # fmt: skip
"""Words of a suspicion that is the thing asked for itself."""
_NOT_LOOKED = Pattern(
    r"\b(?:not (?:done|sought|looked for|searched for|performed|examined|assessed|tested|checked|evaluated|"
    r"attempted|possible)|deferred|"
    r"(?:unable to|could not|cannot|can't|couldn't) (?:be )?(?:palpated?|examined?|assess(?:ed)?|tested|test))\b"
)
"""The examination was not made, which shows nothing absent."""
_TO_INJECT = Pattern(r"\b(?:will|shall|would|to) be (?:injected|treated|needled|targeted)\b")
_EXAMINED = Pattern(
    r"\b(?:palpa\w*|exam\w*|found|noted|felt|identified|detected|present|tender\w*|active|reproduc\w*|jump|twitch\w*)\b"
)
_DRAWN = Pattern(
    r"\b(?:diagrams?|drawings?|body (?:map|chart)|pain (?:map|chart|sketch)|sketch|mannequin|shaded|circled)\b|"
    r"\b(?:google\w*|internet|online|web ?sites?|app|chatbot|videos?|forums?)\b"
)
"""What was drawn on a form, or read, and not felt."""
_DENIES = frozenset({"denies", "denied", "denying"})
ONE_SIDE = " only"
_GONE = " recorded as gone"
AS_DIAGNOSIS = " as a diagnosis, without the examination that shows it"
_DIAGNOSED = Pattern(r"^\W*(?:\d\W+)?(?:dx|diagnos[ei]s|impression|imp|assessment|a|a/p)\b\s*[:\-]")
_BY_ASSESSMENT = Pattern(
    r"\b(?:assessment|impression|diagnos[ei]s|dx|conclusion|summary|plan)\b[^.;,]{0,40}\b(?:says?|speaks?|lists?|"
    r"names?|"
    r"mentions?|reads?|gives?|carries|states?|calls?|refers?|records?|notes?|has|puts?)\b(?:(?!exam|palp|felt|"
    r"found)[^.;]){0,30}$"
)
"""The assessment, and not the examination, that names it."""
_ANSWERED_NO = Pattern(
    r"\s*(?:\.{2,}|[:=|?])[\s.:=|]*(?:no|none|never|nil|denied|denies|negative|neg|absent)\b"
    r"(?! (?:longer|recent|new|further|change|other|more|records?|info\w*|data|since))"
)
"""Behind a naming: the leaders or the colon of a field, and its answer."""
_THING = Pattern(
    r"\W{1,2}(therapy|release|massage|handouts?|education|injections?|needling|dry needling|treatments?|tools?|balls?|"
    r"kit|models?|theory|concept|literature|books?|posters?|manual|supplies|tray|sets?|protocol|procedure|clinic|"
    r"chart|map|diagram|drawing|log|list|referral (?:chart|map))\b"
)
"""What carries the name of a finding and is none."""
_OTHERS = Pattern(r"\b(?:other|others|further|additional|more|another)\W+(?:\w+ )?$")
"""Right before a finding that is denied beyond those already named: "no other trigger points"."""
_ACTED = Pattern(
    r"^[^.;,]{0,25}?\b(?:was|were|is|are|has been|have been|will be|had been) (?:\w+ )?(?:injected|treated|"
    r"needled|marked|addressed|"
    r"targeted|released|photographed|mapped|chosen|selected)\b"
)
"""Behind a finding that is not denied: what was not done to it."""
_CAME_BACK = Pattern(
    r"^[^.;:]{0,40}\b(?:(?:is|are) back|(?:has|have) (?:returned|recurred|come back)|(?:is|are) there again)\b"
)
_NOT_THEN = Pattern(
    r"^[^.;]{0,50}\b(?:that|which|and|it)? ?(?:was|were) (?:not|never) (?:there|present|felt|known|seen)\b"
    r"[^.;]{0,15}\b(?:after|before|since|until|following|in the past|earlier|previously)\b"
)
"""Behind what is new: that it was not there before."""
_REPORTED = Pattern(
    r"^\W*(?:the )?(?:pt |patient |she |he )?(?:reports?|describes?|endorses?|complains?|c/o|reported|described|"
    r"complained)\b"
)
_SPOKEN_OF = Pattern(
    r"^\W*(?:cc|c\.c\.|chief complaint|rfv|re|subject|topic|title|reason for (?:the )?(?:visit|call|request|"
    r"appointment)|"
    r"visit reason|appt reason|complaint|consent(?: form)?|order(?:ed)?|auth\w*|booking|superbill|claim)\s*[:=-]|"
    r"\b(?:re|regarding|concerning|consent(?:ed|s)?(?: form)?|auth\w*|approval|paperwork|referral|appointment|appt|"
    r"booking|"
    r"slot|time|quote|coverage|claim|bill(?:ed|ing)?|coded|order(?:ed)?|here|in|back|called|calls|phoned|e-?mailed|"
    r"scheduled|seen) (?:(?:for|re|regarding|concerning|about|due to)\b:? ?)+(?:[\w-]+ ){0,3}?$|"
    r"\b(?:wants?|wanted|wishes|wished|seeks?|sought|hopes?|hoped|would like|requests?|requested|prefers?|insists? on|"
    r"demands?|expects?|craves?|shows?(?: me)? where|requesting|seeking|wanting|(?:ask(?:s|ed|ing)?|request|order(?:ed|"
    r"ing)?) for)\b(?:,? (?!(?:has|have|with|shows?|there|who)\b)[\w-]+){0,6}?,? ?$"
)
"""Before a finding: that it is what somebody comes, asks or is billed for, which is no examination."""
_PLACE_DOUBTED = Pattern(
    r"^\W*(?:(?:is|are|was|were|in|at|of|the|located|most) )*(?:maybe|perhaps|likely|probably|possibly|presumably|"
    r"probable|possible)(?=\W)|^\W*\?(?! ?$)|"
    r"^\W*(?:would|might|may|should|could) (?:\w+ )?(?:be|have been) (?:expected|anticipated|present|there|explained|"
    r"looked for|sought|typical|likely|no surprise)\b"
)
"""Behind a finding: a doubt before its place, or that it would be expected there."""
_ON_LIST = Pattern(r"\b(?:problems?|diagnos[ie]s|dx|pmhx?) list\b")
_IN_PAPER = Pattern(
    r"^[^.;]{0,30}\b(?:described|mentioned|noted|reported|recorded|listed|documented|named)\b"
    r"(?:dr\.|[^.;]){0,25}\b(?:in|per) "
    r"(?:his|her|their|the|an?)(?: \w+)? (?:letter|report|referral|fax|e-?mail|message)\b"
)
"""Behind a finding: that it stands in somebody's letter."""
_BY_STUDY = Pattern(
    r"^\W*(?:the |her |his )?(?:mri|mra|ct|emg|ncs|x-?rays?|imaging|ultrasound|scans?|films?|"
    r"radiographs?)\b(?![^.;]*\b(?:palpa\w*|"
    r"exam\w*|i (?:felt|feel))\b)"
)
"""A sentence that tells what a study shows or does not."""
_SO_CALLED = Pattern(
    r"\bwhat (?:she|he|they|(?:the |her |his )?(?:pt|patient|pcp|gp|therapist|\w+er|\w+or)) (?:calls?|called|"
    r"labels?|labell?ed|terms?|"
    r"termed|takes for|took for|describes? as|described as|thinks? (?:is|are)|thought (?:was|were))"
    r"(?: (?:an?|her|his|the|\"|active))* ?$"
)
"""Before a finding: that it is somebody's word for something."""


_DENIED_LIST = Pattern(
    r"(?:^|[.;:] )\W*(?:(?:she|he|they|pt|patient) )?(?:no|denies|denied|denying|without|negative for|neg for)\b"
    r"(?P<items>[^.;:]*)$"
)
_RIGHT_BEFORE = Pattern(r"\b(?:no|denies|denied|without)(?: any)? $")
"""Right before a name of two words that opens with "new": "no new symptoms"."""
_AFFIRMS = Pattern(
    r"\b(?:but|except|other than|besides|has|have|had|with|now|is|are|was|were|since|takes|taking|started|developed|"
    r"however|positive|"
    r"reports?|complains?|noted|present|found|after|from|currently|on)\b"
)
"""In a list or behind it: that something is said of one of its items, which is not denied then."""


def _denied_in_list(said: Said, mention: Mention) -> bool:
    """Whether a finding is an item of a bare list that one "no" opens: "no fevers, IVDU, immunosuppression"."""
    if _RIGHT_BEFORE.search(said.ahead(mention.start)):
        return True
    match = _DENIED_LIST.search(said.ahead(mention.start))
    if match is None:
        return False
    rest = said.behind(mention.end)
    items = match["items"] + rest
    listed_ = items.count(",") > 1 or re.search(r"/|\b(?:or|nor)\b", items) is not None
    return listed_ and not _AFFIRMS.search(items)


def weigh(record: Record, criterion: ExamCriterion, said: Said, mention: Mention, name: str) -> Weighed:
    """What one naming of a finding says about the criterion."""
    stands, cited, what = mention.stands, said.cite(), be(name)
    if stands.resolved and features.passing(said, words.concept(name).about):
        stands = replace(stands, resolved=False)
    new = words.concept(name).about.get("of_now") == "true" and _NOT_THEN.search(said.behind(mention.end))
    if stands.negated and (new or _CAME_BACK.search(said.behind(mention.end))):
        stands = replace(stands, negated=False)
    if match := _THING.match(said.low[mention.end - said.statement.clause.start :]):
        return Weighed("open", cited, f"{words.names(name)} named only in “{match[1]}”")
    about = words.concept(name).about
    if "true" in (about.get("sideless"), about.get("anywhere")) and _denied_in_list(said, mention):
        stands = replace(stands, negated=True, time="current", resolved=False)
    if any(p.search(said.low) for p in words.patterns(tuple(map(str, about.get("elsewhere", ()))))):
        return Weighed("open", cited, f"{what} recorded of another part of the body or another occasion")
    fielded = about.get("sideless") == "true" and not stands.negated and not boxes.answered_no(said, mention)
    if fielded and _ANSWERED_NO.match(said.behind(mention.end)):
        plain = record.objection(said, stands, past_counts=True) is None
        return Weighed("against" if plain else "open", cited, f"{what} answered with no in a field")
    in_error, by_paper = voided(record, said), unfound.named_by_paper(said, mention)
    before = earlier(record, said) or examdate.before_now(said, mention.start - said.statement.clause.start)
    if why := unfound.taken_back(record, said, mention, in_error or by_paper or before):
        return Weighed("against", cited, f"{what} {why}")
    if answer := answered.reply(record, said, mention):
        return _answer(record, criterion, said, what, answer)
    if by_paper and not unfound.confirmed(record, said):
        return Weighed("open", cited, f"{what} named by a request or a letter, not by the examination")
    if in_error or unfound.struck(said, mention):
        return Weighed("open", cited, f"{what} named in an entry that is said to be an error")
    if unfound.only_looked_for(record, said, mention):
        return Weighed("open", cited, f"{what} named as what was looked for, without what was found")
    if boxes.answered_no(said, mention) or (criterion.on_examination and boxes.none_marked(said, mention)):
        return Weighed("against", cited, f"{what} answered with no on a form")
    if not criterion.on_examination and stands.negated and boxes.field_says_no(said, mention):
        stands = replace(stands, speaker="clinician")
    if about.get("suspicion") == "true" and stands.certainty == "hedged" and set(stands.cues) <= _SUSPECTED:
        stands = replace(stands, certainty="sure")  # that it is suspected is what is asked
    if about.get("of_now") == "true" and stands.time == "past":
        stands = replace(stands, time="current")  # "s/p fusion 2019, new leg pain": its own words say that it is of now
    ever = about.get("past") == "true"
    past = ever or stands.resolved
    objection = record.objection(said, stands, past_counts=past)
    if objection:
        return Weighed("open", cited, objected(name, objection))
    if criterion.on_examination and said.document.remote and not stands.negated and not examdate.by_hand(record, said):
        return Weighed("open", cited, f"{what} named at a visit without an examination by hand")
    if criterion.on_examination and not said.search(unremarkable.FELT):
        if said.search(_BY_STUDY):
            return Weighed("open", cited, f"{what} named of a study, which is no examination by hand")
        if said.search(_DRAWN):
            return Weighed("open", cited, f"{what} drawn or read, not found by an examination")
        if stands.negated and _DENIES & set(stands.cues):
            return Weighed("open", cited, f"{what} denied by the patient, which is no examination")
    if stands.refused:
        return Weighed("open", cited, "the examination was put off or declined")
    if _not_looked(said, mention, stands.negated or without(said, mention)):
        return Weighed("open", cited, f"{what} named where the examination was not done")
    if stands.resolved and excepted(said, mention) and not record.secondhand(said):
        return Weighed("for", cited, f"{what} recorded at the place that is excepted")
    if criterion.on_examination and said.search(_REPORTED) and not said.search(BY_HAND):
        return Weighed("open", cited, f"{what} reported, which is no examination")
    asked = not (stands.negated or said.search(_EXAMINED))
    if criterion.on_examination and asked and _SPOKEN_OF.search(said.ahead(mention.start)):
        return Weighed("open", cited, f"{what} named as what is asked or come for, not as found")
    if criterion.on_examination and _IN_PAPER.match(said.behind(mention.end)) and not unfound.confirmed(record, said):
        return Weighed("open", cited, f"{what} named by a letter, not by the examination")
    if _SO_CALLED.search(said.ahead(mention.start)):
        return Weighed("open", cited, f"{what} named as somebody's word for something")
    if criterion.on_examination and not stands.negated and _PLACE_DOUBTED.match(said.behind(mention.end)):
        return Weighed("open", cited, f"{what} named with a doubt where, or as what may be there")
    unseen = not any(s.statement.of(name) for s in record.following(said)[:2])
    if criterion.on_examination and unseen and doubted.not_taken_over(record, said):
        return Weighed("open", cited, f"{what} named by a trainee, and not by the one who signs")
    if stands.negated and _ACTED.match(said.behind(mention.end)):
        return Weighed("open", cited, f"{what} said not to have been treated, which denies none")
    if criterion.on_examination and unfound.copied(record, said):
        return Weighed("open", cited, f"{what} named in text that is copied from note to note")
    if criterion.on_examination and stands.negated and unfound.by_another(record, said):
        return Weighed(
            "open", cited, f"{what} said by another not to be there, which is no examination of the clinician's own"
        )
    if stands.negated and _OTHERS.search(said.low[: mention.start - said.statement.clause.start]):
        return Weighed("open", cited, f"{what} said not to be in other places")
    if stands.negated or without(said, mention) or unfound.counted_none(said, mention):
        if excepted(said, mention):
            return Weighed("for", cited, f"{what} recorded at the place that is excepted")
        place = site.among(site.here(said))
        if (where := place.elsewhere(site.of(record))) and about.get("anywhere") != "true":
            return Weighed("open", cited, f"{what} recorded as absent {where} than the one asked for")
        return absent(record, cited, what, place)
    if stands.resolved and not record.secondhand(said):
        return Weighed("against", cited, f"{what}{_GONE}")
    read_out = examdate.read_out(said, mention.start - said.statement.clause.start)
    own = not record.secondhand(said) or read_out or unfound.confirmed(record, said)
    if criterion.on_examination and (not own or unfound.deferred(record, said) or unfound.unsigned(record, said)):
        return Weighed("open", cited, f"{what} named, but not on the treating clinician's own examination")
    if (not ever and outdated.long_ago(record, said, mention)) or (criterion.on_examination and earlier(record, said)):
        return Weighed("open", cited, f"{what} named with a date long before")
    if criterion.on_examination and examdate.not_again(record, said):
        return Weighed("open", cited, f"{what} named for an earlier day, and not examined since")
    if further.left_out(record, said, mention):
        return Weighed("against", cited, f"{what} recorded everywhere but at the place asked for")
    if criterion.located and not located.told(record, said):
        return Weighed("open", cited, f"{what} named without a muscle or region")
    if criterion.on_examination and said.search(_ON_LIST):
        return Weighed("open", cited, f"{what} named only on a list")
    if criterion.on_examination and said.search(_TO_INJECT) and not _examined(record, said, name):
        return Weighed("open", cited, f"{what} named as what will be injected, not as found")
    midline = any(p.search(said.low) for p in words.patterns(tuple(map(str, about.get("midline", ())))))
    if not midline and about.get("sideless") != "true" and located.other_side(record, said):
        return Weighed("open", cited, f"{what} named on the other side")
    if criterion.located and (where := site.among(site.here(located.placing(record, said))).elsewhere(site.of(record))):
        return Weighed("open", cited, f"{what} named {where} than the one asked for")
    if criterion.on_examination and _only_diagnosed(said, mention):
        return Weighed("for", cited, f"{what} named{AS_DIAGNOSIS}")
    return Weighed("for", cited, f"{what} recorded{located.where(criterion, said)}")


def _answer(record: Record, criterion: ExamCriterion, said: Said, what: str, answer: answered.Answer) -> Weighed:
    """What the clinician answers to a question whether it was found."""
    later = record.following(said)[0]
    if answer == "no":
        return Weighed("against", later.cite(), f"{what} said not to be there, in answer to a question")
    if criterion.located and not (located.told(record, later) or located.told(record, said)):
        return Weighed("open", later.cite(), f"{what} named without a muscle or region")
    return Weighed("for", later.cite(), f"{what} said to be there, in answer to a question")


def _only_diagnosed(said: Said, mention: Mention) -> bool:
    """Whether a heading or a verb says that it is the assessment which names it, and no word that it was felt."""
    before = said.low[: mention.start - said.statement.clause.start]
    headed = said.search(_DIAGNOSED) is not None or said.statement.clause.section == "assessment"
    return (headed and not said.search(_EXAMINED)) or _BY_ASSESSMENT.search(before) is not None


def absent(record: Record, cited: Citation, what: str, place: Place) -> Weighed:
    """A finding that an examination did not find; on one side only where the record is about the other one too."""
    one_side = set(place.sides)
    if len(one_side) == 1 and sides_asked(record) != one_side and not further.only_side(record, one_side):
        return Weighed("open", cited, f"{what} recorded as absent on the {next(iter(one_side))}{ONE_SIDE}")
    return Weighed("against", cited, f"{what} recorded as absent")


def _not_looked(said: Said, mention: Mention, denied: bool) -> bool:
    """Whether the examination was not made: anywhere beside a denied finding, right behind one that is named."""
    behind = said.low[mention.end - said.statement.clause.start :]
    for match in _NOT_LOOKED.finditer(said.low if denied else behind):
        if denied or not re.search(r"[,;:.]", behind[: match.start()]):
            return True
    return False


def earlier(record: Record, said: Said) -> bool:
    """Whether the clause tells of an examination before this one."""
    return examdate.earlier(record, said, said.search(_NOT_LOOKED) is not None)


def _examined(record: Record, said: Said, name: str) -> bool:
    """Whether words of an examination stand in the clause, or its sentence compares with another place."""
    beside = (s for s in record.preceding(said) if s.statement.clause.sentence == said.statement.clause.sentence)
    return said.search(_EXAMINED) is not None or any(s.statement.of(name) or s.search(_EXAMINED) for s in beside)
