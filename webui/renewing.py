"""Renewing: a server's library takes up each commit of the index when it is opened and warm; no reader waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask

from index.errors import TashanError
from index.searching import Library
from webui.current import has_library, library_of

SECONDS_APART = 0.5


@contextmanager
def renewed(app: Flask) -> Iterator[None]:
    """Keep the library of an application at the latest commit for as long as this lasts, beginning at once.

    A thread of its own looks for a later one.
    """
    if not has_library(app):
        yield
        return
    library, stopping = library_of(app), threading.Event()
    _renew(library)
    threading.Thread(target=_renew_again, args=(library, stopping), daemon=True).start()
    try:
        yield
    finally:
        stopping.set()


def _renew_again(library: Library, stopping: threading.Event) -> None:
    while not stopping.wait(SECONDS_APART):
        _renew(library)


def _renew(library: Library) -> None:
    # Whoever asks finds out himself that there is no index to be read, and is told why.
    with suppress(TashanError, OSError):
        library.renew()
