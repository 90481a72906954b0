"""Our HTML page read back: the card that it carries, and where what it shows is something else.

What stands outside the record is compared tag by tag with the page that its card gives. The record is compared with the
case, or where that is not at hand with the quotations; a seal over all of it shows every other change made on the way.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from drafter import card
from drafter.card.words import place_words
from drafter.domain import Case, Page
from drafter.formats.html.page import fill, shown
from drafter.formats.html.record import title

_SEAL = re.compile(r'(<meta name="seal" content=")([0-9a-f]*)(?=">)')
_CARD = '<template id="card">'
_TO_THE_RECORD = re.compile(r"#q\d+")
_IN_THE_RECORD = {
    "h2": {}, "h3": {}, "sup": {}, "article": {"id": r"[\w/]+"}, "div": {"class": "text"},
    "a": {"id": r"q\d+", "href": r"#row-\w+-\w*"}, "mark": {"class": "near", "title": ".*"},
}  # fmt: skip
"""Tags of the record shown, and what their attributes may be."""
_SHOWN = 80  # characters quoted


def sealed(html: str) -> str:
    """The page with its seal, a hash over all of its words; white space is no part of it."""
    return _SEAL.sub(lambda found: found[1] + _seal_of(html), html, count=1)


def _seal_of(html: str) -> str:
    return hashlib.sha256(" ".join(_SEAL.sub(r"\1", html, count=1).split()).encode()).hexdigest()[:16]


def read(html: str, case: Case | None = None) -> Page | None:
    """The card that the page carries, with what the page shows `otherwise`; none where it is no page of ours."""
    seal = _SEAL.search(html)
    if not seal or _CARD not in html:
        return None
    seen = _Seen()
    seen.feed(html)
    seen.close()
    page = card.parse(seen.card)
    faults = [*_main(seen.main, page), *_record(seen, page, case)]
    if not faults and seal[2] != _seal_of(html):
        faults = ["The page was changed after it was written; write it anew from its draft."]
    return page.model_copy(update={"otherwise": tuple(faults)})


class _Seen(HTMLParser):
    """The tags and words of a page in order, those of the record aside, and the card that it carries."""

    def __init__(self) -> None:
        super().__init__()
        self.main: list[str] = []
        self.strange: list[str] = []
        self.titles: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.labels: list[str] = []
        self.card = ""
        self._open: list[str] = []
        self._article = ""
        self._unlinked = 0

    @property
    def _in_the_record(self) -> bool:
        return "aside" in self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._in_the_record:
            self._article = dict(attrs).get("id") or "" if tag == "article" else self._article
            self.labels += (dict(attrs).get("title") or "").split(", ") if tag == "mark" else []
            known = _IN_THE_RECORD.get(tag)
            if known is None or not all(re.fullmatch(known.get(key, "(?!)"), value or "") for key, value in attrs):
                self.strange.append(self.get_starttag_text() or tag)
        elif tag == "a" and _TO_THE_RECORD.fullmatch(dict(attrs).get("href") or ""):
            self._unlinked += 1
        elif ("name", "seal") not in attrs:
            self.main.append(f"<{tag} {attrs}>")
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        if tag == "a" and self._unlinked:
            self._unlinked -= 1
        elif not self._in_the_record:
            self.main.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "template" in self._open:
            self.card += data
        elif not self._in_the_record:
            self.main += data.split()
        else:
            self._of_the_record(data)

    def _of_the_record(self, data: str) -> None:
        within = self._open[self._open.index("aside") + 1 :]
        if "sup" in within:
            self.labels.append(data)
        elif within[:2] == ["article", "h3"]:
            self.titles[self._article] = self.titles.get(self._article, "") + data
        elif within[:2] == ["article", "div"]:
            self.texts[self._article] = self.texts.get(self._article, "") + data
        elif data.split() and (within, data) != (["h2"], "The record"):
            self.strange.append(data)

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.main.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.strange.append(data)

    def handle_pi(self, data: str) -> None:
        self.strange.append(data)


def _main(tokens: Sequence[str], page: Page) -> Iterator[str]:
    """What the page shows outside the record and its card does not, or the other way round: the first stretch."""
    import jinja2

    try:
        due_page = _Seen()
        due_page.feed(fill(page))
        due_page.close()
    except (KeyError, jinja2.TemplateError):  # a status or verdict that no card has: other rules speak of it
        return
    due = due_page.main
    if list(tokens) == due:
        return
    start = next((n for n, (one, two) in enumerate(zip(tokens, due, strict=False)) if one != two), None)
    start = min(len(tokens), len(due)) if start is None else start
    end = 0
    while end < min(len(tokens), len(due)) - start and tokens[-1 - end] == due[-1 - end]:
        end += 1
    wrong, right = " ".join(tokens[start : len(tokens) - end]), " ".join(due[start : len(due) - end])
    told = f"The page shows “{wrong[:_SHOWN]}” where its card gives “{right[:_SHOWN]}”"
    yield f"{told}; write the page anew from its draft."


def _record(seen: _Seen, page: Page, case: Case | None) -> Iterator[str]:
    """What the record shown holds that the case, or else a quotation, does not bear out."""
    for words in seen.strange:
        yield f"“{words[:_SHOWN]}” is no part of the form; take it out."
    labels = {f.criterion for f in page.findings} | {f"{f.line + 1}·{f.criterion}" for f in page.findings}
    if odd := [label for label in seen.labels if label.strip() and label not in labels]:
        yield f"“{odd[0][:_SHOWN]}” is said to rest on the record and is no criterion of the card; take it out."
    if case is not None:
        yield from _beside(seen, case)
        return
    quoted = [(place, quote) for f in page.findings for place, quote, *_ in (*f.quotes, *f.nearest)]
    for place, quote in quoted:
        if place in seen.texts and shown(quote) not in seen.texts[place]:
            yield f"“{quote[:_SHOWN]}” is quoted from {place_words(place)}, and the record shown does not hold it."


def _beside(seen: _Seen, case: Case) -> Iterator[str]:
    texts = {place: shown(text) for place, text in case.quotable().items()}
    for place, text in seen.texts.items():
        if texts.get(place) != text or shown(title(case, place)) != seen.titles.get(place):
            yield f"The record shown under {place_words(place)} is not the case's; write the page anew."
    for place in texts:
        if (place == "text" or place.startswith("notes/")) and place not in seen.texts and texts[place]:
            yield f"The record shown lacks {place_words(place)}; write the page anew."
