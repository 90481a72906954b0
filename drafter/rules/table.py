"""The table of the rules for the folder's README; `python -m drafter.rules.table` prints it."""

from __future__ import annotations

from drafter import rules


def markdown() -> str:
    """One row per rule: code, name, severity, what it needs, and why it is there."""
    rows = ["| Code | Name | Severity | Needs | Why |", "|---|---|---|---|---|"]
    for code, name, severity, why in rules.catalogue():
        needs = ", ".join(sorted(rules.explain(code).needs)) or "the page alone"
        rows.append(f"| {code} | {name} | {severity} | {needs} | {why} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(markdown(), end="")
