"""A run: the cases of a suite drafted side by side, each on its way to the disk as soon as it is done.

The built-in reader and writer use the processor, so cases are shared out among processes; a language model is waited
for, so there they are shared out among threads. What is held in memory does not grow with the number of cases.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.domain import SourceType
from drafter.drafting import Means
from drafter.errors import DrafterError, ModelUnreachable
from drafter.evals.drafts.attempt import attempt
from drafter.evals.drafts.log import Log
from drafter.evals.drafts.record import Record
from drafter.retrieval import Found, Index

Opening = Callable[[], Means]
"""Opens everything a draft is made with; it is sent to other processes, so it is a function of a module with its
arguments, such as a `functools.partial`."""

FEW = 8
"""Cases for which a further process does not pay: it takes seconds to open the index."""
IN_A_ROW = 3
"""Cases in a row on which a model's endpoint does not answer, after which the run stops."""
_AHEAD = 2
"""Cases handed out for each worker, so that none waits for the next."""


@dataclass(frozen=True)
class Work:
    """What is to be done, and how."""

    files: Sequence[Path]
    """Files of the cases."""
    opening: Opening
    """With what they are drafted."""
    repeats: int
    """How often each."""
    threads: bool
    """Whether a language model is waited for."""
    workers: int | None = None
    """How many at once; none for as many as pay."""


def run(work: Work, log: Log, on_progress: Callable[[int, int], None]) -> None:
    """Draft and score every case that the log does not hold yet.

    Raises ModelUnreachable where an endpoint has stopped answering, and DrafterError where a worker died; what was done
    stands in the log.
    """
    todo = [file for file in work.files if not log.done.get(file.stem)]
    done, total = len(work.files) - len(todo), len(work.files)
    on_progress(done, total)
    silent = 0
    for record in _made(work, todo):
        log.add(record)
        done += 1
        on_progress(done, total)
        silent = silent + 1 if record.unreachable else 0
        if silent == IN_A_ROW:
            raise ModelUnreachable(
                f"the language model's endpoint has stopped answering: {record.unscored.partition(': ')[2]}",
                todo=f"{sum(log.done.values())} of {total} cases are done and kept.",
            )


def _made(work: Work, todo: Sequence[Path]) -> Iterator[Record]:
    """The records, in the order in which they are done."""
    workers = _workers(work, len(todo))
    if not todo:
        return
    if workers == 1:
        means = work.opening()
        with means.index:
            for file in todo:
                yield attempt(file, means, work.repeats)
        return
    with _pool(work, workers) as pool:
        yield from _handed_out(pool, todo, workers * _AHEAD)


def apart(work: Work) -> bool:
    """Whether cases may be drafted in processes of their own, for which the index should be up to date."""
    return not work.threads and _workers(work, len(work.files)) > 1


def _workers(work: Work, cases: int) -> int:
    if work.threads:
        return max(1, min(work.workers or 4, cases))
    return max(1, min(work.workers or min(os.cpu_count() or 1, cases // FEW), cases))


@dataclass(frozen=True)
class _Pool:
    """Workers, and what they are asked to do with a case."""

    executor: Executor
    attempt: Callable[[Path], Record]


def _handed_out(pool: _Pool, todo: Sequence[Path], ahead: int) -> Iterator[Record]:
    """Cases are handed out a few ahead, so that a run that stops leaves little undone."""
    waiting, files = set[Future[Record]](), iter(todo)
    try:
        while True:
            for file in files:
                waiting.add(pool.executor.submit(pool.attempt, file))
                if len(waiting) >= ahead:
                    break
            if not waiting:
                return
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
    except BrokenExecutor:
        raise DrafterError(
            "a worker process ended before its case was done",
            todo="It may have run out of memory: go on with fewer --workers.",
        ) from None
    finally:
        for future in waiting:
            future.cancel()


@contextmanager
def _pool(work: Work, workers: int) -> Iterator[_Pool]:
    if work.threads:
        means = work.opening()
        with means.index, ThreadPoolExecutor(workers) as threads:
            shared = replace(means, index=_OneAtATime(means.index))
            yield _Pool(threads, lambda file: attempt(file, shared, work.repeats))
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A fresh interpreter: the store and the embedding model run threads of their own, which no fork survives.
    fresh = multiprocessing.get_context("spawn")
    begun: Any = (work.opening, work.repeats)
    with ProcessPoolExecutor(workers, mp_context=fresh, initializer=_begin, initargs=begun) as processes:
        yield _Pool(processes, _attempt)


class _OneAtATime(Index):
    """An index that answers one thread at a time; beside a language model that costs nothing."""

    def __init__(self, index: Index) -> None:
        self._index, self._free = index, threading.Lock()

    def search(
        self, query: str, *, k: int = 8, types: Collection[SourceType] = (), **given: Any
    ) -> Found:  # fmt: skip
        """What the index finds."""
        with self._free:
            return self._index.search(query, k=k, types=types, **given)

    def close(self) -> None:
        """The index is closed by whoever opened it."""


# ------------------------------------------------------------------------------------------------- in another process

_WORK: list[tuple[Means, int]] = []
"""What this process drafts with; one entry once it has begun."""


def _begin(opening: Opening, repeats: int) -> None:
    """Open everything once for all cases that this process will be given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that hands out the cases says when to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORK.append((opening(), repeats))


def _end_with_parent() -> None:
    """A run that is killed leaves nobody working for it."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _attempt(file: Path) -> Record:
    means, repeats = _WORK[0]
    return attempt(file, means, repeats)
