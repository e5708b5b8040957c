"""Tiling: copies of an index's segments are found as many times as there are copies."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.ours import Tashan
from benchmarks.quotations import build_exact
from benchmarks.tiling import tiled
from index.article import Article

BODIES = ("板凳法庭进畲村\n三十名村民旁听", "法庭 进村\n板凳", "进畲村板凳法庭")


class Three:
    """A newsroom of three articles."""

    def articles(self) -> list[Article]:
        return [
            Article(url=f"http://news.example/{number:07}", title=f"第{number}号通告", body=body)
            for number, body in enumerate(BODIES)
        ]


def test_every_copy_is_found(tmp_path: Path) -> None:
    once = tmp_path / "once"
    build_exact(Three(), once)  # type: ignore[arg-type]
    tiled(once / "generation", tmp_path / "often" / "generation", 4)
    for folder, copies in ((once, 1), (tmp_path / "often", 4)):
        engine = Tashan(folder)
        engine.open()
        assert [engine.quoted(piece) for piece in ("畲村", "板凳", "旁听者")] == [2 * copies, 3 * copies, 0]
        engine.close()
