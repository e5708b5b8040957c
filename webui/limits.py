"""Rate limits: how often one client, and all of them together, may ask; they hold over all workers."""

from __future__ import annotations

import math
import secrets
import time
from dataclasses import dataclass
from hashlib import blake2b
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Flask, Response, request

from webui.problems import problem
from webui.sharing import SharedMemory

WORD = 8
SETS = 4096
WAYS = 8
SLOTS = SETS * WAYS
IPV6_SITE = 64
UNLIMITED = frozenset({"static", "operation.healthz", "operation.metrics"})
REFUSAL = "Too many requests: ask again in {seconds} s."


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests a second in the long run, and so many at once after a rest; at 0 a second there is no limit."""

    per_second: float
    burst: int

    def wait(self, due: float, now: float) -> float:
        """How many seconds are missing until one more may come, where all that came are paid for at ``due``."""
        return due - now - (self.burst - 1) / self.per_second if self.per_second else 0.0

    def due_after(self, due: float, now: float) -> float:
        """When all are paid for once one more has come."""
        return max(due, now) + 1 / self.per_second if self.per_second else 0.0

    def changed_to(self, per_second: float | None) -> Rate:
        """The same rest allowed for another rate; None changes nothing."""
        if per_second is None:
            return self
        rest = self.burst / self.per_second
        return Rate(per_second, max(1, round(per_second * rest)))


CLIENT = Rate(per_second=20, burst=200)
EVERYONE = Rate(per_second=200, burst=1000)


class Limiter:
    """One moment for each client and one for all: when what they asked is paid for (the generic cell rate algorithm).

    Clients are remembered in sets of a few by a keyed hash of their address; where a set is full, the client who is
    owed most forgets least.  Made before forking, it is one limiter for all workers.
    """

    def __init__(self, *, client: Rate = CLIENT, everyone: Rate = EVERYONE) -> None:
        self._client, self._everyone = client, everyone
        self._memory = SharedMemory(WORD * (2 * SLOTS + 1))
        self._keys = self._memory.integers(0, WORD * SLOTS)
        self._dues = self._memory.numbers(WORD * SLOTS, WORD * (2 * SLOTS + 1))
        self._secret = secrets.token_bytes(16)

    def wait(self, client: str, now: float) -> float:
        """Count a request made at ``now`` seconds; 0, or how many to wait for, and then it was not counted."""
        key = self._key(client)
        with self._memory.locked():
            slot = self._slot(key)
            mine, all_of_them = self._dues[slot], self._dues[SLOTS]
            wait = max(self._client.wait(mine, now), self._everyone.wait(all_of_them, now))
            if wait > 0:
                return wait
            self._dues[slot] = self._client.due_after(mine, now)
            self._dues[SLOTS] = self._everyone.due_after(all_of_them, now)
        return 0.0

    def _key(self, client: str) -> int:
        """Which slot a client gets cannot be told, and so not be aimed at, from outside."""
        return int.from_bytes(blake2b(client.encode(), digest_size=WORD, key=self._secret).digest(), "big")

    def _slot(self, key: int) -> int:
        start = key % SETS * WAYS
        slots = range(start, start + WAYS)
        for slot in slots:
            if self._keys[slot] == key:
                return slot
        oldest = min(slots, key=self._dues.__getitem__)
        self._keys[oldest], self._dues[oldest] = key, 0.0
        return oldest


def client_of(address: str) -> str:
    """Who an address stands for: itself, of IPv6 the whole site, which one client has to itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or IPv6Network((int(parsed), IPV6_SITE), strict=False))


def install(app: Flask, limiter: Limiter) -> None:
    """Refuse what is too much with 429 and Retry-After, before anything is searched for it."""

    @app.before_request
    def _() -> Response | None:
        if request.endpoint in UNLIMITED:
            return None
        wait = limiter.wait(client_of(request.remote_addr or ""), time.monotonic())
        return _refused(math.ceil(wait)) if wait > 0 else None


def _refused(seconds: int) -> Response:
    response = problem(HTTPStatus.TOO_MANY_REQUESTS, REFUSAL.format(seconds=seconds))
    response.headers["Retry-After"] = str(seconds)
    return response
