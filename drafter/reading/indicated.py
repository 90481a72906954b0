"""For what the words of a record ask the service: "block requested for migraine", "indication: migraine"."""

from __future__ import annotations

from drafter.reading.said import Said
from drafter.text import Mention
from drafter.text.patterns import Pattern

_BEFORE = Pattern(
    r"\b(?:indications?|reasons?|purpose|diagnosis|dx) (?:for|of) [^.;,]{0,40}?(?::|is|are|=|-)\s*"
    r"(?:[a-z]\d\d(?:\.\w{1,4})?\W{1,3})?(?:her |his |their |the )?$|"
    r"\b(?:indications?|reasons?|purpose|dx|diagnosis) (?:for|of) (?:\w+ ){0,4}(?:injections?|tpis?|blocks?|"
    r"procedures?|"
    r"request),\s*$|"
    r"\b(?:dx|diagnosis|condition)\b[^.;:]{0,20}\b(?:prompting|behind|leading to|justifying|supporting|driving|"
    r"treated)\b[^.;:]{0,25}(?::|\bis|=)\s*$|"
    r"(?<!no )(?<!not )\b(?:indications?|sole indication|reason for (?:request|referral|injections?|procedure))"
    r"(?:\s+(?!not|no|other|rather|and)\w+){0,6}?\s*(?::|\bis|\bwas|=|-)\s*(?:her |his |their |the )?$|"
    r"\b(?:injections?|tpis?|blocks?|procedures?|series|request|requested|requesting|asked|asking|wants?|seeks?|"
    r"seeking|sessions?|service|treatment) (?:(?:is|are|was|were|being|sought|requested|asked|needed|planned|intended|"
    r"meant|given|ordered|proposed|put|forward|here|only|solely|today)\s+)*"
    r"(?:for|for:|to (?:treat|help|control|manage|relieve)|(?:for )?as (?:an? |the )?treatment (?:of|for)|"
    r"aimed at|directed at) "
    r"(?:(?:patient's|her|his|their|the|a|diffuse|widespread|generali[sz]ed|treatment|management|relief|pain|of|"
    r"from|due|to|"
    r"flare|flares)\s+)*$|"
    r"\bto treat (?:her |his |their |the )?$|"
    r"\b(?:wants?|wishes|asks?|hopes?)\b[^.;,]{0,25}\b(?:treated|injected|helped|relieved)\b[^.;,]{0,35}\b(?:is|are) "
    r"(?:her |his |their |the )?$"
)
_AFTER = Pattern(
    r"^[\W\d]*(?:and )?(?:that|this|which|it) is (?:what|why|the reason (?:why)?) (?:i|we) (?:\w+ )?(?:inject|"
    r"treat|needle)|"
    r"^\W*(?:pain )?(?:is|as|being|remains) (?:the |an? )?(?:(?:only|sole|primary|main|stated|listed|treating)\s+)*"
    r"(?:indication|reason|target|purpose|condition (?:being )?treated|"
    r"(?:diagnosis|dx|condition) (?:for which|that (?:prompts|justifies)|behind|prompting|to be treated))\b"
)


def indicated(said: Said, mention: Mention) -> bool:
    """Whether what is named is said to be what the service is for."""
    start = said.statement.clause.start
    before, behind = said.low[: mention.start - start], said.low[mention.end - start :]
    return bool(_BEFORE.search(before) or _AFTER.search(behind))
