"""Titles: every one of a segment, and nothing of the texts below them."""

from __future__ import annotations

import numpy as np
import pytest
from small_segments import exact_of

from index.engines.whoosh.executing.grams import units_of
from index.engines.whoosh.executing.titles import Titles
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels


def test_titles_stand_side_by_side_however_long_they_are() -> None:
    lines = ["茶山", "", "𠮷" * 500, "法" * 31, "法" * 32, "官"]
    titles = Titles.of(exact_of([[title, "茶。", "山。"] for title in lines]))
    texts = [titles.text[start:end] for start, end in zip(titles.starts[:-1], titles.starts[1:], strict=True)]
    assert [text.tobytes().decode("utf-16-le") for text in texts] == [f"{title}\n" for title in lines]


def test_a_segment_without_texts_has_no_titles() -> None:
    titles = Titles.of(exact_of([]))
    assert (titles.text.tolist(), titles.starts.tolist()) == ([], [0])


@pytest.mark.parametrize("kernels", AVAILABLE, ids=lambda kernels: kernels.NAME)
def test_titles_that_stand_far_from_one_that_holds_a_string_are_known_not_to(kernels: Kernels) -> None:
    titles = Titles.of(exact_of([["茶山" if number == 100 else "法", "茶山"] for number in range(200)]))
    docs = np.array([0, 63, 64, 100, 127, 128, 199], np.uint16)
    assert titles.likely(units_of("茶山"), docs, kernels).tolist() == [False, False, True, True, True, False, False]
    assert not titles.likely(units_of("山法"), docs, kernels).any()
