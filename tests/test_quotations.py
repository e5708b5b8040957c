"""Quotations to look for: drawn from the texts, the same each time, and found by our engine as by a plain scan."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.ours import Tashan
from benchmarks.quotations import LONGEST, SHORTEST, build_exact, pieces
from index.article import Article

ARTICLES = [
    Article(url=f"http://news.example/article/{number:07}", title=f"第{number}号通告", body=body)
    for number, body in enumerate(("板凳法庭进畲村\n三十名村民旁听", "法庭 进村\n板凳", "进畲村板凳法庭"))
]
TEXTS = ["第0号通告\n板凳法庭进畲村\n三十名村民旁听", "第1号通告\n法庭进村\n板凳", "第2号通告\n进畲村板凳法庭"]


def test_pieces_stand_in_one_line_each() -> None:
    drawn = pieces(TEXTS, 50)
    assert all(any(piece in line for text in TEXTS for line in text.split("\n")) for piece in drawn)
    assert {len(piece) for piece in drawn} <= set(range(SHORTEST, LONGEST + 1))
    assert pieces(TEXTS, 50) == drawn


class Three:
    """A newsroom of three articles."""

    def articles(self) -> list[Article]:
        return ARTICLES


def test_we_find_what_a_scan_finds(tmp_path: Path) -> None:
    assert build_exact(Three(), tmp_path) > 0  # type: ignore[arg-type]
    engine = Tashan(tmp_path)
    engine.open()
    for piece in (*pieces(TEXTS, 30), "庭进", "村三"):
        assert engine.quoted(piece) == sum(piece in text for text in TEXTS), piece
    engine.close()
