"""Hosts: who publishes at an address, told by a list of hosts and never by the path of the address."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from index import data

_STATE = "gov.cn"


class Standing(StrEnum):
    """Whose words a host carries; a mirror may have changed them, and is never where a story began."""

    COURT = "court"
    MEDIA = "media"
    GOVERNMENT = "government"
    MIRROR = "mirror"


@dataclass(frozen=True, slots=True)
class HostList:
    """The hosts of ``hosts.toml``: single hosts, domains with all below them, labels of courts below gov.cn."""

    hosts: Mapping[str, Standing]
    domains: Mapping[str, Standing]
    court_labels: frozenset[str]
    court_label_ends: tuple[str, ...]

    def standing(self, host: str) -> Standing:
        """Who publishes at a host in lower-case ASCII."""
        if host in self.hosts:
            return self.hosts[host]
        listed = next((self.domains[domain] for domain in _upwards(host) if domain in self.domains), Standing.MIRROR)
        return Standing.COURT if listed is Standing.GOVERNMENT and self._has_court_label(host) else listed

    def _has_court_label(self, host: str) -> bool:
        labels = host.removesuffix(f".{_STATE}").split(".") if host.endswith(f".{_STATE}") else []
        # The first label below gov.cn is a place's own and may look like a court's: fy.gov.cn is 阜阳, a city.
        return any(label in self.court_labels for label in labels[:-1]) or any(
            label.endswith(self.court_label_ends) for label in labels
        )


def standing_of(url: str, *, declared: bool) -> Standing:
    """Tell who publishes at an address.

    ``declared`` says that the address belongs to a source which an operator declared, and so vouched for: where no list
    names its host, it is a court's. What is no http or https address is a mirror's.
    """
    host = _host(url)
    listed = host_list().standing(host) if host else Standing.MIRROR
    return Standing.COURT if declared and host and listed is Standing.MIRROR else listed


@cache
def host_list() -> HostList:
    """The list of ``hosts.toml``."""
    table = tomllib.loads(data.read("hosts.toml"))
    return HostList(
        hosts=_by_name(table, "hosts"),
        domains=_by_name(table, "domains"),
        court_labels=frozenset(table["court"]["labels"]),
        court_label_ends=tuple(table["court"]["label_ends"]),
    )


def _by_name(table: Mapping[str, Mapping[str, list[str]]], key: str) -> dict[str, Standing]:
    return {name: Standing(standing) for standing, lists in table.items() for name in lists.get(key, ())}


def _upwards(host: str) -> Iterator[str]:
    """A host and the domains above it, the nearest first."""
    labels = host.split(".")
    return (".".join(labels[at:]) for at in range(len(labels)))


def _host(url: str) -> str:
    """The host that a browser would ask, in lower-case ASCII without a closing dot; empty where there is none."""
    try:
        # Browsers read a backslash as a slash, so that what stands behind it is no host.
        parts = urlsplit(url.strip().replace("\\", "/"))
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().removesuffix(".")
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") else ""
