"""The pages of the ledgers: firsts, honours and figures, narrowed by plain links, whole as files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from flask import Blueprint, request

from index.collected import PassageId
from index.ledgers.desk import Desk
from index.ledgers.filtering import COLUMNS
from index.ledgers.firsts import AREAS
from index.ledgers.matter import CLASS_NAMES
from index.ledgers.standing import Row
from index.ledgers.tally import CLASS
from webui.address import filters_in
from webui.browsing import Listing
from webui.current import library
from webui.ledgerapi import matter_in
from webui.liststate import Narrowing, narrowing_in
from webui.rendering import render

SIZE = 30

blueprint = Blueprint("ledgerpages", __name__)


@dataclass(frozen=True)
class LedgerPage:
    """One page of one ledger."""

    name: str
    listing: Listing[Row]

    @property
    def here(self) -> Narrowing:
        """The state of the page."""
        return self.listing.here

    @cached_property
    def passages(self) -> dict[tuple[str, str], PassageId]:
        """For the sentence of each row, behind its article's address, the paragraph that a basket can hold."""
        return library().stacks.passages_saying((row["url"], row["sentence"]) for row in self.listing.shown)


@blueprint.app_template_filter()
def is_compared(row: Row) -> bool:
    """Whether a first is claimed in a part of the country that others may lie in."""
    return row["scope"] in AREAS


@blueprint.app_template_filter()
def is_earliest(row: Row) -> bool:
    """Whether nobody else inside what a claim speaks of was before it in this index."""
    day = row["published"] or "9999"
    return not row["used_before"] and all((other["published"] or "9999") >= day for other in row["contradicts"])


def ledger_page(name: str) -> LedgerPage:
    """The page of a ledger that the request asks for."""
    here = narrowing_in(request.args, ("q", CLASS_NAMES[name]))
    filters, desk = filters_in(request.args, COLUMNS), Desk(library())
    matter = matter_in(request.args, name)
    found = desk.tally(name, filters, matter)
    counts = {CLASS_NAMES[name] if each == CLASS else each: counted for each, counted in found.counts.items()}
    first = (here.page - 1) * SIZE
    rows = tuple(islice(desk.ledger(name, filters, matter), first, first + SIZE))
    return LedgerPage(name, Listing(here, rows, found.total, SIZE, counts))


def _add(name: str) -> None:
    """Give a ledger its page."""

    def view() -> str:
        return render("ledger.html", page=ledger_page(name), coverage=library().coverage())

    blueprint.add_url_rule(f"/{name}", endpoint=name, view_func=view)


for _name in CLASS_NAMES:
    _add(_name)
