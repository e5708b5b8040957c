"""The columns of every ledger as a table, and how the values of a row read in one cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.citing import address_of
from index.exporting.contents import USUAL_WIDTH, Column, Value, plain
from index.ledgers.rollwords import WORDS
from index.ledgers.standing import Row
from index.text.legible import in_one_line

_WIDE = {"title": 40, "url": 36, "sentence": 80, "object": 30, "name": 24, "contradicts": 36, "used_before": 36}


def column(name: str, heading: str, value: Callable[[Row], Value] | None = None) -> Column[Row]:
    """A column of what a row has under a name, or of what is drawn from it."""
    return Column(name, heading, value or _plain(name), _WIDE.get(name, USUAL_WIDTH))


def _plain(name: str) -> Callable[[Row], Value]:
    return lambda row: plain(row.get(name))


def _worded(name: str) -> Callable[[Row], Value]:
    """What readers call a code."""
    words = WORDS[name]
    return lambda row: words.get(row.get(name) or "", plain(row.get(name)))


def _listed(name: str) -> Callable[[Row], Value]:
    words = WORDS.get(name, {})
    return lambda row: "、".join(words.get(each, in_one_line(each)) for each in row.get(name) or ())


def _referring(name: str) -> Callable[[Row], Value]:
    return lambda row: "；".join(map(_reference, row.get(name) or ()))


def _reference(row: Row) -> str:
    """Another article in a few words: whose, when, what it says, where."""
    said = f"{row.get('scope') or ''}{row.get('word') or ''}"
    told = (row["court"], (row["published"] or "")[:10], said, address_of(row["url"]))
    return " ".join(in_one_line(each) for each in told if each)


def _result(row: Row) -> Value:
    found = row.get("result")
    if not found:
        return None
    amount = in_one_line(f"{found['number']}{found['unit'] or ''}")
    return " ".join(filter(None, (amount, (found["published"] or "")[:10], address_of(found["url"]))))


def _series(row: Row) -> Value:
    """Figures over the years in one cell."""
    return "；".join(in_one_line(_one_series(each)) for each in row.get("figures") or ())


def _one_series(series: Row) -> str:
    points = "、".join(f"{point['year']}年{point['number']}{series['unit'] or ''}" for point in series["points"])
    return f"{series['what']}：{points}"


def _honours(row: Row) -> Value:
    return "；".join(map(_honour, row.get("honours") or ()))


def _honour(honour: Row) -> str:
    year = f"（{honour['year']}）" if honour["year"] else ""
    return in_one_line(f"{honour['name']}{year}")


def _address(row: Row) -> Value:
    return address_of(row["url"]) if row.get("url") else None


_SENTENCE = column("sentence", "原句")
_PLACE = (
    column("court", "法院"),
    column("province", "省"),
    column("city", "市"),
    column("published", "发布时间"),
    column("title", "文章"),
    column("url", "网址", _address),
)
LEDGERS: dict[str, tuple[Column[Row], ...]] = {
    "firsts": (
        column("object", "首创内容"),
        column("scope", "范围"),
        column("word", "说法"),
        *_PLACE,
        column("contradicts", "相互矛盾的说法", _referring("contradicts")),
        column("used_before", "更早的同名做法", _referring("used_before")),
        _SENTENCE,
    ),
    "honours": (
        column("name", "荣誉"),
        column("issuer", "授予单位"),
        column("level", "层级"),
        column("year", "年份"),
        column("owner", "获得者"),
        *_PLACE,
        _SENTENCE,
    ),
    "figures": (
        column("number", "数字"),
        column("value", "数值"),
        column("unit", "单位"),
        column("what", "事项"),
        column("period", "时期"),
        column("status", "状态", _worded("status")),
        column("qualifier", "限定", _worded("qualifier")),
        column("flags", "存疑", _listed("flags")),
        column("result", "计划的结果", _result),
        *_PLACE,
        _SENTENCE,
    ),
}
BRANDS = (
    column("name", "品牌"),
    column("type", "类别"),
    column("template", "句式"),
    column("court", "最早见于"),
    column("province", "省"),
    column("first", "最早"),
    column("latest", "最近"),
    column("courts", "法院数"),
    column("articles", "文章数"),
    column("url", "最早一篇", _address),
)
BRAND = (
    column("court", "法院"),
    column("relation", "关系", _worded("relation")),
    column("province", "省"),
    column("city", "市"),
    column("type", "类别"),
    column("since", "最早"),
    column("latest", "最近"),
    column("articles", "文章数"),
    column("cites", "自称学自", _listed("cites")),
    column("silent_since", "此后再无音讯"),
    column("documents", "文件", _listed("documents")),
    column("honours", "荣誉", _honours),
    column("figures", "历年数字", _series),
    column("title", "文章"),
    column("url", "网址", _address),
    _SENTENCE,
)
COURTS = (
    column("name", "法院"),
    column("level", "层级"),
    column("province", "省"),
    column("city", "市"),
    column("articles", "文章数"),
    column("first", "最早"),
    column("latest", "最近"),
    column("url", "最近一篇", _address),
)
_PART = column("part", "部分", _worded("part"))
_KIND = column("type", "类别", lambda row: plain(row.get("type") or row.get("scope") or row.get("level")))
_NAME = column("name", "名称", lambda row: plain(row.get("name") or row.get("object")))
COURT = (
    _PART,
    _NAME,
    _KIND,
    column("articles", "文章数"),
    column("since", "最早", lambda row: plain(row.get("since") or row.get("published"))),
    column("latest", "最近"),
    column("other_courts", "别家"),
    column("owner", "获得者"),
    column("issuer", "授予单位"),
    column("year", "年份"),
    column("title", "文章"),
    column("url", "网址", _address),
    _SENTENCE,
)


def comparing(courts: Iterable[str]) -> tuple[Column[Row], ...]:
    """The columns of a comparison, one for each court."""
    return (_PART, _NAME, _KIND, *(column(court, in_one_line(court), _of_court(court)) for court in courts), _SENTENCE)


def _of_court(court: str) -> Callable[[Row], Value]:
    return lambda row: plain(row["courts"].get(court))
