"""Gateways: the address of the page that a gateway shows, where the gateway's own address tells it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

_TABLE = Path(__file__).with_name("gateways.toml")
_SCHEME = re.compile(r"(https?):/+", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?=[/?]|$)")
_ENCODED_SCHEME = re.compile(r"https?%3a", re.IGNORECASE)
_MOST_NESTED = 3


@dataclass(frozen=True, slots=True)
class Gateway:
    """One service: its hosts, and where in its addresses the original one stands."""

    host: re.Pattern[str]
    original: re.Pattern[str]

    def original_in(self, parts: SplitResult) -> str | None:
        """The original address, None where these are not the parts of an address of this service."""
        if self.host.fullmatch((parts.hostname or "").lower()) is None:
            return None
        place = f"{parts.path}?{parts.query}" if parts.query else parts.path
        match = self.original.fullmatch(place)
        return _address(match["url"], parts.scheme) if match else None


def original_of(url: str) -> str | None:
    """The address of the page that a gateway shows, through gateways behind gateways; None where there is none."""
    found = None
    for _ in range(_MOST_NESTED):
        behind = _behind(found or url)
        if behind is None:
            break
        found = behind
    return found


def _behind(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        return next((found for gateway in _gateways() if (found := gateway.original_in(parts))), None)
    except ValueError:
        return None


def _address(text: str, scheme: str) -> str | None:
    """The address that a text names; one without a scheme has that of its gateway."""
    plain = unquote(text) if _ENCODED_SCHEME.match(text) else text
    stated = _SCHEME.match(plain)
    rest = plain[stated.end() :] if stated else plain
    return f"{(stated[1] if stated else scheme).lower()}://{rest}" if _HOST.match(rest) else None


@cache
def _gateways() -> tuple[Gateway, ...]:
    rows = tomllib.loads(_TABLE.read_text("utf-8"))["gateway"]
    return tuple(Gateway(re.compile(row["host"]), re.compile(row["original"], re.IGNORECASE)) for row in rows)
