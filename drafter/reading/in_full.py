"""In full: whether the earlier sessions are told in full, so that there were no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from drafter.domain import PastSessions
from drafter.reading import first
from drafter.reading.earlier import Dated, unnamed_kind
from drafter.reading.none_before import SILENT
from drafter.reading.numbered import NTH_TODAY, nth, number
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.spoken_of import speaks_of, unnamed
from drafter.text import words
from drafter.text.patterns import Pattern

_NO_OTHERS = Pattern(
    r"\b(?:no|never an?|not had any) (?:others?|further|additional|more|injections?|blocks?|"
    r"sets?)\b(?: (?!planned|that|the|on|is|are|"
    r"will)\w+){0,4}?[,;]? ?(?:has been |have been |were |was )?(?:here (?:or|nor) elsewhere|here (?:or|"
    r"nor) anywhere|before (?:or|"
    r"nor) (?:since|after)|since (?:the one|then|that one)|"
    r"(?:given |done |had )?(?:anywhere(?: else)?|at any (?:other )?time|ever|so far|to date|"
    r"(?:in|within|over|during) the (?:last|past|previous|prior) (?:12|twelve) (?:months|mos?)|"
    r"(?:in|within|over|during) the (?:last|past|previous|prior) year|"
    r"in (?:the (?:low(?:er)? back|neck|lumbar|cervical|same region)|(?:this|that) (?:region|joint))))\b|"
    r"\bthere (?:have been|were|has been|was) (?:no others?|none(?: other)?|no more)\W*$|"
    r"\b(?:none|no) other (?:one )?ever\b|"
    r"\bnothing else (?:(?:was |has been )?(?:done|injected) )?"
    r"(?:(?:in|to|into|on) (?:his|her|their|the) (?:spine|back|neck) )?(?:ever|at any time|before|so far|to date)\b|"
    r"\b(?:the|her|his|these are the|those are the) only (?:ones?|sets?|sessions?|blocks?|"
    r"injections?) (?:that )?(?:she|he|they|"
    r"the patient|pt) (?:has|have|had)(?: ever)? (?:had|received)\b|"
    r"\b(?:none|no) (?:others?|besides|further)(?: (?:trigger point injections?|tpis?|injections?|blocks?|sets?|"
    r"sessions?|g?onbs?|shots?))?(?: (?:had|given|done|at all))?,? (?:(?:in|over|within|during|for|at "
    r"least) )*(?:the )?"
    r"(?:(?:last|past|previous|prior|preceding) (?:(?:two|three|four|five|\d{1,2}) )?(?:years?|yrs?)\b|(?:last|past) "
    r"(?:1[2-9]|2\d|twelve|eighteen) (?:months|mos?)\b|(?:this year|\d{4}),? (?:or|nor|and) (?:in )?(?:the )?"
    r"(?:last\b|\d{4})|(?:two|three|four|five|\d{1,2}) (?:years|yrs)\b)|"
    r"\bnone (?:in|for|over|during) (?:the )?(?:(?:two|three|four|five|\d{1,2}) )?(?:years?|yrs?|12 months|twelve "
    r"months) (?:before|prior|preceding|earlier)\b"
)
"""Other sessions are denied altogether."""
_ONE_OF_THEM = Pattern(r"\b(?:sets?|sessions?|rounds?|series|blocks?|injections?|shots?)\b")


def only_one(record: Record, past: PastSessions) -> bool:
    """Whether the one dated session that the record tells is said to be the only one, or its first and last."""
    places = [e.cited for e in past.events if e.cited and not e.cited.place.startswith("history/")]
    if len(past.events) != 1 or not places:
        return False
    told = [s for s in record.said if places[0].place == s.document.place and s.cite() == places[0]]
    beside = [s for t in told for s in record.following(t)[:1] if s.in_sentence_of(t) or first.pronoun(s.low)]
    later = [s for s in record.said if s.written and s.written > past.events[0].date]
    later += [s for t in told for s in record.following(t, 3 * _SOON)]
    since = [s for s in later if _of_it(record, s) or _names_day(record, s, past)]
    return any(first.alone(s.sentence) for s in (*told, *beside, *since))


def _names_day(record: Record, said: Said, past: PastSessions) -> bool:
    """Whether a statement names the day, or the month, of the one session and no other procedure."""
    day = past.events[0].date
    return any(w.earliest <= day <= w.latest for w in said.statement.whens()) and unnamed(record, said)


_SINCE_THEN = Pattern(
    r"\bsince (?:then|that one|the one (?:mentioned|described|above|told|named))\b|"
    r"\bthis year,? (?:or|nor|and) (?:the )?last\b"
)
"""Behind others that are denied: since those told of, which are all there were; or in two years."""


def nothing_else(record: Record, said: Said) -> bool:
    """Whether it says that no other session than those told was given, anywhere or at any time."""
    if not said.search(_NO_OTHERS) or said.search(SILENT) or said.document.late:
        return False
    whole = said.statement.cues.whole
    named = speaks_of(record, said) or (
        unnamed(record, said) and any(speaks_of(record, s) for s in record.preceding(said))
    )
    low = _SINCE_THEN.sub(" ", said.low)
    return named and not (whole.other_person or whole.certainty != "sure") and not first.at_one_place(low)


def _of_it(record: Record, said: Said) -> bool:
    """Whether a statement is about the procedure asked for, by name or by a word for one of its sessions."""
    return speaks_of(record, said) or (said.search(_ONE_OF_THEM) is not None and unnamed(record, said))


_PLACE_ONLY = Pattern(
    r"\b(?:with us|(?<!cancelled )(?<!canceled )(?<!moved )by us|at our|in our|at this|our (?:clinic|practice|office|"
    r"records?|file)|on file|that we know of|"
    r"known to us|(?:started|began|came|joined)(?: care)? (?:here|to us|with us))\b"
)
_NOWHERE = Pattern(r"\b(?:none|nothing|not|never|nor|no (?:others?|more)) (?:\w+ )?(?:elsewhere|anywhere else)\b")
_CLOSED = Pattern(
    r"\bend of (?:the )?(?:list|ledger|record|claims|report)\b|\bothers?: (?:none|no)\b|"
    r"\bnone (?:at all |whatsoever |of any kind )?(?:since|before|besides|earlier|prior|previously|other|otherwise|"
    r"else|elsewhere|after|"
    r"in between)\b|"
    r"\bsince then,? (?:she |he |they |pt |patient |there )?(?:(?:has|have|had|has been|have been) )?(?:had |"
    r"received )?"
    r"(?:no more|none|nothing|not one)\b(?! (?:helped|changed|new|documented|on file))|"
    r"^\W*no (?:earlier|previous|prior) (?:ones?|injections?|sessions?|blocks?|sets?)\b(?! (?:on file|record\w*|"
    r"document\w*))|"
    r"\bno (?:others?|further|more|additional)(?: (?:(?:trigger point|nerve|occipital|epidural|steroid|spinal|spine|"
    r"of these|such) ){0,3}(?:ever|since|sessions?|injections?|blocks?|before|ones?|sets?|shots?|tpis?|g?onbs?|esis?|"
    r"tfesis?|rfas?|ablations?|epidurals?|dates?|rounds?|treatments?|claims?|entries)\b|(?=\W*(?:$|[.,;)]))|"
    r"(?= (?:here|there|elsewhere|anywhere|at|in|on|within|during|was|were|have|has|for|to date|so far|than|listed|"
    r"found|shown|given|done|known|noted|told|recorded|this)\b))|"
    r"^\W*no other (?:(?:spinal|spine|neck|back|pain|interventional|or|and) ){0,3}procedures\W*$|"
    r"\bonly\b(?!(?:\s+\w+){0,2}\s+(?:weeks?|wks?|days?|hours?|months?|mos?|minutes?|percent|relief|improve\w*|"
    r"help\w*)\b)"
    r"(?!\s+(?:some|partial\w*|mild\w*|slight\w*|brief\w*|temporar\w*|local\b|\d+ ?%))|\bnothing (?:since|else|"
    r"elsewhere|before)\b|"
    r"\ball (?:sessions|injections|dates)\b|\btotal of\b|"
    r"\b(?:prior|previous|past|earlier|history|hx)\b[^:.;=]{0,40}[:=] ?(?:yes\W{1,2})?(?:x ?1|1|one)\b"
    r"(?!\d| ?(?:/ ?\d|weeks?|wks?|days?|months?|mos?|%|or\b|to\b|-\d))|"
    r"\b(?:so far|to date)\W{1,3}(?:one|1)\b(?! ?(?:weeks?|days?|months?|%|of\b|or\b|to\b|-))|"
    r"\b(?:only|just) once\b|\bonce only\b|\ba single (?:\w+ ){0,3}?(?:visit|session|set|round|occasion|time|"
    r"treatment|injection|block)s?\b"
    r"(?! (?:is |was )?(?:requested|planned|asked|proposed|sought))|"
    r"\b(?:complete|full|entire|whole) (?:list|log|ledger|history|record|register)\b|"
    r"\b(?:list|log|ledger|history|record|register)\W+(?:is )?(?:complete|full|in full)\b"
)
_SOON = 5
"""Sentences behind a session within which it may be said that there were no others."""
_EVER = r"(?: (?:so far|to date|ever|up to now|at all|in (?:her|his|their) life))*"
_BARE_CLOSE = Pattern(
    r"^\W*(?:and |with |there (?:are|were) )?(?:no others?|none other|nothing else|no other (?:sessions?|"
    r"injections?|dates?)|"
    r"none besides|nil else)\W*$|"
    r"^\W*(?:and )?(?:that|this|it|which) (?:has been|had been|was|is|remains|stays) (?:her|his|their|"
    r"the) (?:one and )?only"
    r"(?: (?:one|block|injection|session|set|round|time))?(?: (?:she|he|they|pt|(?:the )?patient)(?: has|'s| had)?"
    rf"(?: ever)? (?:had|received|got))?{_EVER}\W*$|"
    rf"^\W*(?:there (?:has|have) been |it was )?(?:just|only) (?:that|the|those|these) (?:one|(?P<n>two|three|"
    rf"four)){_EVER}\W*$|"
    r"^\W*(?:and |with )?(?:none|no others?|nothing) (?:besides|apart from|beyond|other than|except|but) (?:those|"
    r"these|that|"
    r"this|the) (?:(?P<m>two|three|four|one) ?)?(?:dates?|ones?|days?|sessions?|blocks?|injections?|sets?)?"
    rf"(?:,? (?:here or elsewhere|here or anywhere(?: else)?|anywhere))*{_EVER}\W*$|"
    rf"^\W*(?:and )?no other (?:sessions?|injections?|blocks?|sets?|gonbs?|tpis?) (?:(?:was|were|has been|have been) "
    rf"(?:ever )?(?:done|given|performed|had|received)|took place){_EVER}\W*$|"
    r"^\W*no (?:\w+ )?(?:procedures?|injections?|sessions?|blocks?|sets?) (?:at all )?before (?:\d[\d/]+|that one)\W*$|"
    r"^\W*no (?:earlier|previous|prior) (?:ones?|injections?|sessions?|blocks?|sets?)(?: (?:into|in|of|at|to) (?:the|"
    r"this|that) \w+)?\W*$"
)
"""A statement of its own, at the end of a list, that there were no others."""
_HERE_ONLY = Pattern(
    r"\b(?:only|none|no others?|nothing|no more)\b[^.;:]{0,30}\b(?:here|with us|by us|at (?:our|this)|in our|(?:this|"
    r"of the) "
    r"(?:month|week|quarter))\b(?!,? (?:or|nor|and) (?:elsewhere|anywhere))"
)
"""That there were no others at one place, or within a short time."""
_CLAIMS_FULL = Pattern(
    r"\bclaims? (?:data |history )?(?:is |are |being )?(?:complete|full|up to date)\b|\bcomplete claims?\b"
)
_PARTIAL = Pattern(
    r"\b(?:dates?|years?|number|rest|others?|records?|any|some|more|history|was|were|which|"
    r"whether|pages?|notes|charts?)\b[^.;,]{0,30}\b(?:unknown|(?:has|have) (?:not|never) (?:yet )?(?:reached|"
    r"arrived|come|been sent|"
    r"been received)|"
    r"unclear|uncertain|unavailable|incomplete|missing|(?:not|never) (?:been )?(?:known|shown|given|stated|recorded|"
    r"confirmed|available|documented|received|legible|specified|clear|sure|remembered))\b|"
    r"\b(?:possibly|perhaps|maybe|and probably) (?:also |again )?(?:in|on|around|about) (?:\d|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|"
    r"nov|dec)\w*|"
    r"\b(?:also|too|as well)\b[^.;]{0,50}\b(?:another|other|outside|different) (?:\w+ ){0,2}(?:clinic|practice|"
    r"provider|hospital|facility|doctor|physician|office|center|group)\b|"
    r"\b(?:another|other|outside|different) (?:\w+ ){0,2}(?:clinic|practice|provider|hospital|facility|doctor|"
    r"physician|office|center|group)\b[^.;]{0,40}\b(?:also|too|as well|dates|records|unknown|injections?)\b|"
    r"\bclaims? (?:were |was |are |have been |history )?(?:not|never) (?:yet )?(?:been )?(?:checked|searched|"
    r"pulled|reviewed|run|"
    r"looked)\b|"
    r"\b(?:dates?|days?|years?|months?|entry|entries|lines?|rows?|one)\b[^.;]{0,40}\b(?:illegible|unreadable|blurred|"
    r"blurry|"
    r"smudged|smeared|faded|cut off|torn|(?:cannot|can't|could not|couldn't|hardly) be (?:read|made out|deciphered)|"
    r"not legible|nobody (?:remembers|recalls|knows)|can be read (?:as|either)|could be (?:read as )?either)\b|"
    r"\b(?:unknown|uncertain|unclear|unrecorded) (?:dates?|days?|years?|number|time)\b|\bundated\b|"
    r"\?{1,4}/\?|/\?\?|\b(?:possibly|perhaps|maybe|probably) (?:another|one more|once more|twice more|once or twice|"
    r"an? (?:second|third|fourth|fifth|further))\b|"
    r"\b(?:later|subsequent|newer|more recent|further|\w+ onwards?|after (?:that|then)|since then|from then on|"
    r"thereafter)\b"
    r"[^.;]{0,30}\b(?:claims?|data|nothing|not)?[^.;]{0,15}\b(?:not (?:yet )?(?:been )?(?:available|loaded|received|"
    r"posted|known|seen)|"
    r"unavailable|missing|unknown)\b|\bnothing (?:is )?known (?:after|since|of|about)\b|"
    r"\b(?:feed|interface|portal|extract|data)\b[^.;]{0,20}\b(?:down|broken|interrupted|lost|out of (?:order|"
    r"service))\b|"
    r"\b(?:no (?:record|word|note|notes|proof|trace|information|report)|not (?:known|clear|told|stated|recorded|"
    r"documented)|unknown|unclear|uncertain|nobody knows|cannot (?:tell|say))(?: of| on| as to| about)? "
    r"(?:whether|if)\b|"
    r"\b(?:treated|seen|managed|injected|followed|cared for|under care|looked after) (?:elsewhere|"
    r"somewhere else|abroad)\b|"
    r"\b(?:eobs?|claims?|records?|notes?|papers?|charts?|pages?|files?|logs?|lists?)\b[^.;]{0,20}\b(?:lost|"
    r"destroyed|purged|"
    r"shredded|misplaced)\b|\bunsure\b|\b(?:in process|being processed|not yet (?:adjudicated|finali[sz]ed|"
    r"processed|posted))\b|"
    r"\b(?:charts?|records?|notes?|dates?|details|history|log) (?:(?:have|has|were|was|are|is|being|been) "
    r")*(?:requested|awaited|"
    r"pending|to follow|on (?:the|its|their) way)\b|"
    r"\bclaims?\b[^.;,]{0,12}\b(?:lag\w*|run(?:s|ning)? behind|delayed)\b|"
    r"\b(?:earlier|previous|prior|older|former|other) (?:care|treatments?|records?|notes?|sessions?|injections?|"
    r"history)\b"
    r"[^.;]{0,25}\b(?:elsewhere|another|outside|not (?:sent|received|seen|here|available|in hand)|unknown)\b|"
    r"\b(?:chart|record|file|log) (?:here )?(?:opens|begins|starts|goes back)\b|"
    r"\b(?:may|might|could) have had\b|\bpossibly (?:more|others)\b|\b(?:perhaps|maybe) (?:more|others)\b"
)
"""Words by which what is told may not be all, or may not have been."""


def told(record: Record, past: PastSessions, found: Sequence[Dated]) -> bool:
    """Whether the record itself lists the earlier sessions, rather than naming one of them."""
    told = [s for d in found if (s := record.telling(d.event.cited))]
    sentences = [s.sentence for s in told]
    heads = record.preceding(told[0])[:1] if told else []
    if not told or any(partial(record, t) for t in (*heads, *told)):
        return False
    after = [s for t in told for s in record.following(t)[:2]]
    nowhere = any(_NOWHERE.search(s) for s in (*sentences, *(a.low for a in after)))
    if any(_PLACE_ONLY.search(s) and not (_CLAIMS_FULL.search(s) or nowhere) for s in sentences):
        return False
    closed = any(_CLOSED.search(s) for s in (*sentences, *(a.low for a in (*heads, *after))))
    claims = any(s.search(_CLAIMS_FULL) for s in (*told, *after))
    if not claims and (any(s.search(_HERE_ONLY) for s in after) or any(map(_HERE_ONLY.search, sentences))):
        return False
    closed = closed or claims
    closed = closed or any(
        (m := s.search(_BARE_CLOSE))
        and s.statement.cues.whole.plain
        and number(m["n"] or m["m"] or "one") <= len(found)
        for t in told
        for s in record.following(t, 3 * _SOON)
        if s.statement.clause.sentence - t.statement.clause.sentence <= _SOON
    )
    since = max(d.event.date for d in found)
    closed = closed or any(s.written and s.written >= since and nothing_else(record, s) for s in record.said)
    closed = closed or _first_and_none_since(record, told, since)
    return len(found) > 1 or closed or only_one(record, past) or any(_lists(s) for s in told)


NONE_SINCE = Pattern(
    r"\b(?:no|none|nothing|not)\b(?: (?:other|further|more|additional|such|repeat|occipital|nerve|trigger|point))*"
    r"(?: (?:injections?|blocks?|procedures?|sessions?|sets?|shots?|tpis?|of (?:it|them|either)))?(?: (?:done|given|"
    r"had))?,? since\b"
)
"""That no session was given since one that is told."""
_FIRST_EVER = Pattern(
    r"\bblocks?\b[^.;]{0,30}, (?:(?:her|his|their|the) )?(?:very )?first(?: ever)?\W*$|\bfirst[- ]ever\b"
)
"""In the record of a session: that none went before it, "R greater occipital nerve block, first ever"."""


_SECOND = Pattern(
    r"^\W*(?:(?:the|her|his|a|plan|request(?:ed|ing)?|for|repeat)\W+)*(?:second|2nd) "
    r"(?:set|session|block|injection|round|series)\b"
    r"(?! (?:was|were|helped|gave|done|given|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
)
"""The session that is asked for by its number, behind a first one."""
_HAD = Pattern(r"\b(?:had|received|underwent|got|after|since|performed|completed)\b")


def _first_and_none_since(record: Record, told: Sequence[Said], last_day: dt.date) -> bool:
    """Whether the note of the one session calls it the first, and a later one calls the next the second, or says that
    none was given since."""
    if len(told) != 1:
        return False
    match = told[0].search(NTH_TODAY)
    if not (nth(match) == 1 if match else told[0].search(_FIRST_EVER)):
        return False
    second = (s for s in record.having(_SECOND) if s.written and s.written > last_day and not s.document.late)
    if any(s.statement.cues.whole.certainty == "sure" and not s.search(_HAD) for s in second):
        return True
    later = (s for s in record.having(NONE_SINCE) if s.written and s.written > last_day and not s.document.late)
    return any(s.statement.cues.whole.certainty == "sure" and not s.search(_PLACE_ONLY) for s in later)


def partial(record: Record, said: Said) -> bool:
    """Whether words beside an earlier session leave open that there were others, or whether it was one."""
    near = {s.sentence for s in (said, *record.following(said)[:1])}
    return any(_PARTIAL.search(s) for s in near) or unnamed_kind(record, said)


def _lists(said: Said) -> bool:
    """Whether a clause dates several procedures, so that it lists what was given."""
    procedures = {
        m.concept for m in said.statement.mentions
        if words.concept(m.concept).family == "procedures" or words.concept(m.concept).about.get("procedure")
    }  # fmt: skip
    return len(procedures) > 1 and len(said.statement.whens()) > 1
