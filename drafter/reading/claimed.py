"""Why a naming of a condition is no diagnosis made: a claim, a reason for coming, a history, an idea, a list."""

from __future__ import annotations

from drafter.reading import predicated
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_SAYS_WHEN = ("today", "now", "documented", "done", "given", "completed", "provided", "attached", "accepted")
"""Words of the present that say nothing of a condition in a past history."""
_REFERRED = Pattern(
    r"\b(?:referred|sent)\b(?! (?:pain|symptoms|sensation))(?! to (?!us\b|our\b|me\b|this\b))|"
    r"^\W*(?:referral|consult request)\b[^:]{0,20}:|"
    r"\b(?:consult\w*|evaluation|eval|second opinion|workup) for (?:\w+ )?$|"
    r"\breferr(?:al|ing \w+)\b[^.;]{0,15}\b(?:mention|say|said|state|list|give|gave|carr|read|name|note|suggest|"
    r"call)\w*\b"
)
_OWN_WORDS = Pattern(r"[\"“'‘][^\"”]{0,40}\bmy (?:\w+ )?$")
"""The patient's own words."""
_QUOTED = Pattern(
    r"[\"“](?!.{0,100}\bdiagnos)[^\"”]{0,80}\b(?:i|i've|i'm|me|my|mine|we|us)\b[^\"”]{0,60}$|"
    r"^\W*(?:the )?(?:patient|pt|she|he|mother|father|wife|husband|spouse|daughter|son|"
    r"caller)\b[^\"“.;]{0,30}[:,] ?[\"“][^\"”]*$"
)
"""Within what somebody says of herself, in quotation marks."""
_NAMES_SELF = Pattern(
    r"\b(?:calls?|called|describes?|described|introduces?|introduced|presents?|presented|styles?|regards?|identifies|"
    r"considers?) (?:\w+ ){0,2}?(?:him|her|them)sel(?:f|ves)\b|"
    r"\b(?:says?|said|tells? (?:me|us)|states?) (?:that )?(?:she|he|they) (?:is|are|has|have|was)\W{0,2}[\"“'‘]|"
    r"\b(?:tells?|told|says?|said)\b[^.;]{0,40}\b(?:doctor|physician|neurologist|provider|clinic|gp|pcp)\b[^.;]{0,25}"
    r"\b(?:had|put|has) (?:him|her|them) down\b"
)
"""What the patient calls herself, or tells of another's label."""
_COMING = Pattern(
    r"^\W*(?:w/u|auth(?:s|ori[sz]ation)?|pre-?auth\w*|pre-?cert\w*|approval|"
    r"consult\w*|evaluation|eval|work-?up|second opinion|referral|assessment visit|intake)\b"
)
_CLAIM = Pattern(
    r"\b(?:on|per|in) (?:the )?referral\b|\b(?:intake form|billing (?:sheet|form)|superbill|claims?|claim form|"
    r"order form|request form|"
    r"(?:icd(?:-?10)?|diagnosis|dx|billing) codes? (?:for|of)|requisition|face ?sheet|"
    r"fee ticket|encounter form|insurance form)\b"
)
_TITLE = Pattern(
    r"^\W*(?:(?:e-?mail |fax |message )?(?:subject|subj|topic)|re|fwd?|fw|title|"
    r"(?:(?:clinical|referral|consult\w*|radiology|reviewer'?s?|the) )?(?:question|query)|"
    r"(?:clinical )?indications?(?: for (?:the )?(?:study|exam\w*|test|imaging|mri|ct|x-?ray|order|referral))?)"
    r"\s*:(?! ?\S[^.;]*\?)[^.;]{0,25}$"
)
"""Before a name: the line says what a letter or a test is about."""
_LETTER_ABOUT = Pattern(
    r"\b(?:letter|e-?mail|fax|memo|message|call|voicemail)\b(?: (?:to|from|with) (?:the |her |his )?[\w.-]+(?: \w+)?)? "
    r"(?:re|regarding|about|concerning):? $"
)
"""Before a name: what a letter or a call is about."""
_COMES_FOR = Pattern(
    r"^\W*(?:cc|c\.c\.|rfv|(?:chief|presenting) complaint|visit reason|(?:reason|purpose) (?:for|of) (?:the |today's )?"
    r"(?:visit|appointment|appt|encounter)|(?:appointment|appt) type)\s*:(?! ?\S[^.;]*\?)[^.;]{0,25}$"
)
"""Before a name: what the patient comes for, which is no diagnosis unless it is a complaint."""
_OFFICE = (
    r"(?:bill(?:ing|er|ers)|cod(?:er|ers|ing)|front desk|insur(?:er|ance)|payer|health plan|carrier|"
    r"authori[sz]ation|auth|pre-?cert\w*|scheduler|scheduling|office staff|(?:ward |unit )?clerk|registration|"
    r"reimbursement|coverage|front office|reception(?:ist)?|secretary|check-?in|call cent(?:er|re)|answering service|"
    r"patient access|switchboard)"
)
_OFFICE_FIELD = Pattern(
    rf"^[^.;:]{{0,40}}?\b{_OFFICE}\b(?:'s)?\)?(?: (?:desk|staff|team|note|entry|message|list|sheet|label|field|"
    rf"log))?\)? ?"
    r"[:=-][^.;:]{0,30}$"
)
"""Before a name: that it is an office's line."""
_BY_OFFICE = Pattern(
    rf"\b{_OFFICE}\b(?:'s)?(?: (?:team|staff|department|company|dept|office|person))?(?: \w+)?? "
    r"(?:ask|want|requir|request|need|"
    r"add|enter|revis|chang|updat|correct|amend|switch|convert|put|list|us|chose|pick|assign|suggest|told|"
    r"insist|code|attach|select|nam|mention|say|stat|refer)\w*\b"
)
_FOR_OFFICE = Pattern(
    r"\b(?:list|add|enter|cod|put|us|select|chos|chosen|pick|assign|record|includ|submit|attach|need|want|requir)\w*\b"
    rf"[^.;]{{0,50}}\b(?:for|to (?:get|obtain|secure|satisfy|please))\b (?:the |her |his |an? )?(?:\w+ )?{_OFFICE}\b|"
    rf"\bfor (?:the )?{_OFFICE} (?:purposes?|reasons?|only|alone)\b|"
    r"\bso (?:that )?(?:the |it |this |her |his )?(?:\w+ )?"
    r"(?:will |can |would |is |gets? )?(?:pass|paid|pay|cover|approv|go through)\w*"
)
_HISTORY = Pattern(r"\b(?:pmhx?|past medical history|past problems?|past history|prior medical history)\b")
_HISTORY_BEHIND = Pattern(
    r"^[^.;]{0,20}\b(?:on|in|under|among) (?:the |her |his )?(?:pmhx?|past (?:medical )?history|past problems?)\b"
)
_ELSEWHERE = Pattern(
    r"\b(?:elsewhere|(?:at|by|from|in) "
    r"(?:an?other|a different|an outside|some other|(?:her|his|the) (?:old|former|previous|last)) "
    r"(?:\w+ )?(?:clinics?|hospital|practice|office|provider|physician|doctor|neurologist|facility|state|country))\b|"
    r"^\W*(?:an?other|an? different|an? outside|some other|(?:her|his|the) (?:old|former|previous|last|prior)) "
    r"(?:\w+ )?"
    r"(?:clinics?|hospital|practice|office|provider|physician|doctor|neurologist|facility)\b"
)
_GIVEN_ONCE = Pattern(r"\b(?:given|diagnosed|told|label\w*|called|carried|treated|worked up|assigned)\b")
_OR = Pattern(r"\s*,?\s*or\s+(?:an? |the |possibly |maybe |perhaps |even )*")
_OTHER_ON = Pattern(
    r"\b(?:optic neur|osteonecrosis|orbital|visual acuity|retrobulbar|papill|(?:left|right|each|both) eyes?\b)|"
    r"\bo(?!ccipital)\w+ n(?!euralg)\w+ \(on\)|\bon \(o(?!ccipital)\w+ n|\bon,? (?:os|od|ou)\b|"
    r"\bpupill|\b(?:neuro-?)?ophthalm|\bdemyelinat|\bvis(?:ion|ual) (?:loss|field)"
)
"""Another meaning of ON, by what goes with it or by its being spelt out."""
_PRINTED = Pattern(
    r"\b(?:hand-?outs?|print-?outs?|clippings?|leaflets?|brochures?|pamphlets?|booklets?|posters?|letterheads?|"
    r"letter head|banner|logo|"
    r"(?:page|sheet|chapter|paper|flyer|flier|material|literature|lecture|talk|seminar|film|text) (?:on|about|"
    r"regarding)|"
    r"web ?sites?|webinar|podcast|articles?|blogs?|forums?|videos?|app|chatbot|internet|online|google\w*)\b"
)
"""Printed matter, or what can be read or seen anywhere."""
_SPOKEN_OF = Pattern(
    r"\b(?:spoken of|hinted at|mention(?:s|ed|ing)?|alludes? to|alluded to|refers? to|spoke of|speaks of|talk(?:s|"
    r"ed) (?:of|about)|"
    r"brought up|"
    r"brings up|floated|bandied about|heard of|wrote of|writes of)\b(?: [\w'-]+){0,4} $"
)
"""Before the name: it is only spoken of."""
_ONLY_POSSIBLE = Pattern(
    r"^\W*(?:would|could|might|may|should) (?:\w+ )?(?:be|have been|seem|explain|fit|account|make sense)\b"
    r"(?! (?:re-?)?(?:treat|block|inject|manag|address|control|follow))|"
    r"^\W*(?:cannot|can't|could not|can not) (?:\w+ )?be (?:told|distinguished|separated|differentiated|sorted|"
    r"confirmed|"
    r"established|proven|affirmed|diagnosed|named|assumed|asserted)\b|^,? (?:maybe|perhaps)\W*$"
)
"""Behind the name: that it could be, or cannot be told."""
_WHAT = Pattern(r"\b(?:what|how) (?:an? )?$")
_IT_IS = Pattern(
    r"^\W*(?:is|means|meant|does|involves|entails|comes from|arises|develops|feels like|was)\b(?! (?:not|now) )"
)
"""Before and behind a name that is explained: "explained what occipital neuralgia is"."""
_HEARSAY = Pattern(
    r"\b(?:understand|understood|hear|heard|learn(?:ed|t)?|gather(?:ed)?|informed|word)\b[^.;]{0,15}\b(?:from|by|"
    r"through|via)\b|"
    r"\b(?:put|suggested|mentioned|represented|reported) to (?:me|us)\b|\b(?:i am|we are|i was|we were) told\b|"
    r"\brumou?r has it\b|"
    r"\b(?:hearsay|reportedly|supposedly|allegedly)\b"
)
_BILLED = Pattern(
    r"^ (?:was |is |were |being )?(?:billed|claimed|submitted|invoiced|coded (?:by|for|on)|"
    r"on (?:the |her |his )?(?:claim|bill|superbill|invoice))\b"
)
_SHE_HAS = Pattern(
    r", (?:she|he|they|the patient|pt) (?:(?:in fact|clearly|really|plainly) )?(?:has|have)\b[^,;]{0,12}$"
)
"""Before a name: what the patient has, whatever was said elsewhere before the comma."""
_BROUGHT = Pattern(
    r"\b(?:com(?:es|e|ing)|came|arriv(?:es|ed)|turn(?:s|ed) up)(?: to (?:us|me))? with (?:an?|the|her|"
    r"his) (?:\w+ )?(?:diagnosis|label|dx) of $"
)
_SAYS_PAPER = Pattern(
    r"^,? (?:said|says|wrote|writes|reads|according to|per) (?:the|her|his) (?:referral|letter|form|slip|note|"
    r"ed|er|request|order|"
    r"insurer|pcp|gp)\b"
)
_LOOKED_FOR = Pattern(
    r"\b(?:look(?:ed|ing)?|search(?:ed|ing)?|hunt(?:ed|ing)?|test(?:ed|ing)?|check(?:ed|ing)?) for (?:\w+ ){0,2}$|"
    r"\b(?:tr(?:y|ied|ying)|hop(?:e|ed|ing)|want(?:ed|ing)?|sought) (?:\w+ )?to (?:find|show|prove|confirm|establish|"
    r"demonstrate) (?:\w+ )?$"
)
"""Before what was only sought."""
_OPENED, _CLOSED = Pattern(r"[\"'“‘] ?$"), Pattern(r"^[.,;]? ?[\"'”’]")
"""Quotation marks right around a name, which then is somebody else's word."""
_TRAINEE = Pattern(
    r"\b(?:resident|fellow|intern|registrar|house officer)(?:'s)?\b[^.;]{0,20}\b(?:note|impression|assessment|"
    r"diagnosis|dx|"
    r"says?|said|wrote|writes|mentions?|mentioned|lists?|listed|thinks?|thought|put|called|documented)\b"
)
"""A doctor in training, whose diagnosis counts where the attending takes it over."""
_TAKEN_OVER = Pattern(
    r"(?<!not )(?<!yet to )\b(?:agree\w*|concur\w*|(?:co-?|counter)?signed|attest\w*|confirm\w*|"
    r"i (?:have )?(?:examined|saw|"
    r"reviewed)|seen (?:and examined )?with)\b"
)
_OPEN_MIND = Pattern(
    r"\b(?:(?:keep|kept|keeping) an open mind|(?:reserv\w+|withh\w+|suspend\w*) (?:my |our )?(?:judge?ment|opinion|"
    r"verdict)|"
    r"jury is (?:still )?out|too (?:early|soon) to (?:say|tell|call|know|be sure)|(?:time|we) (?:will|shall) (?:tell|"
    r"see)|"
    r"remains to be seen|no (?:conclusion|verdict|firm view|final word|decision)(?: \w+){0,3}? (?:yet|so far|reached|"
    r"made)|"
    r"(?:not|un)(?: yet)? ?(?:decided|made up (?:my|our) mind)|(?:cannot|can't) (?:yet )?(?:commit|be sure|be certain)|"
    r"(?:less|not (?:so|quite|entirely|at all|altogether|yet)|far from|never quite) (?:sure|certain|convinced|"
    r"persuaded)|"
    r"second thoughts|"
    r"for the (?:time being|moment|present),? (?:let|i|we|call|treat|as|at)\b|subject to (?:revision|change|"
    r"review)|as likely as not|"
    r"for (?:want|lack) of (?:a|any|some)(?:thing)? (?:better|other)|until we know better|let (?:us|"
    r"me) call (?:it|this)|"
    r"(?:dx|diagnosis|label) for (?:now|the moment|the present|the time being)|"
    r"not (?:ready|prepared|willing) to (?:say|commit|call|label)|on the fence|up in the air)\b"
)
"""Words by which the clinician makes no diagnosis yet."""
_SCREENED = Pattern(
    r"\b(?:screen\w*|questionnaires?|survey|checklist|quiz|calculator|algorithm)\b[^.;]{0,30}\b(?:positive|suggest\w*|"
    r"flag\w*|indicat\w+|scor\w+|\+)(?: \w+)?\W*$"
)
"""A screening that was positive, which makes no diagnosis."""
_NAME_OF_PLACE = Pattern(
    r"\b(?:Clinic|Cent(?:er|re)|Institute|Society|Association|Foundation|Registry|Department|Program|Academy) "
    r"(?:for|of) (?:(?:[A-Z][\w-]*|and|&|the|,) ?)*$"
)
"""The beginning of the name of a clinic or society, as written with capitals."""

_PAPER = Pattern(
    r"\b(?:letters?|notes?|records?|reports?|consult\w*|charts?|visits?|evaluations?|eval|summary|workup|sheets?|"
    r"files?|dossiers?|folders?|(?:care|treatment|nursing) plans?|templates?|"
    r"problem (?:entry|overview)|paperwork|print-?outs?|forms?|papers?|discharge)\b"
)
_SINCE = Pattern(r"\b(?:since|from|onset|began|started|after|following)\b[^.;]*$")
_TOLD = Pattern(
    r"\b(?:stated|documented|diagnosed|told|said|wrote|noted|recorded|carried|listed|label\w+|called|given|gave|"
    r"found|mentioned|concluded|identified|assessed|entered|held|reported)\b"
)
"""Words of a saying that has a day of its own."""


_DATED_LABEL = Pattern(r"\b(?:dx|diagnos[ie]s|label|impression|assessment) (?:\w+ )?(?:from|of|in|dated)?\W{4,}$")
"""Before a name: a diagnosis of a day of its own, whose date is left out."""


def claimed_only(said: Said, mention: Mention) -> str | None:
    """Why a naming is a claim, a reason for coming, a history or one of two, and no diagnosis made; a clause."""
    start = said.statement.clause.start
    before, behind = said.low[: mention.start - start], said.low[mention.end - start :]
    if _REFERRED.search(before) or _COMING.search(behind):
        return "named as the reason of a referral or visit"
    if _OWN_WORDS.search(before) or _NAMES_SELF.search(before) or _QUOTED.search(before):
        return "named in the patient's own words"
    if _COMES_FOR.search(before) and not predicated.complaint(mention.concept):
        return "named as what the patient comes for"
    if _TITLE.search(before) or _LETTER_ABOUT.search(before):
        return "named as what a letter or a test is about"
    if _CLAIM.search(before) or _BY_OFFICE.search(before) or _OFFICE_FIELD.search(before) or said.search(_FOR_OFFICE):
        return "named on a form or a claim, or for one"
    if _PRINTED.search(before):
        return "named in printed matter or online"
    if _BILLED.match(behind):
        return "named on a form or a claim, or for one"
    if _BROUGHT.search(before) or _SAYS_PAPER.match(behind):
        return "named as what the patient or a paper brought along"
    rest = said.document.text[mention.end : mention.end + 200].lower()
    if _LOOKED_FOR.search(before):
        return "named as what was looked for"
    if _ONLY_POSSIBLE.match(behind):
        return "named only as a possibility"
    if _WHAT.search(before) and _IT_IS.match(behind):
        return "explained to the patient, not diagnosed"
    if _HEARSAY.search(before):
        return "known from hearsay"
    if _OPENED.search(before) and _CLOSED.match(behind):
        return "named in quotation marks, as somebody else's word"
    if _TRAINEE.search(before) and not _TAKEN_OVER.search(rest):
        return "named by a doctor in training"
    if _SPOKEN_OF.search(before):
        return "only spoken of"
    if predicated.unstated(said, mention):
        return "named, but not said to be there"
    sentence = said.sentence
    if _OPEN_MIND.search(sentence):
        return "named where no diagnosis is made yet"
    if _SCREENED.search(before):
        return "named by a screening, which makes no diagnosis"
    if _NAME_OF_PLACE.search(said.document.text[start : mention.start]):
        return "named in the name of a clinic or society"
    if _in_past_history(said, before, behind):
        return "named in a past history"
    if said.search(_ELSEWHERE) and said.search(_GIVEN_ONCE) and not _SHE_HAS.search(before):
        return "named as what was said elsewhere"
    if _one_of_two(said, mention):
        return "one of two that are named as alternatives"
    if mention.end - mention.start == 2 and _OTHER_ON.search(said.document.text.lower()):
        return "an abbreviation that the record uses for something else"
    return None


def _in_past_history(said: Said, before: str, behind: str) -> bool:
    cues = (*said.statement.cues.before, *said.statement.cues.after)
    current = any(kind == "current" and hit.phrase not in _SAYS_WHEN for kind, hit in cues)
    return bool(_HISTORY.search(before) or _HISTORY_BEHIND.search(behind)) and not current


def _one_of_two(said: Said, mention: Mention) -> bool:
    start = said.statement.clause.start
    others = [m for m in said.statement.mentions if words.concept(m.concept).family == "conditions"]
    gaps = [said.low[mention.end - start : m.start - start] for m in others if m.start >= mention.end]
    gaps += [said.low[m.end - start : mention.start - start] for m in others if m.end <= mention.start]
    return any(_OR.fullmatch(gap) for gap in gaps)


def of_old_paper(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the naming is that of an older paper, which its date before it tells: "a 2020 letter says …"."""
    edge = record.stale_before
    before = said.low[: mention.start - said.statement.clause.start]
    return any(
        w.latest < edge and w.start < mention.start and _PAPER.search(before) for w in said.statement.whens()
    ) and not _SINCE.search(before)


def told_long_ago(record: Record, said: Said, mention: Mention) -> bool:
    """Whether a date before the name is that of somebody's saying so: "in 2022 Dr. Lund told us that she had it"."""
    before = said.undated[: mention.start - said.statement.clause.start]
    told = _TOLD.search(before) or _DATED_LABEL.search(before)
    return told is not None and any(
        w.latest < record.stale_before and w.start < mention.start for w in said.statement.whens()
    ) and not _SINCE.search(before if _TOLD.search(before) else before[: told.start()])  # fmt: skip
