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
    return library_of(current_app)


def has_library(app: Flask) -> bool:
    """Tell whether an application was given a library."""
    return _KEY in app.extensions


def library_of(app: Flask) -> Library:
    """The library that an application was built over."""
    return cast(Library, app.extensions[_KEY])
