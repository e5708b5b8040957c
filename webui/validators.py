"""Validators: the tag of an answer, so that whoever has it already is told so in place of getting it again."""

from __future__ import annotations

import hashlib

from flask import Response, request

from webui.current import library

FORM = "2"


def search_tag() -> str:
    """A name for what a search answers at this address while index and coverage are what they are now."""
    return tag_of(library().generation, str(library().coverage()))


def tag_of(*state: str) -> str:
    """A name for the answer to this very address while the given state lasts."""
    return hashlib.sha256("\n".join((FORM, *state, request.full_path)).encode()).hexdigest()[:32]


def is_had(tag: str) -> bool:
    """Tell whether the asker has the answer of this tag already."""
    return request.if_none_match.contains_weak(tag)


def tagged(response: Response, tag: str) -> Response:
    """The response with its tag, or 304 where the asker has that already; weak, for the time taken differs."""
    response.set_etag(tag, weak=True)
    response.make_conditional(request)
    return response
