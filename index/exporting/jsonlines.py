"""JSON Lines: the very objects that the API gives."""

from __future__ import annotations

import json
from typing import BinaryIO

from index.exporting.contents import Contents

# Ends of lines to some readers, and never more than text in JSON.
_BREAKS = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"})


def write(contents: Contents, out: BinaryIO) -> None:
    """Write one object a line; nothing of a text is left out or changed."""
    for each in contents.objects():
        line = json.dumps(each, ensure_ascii=False)
        out.write(f"{line.translate(_BREAKS)}\n".encode())
