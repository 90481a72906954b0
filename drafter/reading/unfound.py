"""Findings that were looked for in vain, and text carried over from an earlier note against the examination of now."""

from __future__ import annotations

import re

from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern

_VAIN = Pattern(
    r"^[^.;]*?(?:\b(?:unable|failed|not able|not manage\w*|without being able) to\b|"
    r"\b(?:could not|couldn't|cannot|can't|did not|didn't)\b) (?:\w+ )?(?:find|locate|feel|detect|elicit|identify|"
    r"palpate|discover|demonstrate|make out)\b(?: (?:even|so much as|a|an|any|one|single|either|it|them|such|"
    r"of|these|those|points?|anything))*"
    r"(?:\W+(?:today|now|anywhere|at all|there|this time|either|at this visit|on (?:my |this |today's )?\w*exam\w*))*"
    r"\W*$"
)
"""Behind what was looked for, to the end of its sentence."""
_CARRIED = Pattern(
    r"\b(?:(?:carried|copied|pulled|brought|came|imported|pasted|taken|transferred|rolled|cloned|moved|lifted|"
    r"propagated)(?: \w+){0,2}? (?:over|forward|across|from)\b|(?:copied|imported|pasted|cloned)\b)"
)
_FOUND_IT = r"(?:felt|found|palpable|palpated|detected|elicited|located|noted|identified|there|present|evident)"
_NONE_NOW = Pattern(
    r"^\W*(?:but |all )?(?:negative|neg|none|nil|absent)"
    r"(?: (?:found|felt|today|now|at all|(?:on|by|to|with) (?:(?:my|today's|careful|the) )*(?:palpation|exam\w*|"
    r"touch)))*\W*$|"
    rf"\b(?:none|nothing|not (?:a single )?one|no such (?:points?|findings?|bands?))\b[^.;]{{0,25}}\b{_FOUND_IT}\b|"
    r"\b(?:felt|find|found|feel|palpated?|detect(?:ed)?|located?|elicit(?:ed)?|noted|saw|there (?:was|were|is|are)|"
    r"turned up|came up with|brought up|reveal(?:ed|s)|show(?:ed|s)|exam\w*[^.;]{0,20}:)\W+(?:none|nothing)\b|"
    r"\b(?:palpation|exam\w*)\b(?: \w+){0,3} (?:is|was|are|were) (?:clear|normal|negative|unremarkable|clean)\b|"
    r"\bdrew (?:a )?blanks?\b|\b(?:was|were|proved|remained) (?:fruitless|futile|in vain|unsuccessful|"
    r"unrewarded|vain)\b|"
    r"\b(?:cannot|could not|can't|couldn't) confirm (?:a single one|any|one|them|it)\b|\bto no avail\b|"
    r"\bthere (?:are|is) (?:now |today )?none\b(?! (?:on|in|at|over)\b)|"
    r"\b(?:come|came|comes|turned) up (?:empty|short)\b|\bempty-handed\b|"
    rf"\b(?:they|these|those|it) (?:are|were|is|was) (?:(?:now|simply|just) )?(?:no longer|not|nowhere)"
    rf"(?: (?:to be|now|any\w*))* {_FOUND_IT}\b|\b(?:it|muscle|he|she) (?:had|has|shows?|showed) none\b|"
    r"\b(?:could|can|did) (?:not|no longer) (?:\w+ )?(?:find|feel|locate|palpate|detect|elicit) (?:them|it|any|one)\b"
)
"""That nothing was found, said without the name of what was looked for."""
_NO_LONGER = Pattern(
    rf"\b(?:it|they|these|those) (?:is|are|was|were|could) (?:\w+ )?(?:no longer|not) (?:to be |be )?"
    rf"(?:any\w* )?{_FOUND_IT}\b(?! (?:in|last|before|then|on|when|at)\b)|"
    r"\b(?:can|could) no longer (?:be )?(?:find|feel|felt|found|palpated?|detect(?:ed)?|located?|elicit)\b"
)
"""That what was found before is not there now."""
_GONE_NOW = Pattern(
    r"\b(?:it|they|these|those|all (?:of (?:it|them)|two|three|four)|both|the (?:points?|nodules?|bands?|knots?)) "
    r"(?:(?:is|are|was|were|has|have|had|now|all|both|since|completely|entirely|then) )+(?:gone|absent|disappeared|"
    r"vanished|"
    r"melted away|resolved|cleared)\b(?! (?:when|within|after|unless|for|until|by|in (?:an?|seconds|minutes)))"
)
_AT_EXAM = Pattern(
    r"\b(?:today|now|this (?:visit|morning|afternoon|time)|(?:on|at) (?:(?:my|the|this|today's|re-?) ?)*(?:exam\w*|"
    r"palpation|"
    r"visit))\b"
)
"""That what was found before is gone, and that this is told of the examination of now."""
_THERE_WERE = Pattern(r"\bthere were\b|\b(?:he|she|pt|patient|muscle|trapezius) had\b")
_NONE_LEFT = Pattern(
    r"^\W*(?:but |and |now |today )*there (?:are|is) (?:now |today )?none(?: (?:now|today|left|any ?more|"
    r"to be \w+))?\W*$|"
    r"^[\W\d]*(?:but |and |now |today )*(?:gone|absent|resolved|no longer (?:felt|there|present|palpable)|"
    r"not palpable)\W*$|"
    r"^\W*(?:but |and |now |today )*(?:none|not one) (?:now|today|left|remains?|remained|any ?more)\b"
)
"""What was there, and in the next statement that none is now."""
_SEARCH = Pattern(
    r"\W{1,2}(?:exam\w*|palpation|survey|search|screen\w*)\b[^.;,]{0,40}\b(?:negative|neg|normal|unremarkable|clear|"
    r"unrevealing|benign|clean|fruitless|empty|nil|"
    r"0 ?(?:/|of|out of) ?\d+)\b(?![^;]*(?:\b(?:pos|positive|present|except|but|other than|per)\b|\+(?!\w)))"
)
_FIELD_NONE = Pattern(
    r"^(?:\(s\))?(?: (?:on|by|at) (?:\w+ )?(?:exam\w*|palpation)| (?:palpated|felt|found|present))?\s*[:=]\s*"
    r"(?:none|nil|absent|negative|neg|not)(?: (?:found|felt|present|palpated|noted|detected|seen|palpable|today|now))*"
    r"\s*(?:[|.;]|$)"
)
"""Behind the label of a field: that none were found."""
_NONE_QUALIFIES = Pattern(
    r"\b(?:no|none|nothing|not (?:one|a single|any))\b(?: (?:of|the|these|those|single|one|\w*tender\w*|sore|painful|"
    r"spots?|points?|areas?|knots?|bands?|place|it|them|i|can|felt|find|found|here|there|that))* "
    r"(?:qualif(?:y|ies|ied)|counts?|passes|amounts?|meets?|met|fulfill?s?|satisf(?:y|ies)|deserves?)"
    r"(?: (?:as|for|to|the|any|all|our|criteri\w+|definition|name|of|being|call(?:ed)?))* "
    r"(?:an? |any )?(?:true |active |latent |myofascial )*$"
)
"""Before a finding that nothing felt comes up to: "no spot qualifies as"."""
_SEARCHED_FOR = Pattern(
    r"\b(?:exam\w*|palpat\w*|search\w*|look\w*|survey\w*|screen\w*|check\w*|assess\w*|evaluat\w*|hunt\w*)\b"
    r"[^.;]{0,25}\bfor\b[^.;]{0,20}$"
)
_CAME_UP = Pattern(
    r"^(?:\W|in (?:the |her |his )?\w+|"
    r"(?:right|left|both|neck|shoulder|trapezius|today|is|was|were|came back|proved|remained))*"
    r"\b(?:negative|none|normal|unrevealing|nil|fruitless|unremarkable|empty-handed)\b"
)
"""A search for the finding, and that it found nothing."""
_ELUDED = Pattern(r"^[^.;]{0,45}\b(?:(?:remained|proved|were|was) elusive|elud(?:ed|es) (?:me|us|my \w+))\b")
_THERE_NONE = Pattern(
    r"^[^.;]{0,40}\bthere (?:are|is|were|was) (?:now |today )?none\b(?! (?:but|other))|^\s*there (?:is|was|are|"
    r"were) no (?:trace|sign|hint|evidence)\b"
)
_BARE_NO = Pattern(r"^\s+(?:no|none|nil)\s*(?=[(,;.]|$)")
_ONE_NONE = Pattern(
    r"^\W*(?:and )?(?:(?!no|not|with)[a-z][a-z/.'-]* ){1,4}(?:[:=-] ?)?(?:none|no|nil|neg|negative|absent|0|"
    r"clear|\(-\))\W*$"
)
"""An item of a list of places that has none: "UT none"."""
_CALLED_NONE = Pattern(
    r"\b(?:no|none|nothing|not (?:one|a single))\b[^.;]{0,60}?\b(?:i |one |we )?(?:could|would|can|might|dare|"
    r"deserves?(?: to be)?|deserved(?: to be)?|merits?|worthy of being|fit to be)"
    r" (?:fairly |honestly |reasonably |rightly )?(?:call(?:ed)?|describe(?:d)? as|label|term|name[d]?|count as|"
    r"pass for|pass off as)\b"
    r"(?: (?:an?|any|true|active|real|one))*\s*$"
)
"""Before a finding by whose name nothing felt could be called."""
_BRACKETED = Pattern(r"[(:=] ?(\d+)(?=\s*(?:\)|,|;|\.|$))")
"""How many of them behind each place: "SCM (0), scalene (0)"."""
_NONE_OF = Pattern(
    r"^\s*(?:[:=-]\s*(?:now |today |currently |palpated,? |searched,? )?(?:absent|none|negative|neg|nil|not "
    r"(?:found|felt|present))\b"
    r"(?=\s*(?:in|at|over|on|throughout|bilat\w*|b/?l|both|all|any\w*|every\w*|today|now|l|r|left|right|,|;|\.|$))|"
    r"(?:[:=]\s*)?(?:0|zero|nil) (?=[a-z])|"
    r"(?:[:=]\s*)?(?:\(\s*[-\u2212\u2013]\s*\)|-ve\b|\u00f8|\u2205|neg(?:ative)?\b(?! (?:pressure|for)\b)|"
    r"unremarkable\b|"
    r"nowhere\b|(?:count(?:ed)?|number|total)\W{0,2}(?:0|zero|nil|none)\b|(?:0|zero|none) ?(?:/|of|out of) ?\d+\b|"
    r"0(?= found|\W*$)))"
)
"""None of them, or a count of 0, right behind the name, and then the places: "TrPs: absent bilat", "TrP 0 UT, 0 LS"."""
_HAVE_GONE = Pattern(
    r"^(?:(?: (?:in|at|of|over) [^.;,:]{2,30})?, (?!so\b|if\b|she\b|he\b|per\b)[^.;,]{0,30},)?(?:(?!\b(?:not|"
    r"never|n't|if|once|when|will|"
    r"should)\b)[^.;,:]){0,45}?\b(?:have|has|are|is|all|both|now) "
    r"(?:(?:now|all|since|both|completely|fully|entirely|then) )*(?:gone|disappeared|vanished|melted away|dissolved|"
    r"faded)\b(?! (?:on(?! (?:today|exam|palp|my|the|re-?exam))|unchanged|untreated|up|down|unnoticed|undetected|"
    r"within|after|before|in (?:an?|seconds|minutes|"
    r"moments|no time|\d)))"
)
"""Behind the name: that what was there is gone: "seen in May have gone on today's exam"."""
_SAYS_SO = Pattern(
    r"\b(?:she|he|they|pt|patient|wife|husband)\b[^.;]{0,15}\b(?:says?|said|feels?|thinks?|reports?|tells?|told|"
    r"states?|"
    r"believes?|notes?)\b|\b(?:per|according to) (?:the )?(?:pt|patient|her|him)\b"
)
_SOME_OF = Pattern(
    r"\b(?:present|positive|pos|found|except|but|other than|one|two|three|four|several|multiple|active)\b|\+(?!\w)|"
    r"(?<![\w/.-])[1-9]\d?(?= [a-z])(?! (?:of|/|weeks?|months?|days?|visits?|muscles?))|\bx ?[1-9]"
)
"""Behind it: that there are some after all."""
_ALL_OF_THEM = Pattern(r"^\s*(?:to be )?(?:found|palpated|felt|noted)\b|^\s*x ?\d+(?: muscles?| sites?| areas?)?\b")
"""Behind a denial: that it is of what was found, or of so many muscles."""
_IN_NEITHER = Pattern(r"^\W*(?:(?:found|felt|noted|palpable|present|palpated) )?(?:in|at|over) (?:neither|no|none)\b")
_MINUS_SIGN = Pattern(r"(?:\(\s*[-\u2212\u2013]\s*\)|[\u00f8\u2205])\s*$")
_MINUS = Pattern(r"(?:^|[:,;(])\s*[-\u2212\u2013]\s*$")
_MINUSES = Pattern(r"(?:^|[:(])\s*[-\u2212\u2013]\s*\w[^,:]{0,30},\s*[-\u2212\u2013]\s*\w")
"""Signs before several findings in a row: "- TrP, - LTR"."""
_LOOKED = Pattern(
    r"\b(?:search(?:ed|ing)?|look(?:ed|ing)?|hunt(?:ed|ing)?|prob(?:ed|ing)|comb(?:ed|ing)|palpated|checked|surveyed|"
    r"screened)\b[^.;]{0,60}\bfor (?:any |the |possible |active |latent |palpable |myofascial |possible )*$"
)
_SOMETHING = Pattern(
    r"\b(?:found|felt|feel|finds|present|palpable|reveal\w*|locat\w+|identif\w+|detect\w*|turned up|"
    r"there (?:was|were|they|is|are|it)|positive|shows?|showed|had|has|one|two|three|four|several|"
    r"reproduc\w+|tender\w*)\b"
)
"""That a search found something."""
_DEFERS = Pattern(
    r"\b(?:see|as per|per|refer to)\W+(?:the |our )?(?:\w+ )?(?:student|resident|intern|fellow|trainee|nurse|pt|ot|ma|"
    r"scribe|therapist)\b"
)
_BY_PAPER = Pattern(
    r"\b(?:request\w*|referral|referring (?:note|letter)|order|authori[sz]ation|form|outside (?:note|letter|report)|"
    r"intake|letter|insurer|payer)\b[^.;,]{0,25}\b(?:says?|speaks?|lists?|names?|mentions?|reads?|gives?|states?|"
    r"calls? for|refers? to|describes?|claims?)\b(?:(?!exam|palp|felt|found|\bi (?:can|could|do|feel|"
    r"find))[^.;]){0,25}$"
)
"""A paper, and not the examination, that names it."""
_TRAINEE = Pattern(r"\b(?:resident|fellow|intern|student|trainee|registrar|colleague|assistant|nurse|ma|scribe)\b")
_YET_TO_LOOK = Pattern(
    r"\b(?:physician|doctor|provider|attending|md|dr\.? [a-z'-]+)\b(?:'s)? (?:(?:has|have|is|are|will) )?(?:"
    r"(?:yet|still|due) to|(?:to|will|shall)(?: still| only)?) (?:examine|palpate|confirm|verify|check|look)\b|"
    r"\b(?:physician|doctor|provider|attending|md|dr\.? [a-z'-]+)(?:'s)? (?:own )?(?:exam\w*|palpation) "
    r"(?:is |still )*(?:pending|outstanding|awaited|to follow|to come)\b|"
    r"\b(?:physician|doctor|provider|attending|md|dr\.? [a-z'-]+) (?:has|have) (?:not|n't) (?:yet )?"
    r"(?:examined|palpated)\b"
)
"""That the clinician whose examination counts has still to make it."""
_UNSEEN = Pattern(
    r"\b(?:i|we|attending|physician|provider) (?:(?:did|have|has|had|was|were|could) not|didn't|haven't|hasn't|"
    r"couldn't) (?:\w+ ){0,2}?(?:see|seen|examined?|palpated?|confirm(?:ed)?|check(?:ed)?|verify|verified|"
    r"repeat(?:ed)?|present|"
    r"there)\b"
)
_SENIOR = Pattern(r"\b(?:attending|physician|supervis\w+|staff|provider|doctor)\b")


_CONFIRMED = Pattern(
    r"\b(?:i|we) (?:can |could |do |did |was able to )?(?:confirm\w*|feel|felt|find|found|palpated?) (?:\w+ )?"
    r"(?:them|it|one|two|three|four|several|both|these|those|this)\b(?![^.;]*\bnot\b)"
)
"""That the examiner found, too, what another one's paper names."""


def confirmed(record: Record, said: Said) -> bool:
    """Whether the sentence, or the next one, says that the examiner found it, too."""
    return any(s.search(_CONFIRMED) and s.statement.cues.whole.plain for s in (said, *record.following(said)[:1]))


def in_vain(said: Said, mention: Mention) -> bool:
    """Whether it was looked for and not found: "looked for trigger points and was unable to find even one"."""
    rest = said.rest(mention.end)
    return _VAIN.match(" ".join(rest.split())) is not None


_COPY = Pattern(
    r"\b(?:text|wording|exam|entry|line|sentence|paragraph|findings?) (?:(?:is|was|stands|reads|are) )?(?:unchanged |"
    r"the )?"
    r"(?:identical|same|word for word|verbatim|copied|cloned|pasted|repeated)\b|\bsame exam in\b|"
    r"\b(?:word for word|letter for letter|to the letter|verbatim|copied|cloned|pasted|(?:same|"
    r"identical) (?:text|line|sentence|wording|"
    r"words|entry|phrase|paragraph))\b"
)
_NOTES = Pattern(r"\b(?:notes?|visits?|entries|encounters?)\b")
_OF_THEM = Pattern(
    r"\b(?:in|across|x|for) (?:all |the last |these )?(?:\d+|two|three|four|five|six|several) (?:notes|visits|"
    r"entries)\b|\b(?:oldest|earliest|first|since|from|dated|back to|until)\b"
)


def copied(record: Record, said: Said) -> bool:
    """Whether the sentence, or the next one with it, says that the same text stands in several notes since a day."""
    here = said.sentence
    if said.document.signed or not (_COPY.search(here) and _NOTES.search(here)):
        return False
    behind = [
        s.low for s in record.following(said)[:2] if s.statement.clause.sentence - said.statement.clause.sentence <= 1
    ]
    return any(_OF_THEM.search(low) for low in (here, *behind))


_MINE = Pattern(r"\b(?:i|my|we|our|me|myself)\b")


def by_another(record: Record, said: Said) -> bool:
    """Whether it is another clinician who denies it, and the clause says nothing of the examiner's own."""
    speaker = said.statement.cues.whole.speaker
    return speaker == "other_clinician" and record.secondhand(said) and not said.search(_MINE)


def carried(said: Said) -> bool:
    """Whether the sentence says of its text that it was taken over from an earlier note."""
    return _CARRIED.search(said.sentence) is not None


def counted_none(said: Said, mention: Mention) -> bool:
    """Whether the number before the finding is 0, or the search for it is said to be negative."""
    tokens = said.statement.clause.tokens
    behind = said.low[mention.end - said.statement.clause.start :]
    before = said.low[: mention.start - said.statement.clause.start]
    vain = bool(_SEARCHED_FOR.search(before) and _CAME_UP.search(behind)) or bool(_SEARCH.match(behind))
    counted = _BRACKETED.findall(behind)
    vain = vain or (bool(counted) and set(counted) == {"0"})
    none_of = _NONE_OF.match(behind)
    vain = vain or (none_of is not None and not _SOME_OF.search(_ALL_OF_THEM.sub("", behind[none_of.end() :])))
    gone = _HAVE_GONE.match(behind) is not None and not (_SOME_OF.search(behind) or said.search(_SAYS_SO))
    vain = vain or gone
    vain = vain or _IN_NEITHER.search(behind) is not None or in_vain(said, mention)
    vain = vain or _FIELD_NONE.match(behind) is not None or _NONE_QUALIFIES.search(before) is not None
    vain = vain or (_MINUS.search(before) is not None and _MINUSES.search(said.written_sentence.lower()) is not None)
    vain = (
        vain
        or _MINUS_SIGN.search(before) is not None
        or _BARE_NO.match(behind) is not None
        or _THERE_NONE.match(behind) is not None
    )
    vain = vain or _ELUDED.match(behind) is not None or _CALLED_NONE.search(before) is not None or _each_none(behind)
    return vain or any(t.word == "0" for t in tokens[max(0, mention.first - 2) : mention.first])


def _each_none(behind: str) -> bool:
    """Whether each of two places or more is told to have none: ": UT none, LS none (palpated by me)"."""
    items = re.split(r"[,;]", re.sub(r"\([a-z][^()]*\)\W*$", "", behind).strip(" :=-."))
    return len(items) > 1 and all(_ONE_NONE.match(f"{item} ") for item in items)


def taken_back(record: Record, said: Said, mention: Mention, gone_by: bool) -> str | None:
    """How the finding is told not to be there now, in words that do not name it, or none.

    `gone_by`: whether it is named for an earlier examination, or in an entry made in error.
    """
    if record.secondhand(said) and not said.document.late and _by_me(record, said):
        return "named by another, and not found by the examiner"
    if said.statement.cues.whole.other_person or said.document.late:
        return None
    if struck(said, mention) and _none_behind(said, mention):
        return "taken out of the examination, and not found"
    if record.secondhand(said):
        return None
    if carried(said) and none_now(record, said):
        return "carried over from an earlier note, and not found now"
    if gone_by and (_none_behind(said, mention) or none_now(record, said)):
        return "named before, and not found now"
    if mention.stands.plain and any(s.search(_NO_LONGER) for s in record.following(said)[:2]):
        return "named before, and not found now"
    if mention.stands.plain and any(
        s.search(_GONE_NOW)
        and s.search(_AT_EXAM)
        and not s.search(_SAYS_SO)
        and s.statement.cues.whole.certainty == "sure"
        for s in record.following(said)[:2]
        if not s.statement.of(mention.concept)
    ):
        return "named before, and gone now"
    if (
        mention.stands.plain
        and (said.search(_THERE_WERE) or said.statement.whens())
        and any(s.search(_NONE_LEFT) for s in record.following(said)[:1])
    ):
        return "named before, and not found now"
    looked = (
        said.statement.clause.question
        or mention.stands.cues[-1:] in (("insists",), ("adamant",), ("convinced that",), ("is convinced",), ("swears",))
        or _looked_for(said, mention)
        or _sought(said, mention)
        or mention.stands.cues[-1:] in (("asked about",), ("asks about",))
    )
    if looked and (_none_behind(said, mention) or _answered(record, said)):
        return "looked for and not found"
    return None


_STRIKE = Pattern(
    r"\b(?:strike|struck|delete|deleted|remove|removed|erase|retract|withdraw|omit|take out|cross out|scratch)"
    r"(?: (?:the|all|any|both|my|word|words|entry|entries|line|of|out)){0,3} [\"\u201c'\u2018]?$"
)
_FROM_EXAM = Pattern(r"\b(?:from|in|on|out of)\b[^.;]{0,15}\b(?:exam\w*|pe|palpation|findings?|note)\b")
"""Before and behind a finding that is to be taken out of the note of an examination."""


_STRUCK = Pattern(
    r"^[\"”’']?(?: (?:in|of|at|on) (?:the |her |his )?)?(?: ?(?!was|not|is)[\w/-]+){0,4}[\"”’']? (?:(?:is|was|"
    r"now|since|hereby|has been|finding|entry|line) )*"
    r"(?:withdrawn|retracted|struck(?: out)?|deleted|removed|taken out|crossed out|stricken)\b"
    r"(?! (?:from|out of|off) (?:(?:the|her|his) )?(?:pt|physical|therapy|care|program\w*|study|trial|school|work)\b)"
)
"""Behind a finding: that its entry was taken out again."""


def struck(said: Said, mention: Mention) -> bool:
    """Whether its entry is said to have been taken out, for whatever reason."""
    to_strike = _STRIKE.search(said.ahead(mention.start)) and _FROM_EXAM.search(said.rest(mention.end))
    return bool(to_strike or _STRUCK.match(said.behind(mention.end)))


_UNSIGNED = Pattern(
    r"\b(?:not (?:yet )?(?:been )?(?:co-?)?signed|unsigned|(?:co-?)?signature (?:is |still )*(?:pending|"
    r"outstanding|awaited|"
    r"missing)|(?:awaiting|awaits|pending|needs|lacks) (?:\w+ )?(?:co-?)?sign\w*|(?:attending|physician|md|"
    r"provider) (?:has |is )?"
    r"(?:yet )?to (?:co-?)?sign)\b"
)
_OTHER_PAPER = Pattern(
    r"\b(?:consent|orders?|form|authori[sz]ation|release|plan|contract|agreement|letter|prescription|rx)\b"
)


def unsigned(record: Record, said: Said) -> bool:
    """Whether the statement before says that the note has not been signed by the clinician whose examination counts."""
    near = record.preceding(said)[:2]
    return any(s.search(_UNSIGNED) and not s.search(_OTHER_PAPER) and not s.statement.clause.question for s in near)


def only_looked_for(record: Record, said: Said, mention: Mention) -> bool:
    """Whether it is named as what the examination looked for, and nothing tells what was found."""
    if not mention.stands.plain or not (_looked_for(said, mention) or _sought(said, mention)):
        return False
    rest = said.low[mention.end - said.statement.clause.start :]
    return not _SOMETHING.search(rest) and not any(s.search(_SOMETHING) for s in record.following(said)[:1])


def _by_me(record: Record, said: Said) -> bool:
    """Whether the very next statement is the examiner's own and says that nothing was found."""
    after = record.following(said)[:1]
    return any(
        s.search(_I) and s.search(_NONE_NOW) and s.statement.cues.whole.plain and not s.secondhand() for s in after
    )


_I = Pattern(r"^\W*(?:but |and |however,? |today,? |now,? )*(?:i|we|my|on (?:my|our))\b")
_SOUGHT = Pattern(r"^\W*(?:(?:was|were|is|are) )?(?:(?:searched|looked|hunted|checked|screened|probed) for|sought)\b")
"""Behind the name: that it was looked for."""


def _sought(said: Said, mention: Mention) -> bool:
    return _SOUGHT.match(said.low[mention.end - said.statement.clause.start :]) is not None


def _looked_for(said: Said, mention: Mention) -> bool:
    return _LOOKED.search(said.low[: mention.start - said.statement.clause.start]) is not None


def _none_behind(said: Said, mention: Mention) -> bool:
    """Whether the rest of its sentence says that nothing was found."""
    rest = said.rest(mention.end)
    return _NONE_NOW.search(" ".join(rest.split())) is not None


def _answered(record: Record, said: Said) -> bool:
    """Whether the very next statement says that nothing was found."""
    after = record.following(said)[:1]
    return any(s.search(_NONE_NOW) and s.statement.cues.whole.certainty == "sure" and not s.secondhand() for s in after)


def none_now(record: Record, said: Said) -> bool:
    """Whether one of the next statements tells that nothing was found."""
    return any(
        s.search(_NONE_NOW)
        and s.statement.cues.whole.certainty == "sure"
        and not s.statement.cues.whole.other_person
        and not s.secondhand()
        for s in record.following(said)[:3]
    )


def deferred(record: Record, said: Said) -> bool:
    """Whether the senior clinician's own entry only points to another's note, or says that nobody else looked."""
    near = (said, *record.following(said)[:1])
    unseen = said.search(_TRAINEE) is not None and any(s.search(_UNSEEN) for s in near)
    return (
        unseen
        or any(s.search(_YET_TO_LOOK) for s in near)
        or any(s.search(_DEFERS) and s.search(_SENIOR) for s in near)
    )


def named_by_paper(said: Said, mention: Mention) -> bool:
    """Whether it is a request or a letter that speaks of it: "although the request speaks of trigger points"."""
    return _BY_PAPER.search(said.low[: mention.start - said.statement.clause.start]) is not None
