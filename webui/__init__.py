"""The web room: pages and API over the library of one data folder."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from flask import Flask, request, url_for

from index.datafolder import DataFolder
from index.searching import Library
from webui import (
    accesslog,
    api,
    basketpages,
    brandfeed,
    brandpages,
    browsing,
    checkpage,
    courtapi,
    courtpages,
    current,
    drawing,
    feeds,
    glossary,
    headers,
    ledgerapi,
    ledgerpages,
    limits,
    linking,
    metrics,
    openapi,
    operation,
    pages,
    problems,
    rendering,
    searchbox,
    telling,
    translating,
    wording,
)
from webui.limits import Limiter

DEFAULT_DATA = Path("data")
PARTS = (rendering, headers, problems, translating, telling, linking, wording, glossary, browsing, drawing, basketpages)
PAGES = (pages, brandpages, ledgerpages, courtpages, checkpage, basketpages)
APIS = (api, ledgerapi, courtapi)
FEEDS = (feeds, brandfeed)
YEAR = 365 * 24 * 3600


def create_app(data: Path | None = None, *, limiter: Limiter | None = None, logs: bool = False) -> Flask:
    """Build the application over a data folder; without one, over ``TASHAN_DATA`` or ``./data``."""
    folder = data or Path(os.environ.get("TASHAN_DATA") or DEFAULT_DATA)
    return app_over(Library.open(DataFolder(folder), for_many=True), limiter=limiter, logs=logs)


def app_over(library: Library, *, limiter: Limiter | None = None, logs: bool = False) -> Flask:
    """Build the application over an open library, which stays its owner's to close; ``logs`` every request or none."""
    app = Flask(__name__)
    app.config.update(SEND_FILE_MAX_AGE_DEFAULT=YEAR, MAX_CONTENT_LENGTH=0)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    current.attach(app, library)
    for part in PARTS:
        part.install(app)
    if logs:
        accesslog.install(app)
    for room in PAGES:
        app.register_blueprint(room.blueprint, url_defaults=translating.CHINESE)
    for room in (*APIS, *FEEDS, openapi, searchbox, operation):
        app.register_blueprint(room.blueprint)
    translating.add_english(app)
    app.extensions[operation.KEY] = operation.Operation(metrics.install(app))
    if limiter:
        limits.install(app, limiter)
    _announce(app, is_sample=library.is_sample)
    return app


def _announce(app: Flask, *, is_sample: bool) -> None:
    """Give every template what all pages show: the banner, the addresses of style and script, whether it is listed."""
    files = ("style.css", "favicon.svg", "workbench.js")
    tags = {name: _digest(Path(app.static_folder or "", name)) for name in files}

    @cache
    def addresses(_: str) -> dict[str, str]:
        """Where style and script are, below where the application is."""
        return {
            "stylesheet": url_for("static", filename="style.css", v=tags["style.css"]),
            "icon": url_for("static", filename="favicon.svg", v=tags["favicon.svg"]),
            "script": url_for("static", filename="workbench.js", v=tags["workbench.js"]),
        }

    @app.context_processor
    def _() -> dict[str, object]:
        return {"is_sample": is_sample, "listed": headers.listed(), **addresses(request.script_root)}


def _digest(file: Path) -> str:
    """A short name of a file's content, so that browsers may keep each for good."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]
