"""The shipped systemd units, which systemd itself must accept."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).resolve().parent.parent / "contrib" / "systemd"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    for unit in UNITS.iterdir():
        # Where it is installed is the operator's choice; systemd wants to see the command.
        text = unit.read_text(encoding="utf-8").replace("/opt/tashan/.venv/bin/tashan", "/bin/true")
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(unit) for unit in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("service", ["tashan.service", "tashan-serve.service"])
def test_a_service_calls_a_command_that_exists(service: str) -> None:
    from click.testing import CliRunner

    from tashan import main

    (line,) = (line for line in (UNITS / service).read_text("utf-8").splitlines() if "ExecStart=" in line)
    assert CliRunner().invoke(main, [*line.split()[1:], "--help"]).exit_code == 0
