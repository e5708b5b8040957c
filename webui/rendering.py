"""Rendering: a page is written by the template environment of its language, which has its words ready."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from flask import Flask, current_app, render_template
from flask.templating import Environment as FlaskEnvironment
from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from webui.translating import is_english, speech

_KEY = "rendering"
_SAID = ("name", "lparen", "string", "rparen")


def install(app: Flask) -> None:
    """Let an application write pages in two languages; to be called before anything else is given to its templates."""
    app.jinja_environment = _Environment
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def render(template: str, **values: object) -> str:
    """A page in the language of the request at hand."""
    return render_template(environment().get_template(template), **values)


def environment() -> Environment:
    """The template environment of the language of the request at hand.

    Words are its globals, not a page's: so are macros made once, and not for every page that imports them.
    """
    made: dict[bool, Environment] = current_app.extensions.setdefault(_KEY, {})
    in_english = is_english()
    return made.get(in_english) or made.setdefault(in_english, _speaking(current_app.jinja_env, in_english=in_english))


class _Environment(FlaskEnvironment):
    """Flask's, but for what it counts as the globals of a template: a chain of two is gone through for every page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template; those of all are there when the first one is loaded."""
        return {**self.globals, **(d or {})}


def _speaking(shared: Environment, *, in_english: bool) -> Environment:
    words = speech(in_english=in_english)
    environment = shared.overlay(extensions=[_Saying])
    environment.globals = {**shared.globals, **words}
    environment.filters = {**shared.filters, "said": words["_"]}
    return environment


class _Saying(Extension):
    """``_("words")`` becomes a filter of a constant, which Jinja asks once: as it compiles the template."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Pass on the tokens of a template."""
        tokens = list(stream)
        at = 0
        while at < len(tokens):
            asked = tokens[at : at + len(_SAID)]
            if tokens[at].value == "_" and tuple(token.type for token in asked) == _SAID:
                line, words = asked[0].lineno, asked[2]
                yield from (words, Token(line, "pipe", "|"), Token(line, "name", "said"))
                at += len(_SAID)
            else:
                yield tokens[at]
                at += 1
