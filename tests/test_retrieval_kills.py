"""What a killed or a second writer leaves: the old content or the new, never half.

One process imports the libraries and forks every writer and every reader from there, before it has opened a store, so
that a kill costs a fraction of a second.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from drafter.domain import Passage, Source
from drafter.embedding import HashedEmbedder
from drafter.retrieval import Index, refresh

SOURCE = Source(title="A source", organisation="An author", verified="synthetic")


def passages(numbers: range) -> list[Passage]:
    texts = [f"Passage {n} speaks of item{n} and of item{n + 1} as well." for n in numbers]
    return [
        Passage(
            id=f"p-{sha256(text.encode()).hexdigest()[:12]}", type="guideline", source=SOURCE, heading="Part", text=text
        )
        for text in texts
    ]


OLD, NEW = passages(range(90)), passages(range(45, 150))


def forked(work: Callable[[], None]) -> int:
    """The process id of a child that does the work and ends."""
    if child := os.fork():
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def wait(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write(folder: Path, held: list[Passage], size: int = 256) -> int:
    return forked(lambda: refresh(folder, held, HashedEmbedder(size)) and None)


def look(folder: Path, size: int = 256) -> str:
    """Whether the index holds the old content, the new, or anything else."""
    answer, ask = os.pipe()

    def work() -> None:
        with Index(folder, HashedEmbedder(size)) as index:
            ids = set(index._generation.ids)
            held = next((h for h in (OLD, NEW) if {p.id for p in h} == ids), [])
            found = [index.search(p.text, k=1).hits[0] for p in held[::15]]
            whole = held and all(hit.passage == p and hit.dense > 0.9 for hit, p in zip(found, held[::15], strict=True))
            os.write(ask, (("old" if held is OLD else "new") if whole else f"half: {len(ids)} {found}").encode())

    wait(forked(work))
    os.close(ask)
    with os.fdopen(answer) as file:
        return file.read()


def kills(folder: Path, times: int) -> dict[str, list[str]]:
    """Writers from old to new and back, each killed a little later than the one before; what was found after each."""
    assert wait(write(folder, OLD)) == 0
    start = time.monotonic()
    assert wait(write(folder, NEW)) == 0
    whole = time.monotonic() - start
    found, ends = [look(folder)], []
    for n in range(times):
        child = write(folder, OLD if found[-1] == "new" else NEW)
        time.sleep(whole * (n + 0.5) / times)
        os.kill(child, signal.SIGKILL)
        ends.append(str(wait(child)))
        found.append(look(folder))
    assert wait(write(folder, NEW)) == 0
    children = [write(folder, held) for held in (OLD, NEW, OLD, NEW)]
    together = [str(wait(child)) for child in children]
    switching = write(folder, NEW, 64)
    time.sleep(whole / 2)
    os.kill(switching, signal.SIGKILL)
    wait(switching)
    model = [look(folder, 256) or look(folder, 64)]
    return {"found": found, "ends": ends, "together": [*together, look(folder) or "new"], "model": model}


def test_a_kill_leaves_the_old_content_or_the_new_and_writers_do_not_disturb_each_other(tmp_path: Path) -> None:
    code = "import json, sys, chromadb, bm25s, filelock, test_retrieval_kills as t; from pathlib import Path\n"
    code += "print(json.dumps(t.kills(Path(sys.argv[1]), 9)))"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "i")],
        capture_output=True, text=True, cwd=Path(__file__).parent, env=dict(os.environ), timeout=300,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert set(said["found"]) <= {"old", "new"}, said
    assert "-9" in said["ends"], said  # some were killed in the middle, and not all ended before
    assert said["together"][:4] == ["0"] * 4
    assert said["together"][4] in ("old", "new")
    assert said["model"][0] in ("old", "new")
