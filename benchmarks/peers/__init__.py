"""The engines that are measured: every one takes the same words and answers the same questions, exactly counted."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from benchmarks.peers.peer import Counts, Peer, Reply

__all__ = ["PEERS", "Counts", "Peer", "Reply", "is_installed", "peer"]

# The module and class of each, and what must be installed for it. The first is ours, the second what we must equal.
PEERS = {
    "tashan": ("benchmarks.peers.ours", "Tashan", "index"),
    "whoosh": ("benchmarks.peers.vanillawhoosh", "VanillaWhoosh", "whoosh"),
    "sqlite": ("benchmarks.peers.sqlitefts", "SqliteFts", "sqlite3"),
    "tantivy": ("benchmarks.peers.tantivypeer", "Tantivy", "tantivy"),
    "xapian": ("benchmarks.peers.xapianpeer", "Xapian", "xapian"),
    "bm25s": ("benchmarks.peers.bm25speer", "Bm25s", "bm25s"),
}


def is_installed(name: str) -> bool:
    """Tell whether an engine of PEERS can be measured here."""
    return find_spec(PEERS[name][2]) is not None


def peer(name: str, folder: Path) -> Peer:
    """The engine of a name in PEERS, with its index in a folder."""
    module, kind, _ = PEERS[name]
    return cast(Peer, getattr(import_module(module), kind)(folder))
