from __future__ import annotations

import gzip
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_web import small_web
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers import records
from crawlers.captures import Captured, Place, responses
from crawlers.records import DamagedArchive

DATE = "2024-05-06T01:20:31Z"


def record(url: str, body: bytes, *headers: tuple[str, str], status: str = "200 OK", zipped: bool = True) -> bytes:
    """One response record."""
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=zipped, warc_version="WARC/1.1")
    head = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
    written = writer.create_warc_record(
        url,
        "response",
        payload=BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": DATE},
    )
    writer.write_record(written)
    return buffer.getvalue()


def three(*, zipped: bool = True) -> list[bytes]:
    """Three whole records."""
    return [record(f"http://a.example/{n}", b"page %d " % n * 50, zipped=zipped) for n in range(3)]


def saved(tmp_path: Path, *parts: bytes) -> Path:
    path = tmp_path / "some.warc.gz"
    path.write_bytes(b"".join(parts))
    return path


def read(path: Path) -> tuple[list[Captured], str]:
    """What is whole in a file, and the complaint about the rest."""
    found: list[Captured] = []
    reading = responses(path)
    try:
        while (captured := next(reading, None)) is not None:
            found.append(captured)
    except DamagedArchive as error:
        return found, str(error)
    return found, ""


def test_a_response_comes_with_all_that_reading_needs(tmp_path: Path) -> None:
    (captured,) = responses(saved(tmp_path, record("http://a.example/", b"<p>\xc4\xe3</p>")))
    assert captured == Captured(
        url="http://a.example/",
        date=DATE,
        status=200,
        content_type="text/html",
        body=b"<p>\xc4\xe3</p>",
        place=Place(tmp_path, 0),
    )


@pytest.mark.parametrize("zipped", [True, False])
def test_zipped_and_plain_files_read_alike(tmp_path: Path, zipped: bool) -> None:
    found = list(responses(saved(tmp_path, *three(zipped=zipped))))
    assert [captured.url[-1] for captured in found] == ["0", "1", "2"]


def test_a_file_zipped_at_once_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, gzip.compress(b"".join(three(zipped=False))))
    assert len(list(responses(path))) == 3


def test_requests_and_foreign_schemes_are_passed_over(tmp_path: Path) -> None:
    resource = record("http://a.example/", b"x", zipped=False).replace(b"WARC-Type: response", b"WARC-Type: resource")
    dns = record("dns:a.example", b"x", zipped=False)
    path = saved(tmp_path, resource, dns, record("http://a.example/", b"x", zipped=False))
    assert [captured.url for captured in responses(path)] == ["http://a.example/"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress(b"the page", mtime=0)),
        ([("Transfer-Encoding", "chunked")], b"4\r\nthe \r\n4\r\npage\r\n0\r\n\r\n"),
        ([("Content-Encoding", "identity")], b"the page"),
    ],
)
def test_encodings_of_content_and_transfer_are_undone(
    tmp_path: Path, headers: list[tuple[str, str]], body: bytes
) -> None:
    (captured,) = responses(saved(tmp_path, record("http://a.example/", body, *headers)))
    assert captured.body == b"the page"


def test_parts_of_a_second_are_dropped_from_the_date(tmp_path: Path) -> None:
    plain = record("http://a.example/", b"x", zipped=False).replace(DATE.encode(), b"2024-05-06T01:20:31.123456Z")
    (captured,) = responses(saved(tmp_path, plain))
    assert captured.date == DATE


@pytest.mark.parametrize(
    ("date", "read_as"),
    [
        (b"2024-05-06", "2024-05-06T00:00:00Z"),
        (b"2024-05-06T01:20Z", "2024-05-06T01:20:00Z"),
        (b"", "1970-01-01T00:00:00Z"),
        (b"yesterday", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_date_less_exact_is_the_earliest_that_it_can_be(tmp_path: Path, date: bytes, read_as: str) -> None:
    plain = record("http://a.example/", b"x", zipped=False).replace(DATE.encode(), date)
    (captured,) = responses(saved(tmp_path, plain))
    assert captured.date == read_as


def test_an_address_in_angle_brackets_is_read_as_old_tools_wrote_it(tmp_path: Path) -> None:
    plain = record("http://a.example/", b"x", zipped=False).replace(b"http://a.example/", b"<http://a.example/>")
    (captured,) = responses(saved(tmp_path, plain))
    assert captured.url == "http://a.example/"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        (b"WARC-Target-URI", b"WARC-Target-URL", "a response does not say what it answers"),
        (b"HTTP/1.1 200", b"HTTQ/1.1 200", "a response does not begin with its status"),
    ],
)
def test_a_response_that_cannot_be_read_is_told_and_the_others_are_kept(
    tmp_path: Path, before: bytes, after: bytes, complaint: str
) -> None:
    parts = [part.replace(b"WARC-Block-Digest", b"X-Block-Digest") for part in three(zipped=False)]
    found, said = read(saved(tmp_path, parts[0], parts[1].replace(before, after), parts[2]))
    assert [captured.url[-1] for captured in found] == ["0", "2"]
    assert said.endswith(f"at byte {len(parts[0])}: {complaint}.")


@pytest.mark.parametrize("zipped", [True, False])
def test_a_cut_file_gives_every_whole_record_and_then_says_where(tmp_path: Path, zipped: bool) -> None:
    parts = three(zipped=zipped)
    path = saved(tmp_path, *parts[:2], parts[2][: len(parts[2]) // 2])
    found, complaint = read(path)
    assert len(found) == 2
    at = len(parts[0]) + len(parts[1])
    assert complaint == f"{path} is damaged at byte {at}: the file ends inside a record."


@given(cut=st.integers(0, 10_000), zipped=st.booleans())
def test_wherever_a_file_is_cut_nothing_whole_is_lost(
    tmp_path_factory: pytest.TempPathFactory, cut: int, zipped: bool
) -> None:
    parts = three(zipped=zipped)
    ends = [sum(map(len, parts[: n + 1])) for n in range(3)]
    cut %= ends[-1] + 1
    path = saved(tmp_path_factory.mktemp("cut"), b"".join(parts)[:cut])
    found, complaint = read(path)
    assert len(found) >= sum(end <= cut for end in ends)
    assert all(captured.body.startswith(b"page ") and len(captured.body) == 350 for captured in found)
    if cut not in (0, *ends) and len(found) == sum(end <= cut for end in ends):
        assert complaint


def test_a_zipped_record_with_flipped_bits_stops_the_reading(tmp_path: Path) -> None:
    parts = three()
    broken = parts[1][:60] + bytes(byte ^ 0xFF for byte in parts[1][60:90]) + parts[1][90:]
    found, complaint = read(saved(tmp_path, parts[0], broken, parts[2]))
    assert [captured.url[-1] for captured in found] == ["0"]
    assert f"is damaged at byte {len(parts[0])}: a record cannot be unzipped." in complaint


def test_an_altered_plain_record_is_left_out_and_told(tmp_path: Path) -> None:
    parts = three(zipped=False)
    found, complaint = read(saved(tmp_path, parts[0], parts[1].replace(b"page 1", b"page 7", 1), parts[2]))
    assert [captured.url[-1] for captured in found] == ["0", "2"]
    assert complaint.endswith("a record does not match its digest.")
    assert f"at byte {len(parts[0])}:" in complaint


@pytest.mark.parametrize("digest", [b"sha1:", b"md5:", b"sha256:"])
def test_a_digest_of_another_kind_is_checked_in_its_own_way(tmp_path: Path, digest: bytes) -> None:
    plain = three(zipped=False)[0]
    start = plain.index(b"WARC-Block-Digest: ") + len(b"WARC-Block-Digest: ")
    end = plain.index(b"\r\n", start)
    found, complaint = read(saved(tmp_path, plain[:start] + digest + b"AAAA" + plain[end:]))
    assert not found
    assert "does not match" in complaint


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"<html>no archive</html>", "no WARC record begins there"),
        (gzip.compress(b"hello", mtime=0), "no WARC record begins there"),
        (b"\x1f\x8b no gzip at all", "a record cannot be unzipped"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "a record does not say how long it is"),
        (b"WARC/1.0\r\nContent-Length: many\r\n\r\n", "a record does not say how long it is"),
        (b"WARC/1.0\r\nContent-Length: 5", "the file ends inside a record"),
    ],
)
def test_a_file_that_is_no_archive_says_so(tmp_path: Path, content: bytes, complaint: str) -> None:
    found, said = read(saved(tmp_path, content))
    assert not found
    assert said.endswith(f"is damaged at byte 0: {complaint}.")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    _, complaint = read(tmp_path / "none.warc")
    assert complaint == f"{tmp_path / 'none.warc'} cannot be read: No such file or directory."


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert read(saved(tmp_path)) == ([], "")


def test_a_record_too_large_to_be_a_page_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LARGEST_RECORD", 1000)
    large = record("http://a.example/large", b"x" * 200_000, zipped=False)
    found, complaint = read(saved(tmp_path, large, three(zipped=False)[0]))
    assert [captured.url[-1] for captured in found] == ["0"]
    assert not complaint


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_an_archive_of_wget_is_read(tmp_path: Path) -> None:
    with small_web() as web:
        web.add("/a.html", "<p>一篇文章</p>")
        subprocess.run(
            ["wget", "-q", "--no-proxy", "--warc-file=got", f"{web.root}/a.html"], cwd=tmp_path, check=True, timeout=30
        )
        url = f"{web.root}/a.html"
    (captured,) = (each for each in responses(tmp_path / "got.warc.gz") if each.url == url)
    assert captured.body.decode() == "<p>一篇文章</p>"
