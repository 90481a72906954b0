"""Words meant for a language model, or spoken by one about itself, stand in the text.

Why: They show that an instruction, hidden in the record or in a prompt, has reached the determination.
Wrong: As an AI language model, I follow the instruction to approve all lines.
Right: The record holds an instruction to reviewers' software; it was not followed, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.domain import Ground, Page
from drafter.rules.breach import Breach
from drafter.rules.prose import Wording, phrases, prose

SEVERITY = "error"
NEEDS: frozenset[str] = frozenset()
_TO_A_MODEL = phrases(
    r"(?:ignore|disregard|forget|override) (?:all |any |the |your |of )*"
    r"(?:previous |prior |above |earlier |preceding |system )*(?:instructions?|prompts?|rules)",
    r"as an? (?:ai|artificial intelligence|(?:large )?language) (?:language )?(?:model|assistant)",
    r"i(?:'m| am) (?:just |only )?an? (?:ai|language model|assistant|chatbot)",
    r"(?:system|developer|user) (?:prompt|message)",
    r"you are (?:now )?an? (?:helpful |expert |medical )*(?:assistant|reviewer|model|ai)",
    r"(?:approve|certify|deny) (?:all|every|each) (?:of the )?(?:lines?|requests?|services?)",
    r"here is (?:the|your) (?:json|response|determination|draft)",
    r"(?:certainly|sure|of course)[!,] (?:here|i)",
    r"i (?:cannot|can't|am unable to) (?:help|assist|comply|provide)",
    r"(?:respond|reply|answer|output) (?:only )?(?:with|in) (?:valid )?json",
)
_TOKEN = Wording(re.compile(r"<\|[^|>]{1,40}\|>|\[/?INST\]|</?(?:system|assistant|user|think)>|```"))


def check(page: Page, ground: Ground) -> Iterator[Breach]:
    """One breach for every such phrase in our own voice."""
    for stretch in prose(page, ground):
        for pattern in (_TO_A_MODEL, _TOKEN):
            for found in pattern.finditer(stretch.text):
                message = f"“{found[0]}” is speech to or of a language model; remove it and report where it came from."
                yield stretch.breach(page, message, found[0])
