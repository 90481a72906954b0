"""Free text is a case: services, schedule, decisions already taken, diagnosis codes, age and sex are taken from it.

What is taken is listed in `inferred`. Only what the text says is taken: no code is put to a service named in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.corpus import Corpus
from drafter.domain import Case, Diagnosis, ReviewType, ServiceLine
from drafter.intake import member, mentions, plan, request_day, sentences, service_day, unasked
from drafter.intake.lines import Lines
from drafter.text import layout

_ONCE_MORE = re.compile(r"\b(?:again|once more|a repeat|repeat(?:ed)?|another|the same)\b", re.IGNORECASE)
_ORDERS = re.compile(
    r"\W*(?:(?:treatment|procedure|billing|service|requested|cpt|hcpcs)\s+)?(?:plan|a/p|orders?|codes?|procedures?|"
    r"services?(?: requested)?|cpt(?: codes?)?|hcpcs(?: codes?)?)\s*:",
    re.IGNORECASE,
)
"""How a line opens that gives what is to be done."""
_JOINED = re.compile(r"\s*(?:[,&+/]|\b(?:and|plus|with|also)\b)[^.;?!\n]{0,25}", re.IGNORECASE)
_PAPER_SAYS = re.compile(
    r"\b(?:plan|order|note|letter|referral|form|script)\b[^.;?!\n]{0,20}\b(?:describes?|says?|lists?|names?|reads?|has|"
    r"(?:is|calls|asks) for)\b[^.;?!\n]{0,25}$",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\W*(?:(?:we|i|will|shall|to|please|also|plan to)\s+)*order(?:ing|s)?\s+(?=(?:[A-Z]\d{4}|\d{5})\b)", re.IGNORECASE
)
"""How a sentence opens that orders by code: "Order E1390 home concentrator"."""
_ORDER_TEXT = re.compile(r"\W*(?:orders?|procedures?)(?: (?:text|details?|description))?\s*:", re.IGNORECASE)
"""How a line opens that orders in words."""
_LATER = re.compile(
    r"\b(?:if|consider\w*|later|discuss\w*|may|might|could|future|defer\w*|hold|pending|after|once|when|until|last|"
    r"denied|(?<!be )done|stopped|discontinued|ended)\b",
    re.IGNORECASE,
)
"""What makes an order one for another day, or a record of one."""
_ROW_OPENS = re.compile(
    r"\W*(?:(?:procedures?|services?|requested|billing|service|proc\.?)\s+)?(?:CPT|HCPCS|codes?|procedures?)\b",
    re.IGNORECASE,
)
"""How a sentence or line opens that gives the codes of a request."""
_ANY_CODE = re.compile(r"(?<![\w.$,/-])(?:\d{5}|[A-Va-v]\d{4})(?![\w%]|\.\d)")
_CODE_FIRST = re.compile(r"\W*(?:\d{5}|[A-Va-v]\d{4})\b")
_ALSO = re.compile(
    r"\W*(?:(?:we|i|she|he)(?:['’]ll| will| would| do)? (?:also|in addition) |(?:will|would|to) also |"
    r"(?:and )?(?:also|plus|additionally|in addition|as well as|along with|together with|and)\b)",
    re.IGNORECASE,
)
"""How a sentence opens that goes on with what the one before it asks for: "Also 64636 x1"."""
_ASKS = re.compile(
    r"\?|\brequest|\bmedical(?:ly)?\s+necess|\bauthori[sz]ation\b|\bto be (?:given|administered|performed)\b|\bseek|"
    r"\basks? for\b|\bplanned service|\bproposed\b|\b(?:prior )?auth(?:ori[sz]e)?:? (?:for|of|req)|"
    r"\bplease (?:approve|auth(?:ori[sz]e)?|certify|cover|reconsider|review)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:(?:been|was|were|is|are|already|previously)\s+)+(?:certified|approved|authori[sz]ed)\b"
    r"(?!\s+(?:by (?:the )?FDA|for (?:use|marketing)|in (?:19|20)\d\d))|"
    r"(?<=[\d)] )(?:certified|approved|authori[sz]ed)\s+(?:last (?:week|month|year)|(?:on\s+)?\d{1,2}/\d|through\s+\d)|"
    r"\b(?:you|(?:the|this|your) plan)\s+(?:have\s+)?(?:already\s+)?(?:certified|approved|authori[sz]ed)\b|"
    r"\b(?:certified|approved|authori[sz]ed)\s+by\s+(?:you|(?:the|this|your) plan)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:not|never|if|whether|should|can|could|would|may)\b[^.?!]{0,60}\b(?:certified|approved|authori[sz]ed)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!not )(?<!\bbe )\b(?:done|performed|given|administered|completed)\s+(?:on\s+)?(?:\d|[A-Z][a-z]{2})"
)
"""Of a service that was certified: that it was given too, and when."""
_OBJECT = re.compile(
    r"\b(?:requests?(?!ed)|requesting|asks? for|asking for|seek\w*|authori[sz]ation|auth|approv(?:e|al)|"
    r"authori[sz]e|certify)\b[^.?!;]{0,60}$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"[^.?!;]{0,40}\b(?:is|are|being)\s+(?:also\s+)?(?:requested|asked for|sought)\b", re.IGNORECASE)
"""Around a service that a sentence asks for."""
_ASKED = re.compile(r"\bmedical(?:ly)?\s+necess|\brequest", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:whose|which|that|who|since|as|because|although|while|now that|already|previously)\b", re.IGNORECASE
)
_DIAGNOSIS = re.compile(r"(?<![\w.])[A-TV-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}(?![\w])")
_RETROSPECTIVE = re.compile(r"\bretro(?:spective(?:ly)?)?\b|\balready (?:given|performed|rendered)\b", re.IGNORECASE)
_CONCURRENT = re.compile(r"\bconcurrent review\b", re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"\b(?:is|are|was|were)\s+(?P<what>.{3,80}?)\s+(?:medically necessary|indicated|covered)\b",
    re.IGNORECASE | re.DOTALL,
)


def load(text: str, where: str, corpus: Corpus) -> Case:
    """The case that a bare text describes. Raises InputError for a service code that cannot exist."""
    return complete(Case(text=text), where, corpus)


def complete(case: Case, where: str, corpus: Corpus) -> Case:
    """The case with what it leaves open taken from its text; what it gives is never changed."""
    text = layout.with_columns(case.text or "\n".join(note.text for note in case.notes))
    found: dict[str, object] = {}
    if not case.services:
        found |= _request(text, where, corpus, case)
    if not case.diagnoses and (codes := dict.fromkeys(_DIAGNOSIS.findall(text))):
        found["diagnoses"] = tuple(Diagnosis(code=code) for code in codes)
    found |= member.age_and_sex(case, text)
    if case.line_of_business is None and (coverage := member.coverage(text)):
        found["line_of_business"] = coverage
    if case.payer is None and (payer := plan.of_member(text, corpus.policies)):
        found["payer"] = payer
    state = plan.state(text, corpus.policies)
    if state is None and found.get("line_of_business", case.line_of_business) in ("medicare", "medicare_advantage"):
        state = plan.place_of_service(text)
    if case.state is None and state:
        found["state"] = state
    review = _review_type(text)
    if "review_type" not in case.model_fields_set and case.text and review:
        found["review_type"] = review
    return case.model_copy(update={**found, "inferred": tuple(sorted(found))})


def _review_type(text: str) -> ReviewType | None:
    asked = " ".join(s for s in sentences.of(text) if _ASKS.search(s))
    return "retrospective" if _RETROSPECTIVE.search(asked) else "concurrent" if _CONCURRENT.search(asked) else None


def _request(text: str, where: str, corpus: Corpus, case: Case) -> dict[str, object]:
    """Service lines, and what the text tells of them that the case leaves open: decisions, and the day of service."""
    told = [s for s in sentences.of(sentences.rejoined(text)) if not _is_settled(s)]
    asking = list(_asking(told))
    named = list(_named(asking, text, where, corpus))
    sheet = [] if any(m.line.code and not m.given for _, m in named) else _sheet(told, text, where, corpus)
    if not asking and not sheet:
        asking, named = told, list(_named(told, text, where, corpus))
    lines = Lines()
    for sentence, mention in [(s, m) for s, m in named if not m.given] or named:
        if mention.line.code or not sheet or _is_asked_for(sentence, mention):
            lines.add(mention, decided=_is_decided(sentence, mention))
    if lines.lines:
        held = set(asking)
        rows, orders = _listed((s for s in told if s not in held), text, where, corpus)
        lines.add_listed(rows, orders)
    if sheet:
        lines.add_sheet(sheet)
    services = lines.lines or _coded_anywhere(told, asking, text, where, corpus) or [_unnamed(text)]
    found: dict[str, object] = {"services": tuple(services)}
    naming = [s for s in told if _ASKS.search(s) or any(line.code and line.code in s for line in services)]
    requested = case.request_date or request_day.find(text)
    day = case.service_date or service_day.find(text, naming, requested)
    found |= {"service_date": day} if day and not case.service_date else {}
    found |= {"request_date": requested} if requested and not case.request_date and requested != day else {}
    if lines.prior and not case.prior_determinations:
        found["prior_determinations"] = tuple(lines.prior)
    return found


def _named(told: Sequence[str], text: str, where: str, corpus: Corpus) -> Iterator[tuple[str, mentions.Mention]]:
    """The services that sentences name, each with its sentence."""
    return ((s, m) for s in told for m in mentions.among(s, text, where, corpus))


def _asking(told: Sequence[str]) -> Iterator[str]:
    """The sentences that ask or report a decision, those that go on with codes, and the rows of codes right below a
    line that asks."""
    below = asked = False
    for sentence in told:
        if _ASKS.search(sentence) or _is_decided(sentence):
            yield sentence
            below = asked = True
        elif (asked and _goes_on(sentence)) or (below and _CODE_FIRST.match(sentence) and not _LATER.search(sentence)):
            yield sentence
        else:
            below = asked = False
        asked = asked and not sentence.endswith("\n\n")
        below = below and sentence.endswith("\n") and not sentence.endswith("\n\n")


def _goes_on(sentence: str) -> bool:
    """Whether a sentence adds a code to what the one before it asks for, or orders."""
    if _ALSO.match(sentence) is None or _LATER.search(sentence) or (code := _ANY_CODE.search(sentence)) is None:
        return False
    return not unasked.is_earlier(sentence[: code.start()])


def _listed(
    told: Iterable[str], text: str, where: str, corpus: Corpus
) -> tuple[list[mentions.Mention], list[mentions.Mention]]:
    """What rows of codes name outside the sentences that ask, and of it what they order."""
    listed = (s for s in told if _orders(s) or _ROW_OPENS.match(s))
    found = [(s, m) for s in listed for m in mentions.with_code(s, text, where, corpus) if not m.given]
    orders = [m for s, m in found if _orders(s) and not _is_later(s, m)]
    return [*orders, *(m for s, m in found if _ROW_OPENS.match(s))], orders


def _orders(sentence: str) -> bool:
    """Whether a sentence or a line opens as an order."""
    return bool(_ORDERS.match(sentence) or _ORDERED.match(sentence))


def _coded_anywhere(
    told: Sequence[str], asking: Sequence[str], text: str, where: str, corpus: Corpus
) -> list[ServiceLine]:
    """The codes that stand where nothing asks: "64405-50. Both sides are requested"."""
    every = [(s, m) for s in told for m in mentions.with_code(s, text, where, corpus)]
    found = [m for s, m in every if not unasked.is_earlier(s[: m.start])]
    if not found and any(_ONCE_MORE.search(s) for s in asking):  # "She had 64405. It is requested again"
        found = [m for _, m in every]
    return list({m.line.code: m.line for m in found}.values())


def _unnamed(text: str) -> ServiceLine:
    """The service of a request in which none is named that is known, in the words of its question."""
    asked = _ASKED_FOR.search(text)
    what = " ".join(asked["what"].split()) if asked else "the service asked for"
    return ServiceLine(description=what, inferred=("description",))


def _sheet(told: Sequence[str], text: str, where: str, corpus: Corpus) -> list[mentions.Mention]:
    """The services to be given whose codes stand where no sentence asks: "Proc: sleeve gastrectomy CPT 43775, x1"."""
    found: list[mentions.Mention] = []
    for sentence in told:
        every = [m for m in mentions.among(sentence, text, where, corpus, known=True) if not m.given]
        codes = [m for m in every if m.line.code]
        orders = _ORDER_TEXT.match(sentence) is not None
        found += (m for m in every if _is_to_be(sentence, m) and (orders or _is_listed(sentence, m, codes)))
    return found if any(m.line.code for m in found) else []


def _is_listed(sentence: str, mention: mentions.Mention, codes: Sequence[mentions.Mention]) -> bool:
    """Whether a service has a code, is joined to one that has ("64405 x1 and Botox"), or is what a paper asks for."""
    joined = any(c.end <= mention.start and _JOINED.fullmatch(sentence, c.end, mention.start) for c in codes)
    return bool(mention.line.code) or joined or _PAPER_SAYS.search(sentence, 0, mention.start) is not None


def _is_to_be(sentence: str, mention: mentions.Mention) -> bool:
    """Whether a service is neither one of the past nor one for another day."""
    earlier = unasked.is_earlier(sentence[: mention.start]) or unasked.has_result(sentence, mention.end)
    return not (earlier or _is_later(sentence, mention))


def _is_asked_for(sentence: str, mention: mentions.Mention) -> bool:
    """Whether a sentence asks for this very service: "Will Botox be given with the requested drug?" does not."""
    before, after = sentence[: mention.start], sentence[mention.end :]
    return _OBJECT.search(before) is not None or _SUBJECT.match(after) is not None


def _is_settled(sentence: str) -> bool:
    """Whether a sentence tells only of what was certified and given: "20553, you approved this in May, done 10/06"."""
    said = _DECIDED.search(sentence)
    return said is not None and not _ASKS.search(sentence) and _DONE.search(sentence, said.end()) is not None


def _is_later(sentence: str, order: mentions.Mention) -> bool:
    """Whether the part of a sentence that orders a service puts it to another day or a condition."""
    start = sentence.rfind(";", 0, order.start) + 1
    end = sentence.find(";", order.end)
    return _LATER.search(sentence[start : end if end >= 0 else len(sentence)]) is not None


def _is_decided(sentence: str, mention: mentions.Mention | None = None) -> bool:
    """Whether the sentence reports a decision: on the service mentioned, or on any.

    In a question only a side clause reports ("whose blocks were certified", "since 64405 is already certified").
    """
    said = _DECIDED.search(sentence, mention.end if mention else 0)
    if said is None or _UNDECIDED.search(sentence):
        return False
    if mention is not None and _ASKED.search(sentence, mention.end, said.start()):
        return False
    begin = max(0, mention.start - 60) if mention else 0
    return "?" not in sentence or bool(_ASIDE.search(sentence, begin, said.end()))
