"""The same answers as JSON, below /api/v1."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, request

from webui.address import PARAMETERS, BadParameter, require_known, search_request
from webui.current import library
from webui.validators import is_had, search_tag, tag_of, tagged

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/v1/search")
def search() -> Response:
    """The answer to a search; parameters as on the results page, any other one refused."""
    require_known(request.args, PARAMETERS)
    asked = search_request(request.args)
    tag = search_tag()
    if is_had(tag):
        return tagged(Response(), tag)
    results = library().search(asked)
    response = jsonify(results.as_json())
    return response if results.partial else tagged(response, tag)


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
    return tagged(jsonify(view.as_json()), tag_of(library().generation, str(view.kept.revision)))


@blueprint.get("/api/v1/sources")
def sources() -> Response:
    """Every source, what is kept of it and its latest run."""
    require_known(request.args, ())
    return jsonify({"sources": [asdict(state) for state in library().sources()]})
