"""Sentences: where they end, and that their places are exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.knowledge.sentences import bracketed, sentences_of

TEXT = st.text(alphabet="法官到村。！？；“”‘’（）《》： \n…a1,", max_size=80)


def _texts(*lines: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(lines)]


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("法官到村。案子了结！", ["法官到村。", "案子了结！"]),
        ("有没有路？有。", ["有没有路？", "有。"]),
        ("法官到村；案子了结", ["法官到村；案子了结"]),
        ("“案子了了。心也宽了。”他说。", ["“案子了了。心也宽了。”", "他说。"]),
        ("他说：“案子了了。心也宽了。”第二天又来。", ["他说：“案子了了。心也宽了。”", "第二天又来。"]),
        ("打造“有事？找我！”工作室。完。", ["打造“有事？找我！”工作室。", "完。"]),
        ("法官到村（路远。难走）。完。", ["法官到村（路远。难走）。", "完。"]),
        ("编成《官司怎么打？》一书。完。", ["编成《官司怎么打？》一书。", "完。"]),
        ("打造“板凳法庭品牌。完。", ["打造“板凳法庭品牌。", "完。"]),
        ("打造板凳法庭”品牌。完。", ["打造板凳法庭”品牌。", "完。"]),
        ("法官来了……案子了结。", ["法官来了……", "案子了结。"]),
        ('打造"知?行?健"課堂。完。', ['打造"知?行?健"課堂。', "完。"]),
        ("  法官到村。  ", ["法官到村。"]),
        ("。", ["。"]),
        ("", []),
    ],
)
def test_a_line_is_cut_where_its_sentences_end(line: str, sentences: list[str]) -> None:
    assert _texts(line) == sentences


def test_the_title_is_line_nought() -> None:
    title, first = sentences_of(["茶山法庭", "法官到村。"])
    assert (title.line, title.is_title) == (0, True)
    assert (first.line, first.is_title) == (1, False)


def test_the_plain_text_is_simplified_and_of_the_same_length() -> None:
    (sentence,) = sentences_of(["法官走進「茶山」,"])
    assert sentence.plain == "法官走进“茶山”，"
    assert len(sentence.plain) == len(sentence.text)


@given(st.lists(TEXT, max_size=4))
def test_every_sentence_stands_where_it_says(lines: list[str]) -> None:
    for sentence in sentences_of(lines):
        assert lines[sentence.line][sentence.start : sentence.end] == sentence.text


@given(TEXT)
def test_sentences_leave_nothing_out(line: str) -> None:
    assert "".join("".join(_texts(line)).split()) == "".join(line.split())


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        ("甲“乙”丙《丁》", ["“乙”", "《丁》"]),
        ("甲“乙‘丙’丁”戊", ["“乙‘丙’丁”"]),
        ("甲“乙（丙”丁", ["“乙（丙”"]),
        ("甲“乙", []),
        ("甲”乙", []),
    ],
)
def test_the_outermost_brackets_that_close_are_found(line: str, spans: list[str]) -> None:
    assert [line[start:end] for start, end in bracketed(line)] == spans


def test_a_mark_whose_counterpart_is_far_away_opens_nothing() -> None:
    assert _texts("“" + "法官到村。" * 100 + "”")[:2] == ["“法官到村。", "法官到村。"]


def test_many_marks_that_never_close_cost_little() -> None:
    assert len(sentences_of(["“（《" * 30_000 + "”）》" * 30_000])) == 180


def test_what_runs_on_is_cut_at_a_mark() -> None:
    first, second = _texts("法官到村" * 200 + "，" + "法官到村" * 200 + "。")
    assert (len(first), len(second)) == (801, 801)
