"""Links: the addresses of pages as templates ask for them, each looked up once, for a page has dozens."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

from flask import Flask, current_app, request, url_for

from webui.translating import is_english

# What stays as it is in a query and behind a “#”; so does Flask leave it.
_IN_QUERY, _IN_ANCHOR = "!$'()*,/:;?@", "%!#$&'()*+,/:;=?@"
_KEY = "links"


def install(app: Flask) -> None:
    """Let the templates of an application link by this, under the name that Flask's own has."""
    app.extensions[_KEY] = {}
    app.jinja_env.globals["url_for"] = address_of


def address_of(endpoint: str, *, _anchor: str | None = None, **asked: object) -> str:
    """The address of a page in the language of the request at hand, with what is asked of it.

    It is Flask's, which looks for the rule of an endpoint each time: that is remembered here.
    """
    known: dict[tuple[str, str, bool], str] = current_app.extensions[_KEY]
    page = endpoint, request.script_root, is_english()
    address = known.get(page) or known.setdefault(page, url_for(endpoint))
    if query := "&".join([f"{name}={_quoted(value)}" for name, value in asked.items() if value is not None]):
        address = f"{address}?{query}"
    return address if _anchor is None else anchored(address, _anchor)


def _quoted(value: object) -> str:
    return quote_plus(str(value), safe=_IN_QUERY)


def anchored(address: str, anchor: str) -> str:
    """The address of a place on the page of an address."""
    return f"{address}#{quote(anchor, safe=_IN_ANCHOR)}"
