"""The roster: it has every command under its name, and to look at it loads none of them."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.roster import MODULES, ROSTER, SUMMARIES
from tashan import main

ROOT = Path(__file__).resolve().parent.parent
# What takes long to load, and is no part of telling what there is.
LARGE = {"crawlers", "webui", "scrapy", "twisted", "flask", "whoosh", "numpy", "jieba", "opencc", "rich", "docx"}


@pytest.mark.parametrize("module", ROSTER)
def test_a_module_has_the_commands_of_the_roster(module: str) -> None:
    commands = import_module(f"commands.{module}").COMMANDS
    assert [command.name for command in commands] == [*ROSTER[module]]


def test_every_module_with_commands_is_on_the_roster() -> None:
    written = [path.stem for path in (ROOT / "commands").glob("*.py") if "\nCOMMANDS = " in path.read_text("utf-8")]
    assert sorted(written) == sorted(ROSTER)


def test_help_tells_every_command_whole() -> None:
    told = [line.strip() for line in CliRunner().invoke(main, ["--help"]).stdout.splitlines()]
    assert [line for line in told if line.split(" ")[0] in MODULES] == [
        f"{name:<9}  {SUMMARIES[name]}" for name in sorted(MODULES)
    ]


@pytest.mark.parametrize("options", [["--help"], ["--version"], ["nothing"]])
def test_telling_what_there_is_loads_nothing_large(options: list[str]) -> None:
    assert loaded_by(*options).isdisjoint(LARGE)


def test_a_search_loads_no_spider_no_server_and_no_writer_of_files(tmp_path: Path) -> None:
    (tmp_path / "corpus.sqlite").touch()
    loaded = loaded_by("--data", str(tmp_path), "search", "法院")
    assert loaded.isdisjoint(
        {"crawlers", "webui", "scrapy", "twisted", "flask", "docx", "xlsxwriter", "rich", "pkg_resources"}
    )


def loaded_by(*options: str) -> set[str]:
    """The rooms and libraries that a call of the command line loads."""
    code = f"""
import atexit, sys
atexit.register(lambda: print("LOADED", *{{name.split(".")[0] for name in sys.modules}}))
import tashan
tashan.main({[*options]!r})
"""
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert "LOADED" in printed
    return set(printed.rpartition("LOADED")[2].split())
