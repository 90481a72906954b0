"""What embedding, searching and growing cost: `python evals/bench/retrieval.py [embedding] [search] [growth SIZES]`.

Times are of the processor, so that a busy machine matters little; what is compared runs in turns in one process. Growth
runs each size in a process of its own, on synthetic passages with a hashed embedder: it measures the store and the
tables, not the model. Results are written to `evals/bench/retrieval.json` with machine and versions, and drawn from it
into `growth.svg`.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from drafter import config, corpus, embedding
from drafter.domain import Passage, Source
from drafter.embedding.bert import Bert
from drafter.retrieval import DEPTH, Index, refresh
from drafter.retrieval.rows import all_rows

RESULTS = Path(__file__).with_suffix(".json")
PLOT = Path(__file__).with_name("growth.svg")
QUERIES = [
    "is an occipital nerve block covered for migraine",
    "CPAP for sleep apnoea with an AHI of 9 and hypertension",
    "epidural injection repeated after three weeks of relief",
    "home oxygen, saturation of 88 percent at rest",
    "bariatric surgery, BMI 41, diabetes",
]


def milliseconds(work: Callable[[], object]) -> float:
    """Of the processor, for one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


# -------------------------------------------------------------------------------------------------------- embedding


def embeddings() -> dict[str, Any]:
    """Every way to embed the corpus: milliseconds a text and a query, and the least cosine to sentence-transformers."""
    from sentence_transformers import SentenceTransformer

    folder = embedding._packaged_folder()
    texts = sorted({row.text for row in all_rows(corpus.load().passages)})[::4]
    torch = SentenceTransformer(str(folder), device="cpu")
    exact, packed = Bert(folder), Bert(folder, packed=True)
    ways: dict[str, Callable[[list[str]], Any]] = {
        "sentence-transformers, as it comes (batches of 32)": lambda of: torch.encode(of, show_progress_bar=False),
        "sentence-transformers, batches of 8": lambda of: torch.encode(of, batch_size=8, show_progress_bar=False),
        "direct, exact, one by one": exact.encode,
        "direct, packed, one by one": packed.encode,
    }
    found = {}
    reference = embedding.unit(torch.encode(texts, show_progress_bar=False))
    for name, way in ways.items():
        cosine = float((embedding.unit(np.asarray(way(texts))) * reference).sum(axis=1).min())
        taken = min(milliseconds(partial(way, texts)) for _ in range(2)) / len(texts)
        query = statistics.median(milliseconds(partial(way, [q])) for _ in range(6) for q in QUERIES)
        found[name] = {
            "ms_per_text": round(taken, 2),
            "ms_per_query": round(query, 2),
            "least_cosine": round(cosine, 4),
        }
        print(f"{name:<52}{taken:8.2f} ms a text{query:8.2f} ms a query   least cosine {cosine:.4f}")
    return {"texts": len(texts), "mean_words": round(statistics.mean(len(t.split()) for t in texts), 1), "ways": found}


# ----------------------------------------------------------------------------------------------------------- search


def searches() -> dict[str, Any]:
    """One search beside its bare parts, in turns, on all queries of `evals/retrieval` that have an answer: the query
    embedded, and asked of the library as it comes. Means, since some searches ask the store twice."""
    suite = yaml.safe_load((RESULTS.parents[1] / "retrieval" / "queries.yaml").read_text("utf-8"))
    queries = [one["query"] for half in suite.values() for one in half["answered"]]
    with tempfile.TemporaryDirectory() as home:
        given = config.settings({"DRAFTER_HOME": home})
        index, _ = config.index(given)
        embedder, collection = embedding.load(), index._store._collection
        parts: dict[str, Callable[[str], object]] = {
            "search": index.search,
            "embedding": lambda q: embedder.embed([q]),
            "bare": lambda q: collection.query(query_embeddings=embedder.embed([q]), n_results=8),
        }
        times: dict[str, list[list[float]]] = {part: [] for part in parts}
        for turn in range(10):
            for part, work in parts.items():
                taken = [milliseconds(partial(work, query)) for query in queries]
                if turn:  # the first warms up
                    times[part].append(taken)
        index.close()
        opening = [milliseconds(lambda: config.index(given)[0].close()) for _ in range(3)]
    # of each query the middle time, of these the mean
    found = {part: round(float(np.median(taken, axis=0).mean()), 2) for part, taken in times.items()}
    one_by_one = np.median(times["search"], axis=0) / np.median(times["bare"], axis=0)
    ratio, median = found["search"] / found["bare"], float(np.median(one_by_one))
    print(f"{found}, a search is {ratio:.2f} times its bare parts, the middle one {median:.2f}; depth {DEPTH}")
    return {
        **found, "queries": len(queries), "opening": round(statistics.median(opening), 2), "ratio": round(ratio, 2),
        "ratio_of_the_middle_query": round(median, 2),
    }  # fmt: skip


# ----------------------------------------------------------------------------------------------------------- growth


def grown(size: int, server: str | None = None) -> dict[str, Any]:
    """What an index of so many passages takes; runs in a process of its own."""
    draw = random.Random(size)
    words = [f"word{n}" for n in range(20_000)]
    weights = [1 / (n + 1) for n in range(len(words))]
    source = Source(title="Synthetic", organisation="Bench", verified="synthetic")

    def passage(n: int) -> Passage:
        text = " ".join(draw.choices(words, weights, k=60)) + f" number{n}"
        id = f"p-{sha256(text.encode()).hexdigest()[:12]}"
        return Passage(id=id, type="guideline", source=source, heading="Synthetic", text=text)

    passages = [passage(n) for n in range(size)]
    with tempfile.TemporaryDirectory() as home:
        folder, embedder = Path(home) / "index", embedding.HashedEmbedder(384)
        start = time.process_time(), time.monotonic()
        refresh(folder, passages, embedder, server=server)
        built = time.process_time() - start[0], time.monotonic() - start[1]
        once = milliseconds(lambda: refresh(folder, [*passages[:-1], passage(size)], embedder, server=server))
        disk = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        opened = milliseconds(lambda: Index(folder, embedder, server=server).close())
        with Index(folder, embedder, server=server) as index:
            queries = [" ".join(draw.choices(words, weights, k=8)) for _ in range(120)]
            times = sorted(milliseconds(partial(index.search, q)) for q in queries)
            exact = sum(index.search(p.text, k=1).hits[0].passage.id == p.id for p in passages[:100])
    return {
        "passages": size, "build_cpu_s": round(built[0], 1), "build_wall_s": round(built[1], 1),
        "one_changed_cpu_s": round(once / 1000, 2), "disk_mb": round(disk / 1e6, 1), "peak_memory_mb": round(resident),
        "open_ms": round(opened, 1), "search_p50_ms": round(times[60], 2), "search_p95_ms": round(times[114], 2),
        "found_by_own_text": f"{exact}/{min(size, 100)}",
    }  # fmt: skip


def growth(sizes: list[int]) -> list[dict[str, Any]]:
    """Every size in a process of its own."""
    found = []
    for size in sizes:
        code = f"import json, sys; sys.path.insert(0, {str(RESULTS.parent)!r}); import retrieval as bench;"
        code += f"print(json.dumps(bench.grown({size})))"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        found.append(json.loads(ran.stdout.splitlines()[-1]))
        print(found[-1], flush=True)
    return found


def plot(rows: list[dict[str, Any]]) -> str:
    """Search times and build time over the number of passages, both axes logarithmic, as SVG."""
    series = {"search p50 (ms)": "search_p50_ms", "search p95 (ms)": "search_p95_ms", "build (s)": "build_cpu_s",
              "disk (MB)": "disk_mb"}  # fmt: skip
    colours = ("#1b6ca8", "#7fb2d9", "#b5651d", "#5a8f4e")
    values = [row[key] for row in rows for key in series.values()]
    low, high = np.log10(max(min(values), 0.1)), np.log10(max(values))
    left, right = np.log10(rows[0]["passages"]), np.log10(rows[-1]["passages"])

    def at(passages: float, value: float) -> tuple[float, float]:
        x = 70 + 430 * (np.log10(passages) - left) / max(right - left, 1e-9)
        return round(float(x), 1), round(float(300 - 260 * (np.log10(max(value, 0.1)) - low) / (high - low)), 1)

    parts = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 350" font-family="sans-serif" font-size="12">',
             '<rect width="680" height="350" fill="white"/>']  # fmt: skip
    for power in range(int(np.ceil(low)), int(np.floor(high)) + 1):
        y = at(rows[0]["passages"], 10.0**power)[1]
        parts.append(f'<line x1="70" x2="500" y1="{y}" y2="{y}" stroke="#ddd"/><text x="62" y="{y + 4}" '
                     f'text-anchor="end">{10.0**power:g}</text>')  # fmt: skip
    for row in rows:
        x = at(row["passages"], 1)[0]
        parts.append(f'<text x="{x}" y="325" text-anchor="middle">{row["passages"]:,}</text>')
    for n, (name, key) in enumerate(series.items()):
        points = [at(row["passages"], row[key]) for row in rows]
        line = " ".join(f"{x},{y}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colours[n]}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colours[n]}"/>' for x, y in points]
        parts.append(f'<text x="515" y="{60 + 22 * n}" fill="{colours[n]}">{name}</text>')
    parts.append('<text x="285" y="344" text-anchor="middle">passages</text></svg>')
    return "\n".join(parts) + "\n"


def main(asked: list[str]) -> None:
    """Runs what is asked for, all of it by default, and keeps the other results."""
    sizes = [int(one) for one in asked if one.isdigit()] or [1_000, 10_000]
    asked = [one for one in asked if not one.isdigit()] or ["embedding", "search", "growth"]
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    packages = ("chromadb", "onnxruntime", "torch", "sentence-transformers", "bm25s", "numpy")
    results["machine"] = {
        "processors": os.cpu_count(), "architecture": platform.machine(), "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in packages},
    }  # fmt: skip
    if "embedding" in asked:
        results["embedding"] = embeddings()
    if "search" in asked:
        results["search"] = searches()
    if "growth" in asked:
        held = {row["passages"]: row for row in [*results.get("growth", []), *growth(sizes)]}
        results["growth"] = [held[size] for size in sorted(held)]
        PLOT.write_text(plot(results["growth"]), "utf-8")
    RESULTS.write_text(json.dumps(results, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
