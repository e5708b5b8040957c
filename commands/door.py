"""The door itself: what every command of the group shares, which is how it is found and how it fails."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from commands.roster import MODULES, SUMMARIES
from index.errors import TashanError


class Door(click.Group):
    """The commands of the roster, which end with one sentence and exit code 1 where the user can mend something."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command, and no other room than it needs; None where there is none of this name."""
        if cmd_name not in MODULES:
            return None
        commands: tuple[click.Command, ...] = import_module(f"commands.{MODULES[cmd_name]}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List all commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(SUMMARIES.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except TashanError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # Whoever read the output has seen enough, as `head` does.
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            where = f" ({error.filename})" if error.filename else ""
            raise click.ClickException(f"{error.strerror or error}{where}.") from error
