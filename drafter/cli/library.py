"""`search` and `index`: what the corpus holds, and what of it bears on a query."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from drafter import config, terminal
from drafter.cli.options import Chroma, Corpora, Out
from drafter.errors import CorpusError, IndexUnavailable, InputError

if TYPE_CHECKING:
    from drafter.retrieval import Hit


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="At most so many passages.")] = 8,
    type: Annotated[
        list[str], typer.Option("--type", help="policy, guideline, research or determination; repeatable.")
    ] = [],  # noqa: B006
    format: Annotated[Literal["text", "json"], typer.Option(help="How to show it.")] = "text",
    out: Out = None,
    corpus: Corpora = [],  # noqa: B006
    chroma: Chroma = None,
    cross_encoder: Annotated[
        str | None, typer.Option("--cross-encoder", metavar="NAME", help="Order the first hits by this model.")
    ] = None,
) -> None:
    """Find passages by meaning and by words; abstain where none bears on the query."""
    from drafter.intake import plain

    known = ("policy", "guideline", "research", "determination")
    if unknown := [t for t in type if t not in known]:
        raise InputError(f"unknown type {unknown[0]!r}", where="--type", todo=f"Known: {', '.join(known)}.")
    plain.check(query, "the query")
    terminal.check_out(out, *corpus)
    given = config.settings(corpus=corpus, chroma=chroma, cross_encoder=cross_encoder)
    with terminal.progress() as progress, _index(given, progress.count("indexing texts")) as index:
        found = index.search(query, k=k, types=type)
    if format == "json":
        results = [
            {
                "passage": hit.passage.id, "policy": hit.passage.policy, "version": hit.passage.version,
                "type": hit.passage.type, "score": round(hit.score, 4), "dense": round(hit.dense, 4),
                "lexical": round(hit.lexical, 4), "title": hit.passage.source.title,
                "organisation": hit.passage.source.organisation, "heading": hit.passage.heading,
                "verified": hit.passage.source.verified, "text": hit.passage.text,
            }
            | ({} if hit.crossed is None else {"cross_encoder": hit.crossed})
            for hit in found.hits
        ]  # fmt: skip
        terminal.put(json.dumps({"results": results, "abstained": found.abstained}, indent=2, ensure_ascii=False), out)
        return
    blocks = [
        f"{hit.score:.2f}{_by_model(hit)}  {p.type}  {p.source.organisation}: {p.heading}  ({p.id})\n      {p.text}"
        for hit in found.hits
        for p in (hit.passage,)
    ]
    terminal.put("\n\n".join(blocks) if blocks else "Nothing held bears on this query.", out)


def _by_model(hit: Hit) -> str:
    return "" if hit.crossed is None else f", by the cross-encoder {hit.crossed:.2f}"


def _index(given: config.Settings, count: Callable[[int, int], None]) -> Any:
    """The index, up to date; where the corpus cannot be loaded, as it was when it last could."""
    try:
        return config.index(given, on_progress=count)[0]
    except CorpusError as error:
        try:
            last = config.last_index(given)
        except IndexUnavailable:
            raise error from None
        terminal.notice(f"drafter: {error}\nSearched instead: the index of {last.written.isoformat()}.")
        return last


def index(
    corpus: Corpora = [],  # noqa: B006
    chroma: Chroma = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Throw the index away first.")] = False,
) -> None:
    """Bring the index up to date with the corpus; unchanged passages are not embedded again."""
    given = config.settings(corpus=corpus, chroma=chroma)
    held = config.corpus(given)
    with terminal.progress() as progress:
        done = config.refresh(given, held, rebuild=rebuild, on_progress=progress.count("indexing texts"))
    typer.echo(f"{done.added} passages added, {done.removed} removed, {done.kept} unchanged in {given.index_folder}")
