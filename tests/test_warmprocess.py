"""Processes forked from a warm one: each with its own words, folder, environment, memory and end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from warmprocess import python, tashan


def test_a_program_has_its_own_words_folder_and_environment(tmp_path: Path) -> None:
    program = "import os, sys; print(sys.argv[1], os.getcwd(), os.environ['COLOUR']); print('甲', file=sys.stderr)"
    done = python(program, "one", cwd=tmp_path, env={"COLOUR": "green"})
    assert (done.returncode, done.stdout, done.stderr) == (0, f"one {tmp_path} green\n", "甲\n")


def test_what_one_does_to_its_memory_no_other_sees() -> None:
    program = "import sys; print(getattr(sys, 'seen', None), len({*sys.modules} & {'crawlers.settings'})); sys.seen = 1"
    load = "import crawlers.settings\n"
    assert python(load + program).stdout == "None 1\n"
    assert python(program).stdout == "None 0\n"


@pytest.mark.parametrize(
    ("program", "code", "last"),
    [
        ("import sys; sys.exit(3)", 3, ""),
        ("raise SystemExit('why')", 1, "why"),
        ("1 / 0", 1, "ZeroDivisionError: division by zero"),
        ("import os; os.kill(os.getpid(), 9)", -9, ""),
    ],
)
def test_every_end_is_told(program: str, code: int, last: str) -> None:
    done = python(program)
    assert (done.returncode, done.stderr.rstrip().split("\n")[-1]) == (code, last)


def test_what_is_done_at_the_end_is_waited_for(tmp_path: Path) -> None:
    late = f"open({str(tmp_path / 'late')!r}, 'w').close()"
    assert python(f"import atexit, time; atexit.register(lambda: (time.sleep(0.1), {late}))").returncode == 0
    assert (tmp_path / "late").exists()


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        python("import time; time.sleep(60)", timeout=0.5)


def test_the_command_line_answers_as_in_a_process_of_its_own(tmp_path: Path) -> None:
    asked = ("--data", str(tmp_path), "search", "法院")
    command = [sys.executable, "-W", "ignore", "-m", "tashan", *asked]
    own = subprocess.run(command, capture_output=True, text=True, env=os.environ, check=False)
    done = tashan(*asked)
    assert (done.returncode, done.stdout, done.stderr) == (own.returncode, own.stdout, own.stderr)
