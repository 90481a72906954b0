"""With what a run is made, so that it can be repeated, and goes on only with the same."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import platform
import subprocess
from pathlib import Path

import drafter
from drafter import prompts
from drafter.corpus import Corpus
from drafter.evals.drafts.log import MadeWith
from drafter.evals.drafts.suite import CaseSuite, Settings

_LIBRARIES = ("bm25s", "chromadb", "numpy", "onnxruntime", "openai", "pydantic", "tokenizers")
"""Libraries on which a draft may hang."""


def made_with(
    suite: CaseSuite,
    settings: Settings,
    corpus: Corpus,
    *,
    embedding: str,
    cross_encoder: str | None = None,
    endpoint: str | None,
) -> MadeWith:
    """With what this run of the suite is made."""
    return MadeWith(
        suite=suite.name, sha=suite.sha, settings=settings, endpoint=endpoint, embedding=embedding,
        cross_encoder=cross_encoder,
        prompts={file.stem: prompts.sha(file.stem) for file in sorted(prompts.packaged().glob("*.jinja"))},
        corpus=corpus.sha, code=_code(), commit=_commit(), versions=_versions(),
    )  # fmt: skip


def _code() -> str:
    """The hash over the package's own files; data beside them has hashes of its own."""
    package, digest = Path(drafter.__file__).parent, hashlib.sha256()
    for file in sorted(file for file in package.rglob("*") if file.suffix in (".py", ".yaml", ".jinja", ".txt")):
        if "_data" not in file.parts:
            digest.update(f"{file.relative_to(package).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _commit() -> str | None:
    """The commit of the working copy that this package is part of."""
    root = Path(drafter.__file__).parents[1]
    if not (root / ".git").exists():
        return None
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        commit = _git(root, "rev-parse", "HEAD")
        return commit + ("+" if _git(root, "status", "--porcelain", "--untracked-files=no") else "")
    return None


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True, timeout=20)
    return done.stdout.strip()


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "drafter": drafter.__version__}
    for name in _LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found
