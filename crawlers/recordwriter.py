"""Record writing: records of a web archive (WARC 1.1) as they stand in its file, each a gzip member of its own."""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

_CONTENT_TYPES = {
    "warcinfo": "application/warc-fields",
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
}
_LEVEL = 6


def record_id() -> str:
    """A new name for a record, which no other one has."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def moment() -> str:
    """The present moment to the millionth of a second, as records state it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def payload_digest(body: bytes) -> str:
    """The digest of a payload as records state it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def written_record(kind: str, fields: Mapping[str, str], block: bytes) -> bytes:
    """A record of a kind with its block; its fields as given, and the digest, type and length of the block."""
    told = {
        "WARC-Type": kind,
        **fields,
        "WARC-Block-Digest": payload_digest(block),
        "Content-Type": _CONTENT_TYPES[kind],
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    parts = (f"WARC/1.1\r\n{head}\r\n".encode(), block, b"\r\n\r\n")
    return b"".join([*map(packer.compress, parts), packer.flush()])
