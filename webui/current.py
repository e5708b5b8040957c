"""What the request at hand works on: the library its application was built over."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from index.searching import Library

_KEY = "tashan"


def attach(app: Flask, library: Library) -> None:
    """Give an application the library that its pages look into."""
    app.extensions[_KEY] = library


def library() -> Library:
    """The library of the application that serves this request."""
    return cast(Library, current_app.extensions[_KEY])
