"""Exports as downloads: made whole in a file that nobody else sees, then sent without holding anything up."""

from __future__ import annotations

import re
import tempfile
import threading
from http import HTTPStatus

from flask import Response, send_file

from index.exporting.formats import FORMATS, Format
from index.searching import Library, SearchRequest
from webui.address import Arguments, BadParameter
from webui.problems import problem

# A client that reads slowly must not hold a state of the corpus, nor many that ask at once all threads.
AT_ONCE = 2
BUDGET = 10.0
RETRY_SECONDS = 30
LONGEST_NAME = 40

_places = threading.BoundedSemaphore(AT_ONCE)


def chosen_format(arguments: Arguments) -> Format:
    """The format that an address names; raises BadParameter where there is no such one."""
    name = arguments.get("format", "")
    if name not in FORMATS:
        raise BadParameter(f"“format” is one of {', '.join(FORMATS)}, not “{name[:40]}”.")
    return FORMATS[name]


def download(library: Library, asked: SearchRequest, form: Format) -> Response:
    """Every article that answers a request as a file to keep; 503 where too many are being made."""
    if not _places.acquire(blocking=False):
        busy = problem(HTTPStatus.SERVICE_UNAVAILABLE, f"{AT_ONCE} exports are being made; try again in a minute.")
        busy.headers["Retry-After"] = str(RETRY_SECONDS)
        return busy
    try:
        return _made(library, asked, form)
    finally:
        _places.release()


def _made(library: Library, asked: SearchRequest, form: Format) -> Response:
    file = tempfile.TemporaryFile()  # noqa: SIM115 – the response closes it
    try:
        with library.every(asked, budget=BUDGET) as entries:
            form.write(entries, file)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    name = _file_name(asked.query, form)
    response = send_file(file, form.media_type, as_attachment=True, download_name=name, conditional=False, etag=False)
    response.content_length = size
    # What is sent as a file counts as static otherwise, and would be kept for a year.
    response.headers["Cache-Control"] = "no-cache"
    del response.headers["Expires"]
    return response


def _file_name(query: str, form: Format) -> str:
    words = re.sub(r"\W+", "-", query).strip("-")[:LONGEST_NAME]
    return f"tashan-{words}{form.suffix}" if words else f"tashan{form.suffix}"
