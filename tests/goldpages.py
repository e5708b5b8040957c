"""The gold set: pages in real shape, written for it, each with every field that a reader of it would name.

``gold/pages/*.md`` hold one page after the other: a TOML block between lines of ``+++``, then the text, a line a
paragraph. What the block names is gold; ``printed`` says how the page prints a field where that differs, ``path`` is
the printed column. ``court`` is the name, level, province, city and county, "-" where there is none. A skin of
``gold/skins`` dresses the page. The sample articles belong to the set too; ``gold/samples.toml`` tells their courts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from opencc import OpenCC

from crawlers.reading.page import Page
from crawlers.samples.samplesites import SampleSite, sample_sites
from crawlers.samples.sampletexts import SampleText, sample_texts
from crawlers.sites import Site
from index.text.glosses import without_glosses

FOLDER = Path(__file__).with_name("gold")
COURT = ("court", "level", "province", "city", "county")
TEXTS = ("title", "subtitle", "published", "author", "editor", "source", "column", "kind")

_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)?[^。；！]{4,30}")
_WORD = re.compile(r"([0-9A-Za-z.%+-]+)")
_GLOSSES = {
    **{"發": "fā", "區": "qū", "實": "shí", "務": "wù", "黨": "dǎng", "導": "dǎo", "學": "xué", "習": "xí"},
    **{"經": "jīng", "權": "quán", "業": "yè", "產": "chǎn", "護": "hù"},
}
_GLOSSED = re.compile("|".join(_GLOSSES))
_TO_THE_MINUTE = len("2024-01-01T08:00")
_PRINT_VIEWS = {"chinacourt_old.html", "chinacourt_php.html", "hubei.html", "jeecms.html"}
_SCAN_ME = "\n掃一掃，用手機查看本文"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page as its server sends it, with the gold of every field; a field that the page does not tell is missing."""

    name: str
    page: Page
    gold: Mapping[str, Any]
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a template sees of a page: the fields as they are printed."""

    fields: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        if name == "views" and name not in self.fields:
            raise AttributeError(name)
        return self.fields.get(name)


def gold_pages() -> tuple[GoldPage, ...]:
    """Every page of the set."""
    return (*own_pages(), *_sample_pages())


@dataclass(frozen=True, slots=True)
class Opening:
    """How an article opens, with its title, "" where it has none, and the kind that this alone tells."""

    kind: str
    title: str
    text: str


@cache
def openings() -> tuple[Opening, ...]:
    """The openings of ``gold/openings.txt``."""
    lines = (FOLDER / "openings.txt").read_text("utf-8").splitlines()
    parts = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return tuple(_opening(kind, text) for kind, _, text in parts)


def _opening(kind: str, text: str) -> Opening:
    title, _, opening = text.rpartition(" / ")
    return Opening(kind, title, opening)


@cache
def own_pages() -> tuple[GoldPage, ...]:
    """The pages that were written for the set."""
    return tuple(page for path in sorted((FOLDER / "pages").glob("*.md")) for page in _pages_of(path))


def _pages_of(path: Path) -> Iterator[GoldPage]:
    _, *parts = path.read_text("utf-8").split("+++\n")
    for number, (block, text) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1):
        values = tomllib.loads(block)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        yield GoldPage(name=f"{path.stem}-{number}", page=_dressed(values, lines), gold=_gold(values, lines))


def _gold(values: Mapping[str, Any], lines: list[str]) -> dict[str, Any]:
    gold = {name: values[name] for name in (*TEXTS, "views") if name in values}
    gold |= {name: value for name, value in zip(COURT, _court_of(values), strict=True) if value != "-"}
    if "path" in values:
        gold["column"] = values["path"].split(" > ")[-1]
    if len(gold.get("published", "")) == _TO_THE_MINUTE:
        gold["published"] += ":00"
    gold["repairs"] = [*values.get("repairs", []), *_told_by_origin(values)]
    gold["body"] = "\n".join(" ".join(_cells(line)) if _is_row(line) else line for line in values.get("body", lines))
    return gold


def _told_by_origin(values: Mapping[str, Any]) -> Iterator[str]:
    """What every reader must be told of a page from a made-up host, which no list can allow, and of a disguise."""
    if (urlsplit(values["url"]).hostname or "").endswith(".example"):
        yield "mirror"
    if values.get("disguise") == "glossed":
        yield "traditional"


def _court_of(values: Mapping[str, Any]) -> list[str]:
    told = str(values.get("court", "")).split()
    return [*told, *["-"] * (len(COURT) - len(told))]


def _dressed(values: Mapping[str, Any], lines: list[str]) -> Page:
    encoding = values.get("encoding", "utf-8")
    fields = {name: values[name] for name in (*TEXTS, "views") if name in values}
    fields["published"] = fields.get("published", "").replace("T", " ")
    printed = _Printed(fields | {"column": values.get("path")} | values.get("printed", {}))
    charset = "utf-8" if encoding == "utf-8" else "gb2312"
    template = _templates().get_template(f"{values['skin']}.html")
    markup = template.render(p=printed, lines=lines, site=values["site"], charset=charset)
    if values.get("disguise") == "glossed":
        markup = _glossed(markup)
    return Page(url=values["url"], body=markup.encode(encoding), content_type=f"text/html; charset={charset}")


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(FOLDER / "skins")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {"pieces": _WORD.split, "cells": _cells}
    env.tests |= {"heading": _HEADING.fullmatch, "row": _is_row, "caption": lambda line: line.startswith("▲")}
    return env


def _glossed(markup: str) -> str:
    """Write a page as mirrors do: in traditional characters, some of them with their reading behind them."""
    traditional = OpenCC("s2t").convert(markup)
    return _GLOSSED.sub(lambda match: f"{match.group()}({_GLOSSES[match.group()]})", traditional)


def _is_row(line: str) -> bool:
    return line.startswith("| ")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| ").split("|")]


@cache
def _sample_pages() -> tuple[GoldPage, ...]:
    courts = tomllib.loads((FOLDER / "samples.toml").read_text("utf-8"))
    return tuple(
        _sample_page(site, text, courts) for site in sample_sites(sample_texts()).values() for text in site.texts
    )


def _sample_page(site: SampleSite, text: SampleText, courts: Mapping[str, str]) -> GoldPage:
    url = site.article_url(text)
    answer = site.answer(url.removeprefix(f"http://{site.host}"))
    return GoldPage(
        name=text.stem,
        page=Page(url=url, body=answer.body, content_type=answer.content_type),
        gold=_sample_gold(text, site, courts.get(text.stem, courts.get(text.site, ""))),
        site=site.site,
    )


def _sample_gold(text: SampleText, site: SampleSite, court: str) -> dict[str, Any]:
    body, glosses = without_glosses(text.body)
    prints_column = site.site.platform != "chinacourt_php"
    prints_views = text.views is not None and site.skin.template in _PRINT_VIEWS
    told: dict[str, Any] = {
        "title": without_glosses(text.title)[0],
        "published": text.published.replace(" ", "T"),
        "author": text.author.removesuffix(" 摄影报道"),
        "editor": text.editor,
        "source": text.source,
        "column": text.column.split(" > ")[-1] if prints_column else "",
        "views": text.views if prints_views else "",
        "kind": text.kind,
        "body": body.removesuffix(_SCAN_ME),
    }
    gold = {name: value for name, value in told.items() if value != ""}
    gold |= {name: value for name, value in zip(COURT, _court_of({"court": court}), strict=True) if value != "-"}
    is_mirror = site.site.mirror
    login = text.author and text.author.isascii()
    marks = {"glosses": glosses, "login-author": login, "mirror": is_mirror, "traditional": is_mirror and glosses}
    return gold | {"repairs": [mark for mark, is_due in marks.items() if is_due]}
