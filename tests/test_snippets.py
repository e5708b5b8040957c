"""Snippets: marks around exactly what matched, everything escaped."""

from __future__ import annotations

import html
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.queries import library_of, marking_problem, sample, typed
from index.query import Quotation, Word, parse
from index.searching import SearchRequest
from index.snippets import SNIPPET_LENGTH, Marker, excerpt, marked
from index.text.analyzer import Analyzer
from index.text.normal import normalise
from index.text.tokenizer import Tokenizer

TEXT = st.text(alphabet="法院官茶山審判开(kāi)庭 <&>\"'script/mark“”Ａ", max_size=80)


def _marked(analyzer: Analyzer, query: str, text: str) -> str:
    return marked(text, Marker.of(parse(query, analyzer).leaves(), analyzer).spans(text))


def _plain(shown: str) -> str:
    return html.unescape(shown.replace("<mark>", "").replace("</mark>", ""))


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("法官", "法官走进茶山", "<mark>法官</mark>走进茶山"),
        ("法院", "人民法院", "人民<mark>法院</mark>"),
        ("民法", "人民法院", "人民法院"),
        ("“民法”", "人民法院", "人<mark>民法</mark>院"),
        ("开庭", "今天開(kāi)庭了", "今天<mark>開(kāi)庭</mark>了"),
        ("app", "ＡＰＰ上线", "<mark>ＡＰＰ</mark>上线"),
        ("“法官走进茶山”", "法官走進\u3000茶山了", "<mark>法官走進\u3000茶山</mark>了"),
        ("“板凳”", "板凳挨着板凳板凳", "<mark>板凳</mark>挨着<mark>板凳板凳</mark>"),
        ("法官 “官走”", "法官走进茶山", "<mark>法官走</mark>进茶山"),
        ("法官 -茶山", "法官走进茶山", "<mark>法官</mark>走进茶山"),
        ("5·8", "在5•8这天", "在<mark>5•8</mark>这天"),
        ("法", "法官讲法", "<mark>法</mark>官讲<mark>法</mark>"),
        ("法官 茶", "法官喝茶", "<mark>法官</mark>喝<mark>茶</mark>"),
        ("民法 法院", "人民法院", "人民<mark>法院</mark>"),
        ("法官喝茶", "法官爱茶", "<mark>法官</mark>爱茶"),
        ("", "法官走进茶山", "法官走进茶山"),
        ("民法*", "人民法院学民法典", "人民法院学<mark>民法典</mark>"),
        ("法院*", "人民法院", "人民<mark>法院</mark>"),
        (
            "“法官 茶山”~2",
            "法官走进茶山，茶山来了法官",
            "<mark>法官</mark>走进<mark>茶山</mark>，<mark>茶山</mark>来了<mark>法官</mark>",
        ),
        ("“法官 茶山”~1", "法官走进茶山", "法官走进茶山"),
        ("“板板”", "板板板", "<mark>板板板</mark>"),
        ("茶山 year:2019", "2019茶山", "2019<mark>茶山</mark>"),
    ],
)
def test_marks_cover_exactly_what_matched(analyzer: Analyzer, query: str, text: str, shown: str) -> None:
    assert _marked(analyzer, query, text) == shown


def test_every_mark_of_random_hits_is_exact(analyzer: Analyzer, tmp_path: Path, tokenizer: Tokenizer) -> None:
    chance = random.Random(9)
    articles = {article.url: article for article in sample(chance, 20)}
    with library_of(list(articles.values()), tmp_path) as library:
        for query in (typed(chance) for _ in range(120)):
            for hit in library.search(SearchRequest(query=query, size=20, group="none")).hits:
                assert marking_problem(query, hit, articles[hit.url], analyzer) is None


def test_a_compound_that_holds_a_word_twice_is_marked_twice(analyzer: Analyzer) -> None:
    marker = Marker(analyzer, frozenset({"法院"}), ())
    text = "人民法院人民法院"
    assert [text[start:end] for start, end in marker.spans(text)] == ["法院", "法院"]


def test_everything_is_escaped_inside_and_outside_of_marks(analyzer: Analyzer) -> None:
    assert (
        _marked(analyzer, "“<script>”", "<b>法官</b><script>") == "&lt;b&gt;法官&lt;/b&gt;<mark>&lt;script&gt;</mark>"
    )


@given(TEXT, st.data())
def test_marks_taken_out_and_unescaped_give_the_text_back(analyzer: Analyzer, text: str, data: st.DataObject) -> None:
    needle = normalise(data.draw(st.text(alphabet="法院官茶山审判开庭<&>ascript", min_size=1, max_size=4)))
    spans = Marker(analyzer, frozenset({"法官", "法院", "开庭", "茶山"}), (needle,) if needle else ()).spans(text)
    assert _plain(marked(text, spans)) == text


@given(
    TEXT, st.lists(st.text(alphabet="法院官茶山审判开庭<&>ascript", min_size=2, max_size=4).map(normalise), min_size=1)
)
def test_spans_are_in_order_apart_and_hold_a_needle(analyzer: Analyzer, text: str, needles: list[str]) -> None:
    spans = Marker(analyzer, frozenset(), tuple(needles)).spans(text)
    assert all(one[1] < other[0] for one, other in zip(spans, spans[1:], strict=False))
    assert all(any(needle in normalise(text[start:end]) for needle in needles) for start, end in spans)


@given(TEXT, st.text(alphabet="法院官茶山审判开庭", min_size=2, max_size=3))
def test_a_quotation_in_the_text_is_always_marked(analyzer: Analyzer, text: str, needle: str) -> None:
    spans = Marker(analyzer, frozenset(), (needle,)).spans(text)
    assert bool(spans) == (needle in normalise(text))


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("法官走进茶山", [(0, 2)]) == "<mark>法官</mark>走进茶山"


def test_a_long_text_is_cut_around_its_mark() -> None:
    text = "山" * 300 + "法官" + "水" * 300
    shown = excerpt(text, [(300, 302)])
    assert shown.startswith("…山")
    assert shown.endswith("水…")
    assert "<mark>法官</mark>" in shown
    assert len(_plain(shown)) == SNIPPET_LENGTH + len("……")


@pytest.mark.parametrize(("at", "ellipses"), [(0, ["end"]), (398, ["start"])])
def test_an_ellipsis_stands_only_where_text_is_left_out(at: int, ellipses: list[str]) -> None:
    shown = excerpt("山" * at + "法官" + "水" * (398 - at), [(at, at + 2)])
    assert [name for name, found in (("start", shown[0] == "…"), ("end", shown[-1] == "…")) if found] == ellipses


def test_a_text_without_marks_is_shown_from_its_beginning() -> None:
    assert excerpt("一" + "山" * 300, []).startswith("一山")


def test_the_part_with_most_marks_is_shown() -> None:
    text = "法官" + "山" * 300 + "法院法院法院" + "水" * 300
    shown = excerpt(text, [(0, 2), (302, 304), (304, 306), (306, 308)])
    assert shown.count("<mark>法院</mark>") == 3


@given(st.integers(0, 500), st.integers(1, 30), st.integers(0, 500))
def test_an_excerpt_keeps_a_mark_inside(before: int, length: int, after: int) -> None:
    text = "山" * before + "法" * length + "水" * after
    shown = excerpt(text, [(before, before + length)])
    assert re.findall("<mark>(.*?)</mark>", shown) == ["法" * length]


def test_a_mark_longer_than_an_excerpt_is_cut_at_its_ends() -> None:
    text = "法" * (SNIPPET_LENGTH * 2)
    assert excerpt(text, [(0, len(text))]) == f"<mark>{'法' * SNIPPET_LENGTH}</mark>…"


def test_a_lone_character_beside_longer_quotations_is_not_marked() -> None:
    marker = Marker.of([Quotation("法"), Quotation("茶山")], None)  # type: ignore[arg-type]
    assert marker.quotations == ("茶山",)


def test_a_paragraph_without_the_words_is_not_cut(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []

    def _cut(_: Tokenizer, normal: str) -> list[str]:
        cut.append(normal)
        return [normal]

    monkeypatch.setattr(Tokenizer, "cut", _cut)
    marker = Marker.of([Word("法官")], analyzer)
    for paragraph in ("茶山上的一天。", "那天，法 官走进茶山、坐下。"):
        marker.spans(paragraph)
    assert cut == ["法官走进茶山"]


@given(TEXT, st.lists(st.sampled_from(("法官", "法院", "开庭", "mark")), min_size=1), st.integers(0, 3))
def test_spans_are_the_same_by_a_normal_form_at_hand_unless_there_are_too_few(
    analyzer: Analyzer, text: str, words: list[str], over: int
) -> None:
    marker = Marker.of([*map(Word, words), Quotation("茶山")], analyzer)
    spans = marker.spans(text)
    assert marker.spans(text, normalise(text)) == spans
    assert marker.spans(text, over=over) in ([spans, []] if len(spans) <= over else [spans])


def test_a_marker_knows_the_words_and_the_quotations(analyzer: Analyzer) -> None:
    marker = Marker.of([Word("法官"), Quotation("茶山"), Word("法官")], analyzer)
    assert (marker.words, marker.quotations) == (frozenset({"法官"}), ("茶山",))
