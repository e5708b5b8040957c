"""The load of facts: pages are numbered on from batch to batch, and what articles share is known at the end."""

from __future__ import annotations

from pathlib import Path

from test_ledgerload import POOL, Newsroom


def test_pages_are_numbered_in_the_order_of_the_articles(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path / "room", POOL)
    loaded = newsroom.loaded("loaded", (3, 4))
    newsroom.close()
    assert [page[:2] for page in loaded["page"]] == [(at, each.url) for at, each in enumerate(POOL, start=1)]
    assert len({number for number, _ in loaded["shared"]}) < len(loaded["shared"])
