"""Exports as downloads: made in files that nobody else sees, texts sent as they grow, packages when they are whole."""

from __future__ import annotations

import io
import re
import tempfile
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import BinaryIO

from flask import Response, send_file

from index.exporting.formats import FORMATS, Format
from webui.address import Arguments, BadParameter
from webui.growingfile import GrowingFile
from webui.problems import problem
from webui.validators import is_had, search_tag, tagged

# A client that reads slowly must not hold a state of the corpus, nor many that ask at once all threads.
AT_ONCE = 2
RETRY_SECONDS = 30
LONGEST_NAME = 40

Write = Callable[[BinaryIO], None]

_places = threading.BoundedSemaphore(AT_ONCE)


def chosen_format(arguments: Arguments) -> Format:
    """The format that an address names; raises BadParameter where there is no such one."""
    name = arguments.get("format", "")
    if name not in FORMATS:
        raise BadParameter(f"“format” is one of {', '.join(FORMATS)}, not “{name[:40]}”.")
    return FORMATS[name]


def download(write: Write, form: Format, name: str) -> Response:
    """What is written as a file to keep, named after a query or a ledger; 503 where too many are being made.

    Nothing is made for whoever has it already.
    """
    if is_had(tag := search_tag()):
        return tagged(Response(), tag)
    if not _places.acquire(blocking=False):
        busy = problem(HTTPStatus.SERVICE_UNAVAILABLE, f"{AT_ONCE} exports are being made; try again in a minute.")
        busy.headers["Retry-After"] = str(RETRY_SECONDS)
        return busy
    response = (_streamed if form.is_text else _whole)(write, form, name)
    response.set_etag(tag, weak=True)
    return response


def _streamed(write: Write, form: Format, name: str) -> Response:
    """What only grows, from when it has a beginning; where it fails later, the connection ends before the file does."""
    try:
        file = GrowingFile(write, _places.release)
    except BaseException:
        _places.release()
        raise
    file.wait_for_beginning()
    response = sent(io.BytesIO(), form.media_type, _file_name(name, form))
    response.response = file.chunks()
    # Whether anything of it was read or not.
    response.direct_passthrough = False
    response.call_on_close(file.leave)
    del response.headers["Content-Length"]
    return response


def _whole(write: Write, form: Format, name: str) -> Response:
    """What is no file before its end is written, for there is its directory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 – the response closes it
    try:
        write(file)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    finally:
        _places.release()
    response = sent(file, form.media_type, _file_name(name, form))
    response.content_length = size
    return response


def sent(file: BinaryIO, media_type: str, name: str) -> Response:
    """A file at its beginning as one to keep under a name, asked for anew each time."""
    response = send_file(file, media_type, as_attachment=True, download_name=name, conditional=False, etag=False)
    # What is sent as a file counts as static otherwise, and would be kept for a year.
    response.headers["Cache-Control"] = "no-cache"
    del response.headers["Expires"]
    return response


def _file_name(name: str, form: Format) -> str:
    words = re.sub(r"\W+", "-", name).strip("-")[:LONGEST_NAME]
    return f"tashan-{words}{form.suffix}" if words else f"tashan{form.suffix}"
