"""The ledgers as JSON below /api/v1: brands, one brand's file, checks of names, firsts, honours and figures."""

from __future__ import annotations

from functools import partial
from itertools import islice

from flask import Blueprint, Response, abort, jsonify, request, stream_with_context

from index.ledgers.brandlist import ORDERS
from index.ledgers.desk import LEDGERS, LONGEST_NAME, Desk, UnknownBrand
from index.ledgers.tabular import FORMATS
from webui.address import BadParameter, filters_in, number_in
from webui.current import library
from webui.operations import FILTERS, Operation, Parameter, described, one_of, paging
from webui.schemas import ROW, a_list, an_object

PAGE = {"brands": 50, "ledger": 100}
LARGEST_PAGE = 1000
TYPES = {"jsonl": "application/x-ndjson", "csv": "text/csv"}

NAME = Parameter(
    name="name",
    chinese="品牌的名称，至少有一个汉字、字母或数字",
    english="The brand's name, with a Chinese character, a Latin letter or a digit.",
    schema={"type": "string", "maxLength": LONGEST_NAME, "pattern": "[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]"},
    required=True,
)
PART = Parameter(
    name="q", chinese="名称里的字", english="A part of the name.", schema={"type": "string", "maxLength": LONGEST_NAME}
)
ORDER = Parameter(name="sort", chinese="排序", english="The order.", schema=one_of(ORDERS))
FORMAT = Parameter(
    name="format",
    chinese="整个下载为文件，不分页",
    english="All of it as a file.",
    schema={"type": "string", "enum": list(FORMATS)},
)
TITLES = {"firsts": "首创", "honours": "荣誉", "figures": "数字"}

blueprint = Blueprint("ledgers", __name__, url_prefix="/api/v1")


@blueprint.get("/brands")
@described(
    Operation(
        name="brands",
        chinese="品牌名录",
        english="The brands, inside the filters of a search.",
        answers=an_object({"brands": a_list(ROW)}),
        takes=(PART, *FILTERS, ORDER, *paging(LARGEST_PAGE, PAGE["brands"])),
    )
)
def brands() -> Response:
    """The brands with ``q`` in their name, by ``sort``, inside the filters of a search."""
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
@described(
    Operation(
        name="brand",
        chinese="一个品牌的档案",
        english="The file of one brand.",
        answers=ROW,
        takes=(NAME,),
        may_miss=True,
    )
)
def brand() -> Response:
    """The file of the brand called ``name``."""
    try:
        return jsonify(Desk(library()).brand(_name()).as_json())
    except UnknownBrand as unknown:
        abort(404, str(unknown))


@blueprint.get("/check")
@described(
    Operation(
        name="check",
        chinese="拟用的名称有没有人用过",
        english="Whether a planned name is taken, and what was searched.",
        answers=ROW,
        takes=(NAME,),
    )
)
def check() -> Response:
    """Whether the planned ``name`` is taken, and what was searched."""
    return jsonify(Desk(library()).check(_name()).as_json())


def ledger(name: str) -> Response:
    """A page of a ledger inside the filters of a search, or with ``format`` all of it as a file."""
    rows = Desk(library()).ledger(name, filters_in(request.args))
    first, size = _span(PAGE["ledger"])
    form = request.args.get("format", "")
    if not form:
        return jsonify({name: list(islice(rows, first, first + size))})
    if form not in FORMATS:
        raise BadParameter(f"“format” is {' or '.join(FORMATS)}, not “{form[:40]}”.")
    response = Response(stream_with_context(FORMATS[form](rows)), mimetype=TYPES[form])
    response.headers["Content-Disposition"] = f"attachment; filename={name}.{form}"
    return response


for each in LEDGERS:
    _operation = Operation(
        name=each,
        chinese=f"台账：{TITLES[each]}",
        english=f"The ledger of {each}, inside the filters of a search.",
        answers=an_object({each: a_list(ROW)}),
        takes=(*FILTERS, *paging(LARGEST_PAGE, PAGE["ledger"]), FORMAT),
        files=tuple(TYPES.values()),
    )
    blueprint.add_url_rule(f"/{each}", each, described(_operation)(partial(ledger, each)))


def _name() -> str:
    return request.args.get("name", "")


def _span(usual: int) -> tuple[int, int]:
    """The first row of the page asked for and how many rows it has."""
    page = number_in(request.args, "page", usual=1)
    size = number_in(request.args, "size", usual=usual)
    if not (page >= 1 and 1 <= size <= LARGEST_PAGE):
        raise BadParameter(f"Pages are counted from 1 and have 1 to {LARGEST_PAGE} rows.")
    return (page - 1) * size, size
