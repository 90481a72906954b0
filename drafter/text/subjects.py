"""Subjects: whether a clause without a subject of its own goes on about whom the clause before it was about."""

from __future__ import annotations

from drafter.text.clauses import Clause
from drafter.text.patterns import Pattern

_TELLS_OF = Pattern(
    r"^\W*(?:(?:her|his|their|the|a|an|one|\w+'s) )?(?:(?:older|younger|twin|eldest|maternal|paternal|half) )?"
    r"(?:mother|father|sister|brother|sibling|wife|husband|spouse|partner|son|daughter|aunt|uncle|cousin|grandmother|"
    r"grandfather|mom|dad|twin|friend|neighbou?r|roommate|sis|bro)\b(?: \w+){0,2}? "
    r"(?:had|has|was|tried|took|failed|lost|underwent|used|did|got|received|went|takes|uses|is)\b"
)
"""A clause whose subject is another person, of whom it tells something."""
_GOES_ON = Pattern(
    r"^\W*(?:and |but )?(?:before (?:that|this|it|then)|after (?:that|this|it)|afterwards?|since(?: then)?|then|later|"
    r"earlier|previously|prior to (?:that|this)|first|initially|also)\b,? (?:(?:also|had|has|having|never) )*"
    r"(?:failed|lost|gained|regained|tried|took|used|had|has|underwent|died|did|got|started|stopped|received|went|was|is)\b"
)
"""A clause that opens with a time and a verb, and names nobody."""
_PATIENT = Pattern(r"\b(?:she|he|they|patient|pt|member|i|we|mr|mrs|ms|herself|himself)\b")


def goes_on(before: Clause, of_another: bool, clause: Clause) -> bool:
    """Whether a clause is about another person because the one before it in its sentence was: "sister had a sleeve,
    lost 90 lb - before that failed Optifast"."""
    if not of_another or before.within != clause.within or _PATIENT.search(clause.low):
        return False
    return bool(_GOES_ON.match(clause.low) and (_TELLS_OF.match(before.low) or _GOES_ON.match(before.low)))
