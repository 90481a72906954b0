"""Words by which a session is the first one: that none went before it, or that the one before was the only one."""

from __future__ import annotations

from drafter.reading.said import Said
from drafter.text.patterns import Pattern

_PLACED = (
    r"(?:(?:prior|previous|prev|earlier|past|such|of|any|a|an|the|these|this|that|kind|sort|type|set|sets|series|"
    r"course|"
    r"greater|lesser|occipital|nerve|trigger|point|myofascial|left|right|bilateral|l|r|head|neck|back|shoulder|"
    r"steroid|facet|joint|medial|branch|epidural|lumbar|cervical|thoracic|sacroiliac|si|spinal|interventional|"
    r"transforaminal|interlaminar|radiofrequency|spine|back|sij|sacro-?iliac)\W+)"
)
_NAME = (
    r"(?:procedures?|interventions?|blocks?|blks?|injections?|injs?|shots?|tpis?|onbs?|gonbs?|epidurals?|t?f?esis?|"
    r"botox|onabotulinumtoxina|botulinum toxin|"
    r"[lc]esis?|rfas?|mbbs?|ablations?|denervations?|neurotom(?:y|ies)|"
    r"rhizotom(?:y|ies)|radiofrequency(?! (?:ablation|neurotomy|denervation|procedure))|ablated)"
)
_NEVER = Pattern(
    rf"\b(?:has|have|had|was|were)(?:n't| not| never)\s+(?:\w+\s+)?(?:had|received|undergone|been given|tried|"
    rf"gotten)\s+"
    rf"(?:any|an?|a single)?\s*{_PLACED}{{0,6}}{_NAME}\b|"
    rf"\bnever\b[^.;]{{0,30}}\b(?:had|received|undergone|been given|got|tried)\s+(?:any|an?|"
    rf"a single)?\s*{_PLACED}{{0,6}}"
    rf"{_NAME}\b|"
    rf"\b(?:has|have|had|having|'s|received|undergone|got|been given)\s+(?:\w+\s+)?(?:no|zero)\s+{_PLACED}{{0,6}}"
    rf"{_NAME}\b|\b(?:no|zero|never an?|never any|without any)\s+{_PLACED}{{0,6}}{_NAME}\b[^.;]{{0,25}}\b(?:so far|"
    r"to date|to this day|yet|ever|until now|till now|up to now|thus far|at any time|before (?:this|now|today))\b|"
    rf"^\W*(?:no|zero)\s+{_PLACED}{{0,6}}{_NAME} (?:before|previously|prior)\W*$|"
    rf"\b(?:no|zero)\s+{_PLACED}{{0,6}}(?:\w+ or ){{0,2}}{_PLACED}{{0,6}}{_NAME}\b[^.;]{{0,25}}\bin (?:the past(?! \w)|"
    rf"(?:all )?(?:her|his|their|my) (?:\w+ )?life)\b|"
    rf"\b{_NAME}\W+(?:was |were |has |have )?(?:been )?never (?:been |yet |ever )?(?:done|given|performed|had|tried|"
    rf"received)\b|"
    rf"\b{_NAME}\b[^.;,]{{0,25}} (?:has|have|had|was|were)(?:n't| not| never) (?:been )?(?:yet |ever )?(?:done|given|"
    rf"performed|tried|used|received) (?:before|previously|ever|in the past(?! \w)|up to now|until now|yet|to date|"
    rf"so far)\b|"
    rf"\bnew to (?:(?:any|all|the) )?{_PLACED}{{0,6}}{_NAME}\b|"
    rf"\bfirst[- ]time(?: ever)? (?:for|on|with|having|getting|receiving|trying) {_PLACED}{{0,6}}{_NAME}\b|"
    r"\bfirst time (?:that )?(?:(?:the |this )?(?:pt|patient|member)|she|he|they)(?: |(?=['’]))"
    r"(?:(?:will|would|['’]d|['’]ll|is to|are to) (?:have|get|receive|undergo|be getting|be having)|"
    r"is (?:having|getting|receiving|to (?:have|get|receive))|has|gets|receives|undergoes) (?:any |a )?"
    rf"{_PLACED}{{0,6}}{_NAME}\b(?! (?:that|which|and they))|"
    rf"\b{_NAME} (?:is|are|will be|would be) (?:all )?new to (?:her|him|them|the patient|pt|this patient)\b|"
    rf"\b{_NAME}\W+(?:this is |is |are |will be |would be )?a first for (?:her|him|them|the patient|pt|"
    r"this patient)\b|"
    rf"\bnever (?:yet |been )*(?:treated|injected) with (?:any )?(?:it|{_PLACED}{{0,6}}{_NAME})\b|"
    rf"\b{_NAME}\b(?: (?:before|ever|previously|so far|to date))?\s*\?\W*(?:never|none|no\b(?! \w))|"
    rf"\b(?:no|without)\s+(?:prior|previous|prev|earlier|past|hx of|history of)\W+{_PLACED}{{0,6}}{_NAME}\b|"
    rf"\b{_NAME}\W+(?:ever\W+)?(?:never|none)(?: (?:before|prior|yet|so far|to date))?\W*(?:$|[,;.(])|"
    r"\bnever (?:been |before )?ablated\b|"
    rf"\b{_NAME}\s?[:,-]\s?(?:(?:this is )?(?:the |her |his )?)?(?:very )?first[- ]time\b(?: ever)?\W*(?:$|[,;.(])|"
    rf"\b{_NAME}\b(?:\W+(?:to date|so far|ever|before|hx|history))?\s*[:=-]+\s*(?:none|never|no|nil|zero|0|n|denie[sd])"
    r"\W*(?:prior|before|previous(?:ly)?|prev|to date|so far|yet|ever|$|[,;.(])"
)
"""No session of a kind that the clause names, at any time: "has had no nerve blocks", "Inj: none prior"."""
_SAME_CODE = Pattern(
    r"^\W*(?:(?:any|all) )?(?:earlier|previous|prior|prev|past|hx(?: of)?|history(?: of)?) (?:(?:tx|rx|treatments?|"
    r"services?|procedures?|sessions?|sets?|claims?|use|visits?|auths?)\W+)?(?:(?:of|for|with|w/|under|on|by) )?"
    r"(?:the )?(?:same|this) (?:code|cpt|hcpcs|procedure|service)\b(?: code)?(?: to date| so far| ever)?\W*[:=?]\W*"
)
"""A field of a form for earlier sessions under the code that is asked for."""
_CODE_NEVER = Pattern(
    r"^\W*(?:cpt |code )?\d{5}(?: (?:has|was|had))? never (?:been |yet )*(?:billed|paid|claimed|done|given|"
    r"performed|used|"
    r"rendered|submitted)(?! (?:in|since|within|for the|during|at|by|here|with)\b)"
)
"""That nothing was ever given under a code: "20553 never billed for this member"."""
_NOBODY = r"(?:nobody|no ?one|no (?:doctor|clinician|physician|provider|practitioner|colleague))"
_UNTOUCHED = Pattern(
    rf"\b{_NOBODY}(?: anywhere)? (?:has |had )?(?:ever )?(?:injected|blocked|needled)\b(?! (?:that|this|it|the "
    r"(?:left|right|other))\b)|"
    rf"(?:\bnot|n't|\bnever) (?:\w+ )?(?:given|injected|blocked|done|"
    rf"performed)\b[^.;]{{0,60}}\b(?:{_NOBODY} (?:else )?(?:has|"
    rf"had|did)|nor has (?:any(?:body|one)))\b|"
    r"\b(?:has|have|had|was|'s)\s+(?:never|not)\s+(?:yet\s+)?(?:been|be)\s+(?:injected|blocked|needled)\b|"
    r"\bno needles? (?:has |have |had |was |were )?(?:ever |yet )?(?:been )?(?:put|placed|stuck|used|gone|went|entered|"
    r"touched)\b|\b(?:never|not) (?:yet )?had (?:a|any) needles?\b|"
    r"\bneither (?:\w+ ){1,4}(?:has|have|was|were) (?:ever|yet|previously) (?:been )?(?:injected|blocked|needled)\b|"
    r"\bnever\s+(?:been\s+)?(?:injected|needled)\b|\b(?:injection|block|needle)[ -]na(?:i|ï)ve\b"
)
_THERE = Pattern(
    rf"\b{_NOBODY}(?: anywhere| else)? (?:has |had )?(?:ever )?(?:yet )?(?:injected|blocked|needled|numbed|put (?:a|"
    rf"any) needle"
    r"(?: (?:in|into|near|at))?) (?:it|there|this|that|them|either|(?:this|that|the|those|these) (?:nerves?|spots?|"
    r"muscles?|points?|"
    r"area|joints?))\b(?! (?:side|one|year|month))|"
    r"\b(?:it|(?:this|that|the) (?:nerve|muscle|spot|joint)) (?:has|had) never (?:yet )?been (?:injected|blocked|"
    r"needled|numbed)\b"
)
"""That what was named right before was never injected by anybody."""
_A_TIME = (
    r" (?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\b|(?:last|this) (?:year|spring|summer|fall|"
    r"autumn|winter)\b)"
)
"""Behind "none before": a day, before which none was, so that there was one since."""
_WITHOUT_NAME = Pattern(
    r"^\W*(?:this|it|that|these|such (?:a thing|an injection)) (?:has|had|have|was|were) (?:not|never) (?:yet |ever "
    r")?(?:been )?(?:done|tried|"
    r"given|had)(?: (?:to|for|on))?(?: (?:her|him|them|this patient))? (?:before|previously|yet|in the past)\W*$|"
    r"^\W*(?:neither|none|not|never)(?: (?:one|of (?:them|these|the two|which)|has|have|been|was|were|yet|ever))* "
    r"(?:done|given|"
    r"performed|had|tried|received) (?:before|previously|ever|in the past|so far|to date)\W*$|"
    r"\b(?:never|not)\s+(?:yet\s+|ever\s+)?(?:had|received|been given|undergone|tried)\s+"
    r"(?:any|one|it|them|this|that|these|those|either)(?:\s+(?:done|given))?"
    r"(?:\s+(?:before|yet|so far|to date|previously|in the past|until now|anywhere|at any time|of any (?:kind|sort)|"
    r"in (?:her|his|their) life))?(?:\W*$|"
    r"\s*[),;])|"
    r"^\W*(?:this is |it is |this will be |it will be |it would be )?"
    r"(?:set|session|block) (?:number|no\.?|#) ?(?:1|one)\W*$|"
    r"^\W*(?:this is |it is |it will be |it would be |a )?(?:the |her |"
    r"his )?(?:very )?first[- ]time(?: ever)?(?: for (?:her|"
    r"him|them|me|the patient|pt))?(?: ever)?\W*$|"
    r"^\W*(?:(?:this|it) (?:is|will be|would be) )?(?:the |a )?(?:very )?first (?:set|one|session|block|round)"
    r"(?: ever)? for (?:(?:this|the) (?:patient|member|pt|man|woman|lady|gentleman)|her|him|them|pt)"
    r"(?: ever)?(?=\W*$|\s*[,;])|"
    r"\b(?:has |have |had |with )(?:had |received )?neither(?: one| of (?:them|these|the two|both))?"
    r"(?: (?:before|yet|ever|so far|previously|until now|up to now))?\W*$|"
    r"(?:^|[,;:(])\W*(?:with )?no (?:earlier|previous|prior) (?:ones?|sessions?|sets?)(?: (?:at all|ever|"
    r"anywhere))?\W*$|"
    r"\b(?:earlier|previous|prior|past) (?:(?:same|such) )?(?:sets?|sessions?|services?|procedures?)(?: of (?:this|"
    r"the same) (?:service|procedure|kind|sort))?"
    r"(?: to date| so far)?\s*[:=]\s*(?:0|none|zero|no|nil|never)\W*$|"
    r"\b(?:has|have|had) (?:had )?none(?=\W*$|,? (?:per|according|says)\b)|"
    r"\bnone (?:was|were|has been|have been) (?:ever )?(?:given|done|performed)\b|"
    r"(?:^|[,;])\W*(?:(?:she|he|they|pt|patient|the patient) )?"
    rf"(?:has |had |have |having |with )?(?:had )?none (?:before|prior|previously|so far|to date|ever)\b(?!{_A_TIME})|"
    r"[,;] ?(?:and )?(?:(?:she|he|they|pt|patient) )?(?:has |have |had )?never had(?: before| yet| so far)?\W*$|"
    r"^\W*(?:and )?(?:this |it |that )?(?:is |was |will be |would be |being )?(?:to be )?"
    r"(?:the|his|her|their|my) (?:very )?first(?: (?:one|ever|such|time|set|session|of (?:its|this|any) kind))*"
    r"(?:\W*$|(?=\s*[,;:] (?:and |with |no |nothing )))|"
    r",\s*(?:and )?(?:this |it )(?:is|was|will be|would be|is to be) (?:the|his|her|their) (?:very )?first"
    r"(?: one| ever| set)*\W*$"
)
"""Words that need a name before them: "She has never had any.", "His first." """
_RIGHT_BEHIND = Pattern(
    r"^\W*(?:the |her |his |this is |it is )?(?:very )?(?:first|1st)(?: (?:one|set|session|time))? ever\W*$|"
    r"^\W*(?:the |her |his |these are (?:the |her |his )?)?(?:very )?first ones\W*$|"
    r"^\W*(?:(?:there|she|he|they|pt|patient) (?:have|has) (?:been|had) )?none (?:before|so far|to date|ever|up to now|"
    r"until now|till now)(?: (?:here or elsewhere|anywhere))?\W*$"
)
"""The same, of the procedure that the very statement before names alone: "TPI x3 on 12/1. First ever."."""
_AS_FIRST = Pattern(
    r",\s*(?:a |the )?(?:first|1st)(?: time| set| one)?\s*\.?\s*$|"
    r",\s*(?:the |to be )?(?:(?:his|her|their|the) (?:very )?(?:first|1st)(?: ever| one| of (?:any|this|its) "
    r"(?:kind|sort|type))?|(?:first|1st) ever|"
    r"(?:the )?first (?:one |set |session )?(?:that )?(?:he|she|they|pt|the patient) "
    r"(?:will|would) (?:ever )?have(?: had)?)"
    r"\s*(?:[,;.]|$)|"
    r"\((?:these are |the |her |his |to be )*(?:very )?first (?:ever|ones?)\)"
)
_WITHIN = Pattern(
    r"\b(?:in|within|over|during|for|of) (?:the |these |this )?(?:(?:last|past|previous|prior|preceding) \w|"
    r"\d+(?![/\d])|"
    r"two|three|four|six|twelve|a year|year|many|several|some time|\d{4})|\bthis (?:year|month|week|season)\b|"
    r"\bsince (?!birth)|(?<!\bor )(?<!\bnor )\b(?:no|any) (?:other|further|additional|new|more|repeat)\b|"
    r"\b(?:recent|today|same (?:day|session|visit))"
)
"""A stretch of time, or other sessions than this one: what is denied for it may have been at another time."""
_HERE = Pattern(
    r"\b(?:with (?:us|me|our \w+|this \w+)|(?:at|in|by|under) (?:our|this|my) (?:\w+ )?(?:clinic|practice|office|"
    r"hospital|cent(?:er|re)|department|facility|institution|group|plan|insurance|state|care|year)|(?<!, )since "
    r"(?!birth)\w+|"
    r"(?:injections?|blocks?|sessions?|procedures?|one|given|done) here|"
    r"(?:this|of the|in \w+) (?:year|month|series|course|cycle)|of (?:a|the|this) (?:series|course|set|cycle)|"
    r"of (?:two|three|four|five|six|\d+)|in (?:\d+|several|many|some) (?:months|years)|for (?:me|us))\b"
)
"""A first one, or none before, at one place, by one clinician, or within some time only: others may have been."""
_EVERYWHERE = Pattern(
    r"\b(?:here|there|with us|by us|from us|(?:at|in) (?:our|this) \w+) (?:or|nor) (?:at |in |by |with |"
    r"from )?(?:(?:the|her|his|their|any|"
    r"an) )?(?:elsewhere|anywhere|here|there|former|old|previous|prior|other|another|anyone|anybody|outside)\b(?: \w+)?"
)
"""Here and at the other places too."""
_EXCEPTED = r"(?:apart from|other than|except(?:ing)?(?: for)?|besides|aside from|save(?: for)?|but for)"
_ALONE = Pattern(
    r"\b(?:the|her|his) only one (?:ever|so far|to date|(?:she|he) (?:has )?ever had)\b|"
    rf"\b(?:had|received|got|gotten|underwent) (?:only |just |exactly )?(?:one|a single(?: one)?|1)\b"
    rf"(?: (?:such|of (?:these|them|those)|{_PLACED}{{0,6}}{_NAME}))? (?:before|previously|prior|so far|to date)\b|"
    rf"\b(?:previous|prior|earlier|past) {_PLACED}{{0,6}}{_NAME}\W{{1,3}}(?:one|1|a single one)\b"
    r"(?!\W{0,2}(?:of|or|/|-|to|\d))|"
    rf"\b{_EXCEPTED} (?:a|an|one|the|1|that|this)\b[^.;]{{0,90}}\b(?:never|none|no other|no others|not had any)\b|"
    rf"\b(?:never|no|none)\b[^.;]{{0,60}}\b{_EXCEPTED} (?:a|an|one|the|1|that|this|\d{{1,2}}/\d{{1,2}})\b|"
    rf"\bonly (?:\w+ ){{0,4}}(?:{_NAME}|epidurals?|esis?|rfas?|ablations?) (?:that )?(?:he|she|they|the patient|"
    rf"patient|pt) "
    r"(?:has |have |had )?ever (?:had|received|got)\b|"
    r",\s*(?:the|her|his|their) (?:very )?first such (?:treatment|procedure|one)(?: (?:ever|in (?:her|his) life))?\W*$|"
    r",\s*(?:the|her|his|their) (?:very )?first(?: one)?\s*(?:[:;,.)]|$)|\b(?:first|1st) (?:and|[+&]) (?:so far |"
    r"thus far |to date )?(?:only|last)\b|\bonly (?:one|block|injection|session|set)\b"
    r"[^.;]{0,20}\b(?:to date|so far|ever|yet|before|until now)\b|\d\W+(?:1|one) only\b|"
    r"\b(?:so far|to date),? (?:the |her |his )?only\b|"
    rf"\b{_NAME} only\W*$|\bonly (?:ones?|sets?|sessions?|blocks?|injections?) (?:that )?(?:she|he|they|"
    rf"the patient|pt) "
    r"(?:has|have|had|'s)(?: ever)? (?:had|received|got|undergone)\b(?!\W+(?:here|with us|this|since|in|at|for)\b)|"
    r"\b(?:last|latest|previous|prior|one|single)\b[^.;]{0,60}\b(?:his|her|the|their|was)? ?(?:very )?"
    r"(?:first(?! request)|#1)\b(?! (?:gave|helped|week|day))|\bonly (?:previous|prior|earlier) (?:\w+ ){0,4}"
    + _NAME
    + r"|"
    r"\b(?:remains?|is|was|still) (?:the|his|her|their) only (?:one|block|injection|session|set)\b|"
    rf"\b(?:the|her|his|that) (?:one|single|sole) (?:\w+ )?{_NAME} (?:in|to|of) (?:this|the|her|his) "
    r"(?:region|neck|back|area|joint|side|level|muscles?)\b"
)
"""The session told was the only one: "his first and so far only", "last one 8/4 (first one)"."""


_IT_WAS = Pattern(
    r"^\W*(?:this|it|that) was (?:(?:the|her|his|their) (?:very )?first(?: ever| one)?"
    r"(?:(?: (?:treatment|procedure|one|intervention))? (?:of (?:this|its|that|any|the) (?:same )?(?:kind|sort|type)|"
    r"ever|"
    r"in (?:her|his) life))?|the first time (?:that )?(?:she|he|they|pt|the patient) (?:has |have |had )?(?:ever )?"
    r"(?:had|received|got|tried) (?:it|one|this|that|any|anything of (?:the|this|that) (?:kind|sort)))\W*$"
)
"""Right behind a session: that it was the first one anywhere."""


def pronoun(low: str) -> bool:
    """Whether a statement says no more than that what was told right before was the first."""
    return _IT_WAS.search(low) is not None


_COMMA = Pattern(r"[,;]|\band (?:needs?|wants?|will|there|nothing)\b")


def never(said: Said) -> list[tuple[int, int]]:
    """Stretches of its folded words that deny any session, at any time, with the name of the procedure in them."""
    low = said.low if said.search(_NEVER) else ""
    return [match.span() for match in _NEVER.finditer(low) if not _WITHIN.search(low[: _piece(low, match.end())])]


def _piece(low: str, end: int) -> int:
    """Where the words up to the next comma behind a place end."""
    match = _COMMA.search(low, end)
    return match.start() if match else len(low)


def within(said: Said) -> bool:
    """Whether it names a stretch of time, or other sessions than this one."""
    return bool(said.search(_WITHIN))


def at_one_place(low: str) -> bool:
    """Whether it speaks of one place, one clinician or some time only, so that others may have been elsewhere."""
    return _HERE.search(_EVERYWHERE.sub(" ", low)) is not None


_ANSWER = Pattern(
    r"^\W*(?:(?:dr\.? \w+|she|he|pt|patient|answer|a)(?: (?:says|said|answers|answered))?\W+)?"
    r"(?:none|never|no|nope|zero|nil|0)\b"
    r"(?! (?:since|in|at|for|this|from|within|during|record\w*|idea|one knows|recent|here)\b)(?![^.;]{0,40}\b(?:since|"
    r"record\w*|file|know\w*|told|here|this year)\b)"
)
"""The answer to a question that there were none."""


def answer(said: Said) -> bool:
    """Whether it answers a question for earlier sessions with none, at any time and anywhere."""
    return bool(said.search(_ANSWER)) and not within(said)


_NONE_EVER = Pattern(
    r"^(?:none|never|no|nil|0|zero|n/a)(?: (?:ever|before|prior|to date|so far|in (?:her|his) life))?\W*$"
)


_SO_FAR = Pattern(
    r"^\W*(?:needles?|injections?|shots?|blocks?|sets|sessions)(?: (?:given|done|had))? (?:so far|to date|up to now|"
    r"until now|before|before this|in the past)\W*$"
)
"""A title over the earlier sessions: "NEEDLES SO FAR"."""


def titles_earlier(said: Said) -> bool:
    """Whether it is the title of the earlier sessions alone."""
    return said.search(_SO_FAR) is not None


def same_code(said: Said) -> str | None:
    """What stands in a field for earlier sessions under the same code; none where it is no such field."""
    match = said.search(_SAME_CODE)
    return said.low[match.end() :] if match else None


def none_of_same_code(said: Said) -> bool:
    """Whether a field for earlier sessions under one code says there were none: "Prior tx same code: none"."""
    given = same_code(said)
    return given is not None and _NONE_EVER.search(given) is not None


def code_never(said: Said) -> bool:
    """Whether it opens with a code and says that it was never billed or done."""
    return said.search(_CODE_NEVER) is not None


def untouched(said: Said) -> bool:
    """Whether it says, without naming a procedure, that the patient was never injected."""
    return bool(said.search(_UNTOUCHED)) and not within(said)


def untouched_there(said: Said) -> bool:
    """Whether it says that nobody ever injected what was named before it."""
    return bool(said.search(_THERE)) and not within(said)


def right_behind(said: Said) -> bool:
    """Whether it says that what the statement before names is the first one, or that there were none."""
    return said.search(_RIGHT_BEHIND) is not None


def without_name(said: Said, aside: Pattern | None = None) -> bool:
    """Whether it says that there was never one, or that this is the first, of something named before it; words that
    match `aside` are passed over."""
    low, match = said.low, said.search(_WITHOUT_NAME)
    if aside and said.search(aside):
        low = aside.sub(" ", low)
        match = _WITHOUT_NAME.search(low)
    return match is not None and not _WITHIN.search(low[: match.end()])


def as_first(said: Said) -> bool:
    """Whether it says of what it names that it will be the first: "injection on 12/1, his first"."""
    return bool(said.search(_AS_FIRST))


def alone(low: str) -> bool:
    """Whether the earlier session that a folded sentence tells is said to be the only one."""
    return bool(_ALONE.search(low)) or pronoun(low)
