"""The page that checks a planned name: a form, what was found in each way, a dated statement to print."""

from __future__ import annotations

from flask import Blueprint, request

from index.ledgers.desk import Desk
from index.ledgers.namecheck import WAYS
from webui.current import library
from webui.rendering import render

blueprint = Blueprint("checkpage", __name__)


@blueprint.get("/check")
def check() -> str:
    """The check of ``name``; without one, the form."""
    name = request.args.get("name", "").strip()
    found = Desk(library()).check(name) if name else None
    coverage = found.coverage if found else library().coverage()
    return render("check.html", name=name, found=found, ways=WAYS, coverage=coverage)
