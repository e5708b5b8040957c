"""The engines that are measured: every one takes the same words and answers the same questions, exactly counted."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from benchmarks.peers.peer import Counts, Peer, Reply

__all__ = ["PEERS", "Counts", "Engine", "Peer", "Reply", "home", "is_installed", "makes_index", "peer"]


@dataclass(frozen=True, slots=True)
class Engine:
    """Where an engine is, what must be importable for it, and whose index it reads where it makes none of its own."""

    module: str
    kind: str
    needs: str
    index_of: str | None = None


# The first is ours, with the kernels in C where they were built; the one of Whoosh as it comes is what we must equal.
PEERS = {
    "tashan": Engine("benchmarks.peers.ours", "Tashan", "index"),
    "tashan-numpy": Engine(
        "benchmarks.peers.ours", "TashanInNumpy", "index.engines.whoosh.kernels.compiled", index_of="tashan"
    ),
    "whoosh": Engine("benchmarks.peers.vanillawhoosh", "VanillaWhoosh", "whoosh"),
    "sqlite": Engine("benchmarks.peers.sqlitefts", "SqliteFts", "sqlite3"),
    "tantivy": Engine("benchmarks.peers.tantivypeer", "Tantivy", "tantivy"),
    "xapian": Engine("benchmarks.peers.xapianpeer", "Xapian", "xapian"),
    "bm25s": Engine("benchmarks.peers.bm25speer", "Bm25s", "bm25s"),
}


def is_installed(name: str) -> bool:
    """Tell whether an engine of PEERS can be measured here."""
    return find_spec(PEERS[name].needs) is not None


def makes_index(name: str) -> bool:
    """Tell whether an engine of PEERS builds what it reads."""
    return PEERS[name].index_of is None


def home(name: str, folder: Path) -> Path:
    """The folder of an engine's index, among those of all."""
    return folder / (PEERS[name].index_of or name)


def peer(name: str, folder: Path) -> Peer:
    """The engine of a name in PEERS, with its index in a folder of its own."""
    engine = PEERS[name]
    return cast(Peer, getattr(import_module(engine.module), engine.kind)(folder))
