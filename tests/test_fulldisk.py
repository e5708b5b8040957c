"""A full disk: an update or rebuild that cannot be written ends in one sentence, and the index answers as before."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import smalldisk

from index import building
from index.article import Article
from index.datafolder import DataFolder
from index.searching import Library, SearchRequest

ROOT = Path(__file__).resolve().parent.parent
Keep = Callable[..., None]
# Coverage would write its own file at the end, and fail as loudly.
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
# No file may grow beyond this, as if the disk had no room for more: too little for the ledgers, or for the segment.
FOR_LEDGERS, FOR_SEGMENT = 100_000, 800_000


def _articles(first: int, last: int) -> list[Article]:
    return [
        Article(url=f"http://a.example/{number}", title=f"第{number}天", body=f"茶山的板凳第{number}条。" * 40)
        for number in range(first, last)
    ]


def _limited(limit: int) -> Callable[[], None]:
    def limit_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return limit_files


@pytest.mark.parametrize(
    ("arguments", "limit"),
    [(("index",), FOR_LEDGERS), (("index",), FOR_SEGMENT), (("index", "--rebuild"), FOR_LEDGERS)],
)
def test_the_old_index_goes_on_answering(
    folder: DataFolder, keep: Keep, arguments: tuple[str, ...], limit: int
) -> None:
    keep(*_articles(0, 20))
    building.update(folder, lambda *_: None)
    keep(*_articles(20, 600))
    ended = subprocess.run(
        [sys.executable, "-m", "tashan", "--data", str(folder.path), *arguments],
        cwd=ROOT,
        env=UNMEASURED,
        capture_output=True,
        text=True,
        preexec_fn=_limited(limit),  # noqa: PLW1509
        check=False,
    )
    assert ended.returncode == 1
    (problem,) = [line for line in ended.stderr.splitlines() if line.startswith("Error: ")]
    assert problem.endswith(".")
    assert "Traceback" not in ended.stderr
    with Library.open(folder) as library:
        assert library.search(SearchRequest(query="板凳"), budget=60.0).total == 20
    building.update(folder, lambda *_: None)
    with Library.open(folder) as library:
        assert library.search(SearchRequest(query="板凳"), budget=60.0).total == 600


# Root may mount where nobody else sees it, anybody else as the root of a namespace of one's own.
ALONE = (("unshare", "--mount"), ("unshare", "--mount", "--user", "--map-root-user"))


def _on_a_small_disk(alone: Sequence[str], disk: Path, *command: str) -> list[str]:
    """A command for which a folder is a file system of its own, which ends with it."""
    return [*alone, "sh", "-c", f"mount -t tmpfs -o size=64m tashan '{disk}' && exec \"$@\"", "sh", *command]


def _way_to_mount(disk: Path) -> Sequence[str] | None:
    ways = ALONE if shutil.which("unshare") else ()
    tried = (
        (way, subprocess.run(_on_a_small_disk(way, disk, "true"), capture_output=True, check=False)) for way in ways
    )
    return next((way for way, ended in tried if ended.returncode == 0), None)


def test_on_a_disk_that_is_full_every_command_ends_with_a_sentence_and_searches_go_on(tmp_path: Path) -> None:
    alone = _way_to_mount(tmp_path)
    if alone is None:
        pytest.skip("Nothing can be mounted here: it takes root, or namespaces of one's own.")
    script = [sys.executable, str(ROOT / "tests" / "smalldisk.py"), str(tmp_path)]
    environment = UNMEASURED | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        _on_a_small_disk(alone, tmp_path, *script), env=environment, capture_output=True, text=True, check=True
    )
    steps = json.loads(ended.stdout)
    *failed, last = steps
    assert {(step["exit"], step["found"]) for step in failed} == {(1, smalldisk.BEFORE)}
    assert [step["said"] for step in failed if len(step["said"]) != 1] == []
    assert all(
        re.fullmatch(r"Error: .*(No space left on device|[Dd]isk has no room).*\.", *step["said"]) for step in failed
    )
    assert {step["command"] for step in failed} == {"index", "index --rebuild"}
    assert (last["exit"], last["found"]) == (0, smalldisk.AFTER)
