"""The walls of the house: who may import whom, and who may read the environment."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("crawlers", "index", "webui")
# The commands stand behind the door; tashan.py gathers them.
DOOR = "commands"
OWNERS = {
    "scrapy": "crawlers",
    "twisted": "crawlers",
    "parsel": "crawlers",
    "warcio": "crawlers",
    "whoosh": "index",
    "jieba": "index",
    "rjieba": "index",
    "opencc": "index",
    "flask": "webui",
    "waitress": "webui",
}
CRAWLERS_MAY = (
    "index.article",
    "index.corpus",
    "index.datafolder",
    "index.errors",
    "index.holdings",
    "index.kept",
    "index.places",
    "index.progressbars",
    "index.repairs",
    "index.runs",
    "index.staging",
    "index.store",
    "index.text",
    "index.tombstones",
    "index.yields",
)
WEBUI_MAY = (
    "index.article",
    "index.articleview",
    "index.basket",
    "index.citing",
    "index.collected",
    "index.corpus",
    "index.datafolder",
    "index.document",
    "index.errors",
    "index.exporting",
    "index.generations",
    "index.kept",
    "index.knowledge",
    "index.moments",
    "index.ledgers",
    "index.query",
    "index.repairs",
    "index.relating",
    "index.results",
    "index.runs",
    "index.searching",
    "index.snippets",
    "index.store",
    "index.suggesting",
    "index.yields",
)
ENVIRONMENT_READERS = {"tashan.py", "crawlers/settings.py", "webui/__init__.py"}
VAGUE_NAMES = {"utils", "util", "common", "core", "helpers", "helper", "base", "manager", "misc"}


def modules() -> list[Path]:
    """Every module of the rooms and the door."""
    return [ROOT / "tashan.py", *(path for room in (*ROOMS, DOOR) for path in sorted((ROOT / room).rglob("*.py")))]


def room_of(path: Path) -> str:
    """The room that a module lives in; the door is its own."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module named in an import statement, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether a dotted name is one of the allowed ones or inside it."""
    return any(name == each or name.startswith(f"{each}.") for each in allowed)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        top = name.split(".")[0]
        assert OWNERS.get(top, room) == room, f"{top} lives in {OWNERS[top]}"
        assert top != "tashan", "nobody imports the door"
        assert top != DOOR or room in (DOOR, "tashan"), "the commands are the door's"
        if top in ROOMS and top != room and room in ROOMS:
            allowed = {"crawlers": CRAWLERS_MAY, "webui": WEBUI_MAY, "index": ()}[room]
            assert name == "index" or within(name, allowed), f"{room} may not look at {name}"


def test_only_three_modules_read_the_environment() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in modules()
        if {"os.environ", "os.getenv"} & {ast.unparse(node) for node in ast.walk(ast.parse(path.read_text("utf-8")))}
    }
    assert readers <= ENVIRONMENT_READERS


def test_no_two_modules_share_a_basename() -> None:
    names = Counter(path.name for path in modules() if path.name != "__init__.py")
    # The pages themselves live in templates; a package and a module of one name would be two of a kind as well.
    assert [name for name, count in names.items() if count > 1] == []


def test_no_module_has_a_vague_name() -> None:
    parts = {part.removesuffix(".py") for path in modules() for part in path.relative_to(ROOT).parts}
    assert not parts & VAGUE_NAMES


def test_tests_are_flat_and_named_after_what_they_test() -> None:
    assert all(path.parent == ROOT / "tests" for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize(
    ("entrance", "forbidden"),
    [
        ("webui", ("scrapy", "twisted", "crawlers")),
        ("index.searching", ("scrapy", "flask", "crawlers", "webui")),
        ("tashan", ("scrapy", "flask", "crawlers", "webui")),
    ],
)
def test_loading_one_room_loads_no_stranger(entrance: str, forbidden: tuple[str, ...]) -> None:
    """What really is loaded, whatever the source says."""
    code = f"import sys, {entrance}; print('\\n'.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(forbidden).isdisjoint(name.split(".")[0] for name in loaded)


PURE = (
    *(str(path.relative_to(ROOT)) for path in (ROOT / "crawlers" / "reading").glob("*.py")),
    "crawlers/urls.py",
    "crawlers/navigation.py",
    "crawlers/evidence.py",
    "crawlers/survey.py",
    "crawlers/proposal.py",
    "crawlers/probe.py",
    "crawlers/refusals.py",
    "index/citing.py",
    *(str(path.relative_to(ROOT)) for path in (ROOT / "index" / "query").glob("*.py")),
    "index/snippets.py",
    "index/document.py",
    *(str(path.relative_to(ROOT)) for path in (ROOT / "index" / "knowledge").glob("*.py")),
    *(str(path.relative_to(ROOT)) for path in (ROOT / "index" / "text").glob("*.py") if path.stem != "tokenizer"),
)


@pytest.mark.parametrize("name", PURE)
def test_reading_and_text_are_pure(name: str) -> None:
    """No clock, no network, no files but through the one loader of data."""
    forbidden = {"time", "socket", "urllib.request", "subprocess", "requests", "sqlite3", "os"}
    assert forbidden.isdisjoint(imports(ROOT / name))
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not {
        call for call in calls if call == "open" or call.endswith((".now", ".today", ".read_text", ".read_bytes"))
    }
