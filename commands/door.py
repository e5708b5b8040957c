"""The door itself: what every command of the group shares, which is how it fails."""

from __future__ import annotations

import sys
from typing import Any

import click

from index.errors import TashanError


class Door(click.Group):
    """A group whose commands end with one sentence and exit code 1 where the user can mend something."""

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
