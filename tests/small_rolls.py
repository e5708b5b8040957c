"""Every ledger of a small library as a roll, and what is written of one, for tests of files."""

from __future__ import annotations

import csv
import io

from small_brands import HILL, RIVER

from index.exporting.formats import FORMATS
from index.ledgers.brandlist import Wanted
from index.ledgers.desk import Desk
from index.ledgers.rollfile import Roll, write_roll
from index.ledgers.rolls import brand_roll, brands_roll, comparison_roll, court_roll, courts_roll, ledger_roll
from index.query import Filters

csv.field_size_limit(10_000_000)
ROLLS = ("firsts", "honours", "figures", "brands", "brand", "courts", "court", "compare")


def roll_of(desk: Desk, name: str) -> Roll:
    """A roll with all its rows."""
    made = {
        "brands": lambda: brands_roll(desk, Wanted(), "spread"),
        "brand": lambda: brand_roll(desk.brand("竹排法庭")),
        "courts": lambda: courts_roll(desk, "", Filters()),
        "court": lambda: court_roll(desk.court(HILL, most=None)),
        "compare": lambda: comparison_roll(desk.compare([HILL, RIVER], most=None)),
    }
    return made[name]() if name in made else ledger_roll(desk, name)


def written(desk: Desk, roll: Roll, form: str) -> bytes:
    out = io.BytesIO()
    write_roll(roll, FORMATS[form], desk.stacks, out)
    return out.getvalue()


def table_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
