"""How the command line fails: the exceptions of the library become lines and exit codes.

`InputError("no such file", where="a.txt")` comes in, "kg: a.txt: no such file" on standard
error and exit code 1 go out. Exceptions that no user can mend keep their traceback.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import IO, Any

import click

import kg
from kg.errors import GeokgError

__all__ = ["EXIT_INTERRUPTED", "EXIT_SOME_BAD", "Commands", "one_line"]

EXIT_SOME_BAD = 3
EXIT_INTERRUPTED = 130


def one_line(text: str) -> str:
    """Make `text` safe to print: one line, no control characters that move the cursor."""
    flat = " ".join(text.split())
    safe = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)
    return safe.encode("utf-8", "replace").decode("utf-8")


class _Failure(click.ClickException):
    """An error of the library, shown as one line."""

    exit_code = GeokgError.exit_code

    def __init__(self, error: GeokgError) -> None:
        super().__init__(one_line(str(error)))

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line to standard error."""
        click.echo(f"kg: {self.message}", file=file, err=file is None)


class Commands(click.Group):
    """The group `kg` with its options, its order of commands and its way to fail."""

    def __init__(self, *, name: str, help: str, commands: Sequence[click.Command]) -> None:
        """Put `commands` below `name`; they are listed in the given order."""
        super().__init__(name=name, help=help, commands=list(commands))
        self.context_settings = {"help_option_names": ["-h", "--help"]}
        version = click.version_option(kg.__version__, prog_name="kg")
        version(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which a user meets the commands."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and turn what went wrong into one line and an exit code."""
        # Article text and file names hold any character; a terminal that cannot show one
        # gets an escape instead of a crash.
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except GeokgError as error:
            raise _Failure(error) from error
        except KeyboardInterrupt:
            click.echo("kg: interrupted; no file is half-written", err=True)
            ctx.exit(EXIT_INTERRUPTED)
