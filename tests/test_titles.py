"""Titles: every one of a segment, and nothing of the texts below them."""

from __future__ import annotations

from small_segments import exact_of

from index.engines.whoosh.executing.titles import Titles


def test_titles_stand_side_by_side_however_long_they_are() -> None:
    lines = ["茶山", "", "𠮷" * 500, "法" * 31, "法" * 32, "官"]
    titles = Titles.of(exact_of([[title, "茶。", "山。"] for title in lines]))
    texts = [titles.text[start:end] for start, end in zip(titles.starts[:-1], titles.starts[1:], strict=True)]
    assert [text.tobytes().decode("utf-16-le") for text in texts] == [f"{title}\n" for title in lines]


def test_a_segment_without_texts_has_no_titles() -> None:
    titles = Titles.of(exact_of([]))
    assert (titles.text.tolist(), titles.starts.tolist()) == ([], [0])
