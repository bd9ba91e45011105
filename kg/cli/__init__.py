"""The command line: `kg build`, `kg query`, `kg why`, `kg view`, `kg resolve`,
`kg validate`, `kg evaluate`.

Arguments come in; data goes to standard output, progress and errors to standard error. An
error that the user can mend is one line and exit code 1; wrong usage is 2; a batch that was
built without some bad documents is 3; an interrupt is 130. Everything heavy is imported
inside the commands, so that `kg --help` answers at once.
"""

from __future__ import annotations

from kg.cli.build import build
from kg.cli.evaluate import evaluate
from kg.cli.group import Commands
from kg.cli.query import query
from kg.cli.resolve import resolve
from kg.cli.validate import validate
from kg.cli.view import view
from kg.cli.why import why

__all__ = ["main"]

main = Commands(
    name="kg",
    help="""Read English news and build a knowledge graph of geopolitics.

    Start with `kg build ARTICLE.txt`, then look (`kg view`) and ask (`kg query --list`).
    """,
    commands=[build, query, why, view, resolve, validate, evaluate],
)
