"""How values read on a page: the names of fields in two languages, dates, numbers and safe links."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask

from index.exporting.formats import FORMATS
from index.repairs import wordings

LABELS = {
    "province": ("地区", "Province"),
    "city": ("城市", "City"),
    "court": ("法院", "Court"),
    "level": ("层级", "Level"),
    "year": ("年份", "Year"),
    "kind": ("类型", "Kind"),
    "column": ("栏目", "Column"),
    "source": ("来源", "Source"),
    "brand": ("品牌", "Brand"),
    "topic": ("主题", "Topic"),
    "scope": ("首创范围", "Scope of firsts"),
    "honour": ("荣誉级别", "Level of honours"),
    "has": ("含有", "What it tells"),
    "role": ("段落角色", "Role of passages"),
    "form": ("原创/转载", "Original or repost"),
    "from": ("起始", "From"),
    "to": ("截止", "To"),
}
PASSAGES_COMPARED = 30
# What became of a collected passage.
STATES = {
    "changed": ("原文此段已改或已删", "changed since it was collected"),
    "gone": ("此篇已不在库中", "no longer kept here"),
    "withheld": ("此来源只展示片段", "shown as a snippet only"),
}
# Kinds of facts as they are marked in a text.
MARKED = {
    "brand": ("品牌", "brand"),
    "claim": ("首创", "claim"),
    "honour": ("荣誉", "honour"),
    "figure": ("数字", "figure"),
}
OUTCOMES = {
    "healthy": "正常",
    "incomplete": "未完待续",
    "unhealthy": "异常",
    "failed": "失败",
    "accepted": "已人工确认",
}


def install(app: Flask) -> None:
    """Give the templates of an application these words."""
    app.jinja_env.filters.update(day=day, minute=minute, number=number, web_link=web_link, outcome=outcome)
    words = {
        "LABELS": LABELS,
        "REPAIRS": wordings(),
        "MARKED": MARKED,
        "STATES": STATES,
        "PASSAGES_COMPARED": PASSAGES_COMPARED,
        "FORMATS": {each.name: each.label for each in FORMATS.values()},
    }
    app.jinja_env.globals.update(words)


def day(published: str | None) -> str:
    """The day of a moment: ``2024-11-29T08:09:52`` → ``2024-11-29``; nothing for None."""
    return (published or "")[:10]


def minute(published: str | None) -> str:
    """A moment without its seconds: ``2024-11-29T08:09:52`` → ``2024-11-29 08:09``."""
    return (published or "")[:16].replace("T", " ")


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


def outcome(name: str) -> str:
    """What the outcome of a run is called on the page."""
    return OUTCOMES.get(name, name)
