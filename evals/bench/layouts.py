"""Whether the reader reads the same words the same when they are laid out or spelt in another way.

    python evals/bench/layouts.py [--show 5] [NAME ...]
    python evals/bench/layouts.py --requests [--every 6] [NAME ...]

Each of the suite's own phrasings of `develop` that is read right is written anew in ways that change nothing of what it
says: wrapped like a fax, under a heading, in capitals, with another drug of the same class. Prints how many are then
read otherwise, and how many of those falsely: as met, or as not met. `--show` prints so many of each. `--requests` does
the same with whole requests of the suite, pasted as free text: their lines and criteria as they are read, right or not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import re
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from drafter import corpus, drafting, intake
from drafter.domain import Case
from drafter.evals import readings, rows

SUITE = Path(__file__).parents[1] / "phrasings"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTED = r"(?:weeks|months|years|days|sessions|visits|injections|muscles|levels|blocks|sets)"
DAY, SERVICE = dt.date(2026, 11, 20), dt.date(2026, 12, 1)
Rewriting = Callable[[str], str]


def wrapped(width: int) -> Rewriting:
    """Lines of at most so many characters; what has lines of its own stays."""

    def rewritten(phrase: str) -> str:
        lines = textwrap.wrap(phrase, width, break_long_words=False, break_on_hyphens=False)
        return phrase if "\n" in phrase else "\n".join(lines)

    return rewritten


def followed(words: str) -> Rewriting:
    """A sentence of something else behind it."""
    return lambda phrase: f"{phrase.rstrip()}{'' if phrase.rstrip().endswith(('.', '!', '?')) else '.'} {words}"


def turned(*pairs: tuple[str, str | Callable[[re.Match[str]], str]]) -> Rewriting:
    """Each expression replaced."""
    made = [(re.compile(old), new) for old, new in pairs]

    def rewritten(phrase: str) -> str:
        for old, new in made:
            phrase = old.sub(new, phrase)
        return phrase

    return rewritten


def exchanged(*pairs: tuple[str, str]) -> Rewriting:
    """Each word put for the other one of its pair, with or without a capital."""
    both = {a: b for pair in pairs for a, b in (pair, pair[::-1])}
    both |= {a.capitalize(): b.capitalize() for a, b in both.items()}
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(both, key=len, reverse=True)))})\b")
    return lambda phrase: words.sub(lambda m: both[m[0]], phrase)


def undosed(rewriting: Rewriting) -> Rewriting:
    """Only where no dose stands, which would be another one for another drug."""
    dose = re.compile(r"\d ?(?:mg|milligrams?)\b|\b(?:bid|tid|qid|qd|qhs|daily)\b", re.IGNORECASE)
    return lambda phrase: phrase if dose.search(phrase) else rewriting(phrase)


def quoted(phrase: str) -> str:
    """As mail quotes it: every line behind a mark."""
    return "\n".join(f"> {line}" for line in wrapped(72)(phrase).split("\n"))


def hyphened(phrase: str) -> str:
    """Wrapped at 62 with the last long word of each full line broken; what has lines of its own stays."""
    if "\n" in phrase:
        return phrase
    lines: list[str] = []
    for word in phrase.split(" "):
        room = 62 - len(lines[-1]) if lines else 62
        if lines and len(word) < room:
            lines[-1] += f" {word}"
        elif lines and re.fullmatch(r"[a-z]{8,}[.,;]?", word) and room > 5:
            lines[-1] += f" {word[: min(room - 2, len(word) - 3)]}-"
            lines.append(word[min(room - 2, len(word) - 3) :])
        else:
            lines.append(word)
    return "\n".join(lines)


def marked_up(phrase: str) -> str:
    """As a page shows it: signs as entities, lines as breaks."""
    return f"<p>{html.escape(phrase)}</p>".replace("\n", "<br>\n")


def ragged(phrase: str) -> str:
    """Set flush on both sides: one, two or three blanks between words, as their letters have it."""
    return re.sub(r"(?<=(\w)[\w.,;)]) (?=(\S))", lambda m: " " * (1 + (ord(m[1]) + ord(m[2])) % 3), phrase)


def dictated(phrase: str) -> str:
    """Marks spoken and written as words; what needs its marks to be read stays."""
    if re.search(r"[^\w\s.,'’-]|\d[.]\d|\b[A-Z]\.|\w\.\w", phrase) or "," not in phrase:
        return phrase
    spoken = re.sub(r"\.(?=\s|$)", " period", phrase.replace("\n", " new line ").replace(",", " comma"))
    return re.sub(r"(?<=period )[A-Z](?=[a-z])", lambda m: m[0].lower(), spoken)


def dated(form: str) -> Rewriting:
    """Slashed dates with their year in another form, where only one reading of them is possible."""

    def rewritten(match: re.Match[str]) -> str:
        month, day, year = map(int, match.groups())
        return f"{dt.date(year % 100 + 2000, month, day):{form}}" if month <= 12 < day <= 30 else match[0]

    return lambda phrase: re.sub(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/((?:20)?\d{2})(?![\d/])", rewritten, phrase)


def unless(words: str, rewriting: Rewriting) -> Rewriting:
    """Only where none of these words stands, with which the rewriting would say something else."""
    found = re.compile(words)
    return lambda phrase: phrase if found.search(phrase) else rewriting(phrase)


def parted(join: Callable[[list[str]], str], least: int = 2) -> Rewriting:
    """The sentences of a phrase of one line put together anew; one of fewer sentences stays."""

    def rewritten(phrase: str) -> str:
        sentences = re.split(r"(?<=[a-z)]{2}[.!])(?<!Mrs\.) +(?=[A-Z])", phrase)
        return phrase if "\n" in phrase or len(sentences) < least else join(sentences)

    return rewritten


def run_on(sentences: list[str]) -> str:
    """One sentence with semicolons; what begins with a month or a name of two capitals keeps its letter."""
    small = (re.sub(rf"^(?!{'|'.join(MONTHS)})[A-Z](?=[a-z ])", lambda m: m[0].lower(), s) for s in sentences[1:])
    return "; ".join(s.rstrip(".") for s in (sentences[0], *small)) + "."


def slipped(phrase: str) -> str:
    """Two neighbouring letters inside every word of nine or more small letters changed places."""
    return re.sub(r"\b([a-z]{4})([a-z])([a-z])([a-z]{3,})\b", r"\1\3\2\4", phrase)


def left_out(phrase: str) -> str:
    """The fifth letter of every word of nine or more small letters left out."""
    return re.sub(r"\b([a-z]{4})[a-z]([a-z]{4,})\b", r"\1\2", phrase)


def struck_twice(phrase: str) -> str:
    """The fifth letter of every word of nine or more small letters doubled."""
    return re.sub(r"\b([a-z]{4})([a-z])([a-z]{4,})\b", r"\1\2\2\3", phrase)


def across_pages(phrase: str) -> str:
    """The foot of a page and the head of the next in the middle of what has several lines."""
    lines = phrase.split("\n")
    middle = len(lines) // 2
    return "\n".join([*lines[:middle], "", "Page 1 of 2", FAXED, *lines[middle:]]) if middle > 1 else phrase


OTHERS = (
    r"(?i)\b(?:dr|doctor|physician|neurolog\w+|nurse|therapist|surgeon|np|pa|mother|father|sister|brother|wife|husband|"
    r"daughter|son|aunt|uncle|cousin|friend|partner|spouse|parent|patients?|pt|m[rs]s?|resident|radiologist)\b"
)
"""Words for somebody of whom "she" and "he" may speak, and for the patient, who is named already."""
HE = r"(?<![\w’'-])(?:She|He)(?= )"
NOTED = r"(?i)\b(?:notes?|visit|dictated|written|dated|seen)\b"
"""Words by which a phrase may say of what day it is itself."""
FOOTER = "\n\nPage 2 of 4\nFAX 11/20/2026 10:14 AM  FROM: PAIN CLINIC  TO: UM DEPT  P.02/04"
FAXED = "11/20/2026 10:14 AM  FROM: PAIN CLINIC  TO: UM DEPT  P.02/04\n\n"

COVER = (
    "FAX COVER SHEET\nTO: Utilization Management   FROM: Clinic   PAGES: 4\nCONFIDENTIAL: for the addressee only.\n\n"
)

REWRITINGS: Mapping[str, Rewriting] = {
    "lines of 62": wrapped(62),
    "lines of 76": wrapped(76),
    "capitals": str.upper,
    "under HPI": lambda phrase: f"HPI: {phrase}",
    "per the chart": lambda phrase: f"Per the chart: {phrase}",
    "in quotation marks": lambda phrase: f"“{phrase}”",
    "behind a sentence": lambda phrase: f"Seen in the office. {phrase}",
    "before a sentence": followed("No fever or chills."),
    "below a line of history": lambda phrase: f"PMH: hypertension, on lisinopril.\n{phrase}",
    "below another paragraph": lambda phrase: f"Social: retired, lives with her sister.\n\n{phrase}",
    "numbers in words": turned(*((rf"(?<![\d./,:-])\b{n}\b(?= {COUNTED}\b)", w) for n, w in enumerate(SMALL, 2))),
    "dates spelt out": dated("%B %-d, %Y"),
    "units shortened": turned((r"\bmonths\b", "mos"), (r"\bweeks\b", "wks"), (r"\byears\b", "yrs")),
    "with and without": turned((r"\bwith\b", "w/"), (r"\bwithout\b", "w/o")),
    "percent": turned((r"(?<=\d)\s?%", " percent")),
    "no stop at the end": lambda phrase: phrase.rstrip(". "),
    "another drug": undosed(exchanged(
        ("ibuprofen", "naproxen"), ("gabapentin", "pregabalin"), ("tizanidine", "baclofen"),
        ("amitriptyline", "nortriptyline"), ("meloxicam", "diclofenac"),
    )),
    "small letters": unless(r"\b(?:ON|PT|OT|MAY|May|US|IT|AM)\b", str.lower),
    "semicolons": parted(run_on),
    "a sentence a line": parted("\n".join),
    "bullets": parted(lambda sentences: "\n".join(f"- {s}" for s in sentences), 1),
    "numbered": parted(lambda sentences: "\n".join(f"{n}) {s}" for n, s in enumerate(sentences, 1))),
    "numbered in a line": parted(lambda sentences: " ".join(f"{n}) {s}" for n, s in enumerate(sentences, 1))),
    "pipes": parted(" | ".join),
    "tabs": parted("\t".join),
    "under CLINICAL SUMMARY": lambda phrase: f"CLINICAL SUMMARY\n{phrase}",
    "under REASON FOR REQUEST": lambda phrase: f"REASON FOR REQUEST:\n{phrase}",
    "a sentence between": parted(lambda sentences: " Vitals reviewed. ".join(sentences)),
    "in a note": unless(
        NOTED, lambda phrase: f"11/20/2026 Office note\nS: {phrase}\nO: Alert, no distress.\nA/P: As above."
    ),
    "as an assessment": unless(
        NOTED, lambda phrase: f"S: Here for follow-up.\nO: Alert, no distress.\nA: {phrase}\nP: RTC prn."
    ),
    "under Assessment": lambda phrase: f"Assessment: {phrase}",
    "under Impression": lambda phrase: f"IMPRESSION: {phrase}",
    "under A/P": lambda phrase: f"A/P: {phrase}",
    "under Subjective": lambda phrase: f"SUBJECTIVE\n{phrase}",
    "under Comments": lambda phrase: f"Comments: {phrase}",
    "usual abbreviations": turned(
        (r"\bPatient\b", "Pt"), (r"\bpatient\b", "pt"), (r"\b[Hh]istory\b", "hx"), (r"\b[Ss]tatus post\b", "s/p"),
        (r"\b[Bb]ilateral\b", "b/l"), (r"\b[Cc]omplains of\b", "c/o"), (r"\b[Tt]reatment\b", "tx"),
        (r"\b[Dd]iagnosis\b", "dx"), (r"\b[Ss]ymptoms\b", "sx"),
    ),
    "inj and meds": turned(
        (r"\b[Ii]njections\b", "injs"), (r"\b[Ii]njection\b", "inj"), (r"\b[Mm]edications\b", "meds"),
        (r"\b[Ff]ollow-up\b", "f/u"), (r"\b[Ee]valuation\b", "eval"), (r"\b[Aa]ppointment\b", "appt"),
    ),
    "with &": turned((r"(?<=[a-z]) and (?=[a-z])", " & ")),
    "with +": turned((r"(?<=[a-z]) and (?=[a-z])", " + ")),
    "digits": turned(*((rf"(?<![\w-]){w}(?= {COUNTED}\b)", str(n)) for n, w in enumerate(SMALL, 2))),
    "percent signs": turned((r"(?<=\d) ?per ?cent\b", "%")),
    "the patient": unless(OTHERS, turned((HE, "The patient"), (r"\b(?:she|he)(?= )", "the patient"))),
    "Pt": unless(OTHERS, turned((HE, "Pt"), (r"\b(?:she|he)(?= )", "pt"))),
    "by name": unless(OTHERS, turned((r"(?<![\w’'-])She(?= )", "Ms. Hart"), (r"(?<![\w’'-])He(?= )", "Mr. Hart"))),
    "dates as ISO": dated("%Y-%m-%d"),
    "dates as 20-Nov-2026": dated("%d-%b-%Y"),
    "dates as 20Nov26": dated("%d%b%y"),
    "dates slashed": turned((r"(?<![\d-])(20\d\d)-(\d\d)-(\d\d)(?![\d-])", r"\2/\3/\1")),
    "two spaces": turned((r"(?<=[a-z]) (?=[A-Za-z])", "  ")),
    "spaces that do not break": turned((r"(?<=\d) (?=[a-z])", "\u00a0"), (r"(?<=[a-z]) (?=\d)", "\u00a0")),
    "curly": turned(
        (r"(?<=\w)'(?=\w)", "’"), (r' "(?=\w)', " “"), (r'(?<=[\w.,])"', "”"), (r" --? ", " — "),
        (r"(?<=\d)-(?=\d)", "–"),
    ),
    "above a footer": lambda phrase: phrase + FOOTER,
    "below a fax header": lambda phrase: FAXED + phrase,
    "twice": lambda phrase: f"{phrase}\n\n{phrase}",
    "two spaces everywhere": turned((" ", "  ")),
    "three spaces everywhere": turned((" ", "   ")),
    "flush on both sides": ragged,
    "a tab for every space": turned((" ", "\t")),
    "no space that breaks": turned((" ", "\u00a0")),
    "carriage returns": turned((r"\n", "\r\n")),
    "a line between lines": turned((r"\n", "\n\n")),
    "lines of 40": wrapped(40),
    "lines of 62, words broken": hyphened,
    "two spaces, lines of 76": lambda phrase: wrapped(76)(phrase).replace(" ", "  "),
    "behind >": quoted,
    "in a mail": lambda phrase: f"From: J. Hale\nSent: 11/20/2026 2:33 PM\nSubject: FW: request\n\n{phrase}",
    "behind a stamp": lambda phrase: f"[Dr. Hale 11/20/2026 14:33] {phrase}",
    "behind a time": lambda phrase: f"11/20/26 14:33 - {phrase}",
    "above a signature": lambda p: f"{p}\n\nElectronically signed by Jane Hale, MD on 11/20/2026 10:14 AM",
    "above a signature in a line": followed("Electronically signed by: Jane Hale, MD 11/20/2026 10:14 AM"),
    "as HTML": marked_up,
    "as HTML, breaks": parted("<br>".join),
    "under **HPI:**": lambda phrase: f"**HPI:** {phrase}",
    "under ## Summary": lambda phrase: f"## Summary\n\n{phrase}",
    "in bold": lambda phrase: phrase if "\n" in phrase or "*" in phrase else f"**{phrase}**",
    "in a table": unless(r"[|\n]", lambda phrase: f"| Comment | {phrase} |"),
    "as CSV": unless(r"\n", lambda phrase: f'"Comment","{phrase.replace(chr(34), chr(34) * 2)}"'),
    "dictated": dictated,
    "ligatures": turned(("ffi", "\ufb03"), ("fi", "\ufb01"), ("fl", "\ufb02"), ("ff", "\ufb00")),
    "a space before marks": turned((r"(?<=[a-z])([.,;:])(?=\s|$)", r" \1")),
    "no space behind commas": turned((r"(?<=[a-z]), (?=[a-z])", ",")),
    "no space behind stops": turned((r"(?<=[a-z]{2})\. (?=[A-Z][a-z])", ".")),
    "lines as \\n": turned((r"\n", r"\\n")),
    "sentences as \\n": parted("\\n".join),
    "title case": turned((r"(?<![\w'’])[a-z](?=[a-z]{3})", lambda m: m[0].upper())),
    "behind a cover page": lambda phrase: COVER + phrase,
    "across two pages": across_pages,
    "slips": slipped,
    "letters left out": left_out,
    "letters struck twice": struck_twice,
}  # fmt: skip


def main() -> None:
    """All rewritings, or those named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(REWRITINGS)}")
    parser.add_argument("--show", type=int, default=0, help="how many of each to print")
    parser.add_argument("--half", default="develop", choices=("develop", "held_out"))
    parser.add_argument("--requests", action="store_true", help="whole requests in free text in place of phrasings")
    parser.add_argument("--every", type=int, default=1, help="only each so many-th phrasing, for a first look")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in REWRITINGS]:
        sys.exit(f"no rewriting {unknown[0]!r}; there are {', '.join(REWRITINGS)}")
    names = given.names or list(REWRITINGS)
    if given.requests:
        of_requests(names, given.every, given.show)
    else:
        of_phrasings(names, given.half, given.every, given.show)


def of_phrasings(names: Sequence[str], half: str, every: int, show: int) -> None:
    """What the phrasings of one half that are read right are read as when written anew."""
    kinds = {type_: readings.load(SUITE, type_) for type_ in readings.types(SUITE)}
    held, dates = corpus.load(), readings.Dates(request=DAY, service=SERVICE)
    own = rows.load(SUITE / "rows" / f"{half}.jsonl", tuple(kinds))[::every]
    score = lambda row: readings.score(row, kinds[row.type], held, dates)  # noqa: E731
    right = [row for row in own if score(row).read == row.reference]
    print(f"{len(right)} of {len(own)} phrasings are read right as they stand\n")
    print(f"{'written anew':<26}{'n':>6}{'otherwise':>11}{'false adverse':>15}{'false clear':>13}")
    for name in names:
        anew = [replace(row, phrase=p) for row in right if (p := REWRITINGS[name](row.phrase)) != row.phrase]
        other = [found for row in anew if (found := score(row)).read != row.reference]
        adverse, clear = (sum(found.read == read for found in other) for read in ("not_met", "met"))
        told(name, len(anew), len(other), adverse, clear)
        for found in other[:show]:
            print(f"    {found.id} {found.reference}, read {found.read}: {found.phrase!r}")


def of_requests(names: Sequence[str], every: int, show: int) -> None:
    """What the criteria of each so many-th request in free text are read as when it is written anew."""
    held = corpus.load()
    cases = [case for path in sorted((SUITE / "notes").glob("*.yaml"))[::every] if (case := in_free_text(path, held))]
    print(f"{len(cases)} requests\n")
    print(f"{'written anew':<26}{'n':>6}{'otherwise':>11}{'false adverse':>15}{'false clear':>13}{'lines lost':>12}")
    before = [findings(case, held) for case in cases]
    for name in names:
        anew = [(n, text) for n, case in enumerate(cases) if (text := REWRITINGS[name](case.text or "")) != case.text]
        pairs = [(before[n], findings(retold(cases[n], text, held), held)) for n, text in anew]
        lost = sum(key not in after for was, after in pairs for key in was if key[1] is None)
        both = [(key, was[key], after[key]) for was, after in pairs for key in was if key[1] and key in after]
        other = [(key, was, now) for key, was, now in both if was != now]
        adverse, clear = (sum(now == read for _, _, now in other) for read in ("not_met", "met"))
        told(name, len(both), len(other), adverse, clear, f"{lost:>12}")
        for key, was, now in other[:show]:
            print(f"    line {key[0]}, {key[1]} {was}, read {now}")


def in_free_text(path: Path, held: corpus.Corpus) -> Case | None:
    """The request of a note of the suite that is one free text and gives no services; none for another note."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "text" not in given or "services" in given:
        return None
    bound = given.get("policy") or ()
    policy = (bound,) if isinstance(bound, str) else tuple(bound)
    return retold(Case(policy=policy, request_date=DAY, service_date=SERVICE), given["text"], held)


def retold(case: Case, text: str, held: corpus.Corpus) -> Case:
    """The same request with another text."""
    told = intake.load("-", held, standard_input=text.encode())
    given = {"policy": case.policy, "request_date": case.request_date, "service_date": case.service_date}
    return told.model_copy(update=given)


def findings(case: Case, held: corpus.Corpus) -> Mapping[tuple[str | None, str | None], str]:
    """Status by line and criterion; a line itself stands under no criterion."""
    found: dict[tuple[str | None, str | None], str] = {}
    for line in drafting.determine(case, drafting.Judging(corpus=held, today=DAY)):
        found[line.code, None] = ""
        found |= {(line.code, finding.criterion): finding.status for finding in line.findings}
    return found


def told(name: str, n: int, other: int, adverse: int, clear: int, more: str = "") -> None:
    """One row of the table."""
    print(f"{name:<26}{n:>6}{other:>4}{100 * other / max(1, n):>6.1f} %{adverse:>15}{clear:>13}{more}", flush=True)


if __name__ == "__main__":
    main()
