"""Sentences as a page tells them: each of ours has its Chinese, and what is put in stays text."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from chromium import PAGES
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from page_elements import text_of
from small_library import filled

from webui import create_app
from webui.problems import OF_OPERATOR, OF_READER, UNKNOWN_NAME
from webui.telling import Template, templates, told

# What a page is told as it fails.
FAILURES = {each.__name__ for each in (*OF_READER, *UNKNOWN_NAME, *OF_OPERATOR)} | {"abort", "problem"}
# Where other sentences are made: notes, what any page may fail at, and what a run of a source keeps.
NOTES = ("index/answering.py", "index/query/parser.py", "index/searching.py")
FILES = (
    *("index/store.py", "index/corpus.py", "index/vocabulary.py", "index/engines/whoosh/reader.py"),
    *("index/ledgers/*.py", "index/engines/whoosh/segments/arrayfile.py", "webui/limits.py", "webui/problems.py"),
)
VISITS = (
    *("health", "tallies", "guard", "unpacking", "answers", "robots", "manners", "readerprocess"),
    *("reading/page", "reading/pagereader", "reading/blocks", "platforms/*"),
)
HOLE = re.compile(r"\{[^{}]*\}")
PUT_IN = "http://put.in"
SENTENCE = re.compile(r"[A-Z“h].* .*\.", re.DOTALL)


@cache
def _tree(code: str) -> ast.AST:
    return ast.parse(code)


def _trees(*patterns: str, saying: Collection[str] = ("",)) -> Iterator[ast.AST]:
    """The modules of those names that have one of some words."""
    for file in chain.from_iterable(Path().glob(pattern) for pattern in patterns):
        code = file.read_text("utf-8")
        if any(word in code for word in saying):
            yield _tree(code)


def _text(node: ast.AST) -> str | None:
    """What a literal says, an address wherever something is put in, which may stand in any part."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) or PUT_IN for part in node.values)
    return HOLE.sub(PUT_IN, node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _texts(tree: ast.AST) -> Iterator[str]:
    """All literals that are no parts of others and describe nothing."""
    parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)} - {tree}
    docs = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) or (node not in parts and node not in docs):
            text = _text(node)
            if text:
                yield text


def _failures(tree: ast.AST) -> Iterator[str]:
    """The sentences that failures of a page are made with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FAILURES:
            yield from filter(None, map(_text, node.args))


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(filled()).test_client()


def _all_failures() -> set[str]:
    return {text for tree in _trees("index/**/*.py", "webui/*.py", saying=FAILURES) for text in _failures(tree)}


def _texts_of(*patterns: str) -> set[str]:
    return {text for tree in _trees(*patterns) for text in _texts(tree)}


def _is_read(text: str) -> bool:
    return any(template.parts(text) is not None for template in templates())


def test_every_failure_that_a_page_may_tell_has_its_chinese() -> None:
    said = _all_failures()
    assert len(said) > 30
    assert [text for text in sorted(said) if not _is_read(text)] == []


def test_every_sentence_that_a_run_may_keep_has_its_chinese() -> None:
    said = set(filter(SENTENCE.fullmatch, _texts_of(*(f"crawlers/{name}.py" for name in VISITS))))
    assert len(said) > 40
    assert [text for text in sorted(said) if not _is_read(text)] == []


def test_nothing_has_chinese_that_nobody_says() -> None:
    said = _all_failures() | _texts_of(*NOTES, *FILES, *(f"crawlers/{name}.py" for name in VISITS))
    assert [each.english for each in templates() if not any(each.parts(text) is not None for text in said)] == []


def test_the_chinese_of_a_sentence_has_its_parts_and_no_others() -> None:
    for template in templates():
        names = re.findall(r"\{(\w+)(?::told)?\}", template.chinese)
        assert sorted(names) == sorted(template.names), template.english
        assert template.chinese != template.english


def test_a_sentence_of_ours_is_told_in_the_language_of_the_page() -> None:
    sentence = "A query may have 200 characters, this one has 203."
    assert told(sentence, in_english=False) == "检索词最多 200 个字，这里有 203 个。"
    assert told(sentence, in_english=True) == sentence


def test_a_sentence_in_a_sentence_is_told_too() -> None:
    broken = "The server refused 2 of the lists. First: http://a.cn/b: The server answers 503."
    assert told(broken, in_english=False) == "服务器拒绝了 2 个列表页。第一处：http://a.cn/b：服务器答复 503。"
    assert told(broken, in_english=True) == broken
    fallen = "Only 1 of 9 articles have their published (usually 98%)."
    assert told(fallen, in_english=False) == "9 篇里只有 1 篇读出日期（平时 98%）。"
    left = "The server answers 429. It asks to be left alone for 4000 seconds."
    assert told(left, in_english=False) == "服务器答复 429。它要求 4000 秒内不再请求。"


def test_a_command_in_a_sentence_is_code() -> None:
    assert told("There is no index yet: run `tashan index`.", in_english=False).endswith("<code>tashan index</code>。")
    assert "“`a`”" in told("“`a`” is not a day as YYYY-MM-DD.", in_english=False)


def test_what_was_typed_is_never_told_in_other_words() -> None:
    assert told("「body」 was read as text.", in_english=False) == "「body」不合检索式，已按文字处理。"


def test_what_readers_wrote_is_marked_as_chinese_on_an_english_page() -> None:
    assert told("No article has 「茶山」.", in_english=True) == 'No article has 「<span lang="zh-CN">茶山</span>」.'
    assert told("茶山", in_english=True) == '<span lang="zh-CN">茶山</span>'


def test_what_nobody_of_ours_said_is_marked_as_english_on_a_chinese_page() -> None:
    assert told("Disk I/O error.", in_english=False) == '<span lang="en">Disk I/O error.</span>'
    assert told("Broken: The server answers 503.", in_english=False).startswith('<span lang="en">Broken')


@pytest.mark.parametrize("in_english", [False, True])
def test_what_is_put_in_stays_text(in_english: bool) -> None:
    shown = told("「<b>{typed}{0.__class__}」 was read as text.", in_english=in_english)
    assert "&lt;b&gt;{typed}{0.__class__}" in shown
    assert "&lt;i&gt;" in told("<i>", in_english=in_english)


@given(st.data())
def test_the_parts_of_a_sentence_are_read_from_it(data: st.DataObject) -> None:
    template = data.draw(st.sampled_from([template for template in templates() if template.names]))
    parts = {name: data.draw(st.text("0123“”甲", max_size=9)) for name in template.names} | {"url": "http://a.cn/1"}
    sentence = template.english.format(**parts)
    read = template.parts(sentence)
    assert read is not None
    assert template.english.format(**read) == sentence


def test_a_sentence_made_of_many_is_told_as_deep_as_ours_go() -> None:
    nested = "The visit was interrupted." + " First: http://a.cn: x" * 20_000
    assert told(nested, in_english=False).startswith("采集被打断。第一处：")


def test_no_other_text_has_the_parts_of_a_template() -> None:
    template = Template.of("Only {count} of {pages}.", "{pages} 里有 {count}。")
    assert template.parts("Only 1 of 2.") == {"count": "1", "pages": "2"}
    assert template.parts("Only of 2.") is template.parts("Only 1 of 2") is template.parts(" Only 1 of 2.") is None
    assert Template.of("It is {what}.", "").parts("It is.") is None
    assert Template.of("All.", "").parts("All..") is None
    assert Template.of("{url}: {why}", "").parts("Broken: x") is None


@pytest.mark.parametrize("address", [each for name, each in PAGES.items() if name != "sources"])
def test_a_chinese_page_has_no_english_but_the_switch_and_the_name_of_the_house(
    client: FlaskClient, address: str
) -> None:
    assert re.findall(r'<(\w+)[^>]* lang="en"', client.get(address).text) == ["span", "a"]


def test_failures_are_told_in_the_language_of_the_page(client: FlaskClient) -> None:
    for address, chinese, english in (
        ("/search?sort=foo", "“sort”只有 relevance, date", "“sort” is one of relevance"),
        ("/search?has=foo", "“has”只有", "“has” is one of"),
        (f"/search?q={'x' * 201}", "检索词最多 200 个字", "A query may have 200"),
        ("/search?from=2020", "日期写作 YYYY-MM-DD", "is not a day as"),
        ("/article?url=http://a.cn", "没有收录这个网址", "No article is kept"),
        ("/brand?name=foo", "没有文章把“foo”用作品牌", "has “foo” as a brand"),
        ("/court?name=foo", "没有关于“foo”的文章", "is about “foo”"),
    ):
        assert chinese in text_of(client.get(address).text), address
        assert english in text_of(client.get(f"/en{address}").text), address
        assert english not in client.get(address).text
