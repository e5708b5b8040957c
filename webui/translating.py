"""The language of a page: its address says it, English ones begin with ``/en``, and every link stays in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, request
from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from webui.catalogue import MANY, english
from webui.wording import number as written

PREFIX = "/en"
# What stands for the language among the parts of an address; no view sees it.
PART = "language"
CHINESE: dict[str, str] = {PART: "zh"}
ENGLISH: dict[str, str] = {PART: "en"}
MARKED = Markup(' lang="zh-CN"')
# What stays as it was typed in a query string that is written again.
AS_ASKED = "%&=+/:?~#!$,;'@()*[]"
# Texts of pages and names of values, each for one and for many.
REMEMBERED = 2048
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def install(app: Flask) -> None:
    """Let the templates of an application speak the language of the address, and its links stay in it."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.filters.update(zh=_filter(chinese), term=_filter(term), either=_filter(either))
    app.url_value_preprocessor(lambda _, values: (values or {}).pop(PART, None))


def add_english(app: Flask) -> None:
    """Give every page of an application, registered with ``url_defaults=CHINESE``, its English address as well."""
    pages = [rule for rule in app.url_map.iter_rules() if PART in (rule.defaults or ())]
    for rule in pages:
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        view = app.view_functions[rule.endpoint]
        app.add_url_rule(f"{PREFIX}{rule.rule}", rule.endpoint, view, defaults=ENGLISH, methods=methods)
    names = frozenset(rule.endpoint for rule in pages)

    @app.url_defaults
    def _(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint in names:
            values.setdefault(PART, (ENGLISH if is_english() else CHINESE)[PART])


def is_english() -> bool:
    """Whether the page that is asked for is an English one, be it there or not."""
    return f"{request.path}/".startswith(f"{PREFIX}/")


def twin() -> str:
    """The address of the same state of the same page in the other language."""
    path = f"/{request.path[len(PREFIX) :].lstrip('/')}" if is_english() else f"{PREFIX}{request.path}"
    asked = quote(request.query_string, safe=AS_ASKED)
    return quote(f"{request.script_root}{path}") + (f"?{asked}" if asked else "")


def text(told: str) -> str:
    """What a page says, in its language."""
    return english().text(told) if is_english() else told


def chinese(told: object, *, in_english: bool) -> object:
    """Words of an article, of a court or of a reader; on an English page they are marked as Chinese where they are.

    What is marked up already stays as it is.
    """
    if not in_english or isinstance(told, Markup) or not _HAN.search(str(told)):
        return told
    return Markup("<span{}>{}</span>").format(MARKED, escape(told))


def term(value: object, *, in_english: bool) -> object:
    """A value that many articles have: on an English page by its English name, marked as Chinese where it has none."""
    return (english().value(str(value)) or chinese(value, in_english=True)) if in_english else value


def either(pair: tuple[str, str], *, in_english: bool) -> str:
    """That one of a Chinese and an English text which the page speaks."""
    return pair[in_english]


def _filter(filtering: Callable[..., object]) -> Callable[..., object]:
    """The function as a filter that knows the language of its environment."""
    return pass_environment(lambda environment, value: filtering(value, in_english=speaks_english(environment)))


def speaks_english(environment: Environment) -> bool:
    """Whether the pages of a template environment are English ones."""
    return environment.globals["in_english"] is True


def speech(*, in_english: bool) -> dict[str, Any]:
    """What the templates of a language have to speak with; ``zh`` marks elements whose words are Chinese in either."""
    find = english().text if in_english else _unchanged

    @lru_cache(maxsize=REMEMBERED)
    def words(told: str, number: int) -> Markup:
        return Markup(find(told, number))

    def say(told: str, /, **parts: object) -> Markup:
        said = words(told, MANY)
        return _filled(said, parts) if "%" in said else said

    def count(told: str, number: int, /, **parts: object) -> Markup:
        return _filled(words(told, min(number, MANY)), {"n": written(number), **parts})

    spoken: dict[str, Any] = {"_": say, "gettext": say, "_n": count}
    return spoken | {"in_english": in_english, "zh": MARKED if in_english else "", "twin": twin}


def _filled(words: Markup, parts: dict[str, object]) -> Markup:
    """The words with escaped parts in them; that Markup does this itself, object by object, takes thrice the time."""
    return Markup(str(words) % {name: escape(part) for name, part in parts.items()})


def _unchanged(told: str, _: int) -> str:
    return told
