"""The search box of a browser: an OpenSearch description of this server, and the icon at its old address."""

from __future__ import annotations

from urllib.parse import quote
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
TERMS = "{searchTerms}"
CONTENT_TYPE = "application/opensearchdescription+xml"

blueprint = Blueprint("searchbox", __name__)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """What a browser needs to know in order to search here from its address bar."""
    root = ET.Element("OpenSearchDescription", xmlns=NAMESPACE)
    ET.SubElement(root, "ShortName").text = "他山 Tashan"
    ET.SubElement(root, "Description").text = "检索各地法院公开发布的经验做法"
    ET.SubElement(root, "InputEncoding").text = "UTF-8"
    ET.SubElement(root, "Image", width="32", height="32", type="image/svg+xml").text = _icon(external=True)
    for mimetype, endpoint in (("text/html", "pages.results"), ("application/atom+xml", "feeds.feed")):
        ET.SubElement(root, "Url", type=mimetype, template=_template(endpoint))
    return Response(ET.tostring(root, encoding="utf-8", xml_declaration=True), content_type=CONTENT_TYPE)


@blueprint.get("/favicon.ico")
def icon() -> AnyResponse:
    """Where clients look that have read no page."""
    return redirect(_icon(external=False), 301)


def _icon(*, external: bool) -> str:
    return url_for("static", filename="favicon.svg", _external=external)


def _template(endpoint: str) -> str:
    return url_for(endpoint, q=TERMS, _external=True).replace(quote(TERMS), TERMS)
