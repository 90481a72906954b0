"""Whether a condition went away, came back, or goes on, as the words around its name tell."""

from __future__ import annotations

import re

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention, words
from drafter.text.patterns import Pattern

_CAME_BACK = Pattern(
    r"(?<!not )(?<!never )(?<!no )(?<!without )(?<!if )(?<!not yet )(?<!may )(?<!hasn't )(?<!should it )\b"
    r"(?:recur(?:red|s|ring|rent|rence)|relaps(?:ed|es|ing|e)|return(?:ed|s|ing)|came back|comes back|is back|are back|"
    r"back (?:since|in|again|with|now|this)|again (?:active|daily|present|symptomatic)|reactivated|flar(?:ed|ing|es|e)|"
    r"active again|(?:now|currently|today|once more|again) (?:\w+ )?(?:active|daily|symptomatic|painful|worse|back))\b"
)
_GOES_ON = Pattern(
    r"(?<!no longer )(?<!not )(?<!never )(?<!does not )\b(?:still|persist(?:s|ed|ing|ent)?|continu(?:es|ed|ing|e)|"
    r"ongoing|uncontrolled|"
    r"(?:poorly|not|well|partially) controlled|worsening|worse|flar(?:es|ing)|"
    r"remains? (?:active|symptomatic|painful)|active(?:ly)?|symptomatic|"
    r"(?:in|at|on) (?:every|each|all(?: [\w-]+)?) (?:visits?|notes?|encounters?) since|daily|addressed|being "
    r"treated|treated today|reviewed today|seen today for|since then)\b"
)
_ADDRESSED = Pattern(
    r"\blist (?:for|of|at|from) (?:this|today's) (?:visit|consult\w*|encounter|appointment)\b|"
    r"(?<!not )\b(?:address|treat|review|discuss|evaluat|assess|manag|seen|symptomatic|examin|flar|updat)\w* "
    r"(?:again |by (?:me|us) )?(?:today|(?:at|during|in) (?:this|today's) (?:visit|encounter)|this visit)\b"
)
_OVER = Pattern(
    r"(?<!not )(?<!never )(?<!partially )(?<!partly )(?<!incompletely )\b(?:resolved|cured|gone|"
    r"in (?:full |complete |sustained )?remission|"
    r"no (?:further |more |recurrent |current )?(?:symptoms?|pain|attacks?|headaches?|episodes?|complaints?) "
    r"(?:since|for|in|after|now|today)|"
    r"(?:pain|symptom|headache|attack)[- ]free|asymptomatic|"
    r"(?:since|thereafter|after(?:wards)?)(?: then| that)?,? (?:nothing|not a (?:trace|twinge|single \w+))|"
    r"no (?:trace|sign|hint|return|recurrence) of (?:it|this|that) (?:since|for|in|these|now|after)|"
    r"free of (?:it|this|that|them|pain|symptoms?|headaches?|attacks?)|quiescent|inactive)\b"
)
_RID_OF = Pattern(
    r"\b(?:she|he|they|pt|patient) (?:is|has been|has got|got) (?:(?:now|well|long|finally) )*over (?:the |her |"
    r"his )?$|"
    r"(?<!not )(?<!never )\b(?:cured|recovered|healed) (?:of|from) (?:the |her |his )?$"
)
_QUIET = Pattern(
    r"^\W*(?:(?:\w+ )?(?:years|decades) (?:ago|back)\W+)?"
    r"(?:(?:is|was|has|been|now|since|completely|fully|long|currently|entirely|and|but|it|that|all)\W+){0,4}"
    r"(?:cured|quiescent|asymptomatic|dormant|healed|behind (?:her|him|them)|remitted|subsided|abated|burn(?:ed|"
    r"t) out|in remission|"
    r"(?:gone|free of (?:it|this|that)|(?:no|not a|without(?: a)?) (?:trace|sign|hint) of (?:it|this|that)) (?:ever )?"
    r"since(?! (?:starting|taking|on|being on|yesterday|today|this|last (?:week|night|month))))\b"
)
_MADE = Pattern(r"\b(?:diagnosed|dx'?e?d|diagnosis of|dx of)(?: (?:with|as|as having))? (?:[\w-]+ )?$")
_YEARS_BACK = Pattern(r"\b(?:years?|yrs?) (?:ago|back)\b|\blast year\b|\bin the past\b|\bas a (?:child|teen\w*)\b")
_EARLIER = Pattern(r"\b(?:past|prior|previous\w*|former\w*|old|remote|history|hx|h/o|once|originally|initially)\b")
_CONFIRMED = Pattern(
    r"^[^.;?]{0,40}?(?<!not )(?<!un)(?<!be )(?<!yet )(?<!being )(?<!never )\b"
    r"(?:confirmed|proven|established|verified)\b(?! if\b| when\b| once\b| only if\b)"
)
"""The proof of what was doubted before it."""
_PROVEN = Pattern(r"^[^.;]{0,25}\b(?:confirm|prove|establish|verif|diagnos|dx'?d|document|demonstrat)\w*\b")


def came_back(said: Said, mention: Mention) -> bool:
    """Whether the sentence says that the condition has come back or is active again, and names no other one there."""
    behind = said.rest(mention.end)
    head = said.low[: mention.start - said.statement.clause.start].rstrip()
    match = _CAME_BACK.search(behind)
    if match is None or "?" in behind:
        return head.endswith(("recurrent", "relapsed"))
    others = [m for m in said.statement.mentions if words.concept(m.concept).family == "conditions"]
    return not any(mention.end <= m.start < mention.end + match.start() for m in others)


_RELAPSE = Pattern(
    r"(?<!no )(?<!without )\b(?:relapse|recurrence|return) of (?:it|this|that|the (?:same|condition|neuralgia|old))\b"
)
_DIAGNOSED = Pattern(
    r"\b(?:diagnos\w*|found|confirm\w*|this is|is now|has|had|shows?|represents?|consistent|impression)\b"
)


def relapsed(record: Record, said: Said) -> bool:
    """Whether a relapse of what was named is diagnosed in the next sentences: "I diagnosed a relapse of it"."""
    for after in record.following(said):
        if any(
            words.concept(m.concept).family == "conditions"
            and m.stands.certainty == "sure"
            and not words.concept(m.concept).about.get("complaint")
            for m in after.statement.mentions
        ):
            return False
        if after.search(_RELAPSE) and after.search(_DIAGNOSED):
            whole = after.statement.cues.whole
            return whole.certainty == "sure" and not whole.negated and not whole.other_person
    return False


_NOTED = Pattern(
    r"^\W*(?:it|this|that|the (?:pain|diagnosis|condition|problem|complaint))\b[^.;]{0,20}\b(?:noted|recorded|"
    r"addressed|treated|"
    r"present|seen|confirmed|assessed|discussed|carried|listed|mentioned|there)\b[^.;]{0,15}\b(?:at|in|on) "
    r"(?:all|every|each)\b"
    r"[^.;]{0,20}\b(?:visits?|notes?|encounters?)\b"
)


_CARRIED_ON = Pattern(
    r"\bcarried forward (?:in|at|through|to|on) (?:every|each|all) (?:\w+ )?(?:visits?|notes?|encounters?) since\b"
)


def carried_on(said: Said) -> bool:
    """Whether a diagnosis is said to be kept at every visit since it was made."""
    return bool(said.search(_CARRIED_ON))


def noted_since(record: Record, said: Said) -> bool:
    """Whether what was named is said to be noted at every visit: "it is noted at all seven visits since"."""
    return any(s.search(_NOTED) and not s.statement.cues.whole.other_person for s in record.following(said)[:2])


def gone(said: Said, mention: Mention) -> bool:
    """Whether a word right beside the name says that the condition is over: "cured of ON", "ON, now quiescent"."""
    start = said.statement.clause.start
    behind = _BRACKETS_OF_ANOTHER.sub(" ", said.rest(mention.end))
    return (
        bool(_RID_OF.search(said.low[: mention.start - start]) or _QUIET.search(behind)) and not mention.stands.negated
    )


_BRACKETS_OF_ANOTHER = re.compile(
    r"\([^()]*\b(?:cancer|lymphoma|leuk(?:a)?emia|tumou?r|melanoma|disease|disorder|diabetes|asthma|depression|stroke|"
    r"infarct\w*|[a-z]+(?:itis|oma|opathy|osis))\b[^()]*\)"
)
"""Brackets that tell of another condition: "polyneuropathy after chemotherapy (breast cancer 2019, in remission)"."""


_CURED = Pattern(
    r"^[^.;?]*?(?<!not )(?<!never )(?<!partly )(?<!be )\b(?:cured|healed|(?:settled|gone|resolved|over|"
    r"went away|gone away|"
    r"passed|cleared(?: up)?|vanished|disappeared|stopped|ended|left (?:him|her)|subsided) for good|"
    r"gone for (?:\w+ )?years)\b"
)
_NEVER_BACK = Pattern(
    r"^[^.?]*?(?<!not )(?<!never )\b(?:settled|resolved|cleared(?: up)?|went (?:away|into remission)|stopped|"
    r"ended|subsided|left (?:her|"
    r"him))\b[^.?]{0,80}?\b(?:(?:has|have|had|did) )?(?:never|not) (?:(?:yet|since|ever) )?(?:come back|came "
    r"back|returned?|recur(?:red)?|"
    r"been back|reappear(?:ed)?|troubled (?:her|him))\b|"
    r"^[^.?]{0,40}?\b(?:since|thereafter|after(?:wards)?)(?: then| that)?,? (?:nothing|not a (?:trace|twinge|"
    r"single \w+))\b(?! (?:but|helps?|helped|works?|worked|has|else))|"
    r"^[^.?]{0,40}?\b(?:pain|symptom|sx|attack|headache)s?[- ]free (?:ever )?since\b"
)
_FREE_SINCE = Pattern(
    r"^[^.?]*?\b(?:no|without(?: any)?|free of|not (?:a single|an?|one)|never (?:any|an?))\b(?: [\w-]+){0,3}? (?:pain|"
    r"headaches?|attacks?|jolts?|zaps?|shocks?|twinges?|bouts?|"
    r"symptoms?|recurrence|relapse|trouble|episodes?|complaints?)(?: (?:at all|whatsoever|"
    r"whatever))?,? (?:ever )?(?:since|thereafter|"
    r"afterwards|"
    r"again)\b"
)
_IF = Pattern(r"\b(?:if|until|unless|hop\w+|should|once|may|might|can|could|would)\b")

_BELIEVED = Pattern(
    r"\b(?:thought|believed|hoped|assumed|imagined|supposed|fancied|told|prayed|wished|felt)\b[^.;]{0,40}$"
)
"""Before what was only thought to be over."""


def believed(said: Said, mention: Mention) -> bool:
    """Whether it was only thought, or hoped, to be over: "we had thought it was gone for good"."""
    return mention.stands.resolved and _BELIEVED.search(said.ahead(mention.start)) is not None


def cured(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the rest of the sentence tells that it was cured, or that nothing was felt since a day long gone."""
    behind = _BRACKETS_OF_ANOTHER.sub(" ", said.rest(mention.end))
    if _IF.search(behind) or came_back(said, mention) or _BELIEVED.search(said.ahead(mention.start)):
        return False
    others = [m for m in said.statement.mentions if words.concept(m.concept).family == "conditions"]
    if any(m.start >= mention.end and m.concept != mention.concept for m in others):
        return False
    if _NEVER_BACK.search(behind):
        return True
    long_gone = any(w.latest < record.stale_before for w in said.statement.whens())
    return _CURED.search(behind) is not None or (long_gone and _FREE_SINCE.search(behind) is not None)


def goes_on(said: Said) -> bool:
    """Whether the sentence says that what it names goes on, whatever date it gives."""
    return _GOES_ON.search(said.sentence) is not None


def addressed(said: Said) -> bool:
    """Whether the sentence says that what it names was dealt with at this visit."""
    return _ADDRESSED.search(said.sentence) is not None


def over_since(record: Record, said: Said, mention: Mention) -> bool:
    """Whether a condition of the past is said to be over, behind its name or in its sentence."""
    behind = _BRACKETS_OF_ANOTHER.sub(" ", said.low[mention.end - said.statement.clause.start :])
    following = record.following(said)[:2]
    on = (s.low for s in following if s.in_sentence_of(said))
    near = [behind, *(low for low in on if not _OTHER_SUBJECT.match(low))]
    others = [m for s in following for m in s.statement.mentions if m.concept != mention.concept]
    if any(words.concept(m.concept).family == "conditions" for m in others):
        near = near[:1]
    return any(_OVER.search(low) and "?" not in low and " if " not in low for low in near)


_OTHER_SUBJECT = Pattern(
    r"^\W*(?:and |but )?(?:the|her|his|my) (?!pain|headaches?|condition|problem|neuralgia|diagnosis|symptoms?|attacks?|"
    r"complaints?|disease|disorder|migraines?|whole|last|thing)\w+ (?:is|are|was|were|has|have|had)\b"
)
"""A next clause about something else: "the tinnitus is gone since"."""


def proven(said: Said, mention: Mention) -> bool:
    """Whether a time behind is that of the proof: "confirmed by block last month", "diagnosed with ON last month"."""
    start = said.statement.clause.start
    before, behind = said.low[: mention.start - start], said.low[mention.end - start :]
    proof = _PROVEN.search(behind) or (
        _MADE.search(before) and not (_YEARS_BACK.search(behind) or _EARLIER.search(before))
    )
    return mention.stands.time == "past" and not mention.stands.resolved and bool(proof)


def confirmed(said: Said, mention: Mention) -> bool:
    """Whether a doubt before the name is lifted behind it: "consistent with ON, confirmed by block"."""
    behind = said.low[mention.end - said.statement.clause.start :]
    own = any(_CONFIRMED.search(cue) and cue in behind for cue in mention.stands.cues)  # "until proven otherwise"
    return _CONFIRMED.search(behind) is not None and not own


_IT_IS_OVER = Pattern(
    r"^\W*(?:(?:but|and|though|although|however|yet|happily|fortunately|since then) )*"
    r"(?:it|that|this|which|these|those|(?:the|this|that|her|his) (?:condition|problem|neuralgia|pain|trouble))\b"
    r"(?: (?:has|have|had|was|is|are|all|since|then|long|completely|fully|entirely|now|later|eventually|finally|"
    r"been|gradually|itself)\b)*? (?:resolved|cleared(?: up)?|gone|went (?:away|into remission)|settled|remitted|"
    r"healed|vanished|disappeared|subsided|burn(?:ed|t) (?:itself )?out|"
    r"no longer (?:active|present|a problem|an issue|there)|"
    r"over|past|behind (?:her|him)|ended|in (?:\w+ )?remission|quiescent|inactive)\b"
)
"""A next statement by which what was named is over."""
_FOR_GOOD = Pattern(
    r"\b(?:long ago|(?:stayed|kept|been) away|these (?:\w+ )?(?:\w+) years|(?:years?|yrs?|decades?) (?:ago|back|"
    r"since|now)|for good|long since|(?:taken|took|removed|deleted|"
    r"dropped|struck) (?:it|this|that)?\b|since then|(?:no|not a single|without) (?:\w+ ){0,2}(?:since|thereafter|"
    r"again|afterwards))\b"
)
"""Words by which it is so for long."""


_STATUS_OVER = Pattern(r"^\W*status\W{1,3}(?:resolved|inactive|in remission|remitted|cured|gone|closed)\b")
"""A field beside the name of a problem by which it is over."""


def over_behind(record: Record, said: Said, mention: Mention) -> bool:
    """Whether the next clause says of it that it is over since long: "…, but that resolved long ago"."""
    start = said.statement.clause.start
    if _GOES_ON.search(said.low) or _CAME_BACK.search(said.low, mention.end - start):
        return False
    for n, later in enumerate(record.following(said)[:2]):
        if n == 0 and later.search(_STATUS_OVER):
            return True
        sentence = later.rest(later.statement.clause.start)
        if _IT_IS_OVER.search(later.low):
            rest = " ".join((sentence, *(s.low for s in record.following(later)[:2])))
            dated = any(w.latest < record.stale_before for s in (said, later) for w in s.statement.whens())
            sure = "?" not in sentence and not _IF.search(later.low)
            return sure and (dated or _FOR_GOOD.search(rest) is not None) and not _CAME_BACK.search(rest)
        if n == 0 and any(words.concept(m.concept).family == "conditions" for m in later.statement.mentions):
            return False
    return False


_FREE = Pattern(
    r"\b(?:no|without|free of) (?:(?:occipital|head|scalp|any|more|further) )*(?:pain|headaches?|attacks?|shocks?|"
    r"jolts?)\b(?: (?:whatever|whatsoever|at all))? (?:since|for|in)\b|"
    r"\b(?:pain|headache|attack)[- ]free (?:since|for|in)\b|"
    r"\b(?:pain|headache|attack)[- ]free (?:x ?)?(?:\d+|two|three|four|five|six|several|many) ?\+? ?(?:years?|"
    r"yrs?|months?|"
    r"mos?)\b|"
    r"\b(?:pain|headaches?|attacks?|shocks|jolts)(?: (?:is|are|has been|have been|was|were))?(?: all| completely)? "
    r"gone (?:since|for)\b"
)
_AFTER_CARE = Pattern(
    r"\b(?:block\w*|inject\w*|procedure|relief|onb|gonb?|shot|day|days|night|hours?|until|till|before|then|right|left|"
    r"if|hop\w+|goal)\b"
)
_AGAIN = Pattern(
    r"\b(?:back|again|return\w*|recur\w*|relaps\w*|crept|creeping|wore off|worn off|flar\w*|resum\w*|now|today|still)\b"
)
_MONTH = 30
"""Days without pain after which a diagnosis beside them is not told as one of now."""


def free_for_months(record: Record) -> Said | None:
    """The statement by which the patient has had no such pain for a month or longer, where none says it came back."""
    for said in record.having(_FREE):
        whole, clock = said.statement.cues.whole, said.written or record.clock
        if whole.other_person or whole.certainty != "sure" or said.document.late or said.search(_AFTER_CARE):
            continue
        long = any((clock - w.latest).days >= _MONTH for w in said.statement.whens())
        long = long or any((clock - x.back(clock)[1]).days >= _MONTH for x in said.statement.lengths())
        later = [s for s in record.said if s.document is not said.document or s.number > said.number]
        if long and clock >= record.stale_before and not any(s.search(_AGAIN) for s in (said, *later)):
            return said
    return None
