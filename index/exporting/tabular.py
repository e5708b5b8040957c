"""An article as a row: the columns that every table has, its text in the last one."""

from __future__ import annotations

from index.exporting.contents import USUAL_WIDTH, Column, Value, plain
from index.exporting.entries import Entry
from index.text.legible import in_one_line, legible


def _of_article(name: str, heading: str, width: int = USUAL_WIDTH) -> Column[Entry]:
    return Column(name, heading, lambda entry: plain(getattr(entry.kept.article, name)), width)


COLUMNS: tuple[Column[Entry], ...] = (
    _of_article("title", "标题", 48),
    _of_article("subtitle", "副标题"),
    _of_article("court", "法院"),
    _of_article("level", "层级"),
    _of_article("province", "省"),
    _of_article("city", "市"),
    _of_article("county", "县"),
    _of_article("published", "发布时间"),
    Column("kind", "类型", lambda entry: entry.document.kind),
    _of_article("column", "栏目"),
    _of_article("author", "作者"),
    _of_article("editor", "责任编辑"),
    _of_article("source", "来源"),
    Column("brands", "品牌", lambda entry: "、".join(in_one_line(brand.name) for brand in entry.document.facts.brands)),
    _of_article("views", "阅读"),
    Column("url", "网址", lambda entry: entry.citation.url, 36),
    Column("seen", "最近核对", lambda entry: entry.kept.last_seen),
    Column("citation", "引用", lambda entry: entry.citation.gbt7714, 48),
    Column("text", "正文", lambda entry: legible(entry.text), 80),
)


def row(entry: Entry) -> list[Value]:
    """The values of an article in the order of COLUMNS, text of visible characters only."""
    return [column.value(entry) for column in COLUMNS]
