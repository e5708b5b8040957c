"""The courts as JSON below /api/v1: the directory, one court's file, a few side by side."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from index.ledgers.comparing import FEWEST, MOST
from index.ledgers.desk import LONGEST_NAME, Desk
from index.ledgers.filtering import COLUMNS
from index.ledgers.rolls import comparison_roll, court_roll, courts_roll
from webui import schemas
from webui.address import filters_in
from webui.current import library
from webui.ledgerapi import AS_FILE, LARGEST_SIZE, MEDIA_TYPES, USUAL_SIZE, page_tagged, roll_file, span
from webui.operations import LEDGER_FILTERS, Operation, Parameter, described, paging

PART_OF_NAME = Parameter(
    name="q",
    chinese="名称中的字；不写就是全部",
    english="A part of the name; without it every court.",
    schema={"type": "string", "maxLength": LONGEST_NAME},
)
NAME_SCHEMA = {"type": "string", "maxLength": LONGEST_NAME, "pattern": "[0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff]"}
NAME = Parameter(
    name="name",
    chinese="法院的名称，全称、简称、旧名都行",
    english="The court by any of its names.",
    schema=NAME_SCHEMA,
    required=True,
)
COURTS = Parameter(
    name="court",
    chinese=f"要对照的法院，{FEWEST} 至 {MOST} 家",
    english=f"A court to compare; {FEWEST} to {MOST} are given.",
    schema=NAME_SCHEMA,
    many=True,
    fewest=FEWEST,
    most=MOST,
    required=True,
)

blueprint = Blueprint("courtapi", __name__, url_prefix="/api/v1")


@blueprint.get("/courts")
@described(
    Operation(
        name="courts",
        chinese="法院名录：层级、所在地、收录多少篇",
        english="The courts that articles are about, with level, place and how many articles.",
        answers=schemas.COURTS,
        takes=(PART_OF_NAME, *LEDGER_FILTERS, *paging(LARGEST_SIZE, USUAL_SIZE), AS_FILE),
        files=MEDIA_TYPES,
    )
)
def courts() -> Response:
    """The courts with ``q`` in their name that have articles inside the filters of a search."""
    first, size = span()
    desk, query, filters = Desk(library()), request.args.get("q", ""), filters_in(request.args, COLUMNS)
    if "format" in request.args:
        return roll_file("courts", lambda: courts_roll(desk, query, filters))
    lines = desk.courts(query, filters)
    return page_tagged(jsonify({"courts": [line.as_json() for line in lines[first : first + size]]}))


@blueprint.get("/court")
@described(
    Operation(
        name="court",
        chinese="一家法院的档案：历年文章、主题、品牌、首创、荣誉",
        english="One court's file: articles by year, topics, brands, claimed firsts, honours.",
        answers=schemas.COURT,
        takes=(NAME, AS_FILE),
        files=MEDIA_TYPES,
        may_miss=True,
    )
)
def court() -> Response:
    """The file of the court called ``name``."""
    desk, name = Desk(library()), request.args.get("name", "")
    if "format" in request.args:
        found = desk.court(name, most=None)
        return roll_file(found.name, lambda: court_roll(found))
    return page_tagged(jsonify(desk.court(name).as_json()))


@blueprint.get("/compare")
@described(
    Operation(
        name="compare",
        chinese="几家法院对照：各有什么，别家有而这一家没有什么",
        english="Two to four courts side by side, and what the others have that each lacks.",
        answers=schemas.COMPARISON,
        takes=(COURTS, AS_FILE),
        files=MEDIA_TYPES,
        may_miss=True,
    )
)
def compare() -> Response:
    """The courts named by ``court`` side by side."""
    desk, names = Desk(library()), request.args.getlist("court")
    if "format" in request.args:
        found = desk.compare(names, most=None)
        return roll_file("-".join(court.name for court in found.courts), lambda: comparison_roll(found))
    return page_tagged(jsonify(desk.compare(names).as_json()))
