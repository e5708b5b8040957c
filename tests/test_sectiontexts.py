"""Section texts: the exact layer's text of each section, by which passages are chosen as by the text that is shown."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.document import Document, analysed, document_of
from index.engines.engine import ARTICLE, DATE, Found, Grouping, Plan
from index.engines.whoosh.reader import WhooshReader
from index.engines.whoosh.writer import WhooshWriter, create
from index.presenting import Markers, hit_of
from index.query import Filters, parse
from index.text.analyzer import Analyzer
from index.text.normal import normalise

LINES = (
    *("法官進村，板凳上坐下说。", "一、板凳工作法。搬来板凳𠮷，ＡＢ 板凳。", "二、茶桌", "（一）泡一壶茶；茶山的茶。"),
    *("第一，搬板凳。第二，坐茶桌。第三，说板凳。", "茶山 法庭 Tea house", "板凳：", "　　再泡一壶開(kāi)水。"),
)
QUERIES = ("板凳", "茶桌 OR “板凳”", "茶*", "“板凳 坐”~5", "tea", "开水 -海港", "title:板凳 法官")


def found(*documents: Document, analyzer: Analyzer) -> list[Found]:
    """What an index of some documents gives for all of them, each with another commit before it."""
    with tempfile.TemporaryDirectory() as folder:
        create(Path(folder, "index"))
        for document in documents:
            WhooshWriter(Path(folder, "index")).write([analysed(document, analyzer)])
        reader = WhooshReader(Path(folder, "index"))
        plan = Plan(
            tree=None,
            filters=Filters(),
            sort=DATE,
            group=ARTICLE,
            grouping=Grouping(),
            first=0,
            count=len(documents),
            budget=60.0,
        )
        answer = reader.answer(plan)
        reader.close()
    return sorted(answer.found, key=lambda each: str(each.view["url"]))


def article(number: int, *lines: str) -> Article:
    return Article(url=f"http://a.example/{number}", title="茶山", body="\n".join(lines))


def test_a_section_has_its_heading_and_its_lines_in_their_normal_form(analyzer: Analyzer) -> None:
    _, told = found(document_of(article(1, "海港。")), document_of(article(2, *LINES[:4])), analyzer=analyzer)
    assert told.text is not None
    assert [*told.text.sections()][:3] == [
        "法官进村,板凳上坐下说。\n",
        "一、板凳工作法。搬来板凳𠮷,ab板凳。\n",
        "二、茶桌\n",
    ]
    assert told.text.text == "".join(f"{normalise(line)}\n" for line in ("茶山", *LINES[:4]))
    assert told.text.title == "茶山"


def test_a_withheld_text_has_none(analyzer: Analyzer) -> None:
    (told,) = found(document_of(article(1, *LINES), show="snippet"), analyzer=analyzer)
    assert told.text is None


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12), st.sampled_from(QUERIES))
def test_passages_are_the_same_by_the_exact_layer_and_by_the_text(
    analyzer: Analyzer, lines: list[str], query: str
) -> None:
    (told,) = found(document_of(article(1, *lines)), analyzer=analyzer)
    markers = Markers.of(parse(query, analyzer), analyzer)
    assert told.text is not None
    assert len([*told.text.sections()]) == len(told.view["sections"])
    assert hit_of(told, markers) == hit_of(replace(told, text=None), markers)
