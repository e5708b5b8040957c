"""The ledgers as JSON below /api/v1: brands, one brand's file, checks of names, firsts, honours and figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from flask import Blueprint, Response, jsonify, request

from index.exporting.formats import FORMATS
from index.ledgers.brandlist import ORDERS, Wanted
from index.ledgers.desk import LEDGERS, LONGEST_NAME, Desk
from index.ledgers.filtering import COLUMNS
from index.ledgers.matter import CLASS_NAMES, STATUSES, Matter, matter_of
from index.ledgers.rollfile import Roll, write_roll
from index.ledgers.rolls import brand_roll, brands_roll, ledger_roll
from index.query.fieldvalues import field_values
from webui import schemas
from webui.address import Arguments, BadParameter, filters_in, number_in, values_in
from webui.catalogue import english
from webui.current import library
from webui.downloads import chosen_format, download
from webui.glossary import CLASSES
from webui.operations import LEDGER_FILTERS, Operation, Parameter, described, one_of, paging
from webui.validators import tag_of, tagged

USUAL_SIZE = 100
LARGEST_SIZE = 1000
CHINESE = {"firsts": "首创台账：各家的“首个”，互相矛盾的并列", "honours": "荣誉台账", "figures": "数字台账"}
ENGLISH = {
    "firsts": "Claims of a first, with those that contradict them and earlier uses by others.",
    "honours": "Honours, with issuer, level, year and owner.",
    "figures": "Figures, with what to doubt and the results of plans.",
}
NAME = Parameter(
    name="name",
    chinese="品牌的名称，至少有一个汉字、字母或数字",
    english="The brand's name, with a Chinese character, a Latin letter or a digit.",
    schema={"type": "string", "maxLength": LONGEST_NAME, "pattern": "[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]"},
    required=True,
)
PART_OF_NAME = Parameter(
    name="q",
    chinese="名称中的字；不写就是全部",
    english="A part of the name; without it every brand.",
    schema={"type": "string", "maxLength": LONGEST_NAME},
)
ORDER = Parameter(
    name="sort",
    chinese="按传播、最早、最近或名称",
    english="The order.",
    schema=one_of(ORDERS),
)
PART_OF_SUBJECT = Parameter(
    name="q",
    chinese="所说的事物（首创的内容、荣誉名称、数的是什么）中的字",
    english="A part of what the row is of: the thing claimed, the honour, what is counted.",
    schema={"type": "string", "maxLength": LONGEST_NAME},
)
AS_FILE = Parameter(
    name="format",
    chinese="整本给成文件，不分页；参考文献格式列出所引的文章，每篇一次",
    english="All of it as a file; the formats of references list the articles that it cites, each once.",
    schema={"type": "string", "enum": list(FORMATS)},
)
OF_BRANDS = (
    Parameter(name="type", chinese="筛选：品牌类别；可重复", english="Filter: type of brand; may repeat.", many=True),
    Parameter(name="template", chinese="筛选：名称句式；可重复", english="Filter: template; may repeat.", many=True),
)
MEDIA_TYPES = tuple(sorted({form.media_type for form in FORMATS.values()}))

blueprint = Blueprint("ledgers", __name__, url_prefix="/api/v1")


@blueprint.get("/brands")
@described(
    Operation(
        name="brands",
        chinese="品牌名录：最早、最近、几家法院在用",
        english="The brands, with first and latest mention and how many courts use them.",
        answers=schemas.BRANDS,
        takes=(PART_OF_NAME, *LEDGER_FILTERS, *OF_BRANDS, ORDER, *paging(LARGEST_SIZE, USUAL_SIZE), AS_FILE),
        files=MEDIA_TYPES,
    )
)
def brands() -> Response:
    """The brands with ``q`` in their name, by ``sort``, inside the filters of a search."""
    first, size = span()
    desk, wanted = Desk(library()), wanted_in(request.args)
    sort = request.args.get("sort", "") or next(iter(ORDERS))
    if "format" in request.args:
        return roll_file("brands", lambda: brands_roll(desk, wanted, sort))
    lines = desk.brands(wanted, sort=sort, first=first, count=size)
    return page_tagged(jsonify({"brands": [line.as_json() for line in lines]}))


@blueprint.get("/brand")
@described(
    Operation(
        name="brand",
        chinese="一个品牌的档案",
        english="One brand's file: owner, adopters, figures over the years, plans, reposts.",
        answers=schemas.BRAND,
        takes=(NAME, AS_FILE),
        files=MEDIA_TYPES,
        may_miss=True,
    )
)
def brand() -> Response:
    """The file of the brand called ``name``."""
    found = Desk(library()).brand(request.args.get("name", ""))
    if "format" in request.args:
        return roll_file(found.name, lambda: brand_roll(found))
    return page_tagged(jsonify(found.as_json()))


@blueprint.get("/check")
@described(
    Operation(
        name="check",
        chinese="查重：拟用名称是否已有",
        english="Whether a planned name is taken, what is like it, and what was searched.",
        answers=schemas.CHECK,
        takes=(replace(NAME, example="板凳法庭"),),
    )
)
def check() -> Response:
    """Whether the planned ``name`` is taken, and what was searched."""
    # Untagged: it names the day and the health of the sources.
    return jsonify(Desk(library()).check(request.args.get("name", "")).as_json())


def _ledger(name: str) -> Response:
    """A page of a ledger inside the filters of a search, or with ``format`` all of it as a file."""
    desk, filters, matter = Desk(library()), filters_in(request.args, COLUMNS), matter_in(request.args, name)
    first, size = span()
    if "format" in request.args:
        return roll_file(name, lambda: ledger_roll(desk, name, filters, matter))
    return page_tagged(jsonify({name: list(islice(desk.ledger(name, filters, matter), first, first + size))}))


def roll_file(name: str, roll: Callable[[], Roll]) -> Response:
    """All of a ledger as a file in the format that the address names."""
    form, stacks = chosen_format(request.args), library().stacks
    return download(lambda out: write_roll(roll(), form, stacks, out), form, name)


def wanted_in(arguments: Arguments) -> Wanted:
    """Which brands an address asks for."""
    types, templates = values_in(arguments, "type"), values_in(arguments, "template")
    return Wanted(arguments.get("q", "").strip(), filters_in(arguments, COLUMNS), types, templates)


def matter_in(arguments: Arguments, name: str) -> Matter:
    """What an address narrows the rows of a ledger to beside the filters of a search."""
    return matter_of(name, arguments.get("q", "").strip(), values_in(arguments, CLASS_NAMES[name]))


def _class_of(name: str) -> Parameter:
    chinese = CLASSES[CLASS_NAMES[name]]
    values = field_values().get(CLASS_NAMES[name], STATUSES)
    return Parameter(
        name=CLASS_NAMES[name],
        schema={"type": "string", "enum": list(values)},
        chinese=f"筛选：{chinese}；可重复，符合其一即可",
        english=f"Filter: {english().text(chinese).lower()}; may repeat, any of the values.",
        many=True,
    )


def _add(name: str) -> None:
    """Give a ledger its address."""
    operation = Operation(
        name=name,
        chinese=CHINESE[name],
        english=ENGLISH[name],
        answers=schemas.LEDGER_ROWS[name],
        takes=(PART_OF_SUBJECT, *LEDGER_FILTERS, _class_of(name), *paging(LARGEST_SIZE, USUAL_SIZE), AS_FILE),
        files=MEDIA_TYPES,
    )

    @described(operation)
    def view() -> Response:
        return _ledger(name)

    blueprint.add_url_rule(f"/{name}", endpoint=name, view_func=view)


for _name in LEDGERS:
    _add(_name)


def page_tagged(response: Response) -> Response:
    """A response that stays the same while the index does."""
    return tagged(response, tag_of(library().generation))


def span() -> tuple[int, int]:
    """The first row of the page asked for and how many rows it has."""
    page = number_in(request.args, "page", usual=1)
    size = number_in(request.args, "size", usual=USUAL_SIZE)
    if not (page >= 1 and 1 <= size <= LARGEST_SIZE):
        raise BadParameter(f"Pages are counted from 1 and have 1 to {LARGEST_SIZE} rows.")
    return (page - 1) * size, size
