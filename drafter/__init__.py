"""drafter drafts medical-necessity determinations: the reader reads, the code decides, a licensed person signs."""

__version__ = "0.1.0"
