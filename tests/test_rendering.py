"""Rendering: each language has its own words in every template, said as it is compiled, and macros made once."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import Environment, nodes
from small_library import filled

from webui import create_app
from webui.rendering import environment


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(filled())


@pytest.fixture(params=["/", "/en/"])
def speaking(app: Flask, request: pytest.FixtureRequest) -> Iterator[Environment]:
    with app.test_request_context(request.param):
        yield environment()


def test_words_are_those_of_the_address(app: Flask) -> None:
    said = {}
    for address in ("/search", "/en/search"):
        with app.test_request_context(address):
            said[address] = environment().from_string('{{ _("检索") }}{{ zh }}').render()
    assert said == {"/search": "检索", "/en/search": 'Search lang="zh-CN"'}


def test_words_without_parts_are_said_as_a_template_is_compiled(speaking: Environment) -> None:
    known = speaking.compile('<p title="{{ _("检索") }}">{{ "，" ~ _("帮助") if x else _("法院") }}</p>', raw=True)
    assert ("检索" in known) is not ("Search" in known)


def test_words_with_parts_are_said_for_every_page(speaking: Environment) -> None:
    [said] = speaking.parse('{{ _("第 %(page)s 页", page=page) }}').find_all(nodes.Call)
    assert isinstance(said.node, nodes.Name)
    assert "7" in speaking.from_string('{{ _("第 %(page)s 页", page=page) }}').render(page=7)


def test_what_is_imported_is_made_once(speaking: Environment) -> None:
    page = speaking.from_string('{% from "parts.html" import badge %}{{ made.append(badge) }}')
    made: list[object] = []
    page.render(made=made)
    page.render(made=made)
    assert made[0] is made[1]


@pytest.mark.parametrize("address", ["/search?q=法院", "/en/search?q=法院"])
def test_a_results_page_leaves_no_circles_of_its_own(app: Flask, address: str) -> None:
    """They keep all that a page was made of until they are looked for, which takes as long as making it."""
    client = app.test_client()
    client.get(address)
    gc.collect()
    gc.disable()
    try:
        client.get(address)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = {type(each).__name__ for each in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left & {"Context", "Macro", "ResultPage", "RequestContext", "SearchResults"}
