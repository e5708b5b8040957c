"""Links: the addresses that templates are given are Flask's own, whatever is asked, in either language."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st
from small_library import filled

from webui import create_app
from webui.linking import address_of

ENDPOINTS = ("pages.home", "pages.results", "pages.article", "brandpages.brand", "feeds.feed", "basket.basket")
TEXT = st.text(alphabet="法院 &=+%#/?:@“é\\<'\"~*", max_size=12) | st.text(max_size=6)


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app(filled())


@given(
    here=st.sampled_from(("/", "/en/search?q=x", "/api/v1/search")),
    root=st.sampled_from(("", "/below")),
    endpoint=st.sampled_from(ENDPOINTS),
    asked=st.dictionaries(st.sampled_from(("url", "q", "name")), TEXT | st.integers() | st.none()),
    anchor=st.none() | TEXT,
)
def test_an_address_is_the_one_that_flask_gives(  # noqa: PLR0913
    app: Flask, here: str, root: str, endpoint: str, asked: dict[str, Any], anchor: str | None
) -> None:
    with app.test_request_context(here, environ_overrides={"SCRIPT_NAME": root}):
        assert address_of(endpoint, _anchor=anchor, **asked) == url_for(endpoint, _anchor=anchor, **asked)


def test_templates_link_by_it(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert app.jinja_env.from_string("{{ url_for('pages.article', url='a b') }}").render() == "/en/article?url=a+b"
