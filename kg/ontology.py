"""The types of events and relations, and the classes of things, read from `ontology/`.

In: the folder with `types.yaml` and `classes.yaml`. Out: an `Ontology`. For "Kim met
Belousov" it says that a Meeting is a CONSULT and an Event, that both roles take an Actor,
that a Person is one, and that the edge is called `met` and holds both ways.

Only YAML is read here, so that loading stays far below 100 ms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

from kg.data import data_folder
from kg.errors import DataError

__all__ = ["QUAD_CLASSES", "ConceptType", "Ontology", "load_ontology", "read_entries"]

QUAD_CLASSES = (
    None,
    "VerbalCooperation",
    "MaterialCooperation",
    "VerbalConflict",
    "MaterialConflict",
)
"""Local name in gk: of each quad class by its number; 0 stands for none."""

_KINDS = ("event", "relation")
_TYPE_REQUIRED = frozenset({"id", "kind", "label", "comment", "quad", "domain", "range", "edge"})
_TYPE_OPTIONAL = frozenset({"root", "mode", "context", "cameo", "wikidata", "symmetric", "also"})
_CLASS_REQUIRED = frozenset({"id", "label", "comment"})
_CLASS_OPTIONAL = frozenset({"parents", "within", "close"})


@dataclass(frozen=True, slots=True)
class ConceptType:
    """One type of event or durable relation.

    `root` is a PLOVER root ("CONSULT"), None where PLOVER has none; for a relation it is
    the root of the events that begin or end it. `mode` are the PLOVER modes covered.
    `quad` is 0 (none) to 4, see `QUAD_CLASSES`. `domain` and `range` are class names; any
    of them will do. `edge` is the local name in `rel:` and `alleged:`. `also` are the ids
    of relations that come into being when the event takes place.
    """

    id: str
    kind: str
    label: str
    comment: str
    root: str | None
    mode: tuple[str, ...]
    context: str | None
    cameo: tuple[str, ...]
    quad: int
    wikidata: tuple[str, ...]
    domain: frozenset[str]
    range: frozenset[str]
    edge: str
    symmetric: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ontology:
    """All types and classes, in the order of their files.

    `classes` maps each class of classes.yaml to all classes that it is a kind of, nearest
    first. `edges` maps an edge's name to its type. `hash` is the first 16 hex digits of
    the SHA-256 over the folder's files: it names the version of the ontology.
    """

    types: Mapping[str, ConceptType]
    classes: Mapping[str, tuple[str, ...]]
    edges: Mapping[str, ConceptType]
    hash: str

    def superclasses(self, id: str) -> tuple[str, ...]:
        """Return the classes above a class or an event type, nearest first.

        A durable relation is no class and has none.

        Raises:
            KeyError: there is no such class or type.
        """
        if id in self.classes:
            return self.classes[id]
        concept = self.types[id]
        if concept.kind == "relation":
            return ()
        nearest = concept.root or "Event"
        return (nearest, *self.classes[nearest])

    def accepts(self, classes: Iterable[str], entity_type: str) -> bool:
        """Tell whether an entity of `entity_type` is one of `classes` or a kind of one.

        Raises:
            KeyError: `entity_type` is no class of the ontology.
        """
        above = self.classes[entity_type]
        return any(name == entity_type or name in above for name in classes)

    @property
    def relations(self) -> frozenset[str]:
        """Names of the edges of durable relations: only these may be known beforehand."""
        return frozenset(n for n, concept in self.edges.items() if concept.kind == "relation")

    @property
    def terms(self) -> frozenset[str]:
        """Local names in `gk:` that the classes and the event types take up."""
        events = {t.id for t in self.types.values() if t.kind == "event"}
        return frozenset(self.classes) | events


def load_ontology(folder: Path | None = None) -> Ontology:
    """Read and check the ontology.

    Args:
        folder: where `types.yaml` and `classes.yaml` are; the shipped folder by default.

    Raises:
        DataError: a file is missing, is no YAML, or has a wrong entry; the message names
            file and entry.
    """
    folder = data_folder("ontology") if folder is None else folder
    classes = _class_tree(folder / "classes.yaml")
    types = _types(folder / "types.yaml", classes)
    return Ontology(
        types=MappingProxyType(types),
        classes=MappingProxyType(classes),
        edges=MappingProxyType({concept.edge: concept for concept in types.values()}),
        hash=_hash(folder),
    )


def read_entries(
    path: Path, section: str, *, required: Collection[str], optional: Collection[str]
) -> dict[str, Mapping[str, object]]:
    """Read the list of entries under the key `section` of a YAML file, by their `id`.

    Args:
        path: the file.
        section: top-level key of the list.
        required: keys that each entry must have.
        optional: further keys that an entry may have.

    Raises:
        DataError: the file cannot be read, or an entry lacks a key, has an unknown one, or
            has the id of another entry.
    """
    # libyaml reads the types in a tenth of the time, but not every platform has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except FileNotFoundError:
        raise DataError(f"{path}: no such file: put it back, or reinstall geokg") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    except yaml.YAMLError as error:
        raise DataError(f"{path}: is no valid YAML, mend it there: {error}") from error
    entries = content.get(section) if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise DataError(f"{path}: has no list under {section!r}: add one")
    found: dict[str, Mapping[str, object]] = {}
    for position, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise DataError(f"{path}: {section} entry {position} has no id: give it one")
        name = entry["id"]
        where = f"{path}: {section} entry {name!r}"
        if name in found:
            raise DataError(f"{where} stands there twice: rename or remove one")
        if missing := sorted(set(required) - entry.keys()):
            raise DataError(f"{where} lacks {', '.join(missing)}: add it")
        if unknown := sorted(str(key) for key in entry.keys() - {*required, *optional}):
            known = ", ".join(sorted({*required, *optional}))
            raise DataError(f"{where} has unknown keys {', '.join(unknown)}; known are {known}")
        found[name] = entry
    return found


def _class_tree(path: Path) -> dict[str, tuple[str, ...]]:
    entries = read_entries(path, "classes", required=_CLASS_REQUIRED, optional=_CLASS_OPTIONAL)
    parents = {
        name: _strings(entry, "parents", f"{path}: classes entry {name!r}")
        for name, entry in entries.items()
    }
    tree: dict[str, tuple[str, ...]] = {}
    for name in parents:
        above: list[str] = []
        queue = list(parents[name])
        while queue:
            parent = queue.pop(0)
            if parent not in parents:
                raise DataError(f"{path}: classes entry {name!r} has unknown parent {parent!r}")
            if parent == name:
                raise DataError(f"{path}: classes entry {name!r} is a kind of itself")
            if parent not in above:
                above.append(parent)
                queue.extend(parents[parent])
        tree[name] = tuple(above)
    if "Event" not in tree:
        raise DataError(f"{path}: lacks the class 'Event', the top of all event types: add it")
    return tree


def _types(path: Path, classes: Mapping[str, tuple[str, ...]]) -> dict[str, ConceptType]:
    entries = read_entries(path, "types", required=_TYPE_REQUIRED, optional=_TYPE_OPTIONAL)
    types: dict[str, ConceptType] = {}
    edges: dict[str, str] = {}
    for name, entry in entries.items():
        where = f"{path}: types entry {name!r}"
        concept = _type(entry, classes, where)
        if name in classes:
            raise DataError(f"{where} has the name of a class: rename it")
        if concept.edge in edges:
            raise DataError(f"{where} has the edge {concept.edge!r} of {edges[concept.edge]!r}")
        edges[concept.edge] = name
        types[name] = concept
    for concept in types.values():
        for other in concept.also:
            if other not in types or types[other].kind != "relation":
                raise DataError(
                    f"{path}: types entry {concept.id!r}: also names {other!r}, "
                    "which is no relation of this file"
                )
    return types


def _type(
    entry: Mapping[str, object], classes: Mapping[str, tuple[str, ...]], where: str
) -> ConceptType:
    kind, quad, symmetric = entry["kind"], entry["quad"], entry.get("symmetric", False)
    if kind not in _KINDS:
        raise DataError(f"{where}: kind is {kind!r}; it must be event or relation")
    if not isinstance(quad, int) or isinstance(quad, bool) or not 0 <= quad < len(QUAD_CLASSES):
        raise DataError(f"{where}: quad is {quad!r}; it must be 0, 1, 2, 3 or 4")
    if not isinstance(symmetric, bool):
        raise DataError(f"{where}: symmetric is {symmetric!r}; it must be true or false")
    root = _string(entry, "root", where) if "root" in entry else None
    if root is not None and classes.get(root, ())[:1] != ("Event",):
        raise DataError(f"{where}: root {root!r} is no class right below Event in classes.yaml")
    sides = {side: frozenset(_strings(entry, side, where)) for side in ("domain", "range")}
    for side, names in sides.items():
        if not names:
            raise DataError(f"{where}: {side} is empty: name at least one class")
        if unknown := sorted(names - classes.keys()):
            raise DataError(f"{where}: {side} has unknown class {', '.join(unknown)}")
    return ConceptType(
        id=_string(entry, "id", where),
        kind=str(kind),
        label=_string(entry, "label", where),
        comment=_string(entry, "comment", where),
        root=root,
        mode=_strings(entry, "mode", where),
        context=_string(entry, "context", where) if "context" in entry else None,
        cameo=_strings(entry, "cameo", where),
        quad=quad,
        wikidata=_strings(entry, "wikidata", where),
        domain=sides["domain"],
        range=sides["range"],
        edge=_string(entry, "edge", where),
        symmetric=symmetric,
        also=_strings(entry, "also", where),
    )


def _string(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry[key]
    if not isinstance(value, str) or not value:
        raise DataError(f"{where}: {key} is {value!r}; it must be text, in quotes if need be")
    return value


def _strings(entry: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DataError(f"{where}: {key} is {value!r}; it must be a list of texts, in quotes")
    return tuple(value)


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        # Only what the ontology consists of: an editor's backup must not change the version.
        if path.suffix in {".yaml", ".ttl"}:
            content = path.read_bytes()
            digest.update(f"{path.name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()[:16]
