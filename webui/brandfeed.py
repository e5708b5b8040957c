"""The feed of a brand: the newest articles that have its name, one entry a story, ids as in every feed."""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for

from index.ledgers.desk import Desk
from index.query import Filters
from index.searching import SearchRequest
from webui.current import library
from webui.feeds import ENTRIES, TITLE, atom, entries
from webui.validators import is_had, search_tag, tagged

blueprint = Blueprint("brandfeed", __name__)


@blueprint.get("/brand/feed")
def feed() -> Response:
    """The newest stories that have the name of a brand, in any of its spellings, as Atom."""
    brand = Desk(library()).brand(request.args.get("name", ""))
    tag = search_tag()
    if is_had(tag):
        return tagged(Response(), tag)
    asked = SearchRequest(filters=Filters(brand=(brand.name,)), sort="date", size=ENTRIES, values=0)
    results = library().search(asked)
    own = url_for("brandfeed.feed", name=brand.name, _external=True)
    page = url_for("brandpages.brand", name=brand.name, _external=True)
    title = f"{TITLE} · {brand.name}"
    document = atom(title, entries(results.hits), own=own, page=page, partial=results.partial)
    response = Response(document, mimetype="application/atom+xml")
    return response if results.partial else tagged(response, tag)
