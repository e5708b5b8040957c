"""How values read on a page: the names of fields, dates, numbers and safe links; ``english.toml`` has the English."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask

from index.exporting.formats import FORMATS
from index.moments import in_china
from index.repairs import wordings

LABELS = {
    "province": "地区",
    "city": "城市",
    "court": "法院",
    "level": "层级",
    "year": "年份",
    "kind": "类型",
    "column": "栏目",
    "source": "来源",
    "brand": "品牌",
    "topic": "主题",
    "scope": "首创范围",
    "honour": "荣誉级别",
    "has": "含有",
    "role": "段落角色",
    "form": "原创/转载",
    "from": "起始",
    "to": "截止",
}
PASSAGES_COMPARED = 30
# How much another telling, or a later version, differs.
TO_ORIGINAL = "与原文有 %(n)s 处不同"
SINCE_THEN = "后来有 %(n)s 处不同"
# What became of a collected passage.
STATES = {
    "changed": "原文此段已改或已删",
    "gone": "此篇已不在库中",
    "withheld": "此来源只展示片段",
}
# Kinds of facts as they are marked in a text.
MARKED = {
    "brand": "品牌",
    "claim": "首创",
    "honour": "荣誉",
    "figure": "数字",
}
# What a run reads, by the names of its counts.
YIELDS = {
    "articles": "篇数",
    "body": "读出正文",
    "title": "读出标题",
    "published": "读出日期",
    "author": "读出作者",
    "court": "读出法院",
    "column": "读出栏目",
}
OUTCOMES = {
    "healthy": "正常",
    "incomplete": "未完待续",
    "unhealthy": "异常",
    "failed": "失败",
    "accepted": "已人工确认",
}
# Requests that fail, by their status.
PROBLEMS = {
    400: "这个请求读不懂",
    403: "不接受这个请求",
    404: "没有这一页",
    405: "不能这样请求",
    413: "送来的内容太大",
    429: "请求太频繁了",
    500: "服务器出错了",
    503: "暂时不能检索",
}
FAILED = "请求没有成功"


def install(app: Flask) -> None:
    """Give the templates of an application these words."""
    app.jinja_env.filters.update(day=day, minute=minute, number=number, web_link=web_link)
    words = {
        "LABELS": LABELS,
        "REPAIRS": wordings(),
        "MARKED": MARKED,
        "STATES": STATES,
        "OUTCOMES": OUTCOMES,
        "YIELDS": YIELDS,
        "PROBLEMS": PROBLEMS,
        "FAILED": FAILED,
        "TO_ORIGINAL": TO_ORIGINAL,
        "SINCE_THEN": SINCE_THEN,
        "PASSAGES_COMPARED": PASSAGES_COMPARED,
        "FORMATS": {each.name: each.label for each in FORMATS.values()},
    }
    app.jinja_env.globals.update(words)


def day(published: str | None) -> str:
    """The day of a moment in China: ``2024-11-29T08:09:52`` → ``2024-11-29``; nothing for None."""
    return in_china(published or "")[:10]


def minute(published: str | None) -> str:
    """A moment in China without its seconds: ``2024-11-29T08:09:52`` → ``2024-11-29 08:09``."""
    return in_china(published or "")[:16].replace("T", " ")


def number(value: int) -> str:
    """A count with its thousands set apart: 10233 → ``10,233``."""
    return f"{value:,}"


def web_link(url: str) -> str | None:
    """The URL where a browser may follow it, None where it is no http or https address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
