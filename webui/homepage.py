"""The home page as its template needs it: what came last, what is claimed first, which names spread, and where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from index.ledgers.desk import Desk
from index.ledgers.rising import RisingBrand
from index.ledgers.standing import Row
from index.results import SearchResults
from index.searching import Library, SearchRequest
from webui.charts.gridmap import GridMap, grid_map
from webui.charts.measures import Measure

NEWEST = 6
FIRSTS = 4
# A court says again and again what it was the first to have.
MOST_REPEATS = 5
RISING = 8


@dataclass(frozen=True, slots=True)
class HomePage:
    """What an index has to show to whoever asks nothing yet."""

    newest: SearchResults
    firsts: tuple[Row, ...]
    rising: tuple[RisingBrand, ...]

    def places(self, results: str) -> GridMap:
        """The articles by province, each leading to its own below the address of the results page."""
        return grid_map(
            Measure(value.value, value.count, f"{results}?{urlencode({'province': value.value})}")
            for value in self.newest.facets.get("province", ())
        )


def home_page(library: Library) -> HomePage:
    """Look up what the home page shows; nothing but the coverage where the index is empty."""
    newest = library.search(SearchRequest(sort="date", size=NEWEST))
    desk = Desk(library)
    firsts = {(row["court"], row["object"]): row for row in desk.latest("firsts", count=FIRSTS * MOST_REPEATS)}
    return HomePage(newest, tuple(islice(firsts.values(), FIRSTS)), tuple(desk.rising(count=RISING)))
