"""The errors that users meet, one root and few children.

    GeokgError
    ├── InputError        a source cannot be read (missing, binary, empty, malformed)
    ├── OutputError       a result cannot be written
    ├── QueryError        SPARQL does not parse, or a named query or entity is unknown
    ├── GraphError        a graph file is broken or fails validation
    ├── ModelError        the language pipeline is not installed or lacks a component
    └── DataError         a file in ontology/ or seeds/ is wrong

A message says what happened, where, and what to do next. The command line prints it as
one line on stderr and exits with `exit_code`; every other exception is a bug and keeps
its traceback.
"""

from __future__ import annotations

__all__ = [
    "DataError",
    "GeokgError",
    "GraphError",
    "InputError",
    "ModelError",
    "OutputError",
    "QueryError",
]


class GeokgError(Exception):
    """Root of all errors that a user can cause or mend."""

    exit_code = 1


class InputError(GeokgError):
    """A source cannot be read. `where` names the file, or the file and line."""

    def __init__(self, message: str, *, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where
        self.reason = message


class OutputError(GeokgError):
    """A result cannot be written."""


class QueryError(GeokgError):
    """A query does not parse, or names something that is not there."""


class GraphError(GeokgError):
    """A graph file cannot be read, or breaks the contract."""


class ModelError(GeokgError):
    """The language pipeline is not installed or lacks a needed component."""


class DataError(GeokgError):
    """A file in ontology/ or seeds/ does not say what it must."""
