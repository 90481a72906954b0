"""Every format says what the draft says and no more: JSON without loss, HTML self-contained, letters undecided."""

from __future__ import annotations

import json as stdlib_json
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from clean_drafts import draft as clean
from clean_drafts import names as clean_names
from hypothesis import given, settings
from hypothesis import strategies as st
from test_card import drafts, words

from drafter import card, formats
from drafter.card.escape import visible
from drafter.domain import Case, Citation, Draft, Violation
from drafter.errors import InputError
from drafter.formats import html, letter
from drafter.formats import json as json_format

MEMBER = "Ann Q. Example"
BROKEN = Violation(code="CIT001", severity="error", where="reasoning", message="Mark 7 has no entry; cite a passage.")


def named(draft: Draft, **changes: object) -> Draft:
    """The draft with names of member and provider, and changes to its case."""
    people = {"member": {"name": MEMBER, "id": "M-4711"}, "provider": {"name": "Dr. Sample"}}
    return draft.model_copy(update={"case": draft.case.model_copy(update={**people, **changes})})


def blocked(draft: Draft) -> Draft:
    return draft.model_copy(update={"status": "blocked", "violations": (BROKEN,)})


# ------------------------------------------------------------------------------------------------------- the registry


def test_the_folder_is_the_registry() -> None:
    assert formats.names() == ("card", "html", "json", "letter")
    for name in formats.names():
        assert formats.render(name, clean("pended"))


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"no format 'leter'(?s:.*)Did you mean `letter`\? Known are card, html, json"):
        formats.render("leter", clean("pended"))


def test_the_card_is_the_card() -> None:
    assert formats.render("card", clean("declined")) == card.render(clean("declined"))


# --------------------------------------------------------------------------------------------------------------- JSON


@settings(max_examples=8)
@given(drafts())
def test_json_loses_nothing(draft: Draft) -> None:
    read = json_format.parse(json_format.render(draft))
    assert read == draft
    assert read.content_id() == draft.content_id()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"draft, line 1: this is not JSON"),
        ('{"id": \n oops}', r"draft, line 2: this is not JSON"),
        ("[]", r"a draft is a JSON object, not a list"),
        ("{}", r"`schema` is None, not 1"),
        ('{"schema": 2}', r"`schema` is 2, not 1\s+This version reads schema 1"),
        ('{"schema": 1, "id": "d-1"}', r"`status` is .*: field required \(\d+ more"),
        ("[" * 100_000, r"this JSON cannot be read|not JSON"),
        ("1" * 5_000, r"cannot be read|a JSON object"),
    ],
)
def test_json_that_is_no_draft_says_what_to_do(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        json_format.parse(text)
    assert caught.value.todo


def test_json_with_an_unknown_key_names_the_one_meant() -> None:
    data = stdlib_json.loads(json_format.render(clean("pended"))) | {"refrences": []}
    with pytest.raises(InputError, match=r"`refrences` is not a field of a draft\s+Did you mean `references`"):
        json_format.parse(stdlib_json.dumps(data))


def test_json_with_a_wrong_value_quotes_it() -> None:
    data = stdlib_json.loads(json_format.render(clean("pended")))
    data["determination"]["lines"][0]["outcome"] = "denied"
    with pytest.raises(InputError, match=r"`determination/lines/0/outcome` is 'denied'"):
        json_format.parse(stdlib_json.dumps(data))


# --------------------------------------------------------------------------------------------------------------- HTML


TAGS = {
    "a", "article", "aside", "b", "body", "br", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "head",
    "header", "html", "i", "li", "main", "mark", "meta", "ol", "p", "q", "section", "span", "style", "summary", "sup",
    "table", "tbody", "td", "template", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser would make of the page: tags, ids, links, and the words of the record."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given[key] or "" for key in ("href", "src", "action", "data") if key in given]
        if given.get("class") == "text":
            self.texts.append("")
            self._open = ["text"]
        elif self._open:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._open and "sup" not in self._open:
            self.texts[-1] += data


@pytest.mark.parametrize("name", clean_names())
def test_html_is_self_contained_and_its_links_hold(name: str) -> None:
    page = formats.render("html", clean(name))
    seen = Seen(page)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(seen.tags)
    assert "url(" not in page
    assert "@import" not in page
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    assert all(link.startswith("#") for link in seen.links)


def test_html_puts_the_verdict_first_and_folds_what_is_met() -> None:
    page = formats.render("html", clean("pended"))
    places = [
        page.index(words) for words in ("PEND", "What is missing", "<h2>Criteria", "<h2>Reasoning", "<h2>References")
    ]
    assert places == sorted(places)
    folded = re.findall(r"<details><summary>1 met or not applicable</summary>(.*?)</details>", page, re.DOTALL)
    assert ">S1<" in folded[0]
    assert ">S2<" not in folded[0]


@settings(max_examples=8)
@given(drafts(), words)
def test_html_shows_hostile_words_as_words(draft: Draft, text: str) -> None:
    page = formats.render("html", named(draft, text=text or "x"))
    seen = Seen(page)
    assert set(seen.tags) <= TAGS
    assert seen.texts[0] == "".join(c if c in "\n\t" else visible(c) for c in text or "x")
    assert not {c for c in page if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")} - {"\n", "\t"}
    assert seen.tags.count("main") == seen.tags.count("body") == 1
    assert MEMBER not in page


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff"])
def test_html_shows_what_turns_or_hides_text(hidden: str) -> None:
    page = formats.render("html", named(clean("pended"), text=f"not{hidden}shown"))
    assert f"not\\u{{{ord(hidden):X}}}shown" in page


def test_a_long_name_of_a_service_is_cut_in_every_format() -> None:
    draft = clean("approved")
    told = "injections into\nthe trapezius " + "and again into the levator " * 8
    line = draft.determination.lines[0].model_copy(update={"service": told})
    draft = draft.model_copy(update={"determination": draft.determination.model_copy(update={"lines": (line,)})})
    cut = card.shown(draft).lines[0].service
    assert (cut[:29], cut[-1], len(cut) <= 80) == ("injections into the trapezius", "…", True)
    for name in ("card", "html", "letter"):
        written = " ".join(formats.render(name, draft).split())
        assert cut in written
        assert told.split("\n")[1].strip() not in written


def test_html_of_a_blocked_draft_shows_record_and_violations_but_no_outcome() -> None:
    page = formats.render("html", blocked(clean("pended")))
    assert BROKEN.message in page
    assert "A 36-year-old woman" in page
    assert "PEND" not in page
    assert "does not settle" not in page
    assert "at most 1 of 3" not in page


def test_html_never_shows_identifiers() -> None:
    page = formats.render("html", named(clean("pended")))
    assert MEMBER not in page
    assert "M-4711" not in page
    assert "Dr. Sample" not in page


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=30), st.data())
def test_overlapping_quotations_are_marked_whole(text: str, data: st.DataObject) -> None:
    cited = []
    for n in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        quote = Citation(place="text", start=start, end=end, quote=text[start:end])
        cited.append(html.Cited(f"q{n}", "row", "A1", quote, False))
    cut = list(html.segments(text, cited))
    assert "".join(s.text for s in cut) == text
    for one in cited:
        assert "".join(s.text for s in cut if one in s.under) == one.citation.quote
        assert sum(one in s.begins for s in cut) == sum(one in s.ends for s in cut) == 1


# ------------------------------------------------------------------------------------------------------------- letters


@settings(max_examples=8)
@given(drafts())
def test_a_letter_is_narrow_and_undecided(draft: Draft) -> None:
    written = formats.render("letter", draft.model_copy(update={"status": "drafted"}))
    lines = written.splitlines()
    assert max(map(len, lines)) <= letter.WIDTH
    assert lines[0] == lines[-1] == "DRAFT - NOT A DECISION"


@pytest.mark.parametrize("name", clean_names())
def test_the_member_part_has_no_codes(name: str) -> None:
    written = formats.render("letter", named(clean(name)), audience="member")
    body = written.split("FOR THE MEMBER")[1]
    assert MEMBER in written
    assert not re.search(r"\b\d{5}\b|\bCPT\b|\b[AS]\d\b", body)
    assert "FOR THE CLINICIAN" not in written
    for line in clean(name).determination.lines:
        assert (line.policy or "?") not in body


def test_a_service_named_by_short_forms_is_named_by_its_place() -> None:
    draft = clean("pended")
    line = draft.determination.lines[0].model_copy(update={"service": "GONB (CPT 64405)"})
    told = draft.determination.model_copy(update={"lines": (line,)})
    written = formats.render("letter", draft.model_copy(update={"determination": told}), audience="member")
    assert "GONB" not in written
    assert "* service 1 of the request" in written


def test_a_pend_asks_for_information() -> None:
    written = formats.render("letter", named(clean("pended")))
    clinical = " ".join(written.split("FOR THE CLINICIAN")[1].split())
    assert "Provider: Dr. Sample" in written
    assert "This does not mean that the answer is no." in " ".join(written.split())
    assert "Back Pain - Invasive Procedures, Aetna, version 2026-01-01 (known from a summary)" in clinical
    for line in clean("pended").determination.lines:
        for gap in line.gaps:
            assert (" ".join(gap.ask.split()) in clinical) == (gap.holder == "provider")


def test_an_adverse_line_is_for_a_physician() -> None:
    written = " ".join(formats.render("letter", clean("declined")).split())
    assert "is recommended for physician review; no decision has been made" in written
    assert "This care is recommended for physician review." in written
    assert not re.search(r"\b(?:denied|deny|denial|not certify|not certified|approved)\b", written, re.IGNORECASE)


def test_what_is_unmet_and_what_is_open_stand_apart_in_a_letter() -> None:
    unmet, _, open_ = formats.render("letter", clean("declined")).partition("Criteria the record does not settle:")
    assert "- A8" in unmet.split("Criteria shown unmet:")[1]
    assert "- A6" in open_
    assert "- A8" not in open_


def test_a_blocked_draft_has_no_letter() -> None:
    with pytest.raises(InputError, match=r"a blocked draft has no letter: the checks found CIT001"):
        formats.render("letter", blocked(clean("pended")))


def test_a_letter_for_nobody_known_names_the_audiences() -> None:
    with pytest.raises(InputError, match=r"no letter for 'judge'\s+Known are member, clinician"):
        formats.render("letter", clean("pended"), audience="judge")


def test_names_cannot_break_the_letter() -> None:
    case = Case(text="t", member={"name": "A\nB" + "x" * 200})
    written = formats.render("letter", clean("pended").model_copy(update={"case": case}))
    assert max(map(len, written.splitlines())) <= letter.WIDTH
    assert "Member: A B" in written
