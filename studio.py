"""The roof: the studio draws charts in processes of their own, and keeps the latest pictures.

Threads do not help: matplotlib holds the interpreter while it draws, and would make every other
answer late.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process

from bot import charts
from bot.finding import Drawable

log = logging.getLogger(__name__)

_PICTURES_KEPT = 64
_PICTURES_A_POOL = 400  # matplotlib's memory grows slowly; the processes are replaced
_PATIENCE_SECONDS = 30
_CLOSING_SECONDS = 5


class Studio:
    """Draws findings; replaces its processes when they have drawn much, died, or hang."""

    def __init__(
        self,
        workers: int,
        pictures_a_pool: int = _PICTURES_A_POOL,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._workers = workers
        self._pictures_a_pool = pictures_a_pool
        self._patience = patience
        self._kept: OrderedDict[str, Future[charts.Picture]] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = _Pool(workers)
        self._next: _Pool | None = None
        self._retired: list[_Pool] = []
        self._moved = 0.0

    def warm_up(self) -> None:
        """Have every worker import its libraries and draw once, while nobody waits."""
        self._pool.warm_up()

    def processes(self) -> list[int]:
        """The ids of the processes that draw at present."""
        return self._pool.processes()

    def draw(self, finding: Drawable) -> Future[charts.Picture]:
        """A promise of the picture; the same finding is drawn once.

        A promise may fail, and one that is not kept in good time fails when the next is asked for.
        """
        key = charts.fingerprint(finding)
        with self._lock:
            self._part_from_what_hangs()
            promise = self._kept.get(key)
            if promise is None or _failed(promise):
                promise = self._submit(finding)
            self._keep(key, promise)
            return promise

    def _keep(self, key: str, promise: Future[charts.Picture]) -> None:
        self._kept[key] = promise
        self._kept.move_to_end(key)
        while len(self._kept) > _PICTURES_KEPT:
            self._kept.popitem(last=False)

    def _submit(self, finding: Drawable) -> Future[charts.Picture]:
        self._replace_what_has_drawn_enough()
        if not self._owes():
            self._moved = time.monotonic()
        try:
            promise = self._pool.draw(finding)
        except BrokenProcessPool:
            log.warning("a drawing process died; the studio starts anew")
            self._pool = _Pool(self._workers)
            promise = self._pool.draw(finding)
        promise.add_done_callback(self._note_that_it_moves)
        return promise

    def _replace_what_has_drawn_enough(self) -> None:
        """Change over when the next processes are warm, so that nobody waits for the change.

        The pool could replace its workers itself, but may then leave queued work lying for ever.
        """
        if self._pool.taken >= self._pictures_a_pool and not self._next:
            self._next = _Pool(self._workers)
            self._next.warm_up()
        if self._next and self._next.is_warm():
            self._pool.retire()
            self._retired = [each for each in (*self._retired, self._pool) if each.is_busy()]
            self._pool, self._next = self._next, None

    def _part_from_what_hangs(self) -> None:
        """A worker that died while it held a lock, say, would leave all promises open."""
        if not self._owes() or time.monotonic() - self._moved < self._patience:
            return
        log.error("no chart was drawn for %s s; the studio starts anew", self._patience)
        stuck, self._pool, self._retired = (*self._retired, self._pool), _Pool(self._workers), []
        self._moved = time.monotonic()
        for pool in stuck:
            pool.kill()

    def _owes(self) -> bool:
        return any(not promise.done() for promise in self._kept.values())

    def _note_that_it_moves(self, _: Future[charts.Picture]) -> None:
        self._moved = time.monotonic()

    def close(self, seconds: float = _CLOSING_SECONDS) -> None:
        """End the processes; what still draws after so many seconds is killed."""
        with self._lock:
            pools = [each for each in (*self._retired, self._pool, self._next) if each]
        until = time.monotonic() + seconds
        for pool in pools:
            pool.close(max(0, until - time.monotonic()))


def _failed(promise: Future[charts.Picture]) -> bool:
    return promise.cancelled() or bool(promise.done() and promise.exception())


class _Pool:
    """Processes that draw. They end with this one, and Ctrl-C is not for them."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = ProcessPoolExecutor(
            workers, get_context("spawn"), initializer=end_with_the_bot
        )
        # The executor forgets its processes when it begins to close, and can kill none itself.
        self._processes = self._executor._processes  # noqa: SLF001
        self._warming: list[Future[None]] = []
        self._promises: set[Future[charts.Picture]] = set()
        self.taken = 0

    def warm_up(self) -> None:
        with interrupts_kept_out():
            each_one = range(self._workers)
            self._warming = [self._executor.submit(charts.warm_up) for _ in each_one]

    def is_warm(self) -> bool:
        return all(each.done() for each in self._warming)

    def is_busy(self) -> bool:
        return bool(self._promises)

    def processes(self) -> list[int]:
        return list(self._processes)

    def draw(self, finding: Drawable) -> Future[charts.Picture]:
        with interrupts_kept_out():
            promise = self._executor.submit(charts.draw, finding)
        self.taken += 1
        self._promises.add(promise)
        promise.add_done_callback(self._promises.discard)
        return promise

    def retire(self) -> None:
        """Draw what was promised, then end."""
        self._executor.shutdown(wait=False)

    def kill(self) -> None:
        """End at once; what was promised fails."""
        self._executor.shutdown(wait=False)
        for process in list(self._processes.values()):
            process.kill()

    def close(self, seconds: float) -> None:
        if not ends_within(seconds, lambda: self._executor.shutdown(cancel_futures=True)):
            self.kill()


def ends_within(seconds: float, work: Callable[[], object]) -> bool:
    """Do work, and say whether it ended in time; it may still be going on when it did not."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()


@contextmanager
def interrupts_kept_out() -> Iterator[None]:
    """A terminal sends Ctrl-C to all processes; those begun here are deaf to it from the start."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_the_bot() -> None:
    """Killed, the bot can tell nobody; its processes would wait for work for ever."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    bot = parent_process()
    if bot:
        bot.join()
        os._exit(1)
