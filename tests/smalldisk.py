"""A small disk that fills up: what `tashan index` says on it, and what a search finds there meanwhile, as JSON.

``python tests/smalldisk.py FOLDER``, where FOLDER is a file system of its own of some 50 MB with nothing else on it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from index import building
from index.article import Article
from index.corpus import Corpus
from index.datafolder import DataFolder
from tashan import main

BEFORE, AFTER = 20, 200
SEEN = "2026-03-01T08:00:00"
# What is left on the disk, from nothing to more than is needed.
ROOMS = (0, 40_000, 250_000, 500_000, 20_000_000)


def steps(disk: Path) -> Iterator[dict[str, Any]]:
    """An index of few articles, then many more, and less room for them than they need, until there is enough."""
    folder = DataFolder(disk / "data").prepared()
    _keep(folder, 0, BEFORE)
    building.update(folder, lambda *_: None)
    _keep(folder, BEFORE, AFTER)
    for command in (("index", "--rebuild"), ("index",)):
        for room in ROOMS[: -1 if command[1:] else None]:
            filler = _filled(disk, room)
            ended = _run(folder, *command)
            searched = _run(folder, "search", "板凳", "--group", "none", "--json")
            filler.unlink()
            found = json.loads(searched.stdout)["total"] if searched.exit_code == 0 else searched.output
            yield {
                "command": " ".join(command),
                "room": room,
                "exit": ended.exit_code,
                "said": [line for line in ended.output.splitlines() if not line.startswith("Indexing: ")],
                "found": found,
            }


def _run(folder: DataFolder, *arguments: str) -> Any:
    return CliRunner().invoke(main, ["--data", str(folder.path), *arguments])


def _keep(folder: DataFolder, first: int, last: int) -> None:
    with Corpus.open(folder.corpus) as corpus, corpus.writing():
        for number in range(first, last):
            body = f"茶山的板凳第{number}条。" * 40
            article = Article(url=f"http://a.example/{number}", title=f"第{number}天", body=body)
            corpus.keep(article, source_name="a", seen=SEEN)


def _filled(disk: Path, room: int) -> Path:
    """A file that leaves so many bytes on its disk."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - room))
    return filler


if __name__ == "__main__":
    print(json.dumps([*steps(Path(sys.argv[1]))], ensure_ascii=False))
