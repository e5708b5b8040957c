"""The arrays of one segment, in one file beside Whoosh's own: how they are named there, and who has them open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments import storedcolumn
from index.engines.whoosh.segments.arrayfile import ArrayFile, ArrayFileWriter, DamagedFile
from index.engines.whoosh.segments.gramlists import ROOM
from index.engines.whoosh.segments.layout import Column, Exact, Sections, SegmentArrays, Terms, Words

EXTENSION = ".arrays"
_PARTS: Mapping[str, type] = {"terms": Terms, "values": Terms}
Part = TypeVar("Part", Terms, Words, Exact, Column, Sections)


def add(file: ArrayFileWriter, name: str, part: Any) -> None:
    """Write a part of a segment: arrays under the names of its fields, behind its own name."""
    if part is None:
        return
    if isinstance(part, Mapping):
        for key, value in part.items():
            add(file, f"{name}/{key}", value)
    elif is_dataclass(part):
        for field in fields(part):
            add(file, f"{name}/{field.name}", getattr(part, field.name))
    elif isinstance(part, np.ndarray):
        file.add(name, part)
    else:
        file.note(name, part)


def opened(path: Path) -> SegmentArrays:
    """The arrays of a segment, the very same as long as anybody has them; raises DamagedFile or OutdatedFile."""
    stored = path.with_suffix(storedcolumn.EXTENSION)
    identity = (_identity(path), _identity(stored))
    known = _OPENED.get(identity)
    if known is None:
        file = ArrayFile(path)
        known = _read(file)
        storedcolumn.check(stored, file)
        _OPENED[identity] = known
    return known


Identity = tuple[Path, int, int, int]
_OPENED: WeakValueDictionary[tuple[Identity, Identity], SegmentArrays] = WeakValueDictionary()


def _identity(path: Path) -> Identity:
    status = path.stat()
    return path, status.st_ino, status.st_size, status.st_mtime_ns


def arrays_of(reader: Any) -> SegmentArrays:
    """The arrays of the segment that a reader of Whoosh reads; raises DamagedFile or OutdatedFile.

    An index without segments has a reader of nothing.
    """
    segment = reader.segment()
    return NOTHING if segment is None else opened(path_of(reader.storage(), segment))


def deleted_in(segment: Any) -> NDArray[np.bool_]:
    """For every document of a segment whether it is deleted."""
    deleted = np.zeros(segment.doc_count_all(), np.bool_)
    deleted[list(segment.deleted_docs())] = True
    return deleted


def path_of(storage: Any, segment: Any) -> Path:
    """Where the arrays of a segment are."""
    return Path(storage.folder, segment.make_filename(EXTENSION))


def stored_path_of(storage: Any, segment: Any) -> Path:
    """Where the stored fields of a segment are."""
    return Path(storage.folder, segment.make_filename(storedcolumn.EXTENSION))


def verify(storage: Any, segment: Any) -> None:
    """Read all bytes of a segment; raises DamagedFile where one is not as it was written."""
    file = ArrayFile(path_of(storage, segment))
    file.verify()
    storedcolumn.check(stored_path_of(storage, segment), file, thoroughly=True)


NOTHING = SegmentArrays(
    count=0,
    words={},
    exact=Exact(
        grams=np.zeros(0, np.uint32),
        starts=np.zeros(1, np.uint32),
        lists=ROOM,
        text=np.zeros(0, np.uint16),
        text_starts=np.zeros(1, np.int64),
        stretch_starts=np.zeros(1, np.uint32),
        stretch_docs=np.zeros(0, np.uint16),
        stretch_titles=np.zeros(0, np.uint8),
    ),
    columns={},
    numbers={},
    sections=Sections(
        starts=np.zeros(1, np.uint32),
        words=np.zeros(0, np.uint32),
        units=np.zeros(0, np.uint32),
        roles=np.zeros(0, np.uint8),
    ),
)


def _read(file: ArrayFile) -> SegmentArrays:
    try:
        return SegmentArrays(
            count=int(file.figures["count"]),
            words={name: _part(file, Words, f"words/{name}") for name in _names(file, "words")},
            exact=_part(file, Exact, "exact"),
            columns={name: _part(file, Column, f"columns/{name}") for name in _names(file, "columns")},
            numbers={name: file.arrays[f"numbers/{name}"] for name in _names(file, "numbers")},
            sections=_part(file, Sections, "sections"),
        )
    except (KeyError, TypeError) as error:
        raise DamagedFile(file.path, "table") from error


def _part(file: ArrayFile, kind: type[Part], name: str) -> Part:
    """A part made of what stands behind its name; what stands nowhere is left to the default."""
    values: dict[str, Any] = {}
    for field in fields(kind):
        at = f"{name}/{field.name}"
        if field.name in _PARTS:
            values[field.name] = _part(file, _PARTS[field.name], at)
        elif at in file.arrays:
            values[field.name] = file.arrays[at]
        elif at in file.figures:
            values[field.name] = file.figures[at]
    return kind(**values)


def _names(file: ArrayFile, group: str) -> list[str]:
    return sorted({name.split("/")[1] for name in file.arrays if name.startswith(f"{group}/")})
