from __future__ import annotations

import re
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator

from crawlers.recordwriter import moment, payload_digest, record_id, written_record

URL = "http://qingxi.example/1.html"
BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + "正文\r\n\r\n".encode()


def test_a_record_is_what_other_tools_read() -> None:
    fields = {"WARC-Record-ID": record_id(), "WARC-Target-URI": URL, "WARC-Date": moment()}
    written = written_record("response", fields, BLOCK) + written_record("revisit", fields, BLOCK[:30])
    first, second = (
        (record.rec_type, dict(record.rec_headers.headers), record.content_stream().read())
        for record in ArchiveIterator(BytesIO(written), check_digests="raise")
    )
    assert (first[0], second[0]) == ("response", "revisit")
    assert first[1].items() >= fields.items()
    assert first[1]["Content-Length"] == str(len(BLOCK))
    assert first[2] == "正文\r\n\r\n".encode()


def test_no_two_records_have_one_name() -> None:
    assert len({record_id() for _ in range(50)}) == 50
    assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", record_id())


def test_a_moment_is_told_to_the_millionth_of_a_second() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", moment())


def test_a_digest_is_sha1_in_base32() -> None:
    assert payload_digest(b"") == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
