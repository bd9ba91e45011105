"""Ask a graph: named questions, SPARQL, and names of entities turned into IRIs.

A `Store` and a question go in, a `Result` comes out. `run(store, "timeline", entity="Kim
Jong Un")` finds whom the name means and answers with what he did, sentence by sentence.

The named questions are the files `queries/*.rq`: the first line says what each answers, and
`VALUES ?entity { UNDEF }` marks where the entity goes, so they run as they stand, too.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.namespaces import RDFS, SKOS, shorten

if TYPE_CHECKING:
    from kg.store import Result, Store

__all__ = ["NamedQuery", "find_entity", "named_queries", "run"]

_PARAMETERS = ("entity", "other")
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name. `parameters` are those of "entity" and "other" that it takes."""

    name: str
    description: str
    text: str
    parameters: tuple[str, ...]


def named_queries() -> Mapping[str, NamedQuery]:
    """Return the shipped questions by name."""
    found = {}
    folder = files("kg") / "queries"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".rq"):
            text = file.read_text(encoding="utf-8")
            name = file.name.removesuffix(".rq")
            description = text.partition("\n")[0].lstrip("# ").strip()
            taken = tuple(p for p in _PARAMETERS if _slot(p).search(text))
            found[name] = NamedQuery(name, description, text, taken)
    return MappingProxyType(found)


def run(store: Store, text: str, *, entity: str | None = None, other: str | None = None) -> Result:
    """Answer a question.

    Args:
        store: the graph.
        text: SPARQL, "@file.rq", or the name of a shipped question.
        entity: name, alias or IRI of the entity that the question is about.
        other: the second entity, for a question that takes two.

    Raises:
        QueryError: the query does not parse, or a name is unknown or means several.
    """
    sparql = _sparql(text)
    if other is not None and entity is None:
        raise QueryError("a second entity needs a first: give both --entity and --other")
    for parameter, name in zip(_PARAMETERS, (entity, other), strict=True):
        if name is not None:
            sparql = _bind(sparql, parameter, find_entity(store, name))
    return store.query(sparql)


def _sparql(text: str) -> str:
    text = text.strip()
    if text.startswith("@"):
        path = Path(text[1:])
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
            raise QueryError(
                f"{path}: the query cannot be read ({reason}): name a file with SPARQL"
            ) from error
    known = named_queries()
    if text in known:
        return known[text].text
    if _NAME.fullmatch(text):
        close = difflib.get_close_matches(text, known, n=1, cutoff=0.4)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise QueryError(f"no named query {text!r}: {hint}known are {', '.join(known)}")
    return text


def _slot(parameter: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?{parameter}\s*\{{\s*UNDEF\s*\}}", re.IGNORECASE)


def _bind(sparql: str, parameter: str, entity: NamedNode) -> str:
    """Put an entity of the graph, never a user's words, into its slot."""
    slot = _slot(parameter)
    if not slot.search(sparql):
        raise QueryError(
            f"this query takes no --{parameter}: leave it out, "
            f"or write VALUES ?{parameter} {{ UNDEF }} where it belongs"
        )
    return slot.sub(lambda _: f"VALUES ?{parameter} {{ {entity} }}", sparql)


def find_entity(store: Store, name: str) -> NamedNode:
    """Return the entity that `name` means, whatever the case of its letters.

    A name is a label, else an alias; or, to tell namesakes apart, the entity's IRI, its
    prefixed name ("e:georgia-state") or the local part of that.

    Raises:
        QueryError: no entity has the name, or several have.
    """
    wanted = _fold(name)
    forms: dict[str, set[NamedNode]] = defaultdict(set)
    aliases: dict[str, set[NamedNode]] = defaultdict(set)
    space = store.prefixes["e"]
    for predicate, names in ((RDFS.label, forms), (SKOS.altLabel, aliases)):
        for quad in store.engine.quads_for_pattern(None, predicate, None):
            entity = quad.subject
            if isinstance(entity, NamedNode) and entity.value.startswith(space):
                local = entity.value[len(space) :]
                if name.strip() in (entity.value, f"e:{local}", local):
                    return entity
                names[_fold(getattr(quad.object, "value", ""))].add(entity)
    found = forms.get(wanted) or aliases.get(wanted)
    if not found:
        close = difflib.get_close_matches(wanted, [*forms, *aliases], n=5, cutoff=0.5)
        near = dict.fromkeys(
            _label(store, entity)
            for form in close
            for entity in sorted(forms.get(form) or aliases[form], key=str)
        )
        hint = f"the closest are {', '.join(near)}" if near else "look at the labels of entities"
        raise QueryError(f"no entity is called {name!r} in this graph: {hint}")
    if len(found) > 1:
        listed = ", ".join(
            f"{shorten(entity.value, store.prefixes)} ({_label(store, entity)})"
            for entity in sorted(found, key=str)
        )
        raise QueryError(f"{name!r} means several entities: name one of {listed}")
    return next(iter(found))


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _label(store: Store, entity: NamedNode) -> str:
    labels = store.engine.quads_for_pattern(entity, RDFS.label, None)
    return next((getattr(quad.object, "value", "") for quad in labels), entity.value)
