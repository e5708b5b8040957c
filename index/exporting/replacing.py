"""A file that is written aside and takes its name when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from index.errors import TashanError


class Unwritable(TashanError):
    """The file cannot be written."""


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write; whatever fails inside leaves the name as it was, be it free or an older file's.

    A device or a pipe is written to directly.  Raises Unwritable.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                yield file
            return
        aside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with aside.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise Unwritable(f"The file {path} cannot be written: {error.strerror or error}.") from error
