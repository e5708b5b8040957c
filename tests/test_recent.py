"""Recent: the last answers are kept, and no more."""

from __future__ import annotations

from index.engines.whoosh.executing.recent import Recent


def test_what_was_put_last_is_kept() -> None:
    kept: Recent[str, int] = Recent(2)
    for number, key in enumerate("abc"):
        kept.put(key, number)
    assert [kept.get(key) for key in "abc"] == [None, 1, 2]
