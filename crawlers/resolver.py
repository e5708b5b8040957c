"""The resolver: names answered with addresses that may be connected to, checked in the moment of connecting."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Sequence
from typing import Any, Self

import attrs
from twisted.internet.interfaces import IAddress, IHostnameResolver, IResolutionReceiver
from zope.interface import implementer

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_RANGES = ("unspecified", "loopback", "link_local", "multicast", "private", "reserved", "site_local")
_NAMEABLE = ("loopback", "private", "site_local")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


def range_of(address: str) -> str | None:
    """The range that an IP address is in, such as ``loopback``; None where it is one of the public net's."""
    ip = _innermost(ipaddress.ip_address(address.partition("%")[0]))
    special = next((name for name in _RANGES if getattr(ip, f"is_{name}", False)), None)
    return special or (None if ip.is_global else "reserved")


def address_in(host: str) -> str | None:
    """The IP address that a host is, in whatever way it is written (127.1, 0x7f000001, 2130706433); None for a name."""
    try:
        return str(ipaddress.ip_address(host.strip("[]").partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def _innermost(ip: Address) -> Address:
    """The IPv4 address that an IPv6 address only wraps."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return ip
    if ip in _TRANSLATED:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


@implementer(IHostnameResolver)
class GuardedResolver:
    """Looks names up and passes on public addresses only, and those of its own network for hosts that were named.

    A connection is made to the addresses that were checked, since nothing looks the name up again; the first good
    answer is kept as long as the process lives. ``refused`` tells why a host got no address.
    """

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor
        self._inner: Any = reactor.nameResolver
        self._named: set[str] = set()
        self._answers: dict[str, tuple[Any, ...]] = {}
        self.refused: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: object, reactor: Any) -> Self:
        """Stand before the reactor's own resolver."""
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Answer for the whole process from now on."""
        self._reactor.installNameResolver(self)

    def name(self, hosts: Iterable[str]) -> None:
        """Let these hosts be in a private network or on this machine, as the operator says."""
        self._named.update(hosts)

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """Look a name up; what may not be connected to is left out of the answer."""
        sieve = _Sieve(self, resolutionReceiver, hostName, portNumber)
        if hostName not in self._answers:
            return self._inner.resolveHostName(sieve, hostName, portNumber, addressTypes, transportSemantics)
        known = _Known(hostName)
        sieve.resolutionBegan(known)
        sieve.resolutionComplete()
        return known

    def passed(self, host: str, addresses: Sequence[Any]) -> tuple[Any, ...]:
        """The addresses of a host that may be connected to; a public one leaves no place for others beside it."""
        if host in self._answers:
            return self._answers[host]
        kept = tuple(each for each in addresses if range_of(_ip(each)) is None)
        if not kept and host in self._named:
            kept = tuple(each for each in addresses if _ip(each) == host or range_of(_ip(each)) in _NAMEABLE)
        if kept:
            self._answers[host] = kept
        elif addresses:
            self.refused[host] = f"{_ip(addresses[0])}, a {words(range_of(_ip(addresses[0])))} address"
        return kept


def words(name: str | None) -> str:
    """The name of a range as it is written in a sentence."""
    return (name or "public").replace("_", "-")


def _ip(address: Any) -> str:
    return str(address.host)


@attrs.frozen
class _Known:
    """A look-up that was over before it began."""

    name: str

    def cancel(self) -> None:
        """There is nothing to end."""


@implementer(IResolutionReceiver)
class _Sieve:
    """Collects the addresses of one look-up and hands on those that pass."""

    def __init__(self, resolver: GuardedResolver, receiver: Any, host: str, port: int) -> None:
        self._resolver = resolver
        self._receiver = receiver
        self._host = host
        self._port = port
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolutionInProgress: object) -> None:  # noqa: N802, N803
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        for address in self._resolver.passed(self._host, self._addresses):
            self._receiver.addressResolved(attrs.evolve(address, port=self._port))
        self._receiver.resolutionComplete()
