"""The English of the pages: nothing is missing, nothing is left over, and every text fits where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_library import filled

from webui import courtpages, create_app, glossary, language, wording
from webui.catalogue import ENGLISH, english
from webui.charts.gridmap import INITIALS

CHINESE = re.compile("[\u3400-\u9fff]")
PART = re.compile(r"%\(\w+\)s|%%|%")
CALLS = ("_", "gettext", "_n")


def _held(value: object) -> Iterator[str]:
    """Every Chinese text in a table of words, whatever its shape."""
    if isinstance(value, str) and CHINESE.search(value):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _held(each))
    elif isinstance(value, tuple):
        yield from (text for each in value for text in _held(each))


@pytest.fixture(scope="module")
def said() -> set[str]:
    """All that templates and tables say in Chinese."""
    extract = create_app(filled()).jinja_env.extract_translations  # type: ignore[attr-defined]
    texts: set[str] = set()
    for file in Path("webui/templates").glob("*.html"):
        for _, _, message in extract(file.read_text("utf-8"), CALLS):
            texts.update(part for part in ([message] if isinstance(message, str) else message or ()) if part)
    for module in (wording, glossary, courtpages):
        texts.update(text for name, value in vars(module).items() if name.isupper() for text in _held(value))
    return texts | {example.told for example in (*language.BASICS, *language.FIELDED)}


def test_every_text_of_the_pages_has_an_english_one(said: set[str]) -> None:
    assert sorted(said - set(english().texts)) == []


def test_no_english_text_is_of_a_chinese_one_that_nobody_says(said: set[str]) -> None:
    assert sorted(set(english().texts) - said) == []


def test_templates_have_no_chinese_words_beside_their_messages() -> None:
    """But the name of the house, and examples of what may be asked."""
    for file in Path("webui/templates").glob("*.html"):
        bare = re.sub(r"\{%-? *trans.*?endtrans *-?%\}|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", file.read_text("utf-8"))
        assert set(CHINESE.findall(bare)) <= set("他山中文板凳法庭巡回审判马背"), file


def test_an_english_text_has_the_parts_of_the_chinese_one() -> None:
    for chinese, told in english().texts.items():
        for text in [told] if isinstance(told, str) else told:
            assert {*PART.findall(text)} - {"%%"} == {*PART.findall(chinese)} - {"%%"}, chinese
            assert re.findall("<[^>]+>", text) == re.findall("<[^>]+>", chinese)
            assert not CHINESE.search(text)


def test_only_counts_have_two_texts() -> None:
    for chinese, told in english().texts.items():
        assert isinstance(told, list) == ("%(n)s" in chinese), chinese


def test_every_province_has_a_name_and_a_sign_of_its_own() -> None:
    signs = [english().value(sign) for sign in INITIALS.values()]
    assert len({*signs}) == len(INITIALS)
    assert all(english().value(province) for province in INITIALS)


def test_one_thing_is_told_in_the_singular() -> None:
    assert english().text("%(n)s 篇文章", 1) == "%(n)s article"
    assert english().text("%(n)s 篇文章", 0) == english().text("%(n)s 篇文章", 2) == "%(n)s articles"


def test_the_file_has_nothing_twice() -> None:
    keys = re.findall(r"""^(?:"((?:[^"\\]|\\.)+)"|'([^']+)') = """, ENGLISH.read_text("utf-8"), re.MULTILINE)
    assert len(keys) == len(english().texts) + len(english().values)
