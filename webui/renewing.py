"""Renewing: a server's library takes up each commit of the index when it is opened and warm; no reader waits for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask

from index.errors import TashanError
from index.searching import Library
from webui.current import has_library, library_of
from webui.homepage import home_page

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
    _take_up(library)
    threading.Thread(target=_keep_up, args=(library, stopping), daemon=True).start()
    try:
        yield
    finally:
        stopping.set()


def _keep_up(library: Library, stopping: threading.Event) -> None:
    try:
        _look_at_home(library)
        while not stopping.wait(SECONDS_APART):
            if _take_up(library):
                _look_at_home(library)
    finally:
        # However this ends, no reader is left with a commit of long ago.
        library.look_again()


def _take_up(library: Library) -> bool:
    """Have the latest commit answer; tells whether it is another one."""
    try:
        return library.renew()
    except (TashanError, OSError):
        # Whoever asks finds out himself that there is no index to be read, and is told why.
        return False


def _look_at_home(library: Library) -> None:
    """Gather what the home page shows of all ledgers: that takes longest, and it is what most readers see first."""
    with suppress(TashanError, OSError):
        home_page(library)
