from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from crawlers.resolver import GuardedResolver, address_in, range_of


class Answers:
    """A resolver of names, and the receiver of what it finds: one list of addresses for each look-up."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked = 0
        self.nameResolver = self
        self.installed: Any = None

    def installNameResolver(self, resolver: Any) -> None:  # noqa: N802
        self.installed = resolver

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: object) -> None:  # noqa: N802
        self.asked += 1
        for host in self._answers.pop(0):
            kind = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(kind("TCP", host, 0))
        receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.found: list[tuple[str, int]] | None = None
        self._addresses: list[Any] = []

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        resolution.cancel()

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.found = [(each.host, each.port) for each in self._addresses]


def found(resolver: GuardedResolver, host: str, port: int = 80) -> list[tuple[str, int]] | None:
    """What a client is told about a host."""
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, port)
    return receiver.found


@pytest.mark.parametrize(
    ("address", "range_"),
    [
        ("8.8.8.8", None),
        ("2400:3200::1", None),
        ("127.0.0.1", "loopback"),
        ("127.255.3.4", "loopback"),
        ("10.1.2.3", "private"),
        ("172.31.0.1", "private"),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "reserved"),
        ("169.254.169.254", "link_local"),
        ("0.0.0.0", "unspecified"),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "private"),
        ("255.255.255.255", "private"),
        ("198.18.0.1", "private"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:169.254.169.254", "link_local"),
        ("2002:7f00:1::", "loopback"),
        ("64:ff9b::a00:1", "private"),
        ("fd00::1", "private"),
        ("fe80::1%eth0", "link_local"),
        ("fec0::1", "site_local"),
        ("ff02::1", "multicast"),
    ],
)
def test_every_range_that_is_not_the_public_net_is_known(address: str, range_: str | None) -> None:
    assert (range_of(address) is None) == (range_ is None)
    assert range_of(address) in (range_, "reserved", "private") or range_of(address) == range_


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1"])
def test_an_address_is_known_however_it_is_written(host: str) -> None:
    assert address_in(host) == "127.0.0.1"


@pytest.mark.parametrize("host", ["qingxi.gov.cn", "", "1.2.3.4.5", "青溪"])
def test_a_name_is_no_address(host: str) -> None:
    assert address_in(host) is None


def test_only_public_addresses_are_passed_on_with_the_port_asked_for() -> None:
    resolver = GuardedResolver(Answers(["10.0.0.1", "8.8.8.8", "::1"]))
    assert found(resolver, "qingxi.gov.cn", 443) == [("8.8.8.8", 443)]


def test_a_name_in_a_private_network_has_no_address_and_the_reason_is_kept() -> None:
    resolver = GuardedResolver(Answers(["169.254.169.254"]))
    assert found(resolver, "qingxi.gov.cn") == []
    assert resolver.refused == {"qingxi.gov.cn": "169.254.169.254, a link-local address"}


def test_a_name_that_turns_private_keeps_its_public_address() -> None:
    answers = Answers(["8.8.8.8"], ["127.0.0.1"])
    resolver = GuardedResolver(answers)
    assert found(resolver, "qingxi.gov.cn", 80) == [("8.8.8.8", 80)]
    assert found(resolver, "qingxi.gov.cn", 81) == [("8.8.8.8", 81)]
    assert answers.asked == 1


def test_a_named_host_may_be_in_a_private_network_but_never_link_local() -> None:
    resolver = GuardedResolver(Answers(["10.0.0.5"], ["169.254.169.254"], ["8.8.8.8", "10.0.0.5"], ["10.0.0.5"]))
    resolver.name(["inner.court", "other.court", "mixed.court"])
    assert found(resolver, "inner.court") == [("10.0.0.5", 80)]
    assert found(resolver, "other.court") == []
    assert found(resolver, "mixed.court") == [("8.8.8.8", 80)]
    assert found(resolver, "unnamed.court") == []


def test_a_name_that_is_not_known_is_no_refusal() -> None:
    resolver = GuardedResolver(Answers([]))
    assert found(resolver, "nowhere.gov.cn") == []
    assert resolver.refused == {}


def test_it_answers_for_the_whole_process() -> None:
    reactor = Answers()
    resolver = GuardedResolver.from_crawler(object(), reactor)
    resolver.install_on_reactor()
    assert reactor.installed is resolver
