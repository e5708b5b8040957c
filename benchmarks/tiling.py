"""Tiling: an index of many times as many articles, made of copies of the segments of one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from index.engines.whoosh.segments.codec import TashanSegment

_INDEX = "MAIN"


def tiled(folder: Path, onto: Path, copies: int) -> None:
    """Put so many copies of every segment in ``folder`` into ``onto``, which is made; no search tells them apart.

    The files are copied indeed: what lay in memory once would be found there by each of the copies.
    """
    shutil.copytree(folder, onto)
    storage = FileStorage(str(onto))
    contents = TOC.read(storage, _INDEX)
    again = [_copied(storage, segment) for _ in range(copies - 1) for segment in contents.segments]
    TOC(contents.schema, [*contents.segments, *again], contents.generation + 1).write(storage, _INDEX)


def _copied(storage: Any, segment: TashanSegment) -> TashanSegment:
    twin = copy(segment)
    twin.segid = TashanSegment(segment.codec(), _INDEX).segid
    for source, target in _files(storage, segment, twin):
        shutil.copyfile(source, target)
    return twin


def _files(storage: Any, segment: TashanSegment, twin: TashanSegment) -> Iterator[tuple[Path, Path]]:
    folder = Path(storage.folder)
    for name in segment.list_files(storage):
        yield folder / name, folder / twin.make_filename(name.removeprefix(segment.segment_id()))
