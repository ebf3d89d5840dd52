"""The roof: the press makes a report's files, each order in a process of its own.

The library that sets the pages keeps its memory; a process that ends gives it back.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

from bot.documents import Documents, Pictures, documents_of
from bot.report import Report
from studio import end_with_the_bot, interrupts_kept_out

_KEPT = 4  # reports, of some megabytes each
_PATIENCE_SECONDS = 300  # the largest report that was tried takes a tenth of it


class Press:
    """Takes orders and makes them one after the other; one that fails or hangs fails alone. What
    many ask for at once, as on the day a quarter is published, is made once."""

    def __init__(self, patience: float = _PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._turns = ThreadPoolExecutor(1, thread_name_prefix="press")
        self._process: ProcessPoolExecutor | None = None
        self._kept: OrderedDict[object, Future[Documents]] = OrderedDict()
        self._lock = threading.Lock()

    def order(self, report: Report, pictures: Pictures) -> Future[Documents]:
        """A promise of the files. An edition never changes, so its files are kept for a while;
        they are made anew where more of the charts could be drawn."""
        key = (report.plan.id, report.edition, len(pictures))
        with self._lock:
            promise = self._kept.pop(key, None)
            if promise is None or (promise.done() and promise.exception()):
                promise = self._turns.submit(self._made, report, pictures)
            self._kept[key] = promise
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return promise

    def _made(self, report: Report, pictures: Pictures) -> Documents:
        with interrupts_kept_out():
            process = ProcessPoolExecutor(1, get_context("spawn"), initializer=end_with_the_bot)
            self._process = process
            promise = process.submit(documents_of, report, pictures)
        try:
            return promise.result(self._patience)
        finally:
            self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            workers = list(process._processes.values())  # noqa: SLF001 - it can kill none itself
            process.shutdown(wait=False, cancel_futures=True)
            for each in workers:
                each.kill()

    def close(self) -> None:
        """What is being made is given up."""
        self._turns.shutdown(wait=False, cancel_futures=True)
        self._end()
