"""Feeds: any search as Atom, one entry a story, whose id stays when reposts or the original come later."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, request, url_for

from index.results import Hit
from index.searching import SearchRequest
from webui.address import NARROWING, Address, require_known, search_request
from webui.current import library
from webui.validators import is_had, search_tag, tagged
from webui.wording import web_link

ENTRIES = 30
ATOM = "http://www.w3.org/2005/Atom"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\d)?(Z?)", re.ASCII)
CHINA = "+08:00"
NEVER = "1970-01-01T00:00:00Z"
TITLE = "他山"
PARTIAL = "结果不完整：检索用完了时限"

blueprint = Blueprint("feeds", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One story of a feed: what its card shows, and which of its articles was kept first, and when."""

    hit: Hit
    first: str
    since: str

    @property
    def id(self) -> str:
        """A name that no later repost, and no original found later, changes."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, self.first)}"


@blueprint.get("/feed")
def feed() -> Response:
    """The newest stories that a search finds, as Atom; its parameters are those of the results page that narrow."""
    require_known(request.args, NARROWING)
    asked = search_request(request.args)
    tag = search_tag()
    if is_had(tag):
        return tagged(Response(), tag)
    narrowed = replace(asked, sort="date", size=ENTRIES)
    results = library().search(narrowed)
    query = Address(asked).query_string
    own, page = (
        url_for(name, _external=True) + (f"?{query}" if query else "") for name in ("feeds.feed", "pages.results")
    )
    title = f"{TITLE} · {_described(asked)}"
    document = atom(title, entries(results.hits), own=own, page=page, partial=results.partial)
    response = Response(document, mimetype="application/atom+xml")
    return response if results.partial else tagged(response, tag)


def entries(hits: Iterable[Hit]) -> list[Entry]:
    """The stories of the hits, each with the article of it that was kept first."""
    shown = list(hits)
    first = library().stacks.first_kept([hit.url for hit in shown])
    told = [Entry(hit, *first.get(hit.url, (hit.url, ""))) for hit in shown]
    # A story may have been joined between the search and this.
    return list({entry.id: entry for entry in reversed(told)}.values())[::-1]


def atom(title: str, shown: list[Entry], *, own: str, page: str, partial: bool) -> bytes:
    """A feed as an XML document: ``own`` is its address, ``page`` that of the page which shows the same.

    One that was not found whole in time says so.
    """
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", _name_of(own))
    _add(root, "title", title)
    if partial:
        _add(root, "subtitle", PARTIAL)
    _add(root, "updated", max((instant(entry.since) or NEVER for entry in shown), default=NEVER))
    _add(_add(root, "author"), "name", TITLE)
    _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=page)
    for entry in shown:
        _entry(root, entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _name_of(own: str) -> str:
    """A name for the feed at an address that stays when the server is called otherwise; no other corpus has it."""
    place = urlsplit(own)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{library().secret} {place.path}?{place.query}')}"


def _entry(root: ET.Element, entry: Entry) -> None:
    hit, element = entry.hit, _add(root, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", hit.title or "（无题）")
    _add(element, "updated", instant(entry.since) or NEVER)
    if published := instant(hit.published or ""):
        _add(element, "published", published)
    if hit.court:
        _add(_add(element, "author"), "name", hit.court)
    _add(element, "link", rel="alternate", href=url_for("pages.article", url=hit.url, _external=True))
    if web_link(hit.url):
        _add(element, "link", rel="via", href=hit.url)
    _add(element, "category", term=hit.kind)
    _add(element, "summary", _plain(hit.snippet), type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """A child whose text and attributes hold nothing that XML forbids, whatever a page held."""
    element = ET.SubElement(parent, name, {key: NO_XML.sub("", value) for key, value in attributes.items()})
    element.text = NO_XML.sub("", text) or None
    return element


def instant(moment: str) -> str | None:
    """A day or time as Atom wants it: one without an offset is China's; None for what is neither."""
    found = MOMENT.fullmatch(moment)
    return f"{found[1]}{found[2] or 'T00:00:00'}{found[3] or CHINA}" if found else None


def _described(asked: SearchRequest) -> str:
    chosen = [value for _, value in Address(asked).selected()]
    return " ".join(filter(None, (asked.query, *chosen))) or "全部文章"


def _plain(marked: str) -> str:
    return unescape(marked.replace("<mark>", "").replace("</mark>", ""))
