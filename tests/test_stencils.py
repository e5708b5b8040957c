"""Stencils: what fills them is text, stands where the macro puts it, and is as the macro itself would draw it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from webui.stencils import filled

ROWS = """
{%- macro row(look, first, second, third) -%}
<li{% if look %} class="{{ look }}"{% endif %} title="{{ second }} 5%s {0}">{{ first }}{{ second }}</li>
{%- endmacro %}
{% macro one(look, first) %}<b>{{ first }}</b>{% endmacro %}
{% macro line(look, first) %}<hr>{% endmacro %}
"""


@pytest.fixture(scope="module")
def macros() -> object:
    return Environment(autoescape=True, loader=DictLoader({"rows": ROWS})).get_template("rows").module


def _macro(macros: object, name: str) -> Macro:
    found = getattr(macros, name)
    assert isinstance(found, Macro)
    return found


def test_each_row_stands_where_the_macro_puts_its_values(macros: object) -> None:
    drawn = filled([("on", "甲", "乙", "丙"), ("", 1234, 0.5, "")], _macro(macros, "row"))
    assert drawn == '<li class="on" title="乙 5%s {0}">甲乙</li><li title="0.5 5%s {0}">1,2340.5</li>'


def test_one_hole_or_none_is_filled_as_well(macros: object) -> None:
    assert filled([("", "%s<"), ("", "b")], _macro(macros, "one")) == "<b>%s&lt;</b><b>b</b>"
    assert filled([("", "甲")] * 2, _macro(macros, "line")) == "<hr><hr>"
    assert filled([], _macro(macros, "row")) == ""


def test_markup_stays_markup(macros: object) -> None:
    drawn = filled([("", Markup("<mark>甲</mark>"))], _macro(macros, "one"))
    assert isinstance(drawn, Markup)
    assert drawn == "<b><mark>甲</mark></b>"


@given(st.text(alphabet="<>&\"'%s{0}\ue0000甲") | st.text(), st.sampled_from(["", "on"]))
def test_a_row_is_what_the_macro_draws_of_it(macros: object, text: str, look: str) -> None:
    row = _macro(macros, "row")
    assert filled([(look, text, text, text)], row) == row(look, text, text, text)
    assert filled([(look, text)], _macro(macros, "one")) == f"<b>{escape(text)}</b>"
