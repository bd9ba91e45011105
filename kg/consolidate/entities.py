"""Join what several documents know of one entity.

Versions of an entity come in, one entity goes out: "A. Vale" and twice "Anna Vale" become
Anna Vale, also called A. Vale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.model import Entity

__all__ = ["merge_entities", "tidy"]

_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


def tidy(text: str) -> str:
    """One line of printable text: what cannot stand in a name becomes a space."""
    return _UNPRINTABLE.sub(" ", text).strip()


def merge_entities(versions: Sequence[Entity]) -> Entity:
    """Join what the documents know of one entity (same key).

    The label is the preferred form of most documents, of equals the most complete one; every
    other form is an alias. Type, state and Wikidata id are those of most documents too.
    """
    labels = Counter(label for entity in versions if (label := tidy(entity.label)))
    forms = {alias for entity in versions for form in entity.aliases if (alias := tidy(form))}
    types = Counter(entity.type for entity in versions)
    if not labels:
        labels = Counter(forms) or Counter([f"Unnamed {versions[0].type.value}"])
    label = max(labels, key=lambda form: (labels[form], len(form.split()), len(form), form))
    return Entity(
        key=versions[0].key,
        label=label,
        type=max(sorted(types), key=lambda kind: types[kind]),
        aliases=frozenset((forms | labels.keys()) - {label}),
        represents=_most_common(entity.represents for entity in versions),
        wikidata=_most_common(entity.wikidata for entity in versions),
        wikipedia=_most_common(entity.wikipedia for entity in versions),
        head=_most_common(entity.head for entity in versions),
        size=min((e.size for e in versions if e.size is not None), default=None, key=repr),
    )


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return max(sorted(counts), key=lambda value: counts[value], default=None)
