"""JSON Lines: the contract's article JSON, as the API and ``extract`` give it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from index.exporting.entries import Entry

# Ends of lines to some readers, and never more than text in JSON.
_BREAKS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})


def write(entries: Iterable[Entry], out: BinaryIO) -> None:
    """Write one object a line; nothing of a text is left out or changed."""
    for entry in entries:
        line = json.dumps(entry.document.as_json(), ensure_ascii=False)
        out.write(f"{line.translate(_BREAKS)}\n".encode())
