"""Farm sites: which articles each site of the farm has before and after it changed, and what ails some of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from benchmarks.farmskins import SKINS, FarmSkin, RedesignedSkin
from benchmarks.farmtexts import FarmText, farm_text

PAGE_SIZE = 20
_PER_DAY = 4
_FIRST_NUMBER = 100_000


class Trouble(Enum):
    """What befalls a site in the second half of the benchmark."""

    NONE = "none"
    REDESIGNED = "redesigned, its date is lost"
    REFUSING = "answers 503"
    LEADING_AWAY = "redirects to 169.254.169.254"
    BOMBING = "sends a gzip bomb of 10 GB"


TROUBLES = tuple(trouble for trouble in Trouble if trouble is not Trouble.NONE)


@dataclass(frozen=True, slots=True)
class Change:
    """How many of its articles a site changes, publishes with an old date, and takes down."""

    changed: int = 0
    late: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class FarmSite:
    """One site: ``articles`` of them before the change, four a day, the newest of the day ``until``."""

    name: str
    court: str
    skin: FarmSkin
    articles: int
    until: date
    trouble: Trouble = Trouble.NONE
    change: Change = Change()

    @property
    def host(self) -> str:
        """Its host, which exists behind the farm's proxy only."""
        return f"{self.name}.farm.example"

    @property
    def start_url(self) -> str:
        """The first page of its only list."""
        return f"http://{self.host}{self.skin.column(1)}"

    def url(self, text: FarmText) -> str:
        """The address of an article."""
        return f"http://{self.host}{self.skin.article(text)}"

    def texts(self, *, is_changed: bool) -> tuple[FarmText, ...]:
        """What it publishes, newest first."""
        first = [self._text(place) for place in range(self.articles)]
        return tuple(first) if not is_changed else tuple(self._after_change(first))

    def changed(self) -> tuple[FarmText, ...]:
        """The articles that have another text after the change: half of them young, half old."""
        half = -(-self.change.changed // 2)
        places = [*range(half), *range(self.articles // 3, self.articles // 3 + self.change.changed - half)]
        return tuple(self._text(place, edition=2) for place in places)

    def late(self) -> tuple[FarmText, ...]:
        """The articles that are published by the change under an old date."""
        first, old = _FIRST_NUMBER + self.articles + 1, self._day(2 * self.articles // 3)
        return tuple(farm_text(self.name, first + number, old) for number in range(self.change.late))

    def gone(self) -> tuple[FarmText, ...]:
        """The articles that the change takes down."""
        start = self.articles // 2
        return tuple(self._text(place) for place in range(start, start + self.change.gone))

    def pages(self, *, is_changed: bool) -> Iterator[tuple[str, bytes]]:
        """Every page by its path."""
        texts = self.texts(is_changed=is_changed)
        skin = RedesignedSkin() if is_changed and self.trouble is Trouble.REDESIGNED else self.skin
        for text in texts:
            yield skin.article(text), skin.article_page(text, self.court)
        parts = [texts[at : at + PAGE_SIZE] for at in range(0, len(texts), PAGE_SIZE)]
        for number, part in enumerate(parts, 1):
            yield skin.column(number), skin.list_page(part, number, len(parts), self.court)

    def _after_change(self, first: list[FarmText]) -> list[FarmText]:
        gone = {text.number for text in self.gone()}
        anew = {text.number: text for text in self.changed()}
        kept = [anew.get(text.number, text) for text in first if text.number not in gone]
        return sorted([*kept, *self.late()], key=lambda text: text.day, reverse=True)

    def _text(self, place: int, *, edition: int = 1) -> FarmText:
        return farm_text(self.name, _FIRST_NUMBER + self.articles - place, self._day(place), edition=edition)

    def _day(self, place: int) -> str:
        return str(self.until - timedelta(days=place // _PER_DAY))


def farm_sites(count: int, articles: int, each: int, until: date) -> tuple[FarmSite, ...]:
    """The farm: the first sites in trouble, one of each, and ``each`` changes of a kind spread over the others."""
    return tuple(_site(number, count, articles, each, until) for number in range(count))


def _site(number: int, count: int, articles: int, each: int, until: date) -> FarmSite:
    healthy = count - len(TROUBLES)
    place = number - len(TROUBLES)
    share = each // healthy + (place < each % healthy) if place >= 0 else 0
    return FarmSite(
        name=f"s{number + 1:02}",
        court=f"第{number + 1}示例人民法院",
        skin=SKINS[number % len(SKINS)],
        articles=articles,
        until=until,
        trouble=TROUBLES[number] if place < 0 else Trouble.NONE,
        change=Change(share, share, share),
    )
