"""The ledgers as JSON below /api/v1: brands, one brand's file, checks of names, firsts, honours and figures."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, Response, abort, jsonify, request, stream_with_context

from index.ledgers.desk import LEDGERS, Desk, UnknownBrand
from index.ledgers.tabular import FORMATS
from index.query import FIELDS
from webui.address import DATES, BadParameter, filters_in, number_in, require_known
from webui.current import library

FILTERS = frozenset({*FIELDS, *DATES})
PAGE = {"brands": 50, "ledger": 100}
LARGEST_PAGE = 1000
TYPES = {"jsonl": "application/x-ndjson", "csv": "text/csv"}

blueprint = Blueprint("ledgers", __name__, url_prefix="/api/v1")


@blueprint.get("/brands")
def brands() -> Response:
    """The brands with ``q`` in their name, by ``sort``, inside the filters of a search."""
    require_known(request.args, FILTERS | {"q", "sort", "page", "size"})
    first, size = _span(PAGE["brands"])
    lines = Desk(library()).brands(
        request.args.get("q", ""),
        filters_in(request.args),
        sort=request.args.get("sort", "") or "spread",
        first=first,
        count=size,
    )
    return jsonify({"brands": [line.as_json() for line in lines]})


@blueprint.get("/brand")
def brand() -> Response:
    """The file of the brand called ``name``."""
    try:
        return jsonify(Desk(library()).brand(_name()).as_json())
    except UnknownBrand as unknown:
        abort(404, str(unknown))


@blueprint.get("/check")
def check() -> Response:
    """Whether the planned ``name`` is taken, and what was searched."""
    return jsonify(Desk(library()).check(_name()).as_json())


@blueprint.get(f"/<any({', '.join(LEDGERS)}):name>")
def ledger(name: str) -> Response:
    """A page of a ledger inside the filters of a search, or with ``format`` all of it as a file."""
    require_known(request.args, FILTERS | {"page", "size", "format"})
    rows = Desk(library()).ledger(name, filters_in(request.args))
    form = request.args.get("format", "")
    if not form:
        first, size = _span(PAGE["ledger"])
        return jsonify({name: list(islice(rows, first, first + size))})
    if form not in FORMATS:
        raise BadParameter(f"“format” is {' or '.join(FORMATS)}, not “{form[:40]}”.")
    response = Response(stream_with_context(FORMATS[form](rows)), mimetype=TYPES[form])
    response.headers["Content-Disposition"] = f"attachment; filename={name}.{form}"
    return response


def _name() -> str:
    require_known(request.args, {"name"})
    return request.args.get("name", "")


def _span(usual: int) -> tuple[int, int]:
    """The first row of the page asked for and how many rows it has."""
    page = number_in(request.args, "page", usual=1)
    size = number_in(request.args, "size", usual=usual)
    if not (page >= 1 and 1 <= size <= LARGEST_PAGE):
        raise BadParameter(f"Pages are counted from 1 and have 1 to {LARGEST_PAGE} rows.")
    return (page - 1) * size, size
