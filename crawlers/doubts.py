"""Doubts: pages that an earlier visit read badly, of which a few tell whether all are worth another look."""

from __future__ import annotations

from collections.abc import Mapping

from index.staging import Reading

# So many of the pages whose readings are in doubt tell whether all would be read otherwise now.
SAMPLE = 3


class Doubts:
    """The readings in doubt by their URLs: the first few are looked at again, the rest once one has changed."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._has_changed = False

    def __contains__(self, url: object) -> bool:
        return url in self._readings

    @property
    def sample(self) -> tuple[str, ...]:
        """The pages to look at whatever comes."""
        return tuple(self._readings)[:SAMPLE]

    def rest_after(self, reading: Reading) -> tuple[str, ...]:
        """The rest of the pages, in the moment in which the site first shows one otherwise than it did."""
        before = self._readings.get(reading.url)
        if before is None or self._has_changed or (reading.kind, reading.article) == (before.kind, before.article):
            return ()
        self._has_changed = True
        return tuple(self._readings)[SAMPLE:]
