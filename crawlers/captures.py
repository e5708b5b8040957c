"""Captures: the pages that a web archive's records hold, and the revisits that found them unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawlers.messages import DamagedMessage, Message, read_response
from crawlers.records import LARGEST_RECORD, DamagedArchive, Record, records

IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?")
_EARLIEST_DATE = "1970-01-01T00:00:00"
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Place:
    """A file of an archive, and the byte where a record begins there."""

    path: Path
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """One response as it was archived, its body decoded; ``date`` is ``YYYY-MM-DDThh:mm:ssZ``.

    ``moment`` is that date as the record has it, ``digest`` the one that it states of its payload.
    """

    url: str
    date: str
    status: int
    content_type: str | None
    body: bytes
    place: Place = field(compare=False)
    moment: str = field(default="", compare=False)
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisit:
    """A visit that brought nothing new: the page was what ``target`` had been at ``target_date``, as far as is told.

    ``status`` and ``content_type`` are those of the answer, where the record has its head.
    """

    url: str
    date: str
    is_not_modified: bool
    target: str
    target_date: str
    digest: str
    status: int | None = None
    content_type: str | None = None


def captures(path: Path) -> Iterator[Captured | Revisit]:
    """Iterate over the whole responses and revisits in a WARC file, whoever wrote it.

    Raises DamagedArchive with the file and the byte where the first damage is, after all that was whole.
    """
    altered: DamagedArchive | None = None
    for record in records(path):
        try:
            found = _found(record, path)
        except DamagedMessage as error:
            sentence = f"{path} is damaged at byte {record.start}: {error}."
            altered = altered or DamagedArchive(sentence, record.start)
            continue
        if found is not None:
            yield found
    if altered:
        raise altered


def responses(path: Path) -> Iterator[Captured]:
    """Iterate over the responses alone; raises DamagedArchive as ``captures``."""
    return (found for found in captures(path) if isinstance(found, Captured))


def captured_at(place: Place, *, url: str, digest: str) -> Captured | None:
    """The response of a URL and a payload digest that begins at a place, None where it is not there any more."""
    try:
        for record in records(place.path, place.start):
            if record.start != place.start:
                break
            if record.url == url and record.fields.get("warc-payload-digest", "") == digest:
                found = _found(record, place.path)
                return found if isinstance(found, Captured) else None
    except (DamagedArchive, DamagedMessage):
        return None
    return None


def to_the_second(date: str) -> str:
    """A date without the parts of a second, which would sort before their own second when compared as text.

    What it leaves out is the earliest it can mean, so that a copy of known date goes before one of unknown.
    """
    known = _DATE.match(date)
    told = known[0] if known else ""
    return told + _EARLIEST_DATE[len(told) :] + "Z"


def _found(record: Record, path: Path) -> Captured | Revisit | None:
    """What a record tells of a page, None where it tells of something else; raises DamagedMessage."""
    if not record.is_whole:
        raise DamagedMessage("a record does not match its digest")
    kind = record.fields.get("warc-type")
    if record.block is None or kind not in ("response", "revisit"):
        return None
    if not record.url:
        raise DamagedMessage("a response does not say what it answers")
    if not record.url.startswith(_WEB):
        return None
    return _captured(record, record.block, path) if kind == "response" else _revisit(record, record.block)


def _captured(record: Record, block: bytes, path: Path) -> Captured:
    message = read_response(block, most=LARGEST_RECORD)
    moment = record.fields.get("warc-date", "")
    return Captured(
        url=record.url,
        date=to_the_second(moment),
        status=message.status,
        content_type=message.fields.get("content-type"),
        body=message.body,
        place=Place(path, record.start),
        moment=moment,
        digest=record.fields.get("warc-payload-digest", ""),
    )


def _revisit(record: Record, block: bytes) -> Revisit:
    fields, head = record.fields, _head(block)
    target_date = fields.get("warc-refers-to-date", "")
    return Revisit(
        url=record.url,
        date=to_the_second(fields.get("warc-date", "")),
        is_not_modified="not-modified" in fields.get("warc-profile", ""),
        target=fields.get("warc-refers-to-target-uri", "").strip("<>"),
        target_date=to_the_second(target_date) if target_date else "",
        digest=fields.get("warc-payload-digest", ""),
        status=head.status if head else None,
        content_type=head.fields.get("content-type") if head else None,
    )


def _head(block: bytes) -> Message | None:
    """The head of the answer, which a revisit may have, without the encodings of a body that is not there."""
    head = re.split(rb"\r?\n\r?\n", block, maxsplit=1)[0]
    plain = re.sub(rb"(?im)^(?:transfer|content)-encoding:[^\n]*\n?", b"", head)
    try:
        return read_response(plain, most=LARGEST_RECORD)
    except DamagedMessage:
        return None
