"""The same answers as JSON, below /api/v1, and the sign of life at /healthz."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, request

from index.searching import SearchRequest
from webui.address import PARAMETERS, BadParameter, require_known, search_request
from webui.current import library
from webui.downloads import chosen_format, download

FORM = "1"
EXPORT_PARAMETERS = PARAMETERS - {"page", "size"} | {"format"}

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/v1/search")
def search() -> Response:
    """The answer to a search; parameters as on the results page, any other one refused."""
    require_known(request.args, PARAMETERS)
    asked = search_request(request.args)
    tag = _tag(library().generation, str(library().coverage()))
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(), tag)
    results = library().search(asked)
    response = jsonify(results.as_json())
    return response if results.partial else _tagged(response, tag)


@blueprint.get("/api/v1/export")
def export() -> Response:
    """Every article that answers a search as a file in the ``format`` asked for; other parameters as for a search."""
    require_known(request.args, EXPORT_PARAMETERS)
    form, asked = chosen_format(request.args), search_request(request.args)
    tag = _tag(library().generation, str(library().coverage()))
    if request.if_none_match.contains_weak(tag):
        return _tagged(Response(), tag)
    response = download(library(), asked, form)
    if response.status_code == HTTPStatus.OK:
        response.set_etag(tag, weak=True)
    return response


@blueprint.get("/api/v1/articles")
def articles() -> Response:
    """The article kept under ``url``."""
    require_known(request.args, {"url"})
    url = request.args.get("url", "").strip()
    if not url:
        raise BadParameter("“url” is needed: the address of an article.")
    view = library().article(url)
    if view is None:
        abort(404, "No article is kept under this address.")
    return _tagged(jsonify(view.as_json()), _tag(library().generation, str(view.kept.revision)))


@blueprint.get("/api/v1/sources")
def sources() -> Response:
    """Every source, what is kept of it and its latest run."""
    require_known(request.args, ())
    return jsonify({"sources": [asdict(state) for state in library().sources()]})


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 as soon as a search is answered; until then the problem that stops it, with 503."""
    library().search(SearchRequest(query="法院", size=1))
    return Response("ok\n", mimetype="text/plain")


def _tag(*state: str) -> str:
    """A name for the answer to this very address while the index is in this state."""
    return hashlib.sha256("\n".join((FORM, *state, request.full_path)).encode()).hexdigest()[:32]


def _tagged(response: Response, tag: str) -> Response:
    """The response with its tag, or 304 where the asker has that already; weak, for the time taken differs."""
    response.set_etag(tag, weak=True)
    response.make_conditional(request)
    return response
