"""The header of an article: 作者, 发布时间, 来源, 责任编辑 and 点击量, in any order and any punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawlers.reading.bylines import is_unit, names, unit_in
from crawlers.reading.dates import dates_in

_PLAIN = str.maketrans(
    "：﹕∶（）【】［］｜；　\u00a0\t發佈時間來責編輯點擊閱讀瀏覽訪問數記員稿撰圖審訊單關鍵欄",
    ":::()[][]|;   发布时间来责编辑点击阅读浏览访问数记员稿撰图审讯单关键栏",
)
_LABELS = {
    "published": (
        "发布时间 发布日期 发表时间 发表日期 发稿时间 发稿日期 刊发时间 刊发日期 出版日期 发布于 "
        "录入时间 添加时间 上传时间 时间 日期"
    ),
    "updated": "最后更新 更新时间 更新日期 修改时间 成文日期 生成日期 印发日期",
    "source": "稿件来源 信息来源 文章来源 新闻来源 内容来源 来源 稿源",
    "editor": "责任编辑 责编",
    "assistant": "本文编辑 编辑",
    "reviewer": "编审",
    "author": "文章作者 作者 撰稿人 撰稿 撰文 文字 供稿人 供稿 通讯员 记者",
    "views": (
        "点击量 点击率 点击次数 点击数 点击 阅读量 阅读次数 阅读数 阅读 浏览量 浏览次数 浏览数 浏览 "
        "访问量 访问次数 人气"
    ),
    "other": (
        "作者单位 供稿单位 提交单位 单位 发布单位 发布机构 发布人 发布者 录入人 录入者 审核人 审核 审稿 初审 复审 "
        "终审 校对 核稿 编发 签发 排版 监制 摄影 摄像 图片 供图 图源 "
        "文号 索引号 关键词 关键字 标签 字号 字体 栏目 所属栏目 版次"
    ),
}
_KINDS = {label: kind for kind, labels in _LABELS.items() for label in labels.split()}
_NAMES = (
    r"\s?[\u4e00-\u9fff]{2,4}(?:[\s、]{1,2}[\u4e00-\u9fff]{2,4}){0,4}\s{0,4}"
    r"(?:$|[\n\d《]|(?:本[报网台刊]|特约|见习|实习|全媒体|首席){0,3}(?:记者|通讯员))"
)
_SPACED = "|".join(r"\s{0,4}".join(label) for label in sorted(_KINDS, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?P<label>{_SPACED})\s?[:\]]|(?P<slashed>编辑|责编|校对|审核|摄影|来源)\s?[|/](?!\s?[图文摄])|"
    rf"(?<![\u4e00-\u9fff/])(?:(?P<by>文)|(?P<drawn>[图摄]))\s?(?:[|:]|/(?!\s?[图文摄]))|"
    rf"(?P<counted>点击|阅读|浏览|访问)[量数率次]*\s?[(\[]?\s?(?=\d)(?!\d{{4}}[-/年.])|"
    rf"(?P<reporter>(?<![^\s|)\]])(?:本[报网台刊]|特约|见习|实习|全媒体|首席){{0,3}}(?:记者|通讯员))(?={_NAMES})"
)
# What every label has in or behind it; most lines have none of it, and are told so at once.
_MAY_HOLD_LABEL = re.compile(r"[:\]|/]|点击|阅读|浏览|访问|记者|通讯员")
_VISITORS = re.compile(r"(?P<count>\d[\d,]{0,11})\s?(?:人|次)次?(?:浏览|阅读|点击|访问)")
_STOPS = re.compile(
    r"[\[\]|\n]|(?:https?://|www\.)[\w./?=&-]+|打印|字号|字体|分享|收藏|关闭|复制|扫一扫|(?:我要)?评论|点赞|转发|[Aa][+＋]|"
    r"纠错|大 中 小|默认 大 小|语音播报"
)
_COUNT = re.compile(r"(?P<number>\d[\d,]{0,11}(?:\.\d{1,4}(?=\s?万))?)\s?(?P<many>万)?")
_WORDS = re.compile(r"[\u3400-\u9fffA-Za-z]")
_PAPER = re.compile(r"^《([^》]+)》[\s,，]*")
_ISSUE = re.compile(r"[\s,，]*第?\s?[\d一二三四五六七八九十]+\s?版")
_BANNER = re.compile(r"星期[一二三四五六日天]|农历|欢迎|歡迎")
_EVENT = re.compile(r"日[\u4e00-\u9fff]{2}")
# What a name that stands beside the date without a label must end with to be the source.
_PUBLISHER = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,12}(?:[网報报刊社台]|融媒(?:体(?:中心)?)?|客户端|杂志|在线|发布|新闻|之窗|视[野界]|观察|法院|法治)"
)
_EMPTY = frozenset({"", "-", "--", "无", "暂无", "null", "undefined"})
_MANY = 10_000
# The lines around articles are the same on every page of a site.
_KNOWN_LINES = 2048
_LONGEST_VALUE, _LONGEST_LINE, _MOST_OTHER_WORDS, _DATE_REACH = 40, 160, 16, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a header says, ``unit`` being the authors'; None where it is silent or its field is empty."""

    author: str | None = None
    unit: str | None = None
    published: str | None = None
    source: str | None = None
    editor: str | None = None
    views: int | None = None

    def filled_from(self, other: Header) -> Header:
        """This header, its gaps filled from another."""
        return Header(
            author=self.author or other.author,
            unit=self.unit or other.unit,
            published=self.published or other.published,
            source=self.source or other.source,
            editor=self.editor or other.editor,
            views=other.views if self.views is None else self.views,
        )


@dataclass(frozen=True, slots=True)
class _Field:
    """A label and what follows it; ``start`` and ``end`` span both in the text."""

    kind: str
    value: str
    tail: str
    start: int
    end: int


def read_header(text: str) -> Header:
    """Read the fields of header lines; an unlabelled date counts as published. Never raises."""
    fields = tuple(_fields(text))
    visitors = _VISITORS.search(text.translate(_PLAIN))
    first = {field.kind: field.value for field in reversed(fields) if field.value}
    return Header(
        author=_author(fields),
        unit=unit_in(first.get("author", "")),
        published=_labelled_date(fields, "published") or _bare_date(text, fields) or _labelled_date(fields, "updated"),
        source=_source(first.get("source", "")) or _beside_date(text, fields),
        editor=names(first.get("editor") or first.get("assistant") or first.get("reviewer", "")),
        views=next((count for field in fields if (count := _count(field)) is not None), _number(visitors)),
    )


def is_field_line(text: str) -> bool:
    """Tell whether a line is nothing but labelled header fields, empty ones included."""
    return len(text) <= _LONGEST_LINE and _is_field_line(text)


@lru_cache(maxsize=_KNOWN_LINES)
def _is_field_line(text: str) -> bool:
    fields = tuple(_fields(text))
    told = any(field.kind != "other" for field in fields)
    return told and _is_bare(text, fields)


def is_label(text: str) -> bool:
    """Tell whether a text is a label alone, as in a table whose next cell has the value."""
    return bool(_LABEL.fullmatch(f"{text.rstrip('：: ')}:".translate(_PLAIN)))


def is_date_line(text: str) -> bool:
    """Tell whether a line is a date of publication with little beside it; 6月3日巡回审判侧记 dates an event."""
    return len(text) <= _LONGEST_LINE // 2 and "。" not in text and _is_date_line(text)


@lru_cache(maxsize=_KNOWN_LINES)
def _is_date_line(text: str) -> bool:
    dates = [date for date in dates_in(text) if not _EVENT.match(text, date.end - 1)]
    return bool(dates) and _is_bare(text, ())


def is_visit_line(text: str) -> bool:
    """Tell whether a line is the banner of a site that greets its visitor with the day: 2026年11月21日 星期六."""
    return bool(_BANNER.search(text)) and not any(field.kind == "published" for field in _fields(text))


def _is_bare(text: str, fields: tuple[_Field, ...]) -> bool:
    if any("。" in field.value or len(field.value) > _LONGEST_VALUE for field in fields):
        return False
    spans = [(field.start, field.end) for field in fields] + [(date.start, date.end) for date in dates_in(text)]
    outside = "".join(char for place, char in enumerate(text) if not any(a <= place < b for a, b in spans))
    return "。" not in outside and len(_WORDS.findall(_STOPS.sub(" ", outside))) <= _MOST_OTHER_WORDS


def _fields(text: str) -> Iterator[_Field]:
    plain = text.translate(_PLAIN)
    labels = list(_LABEL.finditer(plain)) if _MAY_HOLD_LABEL.search(plain) else []
    borders = [*(label.start() for label in labels[1:]), len(plain)]
    for label, border in zip(labels, borders, strict=False):
        end = _value_end(plain, label.end(), border)
        value = _bare(text[label.end() : end])
        told = "" if value.lower() in _EMPTY else value
        yield _Field(_kind(label), told, plain[label.end() : border], label.start(), end)


def _bare(value: str) -> str:
    """A value without the marks around it, among them the end of a bracket that its label is inside of."""
    bare = value.strip(" \u3000\u00a0\t:：;；,，、-—·")
    return bare if "(" in bare or "（" in bare else bare.rstrip(")） ")


def _kind(label: re.Match[str]) -> str:
    if label["by"] or label["reporter"]:
        return "author"
    if label["drawn"]:
        return "other"
    return "views" if label["counted"] else _KINDS["".join((label["label"] or label["slashed"]).split())]


def _value_end(plain: str, start: int, border: int) -> int:
    stop = _STOPS.search(plain, start, border)
    end = stop.start() if stop else border
    value = plain[start:end]
    following = (
        date.start for date in dates_in(value) if value[: date.start].strip() and not _ISSUE.match(value, date.end)
    )
    return start + next(following, end - start)


def _author(fields: tuple[_Field, ...]) -> str | None:
    """Join the people of every author field; a unit signs only where no person does."""
    values = [field.value for field in fields if field.kind == "author" and field.value]
    people = [joined for value in values if not is_unit(value) and (joined := names(value))]
    if people:
        return "、".join(dict.fromkeys(name for joined in people for name in joined.split("、")))
    return names(values[0]) if values else None


def _source(value: str) -> str | None:
    """The name of a paper without the marks around it, with its issue where that is told."""
    return _PAPER.sub(r"\1 ", value).strip() or None


def _beside_date(text: str, fields: tuple[_Field, ...]) -> str | None:
    """The name of a publisher that stands with a date, and with nothing else, on a line without labels."""
    labelled = {text.count("\n", 0, field.start) for field in fields}
    for number, line in enumerate(text.split("\n")):
        date = None if number in labelled else next(dates_in(line), None)
        rest = f"{line[: date.start]} {line[date.end :]}".strip(" \u3000\u00a0|｜·-") if date else ""
        if _PUBLISHER.fullmatch(rest):
            return rest
    return None


def _count(field: _Field) -> int | None:
    match = _COUNT.search(field.tail) if field.kind == "views" else None
    return None if match is None else round(float(match["number"].replace(",", "")) * (_MANY if match["many"] else 1))


def _number(match: re.Match[str] | None) -> int | None:
    return int(match["count"].replace(",", "")) if match else None


def _labelled_date(fields: tuple[_Field, ...], kind: str) -> str | None:
    for field in fields:
        found = next(dates_in(field.tail, short=True), None) if field.kind == kind else None
        if found and found.start <= _DATE_REACH:
            return found.value
    return None


def _bare_date(text: str, fields: tuple[_Field, ...]) -> str | None:
    """The first date that is no part of another field's value (来源:《人民法院报》2024.6.5)."""
    taken = [(field.start, field.end) for field in fields if field.kind != "published"]
    free = (date for date in dates_in(text) if not any(start <= date.start < end for start, end in taken))
    return next((date.value for date in free if not _ISSUE.match(text, date.end)), None)
