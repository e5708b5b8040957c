"""Proving: who has the grams of a string, and who truly holds it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_segments import exact_of

from index.engines.whoosh.executing import proving
from index.engines.whoosh.executing.deadline import Deadline, OutOfTime
from index.engines.whoosh.executing.proving import candidates, having_gram, quoted, rarest, standing_near, text_of
from index.engines.whoosh.executing.quoting import ExactText, NearTexts
from index.engines.whoosh.executing.titles import Titles
from index.engines.whoosh.kernels import AVAILABLE
from index.engines.whoosh.kernels.contract import Kernels
from index.engines.whoosh.segments.layout import Exact
from index.query import Near

TEXTS = [["茶山", "法官走进茶山。"], ["", "茶山茶山。", "茶"], ["山茶", "茶农。山。"], ["海", "走茶山进"]]
LATER = Deadline(3600)


def _with_rows(exact: Exact, most: int) -> Exact:
    """The same, its grams of more than so many documents as rows of bits."""
    common = [number for number in range(len(exact.grams)) if exact.frequency(number) > most]
    rows = np.zeros((len(common), len(TEXTS)), np.uint8)
    for row, number in zip(rows, common, strict=True):
        row[exact.documents(number)] = 1
    lists = [exact.documents(n) if n not in common else exact.docs[:0] for n in range(len(exact.grams))]
    return replace(
        exact,
        docs=np.concatenate(lists),
        starts=np.cumsum([0, *map(len, lists)]),
        dense_grams=np.array(common, np.uint32),
        dense_docs=np.packbits(rows, axis=1, bitorder="little"),
    )


EXACT = exact_of(TEXTS)
TITLES = Titles.of(EXACT)
FORMS = [EXACT, _with_rows(EXACT, 1), _with_rows(EXACT, 0)]


@pytest.fixture(params=AVAILABLE, ids=lambda kernels: kernels.NAME)
def kernels(request: pytest.FixtureRequest) -> Kernels:
    chosen: Kernels = request.param
    return chosen


@pytest.mark.parametrize("exact", FORMS)
@pytest.mark.parametrize(
    ("needle", "likely", "true"),
    [("茶山", [0, 1, 3], [0, 1, 3]), ("走进茶山", [0], [0]), ("茶山茶", [1], [1]), ("海茶", [], []), ("官茶", [], [])],
)
def test_lists_and_rows_of_grams_say_who_may_hold_a_string(
    exact: Exact, kernels: Kernels, needle: str, likely: list[int], true: list[int]
) -> None:
    asked = ExactText(needle)
    docs = candidates(exact, asked, None, kernels)
    assert docs.tolist() == likely
    for is_counted in (True, False):
        assert quoted(exact, TITLES, asked, docs, LATER, kernels, is_counted=is_counted)[0].tolist() == true


@pytest.mark.parametrize("exact", FORMS)
def test_only_those_that_are_still_asked_for_are_looked_at(exact: Exact, kernels: Kernels) -> None:
    within = np.array([1, 2, 3], np.uint16)
    docs = candidates(exact, ExactText("茶山"), within, kernels)
    assert {1, 3} <= set(docs.tolist()) <= {1, 2, 3}
    assert quoted(exact, TITLES, ExactText("茶山"), docs, LATER, kernels, is_counted=True)[0].tolist() == [1, 3]
    assert candidates(exact, ExactText("海"), within, kernels).tolist() == [3]


def test_of_many_texts_only_those_are_looked_at_that_have_the_common_grams_too(
    kernels: Kernels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "FEW_TEXTS", 0)
    within = np.array([1, 2, 3], np.uint16)
    for exact in FORMS:
        assert candidates(exact, ExactText("茶山"), within, kernels).tolist() == [1, 3]


def test_how_often_a_text_holds_a_string_can_be_left_out(kernels: Kernels) -> None:
    docs, asked = np.array([0, 1], np.uint16), ExactText("茶山")
    assert quoted(EXACT, TITLES, asked, docs, LATER, kernels, is_counted=True)[1].tolist() == [6.0, 2.0]
    assert quoted(EXACT, TITLES, asked, docs, LATER, kernels, is_counted=False)[1].tolist() == [5.0, 1.0]
    in_title = quoted(EXACT, TITLES, ExactText("茶山", in_title=True), docs, LATER, kernels, is_counted=False)
    assert (in_title[0].tolist(), in_title[1].tolist()) == ([0], [5.0])


@pytest.mark.parametrize("exact", FORMS)
def test_the_rarest_gram_counts_over_all_segments(exact: Exact) -> None:
    assert having_gram(exact, 0x83365C71) == 3
    assert rarest([exact, exact], ("走进茶山",)) == 2
    assert rarest([exact], ("茶", "茶山")) == 3


def test_what_stands_near_stands_in_one_line() -> None:
    docs = np.array([0, 1, 2, 3], np.uint16)
    asked = NearTexts(Near(("茶", "走"), 2))
    found, weights = standing_near(EXACT, asked.needles, asked.distance, docs, LATER, in_title=False)
    assert found.tolist() == [0, 3]
    assert (weights > 0).all()
    assert text_of(EXACT, 1) == "\n茶山茶山。\n茶\n"


def test_no_text_is_looked_at_when_the_time_is_over(kernels: Kernels) -> None:
    with pytest.raises(OutOfTime):
        quoted(EXACT, TITLES, ExactText("茶山"), np.array([0], np.uint16), Deadline(-1), kernels, is_counted=True)
