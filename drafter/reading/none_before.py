"""None before: whether a statement says that no session of the procedure went before the one asked for."""

from __future__ import annotations

from drafter.reading import boxes, first, spoken_of
from drafter.reading.record import Record
from drafter.reading.said import Said
from drafter.reading.site import sides_asked
from drafter.text import words
from drafter.text.patterns import Pattern

_TOXIN = r"(?:botox|onabotulinumtoxin ?a|botulinum(?: toxin)?|toxin)"
FIRST = Pattern(
    r"\b(?:blocks?|injections?|tpis?|onbs?|gonbs?),? ?\(?(?:1st|first|initial|#1)\b"
    r"(?! (?:gave|helped|in|on|was|lasted|done|given|performed|completed|discussed|declined|therapeutic))|"
    r"\b(?:blocks?|injections?|tpis?|onbs?|gonbs?)\b,? (?:which (?:would|will) be )?"
    r"(?:her|his|their) (?:very )?first\b|"
    r"\b(?:first|initial|1st)[\s-]+(?:ever\s+|time\s+)?(?:(?:occipital|nerve|trigger|point|gonb?|onb|"
    r"tpi|greater|diagnostic|set of|series of|such|bilateral|right|left|sij?|sacroiliac|joint|lumbar|cervical|"
    r"epidural|steroid|medial|branch|facet|radiofrequency)\s+){0,5}(?:blocks?|"
    r"injections?|sessions?|sets?(?! of (?!inj|trigger|tpi|block))|procedure|tpis?|onbs?|gonbs?|esis?|rfas?|mbbs?|"
    r"epidurals?|ablations?)\b(?!,? (?:\w+ ){1,3}ago\b)|"
    rf"\b(?:first|initial|1st) (?:ever )?{_TOXIN} (?:cycles?|rounds?|treatments?|injections?|sessions?|doses?)\b|"
    rf"\b(?:first|initial|1st) (?:ever )?(?:cycle|round|treatment|set|dose|course) of {_TOXIN}\b|"
    rf"\b(?:first|1st)[ -](?:ever|time) {_TOXIN}\b|\b(?:first|1st) {_TOXIN} ever\b|"
    rf"(?:^\W*|\b(?:is|be|being) )(?:(?:the|her|his|their) )?(?:very )?first {_TOXIN}(?= (?:is|will|to be|planned|set|"
    rf"requested|scheduled)\b|\W*$)|"
    r"\b(?:never|not) (?:yet )?(?:had|received|undergone|been given|"
    r"tried)\b[^.;]{0,40}\b(?:blocks?|injections?|tpis?|onbs?)\b|"
    r"\b(?:no|without) (?:previous|prior|prev|earlier|past)\b[^.;]{0,40}\b(?:blocks?|injections?|"
    r"tpis?|onbs?|sessions?)\b|\b(?:injection|block)[ -]na[iï]ve\b|\b(?:tpi|onb|gonb|esi|rfa|mbb)s?[ -]na[iï]ve\b"
)
_WAS = Pattern(
    r"^(?: (?!is\b|to\b|will\b|would\b)\w+){0,4}? ?\(?(?:was|were|gave|helped|lasted|did|brought|took|relieved|"
    r"worked|wore|eased|"
    r"calmed|bought|settled|made)\b"
)
"""Behind "the first block": that it took place."""
_NOBODY = Pattern(
    r"^\W*(?:and |but |and neither has )?(?:nobody|no ?one|anyone|anybody)(?: else)?(?: (?:has|did|ever has|"
    r"has ever))?\W*$"
)
_DENYING = Pattern(r"n't\b|\b(?:not|never)\b")
_KIND_ONLY = Pattern(r"\bno (?:\w+ ){0,2}(?:therapeutic|diagnostic|confirmatory|second|third|repeat)\b")
"""One sort of session is denied alone."""
_THE_FIRST = Pattern(
    r",\s*(?:and )?the (?:very )?first (?:one |set |session )?(?:that )?(?:she|he|they|the patient|patient|"
    r"pt) (?:has|have|"
    r"will have)(?: ever)? (?:had|received|got|gotten)\b(?! (?:here|with|at|from|this|in|since))"
)
_SERIES_ASKED = Pattern(
    r"(?<!of a )(?<!of the )(?<!of this )\b(?:series|course|set) of (?:\d+|two|three|four|five|six)\b"
    r"(?=[^.;]{0,30}\b(?:requested|planned|asked|proposed|sought)\b)"
)
_TO_INJECT = Pattern(
    r"\b(?:(?:would like|want|wish|plan|propose|intend|hope|like) to|(?:i|we|dr\.? \w+)(?: will|'ll| shall)) "
    r"(?:inject|needle|block|numb)\b|\b(?:will|are to|is to) be (?:injected|needled|blocked|numbed)\b"
)
"""The session asked for by its verb."""
_EITHER = Pattern(r"\bhad (?:either|neither)\b")
"""Denied of two procedures, so that the name between takes nothing from the one before it."""
_EARLIER = Pattern(
    r"\b(?:prior|previous(?:ly)?|past|ever|never|history|earlier|"
    r"before(?! (?:the|her|his|their|that) "
    r"(?:fall|accident|crash|injury|surgery|operation|onset|pain|collision|mvc|mva)\b))\b"
)
_THAT_WAS = Pattern(
    r"\b(?:that|this|it|which|those|these|one) (?:was|were|had been) (?:\w+ )?"
    r"(?:(?:her|his|their|the|an?) )?(?:very )?$"
)
"""Before "first": that it took place."""
NAIVE = Pattern(
    r"\b(?:toxin|botox|cgrp|injection|block|drug|treatment|epidural|esi|rfa|ablation|mbb|tpi|needle)[ -]"
    r"na[iï]ve\b|\bnaive to\b"
)
_NEW_START = Pattern(
    r"^\W*(?:request(?: type)?|type(?: of request)?|request is|this is|status|new or \w+|course|therapy)?\W*(?:an? )?"
    r"(?:initial\W+(?:new start|start of (?:therapy|treatment))|new[ -]start|start of (?:therapy|treatment))\W*$"
)
"""A field by which a medicine is started anew."""
_SAME_DRUG = Pattern(
    r"^\W*(?:(?:treatment|drug|medication) history|(?:prior|previous|past|earlier) (?:use|treatments?|therapy|courses?|"
    r"trials?|exposure|doses?))(?: (?:with|of|to|on))? (?:this|the (?:requested|same)|requested|the) "
    r"(?:drug|medication|medicine|agent|product|treatment)\W*[:=?-]\W*(?:none|no|never|nil|naive|n|0)\b"
    r"(?! (?:since|in|for|known|record\w*|info\w*|data)\b)"
)
"""A field for earlier use of the medicine asked for, with its answer."""
_TOXIN_NO = Pattern(
    rf"^\W*(?:any )?(?:prior|previous|past|earlier)\W+{_TOXIN}(?: \w+)?\W*[:=?]\W*(?:no|none|n|never)\W*$"
)
"""The same by the name of the toxin, in a form."""
_NO_CLAIMS = Pattern(
    r"\bclaims?\b[^.;]{0,30}(?::\s*|\b)(?:none|no (?:prior|previous|earlier|such|other)|empty|zero)\b|"
    r"\bno (?:[\w/]+ ){0,3}claims?\b[^.;]{0,40}\b(?:in|over|during|within)\b"
)
SILENT = Pattern(
    r"\b(?:documented|on file|in (?:our|the) (?:file|records?|chart)|records? of|"
    r"documentation of|available|on record|in (?:our|my|these|the present) (?:\w+ )?(?:notes?|system|database|log|"
    r"papers?))\b|"
    r"\b(?:our|the|this|my) (?:own )?(?:charts?|files?|records?|notes?|system|database|log|"
    r"papers?) (?:\w+ )?(?:holds?|shows?|has|"
    r"have|contains?|lists?|gives?|mentions?|reveals?)\b|"
    r"\bas far as (?:our|the|this|my|these) (?:\w+ )?(?:charts?|files?|records?|notes?|papers?|system) (?:goes?|"
    r"shows?|tells?|"
    r"says?|reach\w*)\b|\b(?:as|so) far as (?:we|i|one) (?:know|can (?:tell|see|say))\b|\bto (?:our|my) knowledge\b|"
    r"\bthat (?:we|i) know of\b"
)
"""What a file holds, or does not hold: silence of a file denies nothing."""
_UP_TO = Pattern(
    r"\b(?:before|until|till|prior to|after|since|following) (?:the|her|his|their|these|those|each|any) "
    r"(?:\w+ )?$"
)
"""Before a procedure that only tells when something else was so."""


def never(record: Record, said: Said) -> bool:
    """Whether a statement says that none went before; that none is on file says nothing."""
    if said.search(_NO_CLAIMS) and record.one_procedure:
        return True
    if said.search(_KIND_ONLY):
        return False
    if first.code_never(said) and record.line.code is not None and record.line.code in said.low:
        return not said.document.late and said.statement.cues.whole.speaker != "form"
    if record.procedure == "botulinum_injection" and record.one_procedure:
        whole = said.statement.cues.whole
        if said.search(_NEW_START) or said.search(_SAME_DRUG) or said.search(_TOXIN_NO):
            return not (whole.other_person or said.document.late or said.document.speaker == "form")
    if _boxed(record, said):
        return True
    none = none_of_it(record, said) or _carried(record, said) or _first_of_kind(record, said)
    if not (none or spoken_of.speaks_of(record, said)) or said.search(SILENT) or said.records_missing():
        return False
    ever = bool(said.search(_EARLIER)) and not first.within(said)
    negated = [
        m for m in spoken_of.namings(record, said) if m.stands.negated and not _UP_TO.search(said.ahead(m.start))
    ]
    denied = (ever and bool(negated)) or said.search(NAIVE) is not None
    elsewhere = first.at_one_place(_SERIES_ASKED.sub(" ", said.low))
    if (not denied and not none and not _first(record, said)) or elsewhere or _other_side(record, said):
        return False
    whole = said.statement.cues.whole
    return not (whole.other_person or said.document.late or whole.speaker == "form" or whole.certainty == "hedged")


def _boxed(record: Record, said: Said) -> bool:
    """Whether a question of a form for earlier sessions is answered by the box "no" alone."""
    if not said.search(_EARLIER) or first.within(said):
        return False
    return any(boxes.answered_no(said, m) for m in spoken_of.namings(record, said))


def none_of_it(record: Record, said: Said) -> bool:
    """Whether any session of the procedure asked for is denied, or of the kind it belongs to: no nerve block at all."""
    spans = first.never(said)
    if not spans:
        return False
    mine = spoken_of.speaks_of(record, said) or record.one_procedure  # "no prior blocks, no RFA"
    named = [(m.start, m.end) for m in spoken_of.namings(record, said)] if mine else []
    named += _of_kind(record, said)
    offset = said.statement.clause.start
    return any(a + offset < end and start < b + offset for a, b in spans for start, end in named)


def _of_kind(record: Record, said: Said) -> list[tuple[int, int]]:
    """Places at which the kind is named to which the procedure asked for belongs."""
    kinds = words.concept(record.procedure).about.get("kind_of", ()) if record.procedure else ()
    return [(h.start, h.end) for h in said.statement.hits_of(tuple(kinds))]


def _first_of_kind(record: Record, said: Said) -> bool:
    """Whether the one asked for is said to be the first of its kind: "this will be his first nerve block"."""
    kinds = _of_kind(record, said)
    if not kinds or said.statement.whens():
        return False
    offset = said.statement.clause.start
    found = [m for m in FIRST.finditer(said.low) if not _WAS.match(said.low[m.end() :])]
    found = [m for m in found if not _WHEN_FIRST.search(said.low[: m.start()])]
    return any(m.start() + offset < b and a < m.end() + offset for m in found for a, b in kinds)


_OTHER_CARE = {"treatments", "procedures", "programme", "imaging"}
"""Families of what else may be meant by "one" or "this"."""


def _carried(record: Record, said: Said) -> bool:
    """Whether "never had any" or "his first" is said of the procedure that the statements before it name."""
    if first.untouched(said) or first.none_of_same_code(said):
        return record.one_procedure
    if first.untouched_there(said) and record.one_procedure:
        return any(spoken_of.speaks_of(record, s) and not _other_side(record, s) for s in record.preceding(said)[:2])
    asked = record.preceding(said)[:1] if first.answer(said) else []
    if record.one_procedure and any(first.titles_earlier(s) for s in asked):
        return True
    if any(
        s.statement.clause.question
        and s.search(spoken_of.ASKED_BEFORE)
        and (spoken_of.speaks_of(record, s) or _asks_done(record, s))
        for s in asked
    ):
        return True
    if said.search(_NOBODY) and any(
        spoken_of.speaks_of(record, s) and s.search(_DENYING) for s in record.preceding(said)[:1]
    ):
        return True
    if (
        said.search(_THE_FIRST)
        and spoken_of.speaks_of(record, said)
        and (said.search(spoken_of.ASKED_FOR) or spoken_of.to_come(record, said))
    ):
        return True
    if (
        first.as_first(said)
        and spoken_of.speaks_of(record, said)
        and (
            spoken_of.to_come(record, said) or any(m.stands.time == "planned" for m in spoken_of.namings(record, said))
        )
    ):
        return True
    if first.right_behind(said) and _named_right_before(record, said):
        return True
    if not first.without_name(said, _SERIES_ASKED):
        return False
    for before in [said, *record.preceding(said)]:
        named = {words.concept(m.concept).family for m in before.statement.mentions if not m.stands.negated}
        if spoken_of.speaks_of(record, before) or (before.search(_TO_INJECT) and spoken_of.unnamed(record, before)):
            return True
        if named & _OTHER_CARE and not said.search(_EITHER):
            return False
    return False


def _named_right_before(record: Record, said: Said) -> bool:
    """Whether the sentence before a statement names the procedure asked for, and no other care."""
    before = record.preceding(said)
    sentence = [s for s in before if s.in_sentence_of(before[0])]
    return any(spoken_of.speaks_of(record, s) for s in sentence) and not any(s.names_care for s in sentence)


_DONE_BEFORE = Pattern(
    r"^\W*(?:q\W+)?(?:(?:was|has|have|had) )?(?:it |this |these |they |any |one |she |he |pt )*(?:been )?(?:ever "
    r")?(?:done|had|given|tried)"
    r"(?: (?:it|this|any|these|one|to (?:her|him)))? (?:before|previously|ever|earlier|so far)\W*$|"
    r"^\W*(?:q\W+)?(?:(?:has|have|had|did) )?(?:(?:she|he|they|pt|patient|the patient|you) )?ever (?:had|have|got|"
    r"received|tried|been given) (?:one|any|it|this|these|them)(?: (?:done|given|of (?:these|those|them)))?\W*$"
)
"""A question whether it was done before, without a name."""


def _asks_done(record: Record, said: Said) -> bool:
    """Whether a question without a name is for the service asked for right before, by name or by its code."""
    if said.search(_DONE_BEFORE) is None or not record.one_procedure or said.names_care:
        return False
    code = record.line.code
    for before in record.preceding(said):
        if spoken_of.speaks_of(record, before) or (code is not None and code in before.low):
            return True
        if {words.concept(m.concept).family for m in before.statement.mentions} & _OTHER_CARE:
            return False
    return False


_WHEN_FIRST = Pattern(
    r"\b(?:before|prior to|ahead of|leading up to|up to|until|till|since|after|following|between) (?:the |her |his |"
    r"their |"
    r"that |my |our )?(?:very )?$"
)
"""Before "the first set", which then only tells when something else was so."""


def _first(record: Record, said: Said) -> bool:
    """Whether "first", or that none was had, is said of the procedure asked for rather than of another one."""
    named, offset = spoken_of.namings(record, said), said.statement.clause.start
    others = said.procedures
    for match in FIRST.finditer(said.low):
        start, end = match.start() + offset, match.end() + offset
        if _WAS.match(said.low[match.end() :]) and not said.search(NAIVE):
            continue
        if _WHEN_FIRST.search(said.low[: match.start()]) or _THAT_WAS.search(said.low[: match.start()]):
            continue
        if any(m.start < end and start < m.end for m in named):
            return True
        if not any(m.start < end and start < m.end for m in others) and not said.statement.of("generic_injection"):
            return True
    return False


def _other_side(record: Record, said: Said) -> bool:
    """Whether it speaks of a side alone that is not the one asked for."""
    asked, named = sides_asked(record), said.sides()
    return bool(asked and named) and not asked & named
