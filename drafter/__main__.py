"""The door from the shell."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from drafter.cli import app

    app()


if __name__ == "__main__":
    main()
