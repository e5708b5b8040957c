from __future__ import annotations

import errno
import gzip
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders

from crawlers.archive import Archive, ArchiveError, Message, mend
from crawlers.captures import responses

URL = "http://qingxi.example/article/detail/2024/05/id/1.shtml"


def asked(path: str = "/") -> Message:
    return StatusAndHeaders(f"GET {path} HTTP/1.1", [("Host", "qingxi.example")], is_http_request=True), b""


def answered(body: bytes = b"page") -> Message:
    return StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"), body


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def records_of(path: Path) -> list[dict[str, Any]]:
    """Every record as warcio itself reads it: its fields, its HTTP head, its raw payload."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            payload = record.raw_stream.read()
            found.append({"type": record.rec_type, "head": record.http_headers, "payload": payload})
            found[-1] |= {name.lower(): value for name, value in record.rec_headers.headers}
            found[-1]["version"] = record.rec_headers.protocol
    return found


def test_a_visit_is_told_by_request_and_response(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", "qingxi", about={"software": "tashan"})
    archive.write(URL, asked(), answered())
    archive.close()
    (path,) = files(tmp_path / "archive")
    about, response, request = records_of(path)
    assert (about["type"], response["type"], request["type"]) == ("warcinfo", "response", "request")
    assert about["payload"] == b"software: tashan\r\n"
    assert about["warc-filename"] == path.name
    assert response["version"] == "WARC/1.1"
    assert response["warc-target-uri"] == request["warc-target-uri"] == URL
    assert response["warc-date"] == request["warc-date"]
    assert request["warc-concurrent-to"] == response["warc-record-id"]
    assert response["warc-payload-digest"].startswith("sha1:")
    assert response["payload"] == b"page"


def test_what_was_written_is_readable_before_the_file_is_closed(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qingxi", about={})
    archive.write(URL, asked(), answered(b"one"))
    assert [captured.body for captured in responses(files(tmp_path)[0])] == [b"one"]
    archive.close()


def test_a_run_that_receives_nothing_leaves_no_file(tmp_path: Path) -> None:
    Archive(tmp_path / "archive", "qingxi", about={}).close()
    assert not (tmp_path / "archive").exists()


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qingxi", about={}, rotate_at=1500)
    for number in range(4):
        archive.write(f"{URL}?{number}", asked(), answered(bytes(range(256)) * 2))
    archive.close()
    assert len(files(tmp_path)) > 1
    assert all(path.name.endswith(f"-{number:05}.warc.gz") for number, path in enumerate(files(tmp_path)))
    kept = [captured.url for path in files(tmp_path) for captured in responses(path)]
    assert kept == [f"{URL}?{number}" for number in range(4)]


def test_two_runs_never_share_a_file(tmp_path: Path) -> None:
    for _ in range(2):
        archive = Archive(tmp_path, "qingxi", about={})
        archive.write(URL, asked(), answered())
        archive.close()
    assert len(files(tmp_path)) == 2


class FullDisk:
    """A file on a disk that is full after some more bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self._file, self._room = file, room

    def write(self, data: Any) -> int:
        if self._room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        part = bytes(data[: min(self._room, 100)])
        self._room -= len(part)
        return int(self._file.write(part))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def test_a_full_disk_leaves_only_whole_records(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qingxi", about={})
    archive.write(URL, asked(), answered(b"one"))
    real = archive._file
    archive._file = FullDisk(real, 250)  # type: ignore[assignment]
    with pytest.raises(ArchiveError, match=r"cannot be written: No space left on device\.$"):
        archive.write(URL, asked(), answered(b"two"))
    archive._file = real
    archive.write(URL, asked(), answered(b"three"))
    archive.close()
    assert [captured.body for captured in responses(files(tmp_path)[0])] == [b"one", b"three"]


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file")
    archive = Archive(tmp_path / "archive", "qingxi", about={})
    with pytest.raises(ArchiveError, match=r"cannot be made: .*\.$"):
        archive.write(URL, asked(), answered())


def test_what_a_killed_run_could_not_finish_is_cut_off(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "qingxi", about={})
    for body in (b"one", b"two"):
        archive.write(URL, asked(), answered(body))
    archive.close()
    (path,) = files(tmp_path)
    whole = path.stat().st_size
    assert mend(tmp_path, "qingxi") == 0
    with path.open("ab") as file:
        file.write(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n" * 9)[:-20])
    assert mend(tmp_path, "qingxi") > 0
    assert path.stat().st_size == whole
    assert [captured.body for captured in responses(path)] == [b"one", b"two"]
    path.write_bytes(path.read_bytes()[: whole // 4])
    assert mend(tmp_path, "qingxi") > 0
    assert list(responses(path)) == []
    assert mend(tmp_path, "other") == 0
