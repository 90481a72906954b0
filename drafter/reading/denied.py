"""Denied: whether the clinician says that this patient never had a treatment, which is more than silence."""

from __future__ import annotations

import re

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, papers, words
from drafter.text.patterns import Pattern

_NEVER = Pattern(
    r"\bnever\b|\bskipped\b|\b(?:has|have|had) been (?:no|neither)\b|"
    r"\b(?:taken|tried|used|had|takes?|taking) (?:no|nothing)\b[^.;]{0,60}\b(?:at any time|ever|for (?:this|the|it|"
    r"her|his|"
    r"these|them)\b)|\bnone,? ever\b|"
    r"\b(?:nothing|none|neither) (?:has|have|had|was|were)(?: ever| yet)? (?:been )?(?:tried|done|taken|"
    r"attempted|started)\b|"
    r"\bwhat (?:has|had|have) (?:been|she|he|they) (?:\w+ )?(?:tried|done|taken|had)\b[^.;]{0,40}\b(?:nothing|none)\b|"
    r"\bno\b[^.;]{0,60}\b(?:to date|so far|thus far|until now|as yet|ever|yet(?! (?:scheduled|booked|auth\w*|approv\w*|"
    r"document\w*|arranged|available|received|sent|done with)))\b|\b(?:tried|had|done|taken|took|did|filled|"
    r"attended|received|used) neither\b|\bno (?:\w+ ){1,3}trials?\b|\b(?:had|"
    r"received|tried|undergone|attended|done) no\b|\b(?:no|without) (?:any )?(?:prior|"
    r"previous|past|history of|trials? of|courses? of)\b|"
    r"\b(?:not|\w+n't|hasnt|havent|didnt|no|none|nor|neither)\b[^.;]{0,90}\b(?:tried|had|done|attended|received|"
    r"taken|been|undergone|"
    r"begun|started|"
    r"completed|gone|went|trialed|participated|attempted)\b|\bden(?:ies|ied|ying) (?:any |ever |"
    r"having )*(?:prior|previous|past|had|"
    r"having|ever|tried|trial)|\b(?:did not|didn't) (?:have|do|try|attend|go|take|get|undergo|start|fill|pick up|"
    r"collect)\b"
)
_FLATLY = Pattern(
    r"\b(?:no|never)\b[^.;]{2,50}\b(?:period|full stop|at all|whatsoever|whatever|of any (?:kind|sort))\W*$"
)
"""A denial of all of it: "no therapy, period"."""
_OWN_NOTE = Pattern(
    r"^\W*(?:(?:the |my |our )?(?:doctor|physician|md|do|pcp|clinician|provider|surgeon|np|pa|attending|"
    r"specialist|visit|"
    r"office|clinic|progress|consult|new patient|today'?s?)(?:'s)? )+notes?\s*:"
)
"""The head of a statement by which it is the clinician's own: "Doctor's note: no PT to date"."""
_BY_PAYER = Pattern(
    r"\b(?:declined|denied|refused|rejected|turned down)\b[^.;]{0,15}\bby (?:the |her |his )?(?:insur\w+|payer|"
    r"plan|carrier|"
    r"workers)\b|"
    r"\b(?:insur\w+|payer|carrier|plan) (?:has |had )?(?:declined|denied|refused|rejected)\b"
)
_NEVER_BEHIND = Pattern(
    r"^\s*[:=-]\s*(?:none|nil|zero|0|never)(?: (?:visits|sessions))?,? (?:to date|so far|ever|at any time|until now|"
    r"thus far)\b|"
    r"^(?: (?:scripts?|orders?|referrals?|prescriptions?|rx|authori[sz]ation|auth))?(?: (?:has|had|was|"
    r"were|is|is still))?"
    r"(?: (?:expired|lapsed|sat|went|left|run out))?,? (?:unused|un-?filled)\b|"
    r"^(?: (?:scripts?|prescriptions?|rx|orders?))?(?: so far| to date| tried| taken| used)?\W*(?:(?:which|"
    r"that|she|he|they|the|patient|pt|member)\W+)*"
    r"(?:(?:has|have|had|was|were)\W+)?(?:never (?:been )?(?:had|tried|done|attended|went|gone|started|taken|"
    r"took|swallowed|attempted|given)"
    r"(?! (?:any )?(?:as|regular\w*|proper\w*|consistent\w*|faithful\w*|long|more|enough|in full|together|without)\b)|"
    r"not (?:yet )?(?:been )?(?:tried|had|done|attended|attempted|taken|given)(?: yet)?|untried|un-?filled|"
    r"(?:is |are )?(?:still )?yet to be (?:tried|attempted|taken|done)|"
    r"(?:never|not) (?:been )?(?:filled|picked up|collected|used|redeemed|dispensed)"
    r"(?! (?:any )?(?:as|regular\w*|proper\w*|consistent\w*|long|more|enough|in full)\b)|(?:which|that) (?:she|he|"
    r"they) (?:did not|"
    r"didn't|has not))\b"
)
_TRIED_NO = Pattern(
    r"^\W*(?:any |prior |previous |has (?:the )?(?:patient|pt|member) )?[^:?.;]{2,60}\b(?:tried|attempted|taken|"
    r"received|used|"
    r"undergone|trial(?:l?ed)?|to date|so far)\W{0,3}[:?]\W{0,2}no\W*$"
)
"""A field that asks whether it was tried, typed "no": "PT tried: No"."""
_SO_NONE = Pattern(
    r"[,;.]\s*(?:and |so |thus |therefore |hence |which is why )*(?:none|it|nothing|no (?:therapy|sessions?|"
    r"visits?|course))"
    r" (?:was|were|has been|had been) (?:not |never |ever )?(?:done|started|begun|attended|had|tried|given|"
    r"taken|undertaken)\b"
)
"""What was not to be had was not done: "not covered, so none was done"."""
_HE_DID_NOT = Pattern(
    r"[,;.]\s*(?:but |and |while |whereas |though )?(?:he|she|they|(?:the |our )?patient|pt)\s+"
    r"(?:himself |herself |themselves )?(?:did not|didn't|has not|hasn't|had not|hadn't|(?:has |had )?never)"
    r"(?: (?:do|did|done|go|went|gone|has|had|have|attend|attended|try|tried|start|started)(?: (?:any|it|one|"
    r"so))?)?\s*(?:[.;,]|$)"
)
_SHE = (
    r"(?:(?:and|but|however|though|although|then|yet|which|who|that|it|she|he|they|the|patient|pt|was|were|has|"
    r"had|have|told|me|us|plainly|frankly|firm|adamant|"
    r"admits?|admitted|says|said|states|stated|reports|reported|acknowledges|tells us)\W+)*"
)
_DO = (
    r"(?:t(?:ook|aken?)|went|gone?|go|start(?:ed)?|beg[aiu]n|attend(?:ed)?|used?|fill(?:ed)?|pick(?:ed)?|"
    r"tr(?:ied|y)|done|"
    r"show(?:ed|n)?|schedul\w+|call(?:ed)?|opened|follow(?:ed)? through)"
)
_IT = (
    r"(?: (?:up|in|to|on|for|with|it|them|any|one|of (?:it|them)|any of (?:it|them)|(?:a|one|a single|any|the|her|his) "
    r"(?:first )?(?:dose|pill|tablet|capsule|visit|session|appointment|drug|medication|medicine|therapy|"
    r"prescription|course)s?))*"
    r"(?: the (?:bottle|box|packet|pack))?\s*(?:[.,;]|$|because\b|due\b|since\b|as\b|for\b|and\b)"
)
_NOT_AFTERWARDS = Pattern(
    r"^(?!\W*(?:(?:and|but) )?(?:it|that|this) (?:did not|didn't|never|just didn't) (?:really )?"
    r"t(?:ake|ook)\W*(?:$|[.,;]))"
    rf"\W*(?:\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\W+)?{_SHE}(?:(?:did|tried|took|started|began|filled|used|attended) "
    rf"(?:neither|none)\b(?: of (?:them|these|those|it))?\s*(?:[.,;]|$)|(?:never|(?:did|do|does|was|were|has|"
    rf"have|had) not|"
    rf"(?:did|does|was|were|has|have|had)n't) "
    rf"(?:actually |ever |once |been |even )*(?:{_DO}|d(?:o|id|one) (?:it|them|any)|ha(?:d|ve) (?:it|any)){_IT})"
)
"""What was ordered or filled was not taken: "but she never took it"; "it didn't take" tells that it did nothing."""
_NEVER_BEGAN = Pattern(
    rf"\b(?:never|not|\w+n't) (?:actually |ever |yet |even )*(?:{_DO})\b(?: (?:to|with|in|the|any|her|his|a|an|up|"
    rf"for|of|out))*\W*$"
)
"""Right before what was ordered: "never started the physical therapy that was ordered"."""
_NO = Pattern(r"\b(?:none|nothing|no|not|never)\b")
_UNTIL = Pattern(r"\b(?:until|till|before)\b")
_NOT_NOW = Pattern(
    r"\b(?:until|till|able|unable|currently|today|now|record\w*|document\w*|notes?|available|covered|authori[sz]\w*|"
    r"approv\w*|order\w*|"
    r"schedul\w*|"
    r"since|this (?:year|month|week)|recent\w*|lately|again|further|more|help\w*|reliev\w*|relief|benefit\w*|"
    r"success\w*|"
    r"respond\w*|improv\w*|work|effective|toler\w*|fail\w*|enough|adequate\w*|complet\w*|finish\w*|consistent\w*)\b"
)
"""Words by which a denial is of today, of papers, or of a result, and not of ever having been treated."""


_TURNED_DOWN = Pattern(
    rf"^\W*(?:(?:each|every) time,? )?(?:the|her|his|their) (?:answer|reply) (?:was|is|has been) (?:always |"
    rf"again |still |a )?no\b|"
    rf"^\W*(?:(?:(?:each|every) time,? )?(?:the|her|his|their) (?:answer|reply) (?:is|was|has been) (?:always |ever )?"
    rf"the same\W+)?{_SHE}(?:neither\b|no (?:wish|desire|interest|intention) (?:to|in|of)\b|(?:does|do|did) not "
    rf"(?:want|wish|care) (?:to|it|any|either)\b)|"
    rf"^\W*{_SHE}(?:(?:again|both|each|all|still|then|promptly|politely|today|twice|time|times|offers?|of|them|these|"
    rf"always|later|likewise)\W+)*(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|rejected|opted out|said no|says no|"
    rf"turn(?:ed|s) (?:it|them|both|that|this|these|each|all|down|the offer)\b|want(?:ed|s) (?:neither|none|no part|"
    rf"nothing)|"
    rf"took up (?:neither|none)|t(?:ook|akes) neither|would have (?:neither|none)|accepted (?:neither|none)|"
    rf"would not (?:hear|have|consider|go|take|do|try)|was not (?:interested|willing))\b"
)
"""Behind what was offered: that it was turned down."""
_TAKEN_UP = Pattern(
    r"\b(?:later|then|eventually|since(?! (?:the|her|his|this|these|it) )|now|subsequently|at first|initially|"
    r"until)\b[^.;]{0,40}\b(?:agreed|accepted|"
    r"started|began|begun|completed|attended|did|went|tried|took|willing|changed (?:her|his|their) mind)\b"
)
"""That it was taken up after all."""
_DATES = Pattern(r"\b(?:declin|refus|turn)\w*(?: down)? (?:\w+ ){0,3}?(?:dates?|slots?|days?)\b|\bchoose another\b")
"""Days that did not suit, where the care itself is not turned down."""
_HE = Pattern(r"^\s*(?:she|he|they|pt|(?:the )?patient)\b")
_PUT_FORWARD = frozenset({"was suggested", "were suggested", "was proposed", "was offered", "was recommended"})
"""Cues by which something was put to the patient."""
_WHETHER_HE = Pattern(
    r"\basked (?:him |her |them )?(?:whether|if) (?:he|she|they|pt|the patient) (?:would|wanted|might)\b"
)
"""A question whether the patient would try it."""
_BECAUSE = Pattern(r"\b(?:because|since|as|saying|believing|stating|thinking|explaining|for)\b")
_PARTS = re.compile(r"[,;]|\b(?:but|and|though|yet)\b")
"""Where a clause may turn."""


_OWN_NO = Pattern(r"\bfirst\b|\bnothing\b|\bna[iï]ve\b|\buntreated\b")
"""Names that deny themselves: "treatment-naive", "nothing tried"."""
_LEFT_OUT = Pattern(
    r"\b(?:(?:skipped|avoided|forwent|bypassed) (?:all |the |any |both )?(?:\w+ (?:and|or) )?|"
    r"missed (?:all|every|every single)(?: of)? (?:the |her |his )?)$"
)
_ALTOGETHER = Pattern(
    r"^(?: visits?| sessions?| appointments?)?(?:\W*$|,? (?:and|or) \w+\W*$|,? (?:altogether|entirely|completely|"
    r"so far|until now)\b)"
)
"""Before and behind what was left out altogether: "skipped PT altogether"."""
_HAS_YET = Pattern(
    r"\b(?:has|have|had|is|are)? ?yet to (?:try|attempt|start|begin|do|attend|take|have|undergo) (?:any |an? |the |"
    r"either )*(?:(?:[\w-]+ ){0,2}[\w-]+,? (?:or |and )?(?:any )?){0,3}$"
)


_NOR_DID = Pattern(
    r"\b(?:nor|neither) (?:(?:did|do|does|has|have|had|was|were|could|would) (?!s?he\b|they\b|i\b|we\b|the patient\b|"
    r"pt (?:had|tried|taken|attended|started|done)\b)|by |with |from |to |on |under )[^.;]{0,60}$"
)
_WAS_TRIED = Pattern(
    r"^[^.;,]{0,30}\b(?:tried|attempted|done|taken|given|started|begun|attended|used|prescribed|had|received)\b"
)
"""Before and behind a treatment told by "nor did", "nor by": its effect is denied where it is not its taking."""


_NOT_TALKED_OF = Pattern(
    r"\b(?:did not|didn't|have not|haven't|has not|not|never) (?:\w+ )?(?:go(?:ne)? into|talk(?:ed)? (?:about|of|"
    r"over)|discuss\w*|"
    r"ask(?:ed)? (?:about|for)|sp(?:eak|oken) (?:about|of)|mention\w*|touch(?:ed)? (?:up)?on|cover\b|take up|"
    r"inquir\w+|"
    r"enquir\w+|get to|address\w*|raise[d]?|review\w*|explor\w*)\b"
)
"""What was not talked about, which denies nothing."""


def of_effect(said: Said, mention: Mention) -> bool:
    """Whether it is denied that a treatment did something: "naproxen got her nowhere, nor did massage"."""
    ahead = said.ahead(mention.start)
    return bool(_NOR_DID.search(ahead)) and not _WAS_TRIED.match(said.behind(mention.end))


_TAKEN_BADLY = Pattern(
    r"\b(?:never|not|\w+n't)\b[^.;]{0,60}\b(?:as (?:directed|prescribed|ordered|instructed|told|advised|intended|"
    r"agreed)|regularly|properly|consistently|correctly|faithfully|reliably|steadily|for (?:more|longer|over|beyond) |"
    r"(?:very )?long(?: enough)?\b|in full|on time|on schedule|at (?:the |an? )?(?:full|adequate|right|proper|"
    r"higher) dose)"
)
"""That something was not taken as it should have been, by which it was taken."""


def never(said: Said, mention: Mention) -> bool:
    """Whether the clinician denies that this patient ever had it, which is more than that papers are silent."""
    stands, low = mention.stands, said.low
    plainly = not (stands.other_person or said.document.late or of_papers(said)) and stands.certainty == "sure"
    if plainly and stands.speaker == "clinician" and not said.records_missing():
        own = said.between(mention.start, mention.end)
        ahead = said.ahead(mention.start)
        if _OWN_NO.search(own) or _HAS_YET.search(ahead):
            return True
        if _LEFT_OUT.search(ahead) and _ALTOGETHER.match(said.behind(mention.end)):
            return True
    behind = said.rest(mention.end)
    if stands.other_person:
        return not stands.general and bool(_HE_DID_NOT.search(behind))
    if of_papers(said) or said.search(_TAKEN_BADLY) or said.search(_NOT_TALKED_OF):
        return False
    if said.document.late or stands.certainty != "sure" or said.records_missing():
        return False
    if stands.speaker == "form":
        return stands.negated and said.document.speaker != "form" and said.search(_TRIED_NO) is not None
    if _NEVER_BEHIND.match(behind) or ((so := _SO_NONE.search(behind)) and _NO.search(so[0])):
        return True
    before = low[: mention.start - said.statement.clause.start]
    if stands.time == "planned" and stands.negated and _NEVER_BEGAN.search(before) and not _UNTIL.search(low):
        return True
    denied = stands.negated and not stands.refused and stands.time in ("current", "past")
    denied = denied and not of_effect(said, mention)
    if head := said.search(_OWN_NOTE):
        low = low[head.end() :]
    return (
        denied
        and bool(_NEVER.search(low) or _FLATLY.search(low))
        and not _NOT_NOW.search(low)
        and not papers.silent(low)
    )


_NONE_DONE = Pattern(
    r"^\W*(?:(?:and|but|yet|so far|has) )*(?:none|not (?:one|a single)(?: \w+)?) (?:(?:was|were|ever|yet|has been|"
    r"have been|of (?:it|them|these)) )*"
    r"(?:taken|tried|used|filled|started|done|attended|picked up)(?: yet| so far| to date)?\W*$"
)
"""Behind what was ordered: "meds prescribed, none taken"."""


def afterwards(record: Record, said: Said, mention: Mention) -> bool:
    """Whether what is said behind a treatment's name denies that it was taken: "filled, but she never took it"."""
    stands = mention.stands
    if stands.other_person or stands.certainty == "question" or said.document.late:
        return False
    behind = said.between(mention.end, said.statement.clause.end)
    split = [part for part in _PARTS.split(behind) if part]
    split = split if behind.lstrip()[:1] in (":", "-", "–", ",", ";") else split[1:]
    near = [s.low for s in record.following(said)[:1] if not s.statement.of(*words.family("treatments"))]
    if any(_TAKEN_BADLY.search(part) for part in (*split, *near)):
        return False
    return any(_NOT_AFTERWARDS.match(part) or _NONE_DONE.match(part) for part in (*split, *near))


def turned_down(record: Record, said: Said, mention: Mention) -> bool:
    """Whether what was offered was turned down in what follows: "PT was proposed in May; he declined it"."""
    stands = mention.stands
    if stands.other_person or stands.certainty == "question" or said.document.late:
        return False
    put = _PUT_FORWARD & set(stands.cues) or (stands.time == "conditional" and said.search(_WHETHER_HE))
    if stands.time != "planned" and not put:
        return False
    behind = said.between(mention.end, said.statement.clause.end)
    near = record.following(said)[:2]
    again = any(s.statement.of(*words.family("treatments")) for s in near[:1])
    parts = [part for part in _PARTS.split(behind) if part]
    own = [part for part in parts[:1] if _HE.match(part)]  # "when I suggested therapy he declined"
    again = again and not (near[0].search(_BECAUSE) and _TURNED_DOWN.match(near[0].low))
    first = parts[:1] if behind.lstrip()[:1] in (",", ";") and not own else []
    split = [*own, *first, *parts[1:], *(s.low for s in near[: 0 if again else 2])]
    rest = " ".join((behind, *(s.low for s in near)))
    unsaid = any(p.search(rest) for p in (_TAKEN_UP, _BY_PAYER, _DATES))
    return any(_TURNED_DOWN.match(part) for part in split) and not unsaid


_TAKES_UP = Pattern(
    r"\b(?:at first|initially|in the beginning|originally)\b[^.;]{0,60}\b(?:but|and|then|now|is to|are to|will|"
    r"later)\b|"
    r"\b(?:but|and|now|then)\b[^.;]{0,20}\b(?:(?:is|are) (?:now )?(?:to|going to|willing to|ready to|due to) "
    r"(?:start|begin|try|go|attend)|"
    r"will (?:start|begin|try|go|attend)|(?:has |have )?(?:since |now )?agreed)\b"
)


def taken_up(said: Said) -> bool:
    """Whether what was declined at first is now to be taken up."""
    return bool(said.search(_TAKES_UP))


def by_payer(said: Said) -> bool:
    """Whether the payer and not the patient declined."""
    return bool(said.search(_BY_PAYER))


def of_papers(said: Said) -> bool:
    """Whether a denial is of what is on file: "no evaluation on file"."""
    return bool(said.statement.hits("assertion", "silent_file"))
