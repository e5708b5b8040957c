"""The ledgers as JSON below /api/v1: brands, one brand's file, checks of names, firsts, honours and figures."""

from __future__ import annotations

from itertools import islice

from flask import Blueprint, Response, abort, jsonify, request, stream_with_context

from index.ledgers.brandlist import ORDERS
from index.ledgers.desk import LEDGERS, LONGEST_NAME, Desk, UnknownBrand
from index.ledgers.rollfile import FORMATS
from webui import schemas
from webui.address import BadParameter, filters_in, number_in
from webui.current import library
from webui.operations import FILTERS, Operation, Parameter, View, described, one_of, paging

USUAL_SIZES = {"brands": 50, "ledger": 100}
LARGEST_PAGE = 1000
TYPES = {"jsonl": "application/x-ndjson", "csv": "text/csv"}
SAID = {
    "firsts": ("各院自称的“首个”，与之相左的并列", "What courts claim to be first in, with what contradicts it."),
    "honours": ("荣誉与采用、批示", "Honours and recognition."),
    "figures": ("数字：何事、何时、计划或成效", "Figures: of what, when, planned or done."),
}

blueprint = Blueprint("ledgers", __name__, url_prefix="/api/v1")


NAME = Parameter(
    name="name",
    chinese="名称，任何一种写法",
    english="A name in any of its spellings.",
    schema={"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
    required=True,
)


@blueprint.get("/brands")
@described(
    Operation(
        name="brands",
        chinese="品牌：首见、法院数、篇数",
        english="Brands with first use, courts and counts.",
        answers=schemas.BRANDS,
        takes=(
            Parameter(
                name="q",
                chinese="名称里的字",
                english="Characters in the name.",
                schema={"type": "string", "maxLength": LONGEST_NAME},
            ),
            *FILTERS,
            Parameter(
                name="sort",
                chinese="次序",
                english="The order.",
                schema=one_of(tuple(ORDERS)),
            ),
            *paging(LARGEST_PAGE, USUAL_SIZES["brands"]),
        ),
    )
)
def brands() -> Response:
    """The brands with ``q`` in their name, by ``sort``, inside the filters of a search."""
    first, size = _span(USUAL_SIZES["brands"])
    lines = Desk(library()).brands(
        request.args.get("q", ""),
        filters_in(request.args),
        sort=request.args.get("sort", "") or "spread",
        first=first,
        count=size,
    )
    return jsonify({"brands": [line.as_json() for line in lines]})


@blueprint.get("/brand")
@described(
    Operation(
        name="brand",
        chinese="一个品牌的档案",
        english="One brand's file.",
        answers=schemas.BRAND,
        takes=(NAME,),
        may_miss=True,
    )
)
def brand() -> Response:
    """The file of the brand called ``name``."""
    try:
        return jsonify(Desk(library()).brand(request.args.get("name", "")).as_json())
    except UnknownBrand as unknown:
        abort(404, str(unknown))


@blueprint.get("/check")
@described(
    Operation(
        name="check",
        chinese="拟用名称是否已有人用",
        english="Whether a planned name is taken.",
        answers=schemas.CHECK,
        takes=(NAME,),
    )
)
def check() -> Response:
    """Whether the planned ``name`` is taken, and what was searched."""
    return jsonify(Desk(library()).check(request.args.get("name", "")).as_json())


def _ledger(name: str) -> View:
    """A page of a ledger inside the filters of a search, or with ``format`` all of it as a file."""

    def answer() -> Response:
        rows = Desk(library()).ledger(name, filters_in(request.args))
        form = request.args.get("format", "")
        if not form:
            first, size = _span(USUAL_SIZES["ledger"])
            return jsonify({name: list(islice(rows, first, first + size))})
        if form not in FORMATS:
            raise BadParameter(f"“format” is {' or '.join(FORMATS)}, not “{form[:40]}”.")
        response = Response(stream_with_context(FORMATS[form](rows)), mimetype=TYPES[form])
        response.headers["Content-Disposition"] = f"attachment; filename={name}.{form}"
        return response

    return answer


def _of_ledger(name: str) -> Operation:
    chinese, english = SAID[name]
    formats = {"type": "string", "enum": list(FORMATS)}
    as_file = Parameter(name="format", chinese="给成文件", english="All of it as a file.", schema=formats)
    return Operation(
        name=name,
        chinese=chinese,
        english=english,
        answers=schemas.an_object({name: schemas.a_list(schemas.an_object({}))}),
        takes=(*FILTERS, *paging(LARGEST_PAGE, USUAL_SIZES["ledger"]), as_file),
        files=tuple(TYPES.values()),
    )


for _name in LEDGERS:
    blueprint.add_url_rule(f"/{_name}", _name, described(_of_ledger(_name))(_ledger(_name)))


def _span(usual: int) -> tuple[int, int]:
    """The first row of the page asked for and how many rows it has."""
    page = number_in(request.args, "page", usual=1)
    size = number_in(request.args, "size", usual=usual)
    if not (page >= 1 and 1 <= size <= LARGEST_PAGE):
        raise BadParameter(f"Pages are counted from 1 and have 1 to {LARGEST_PAGE} rows.")
    return (page - 1) * size, size
