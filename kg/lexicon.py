"""Word lists from `ontology/lexicon.yaml`: titles, role nouns, weapons, light verbs.

Comes in: the ontology folder. Goes out: a `Lexicon` that the resolver and the frames ask by
the name of a list; a name that is not there raises, so that a typo never means "no words".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from kg.data import data_folder
from kg.errors import DataError

__all__ = ["Lexicon", "load_lexicon", "read_yaml"]

_NESTED = ("titles", "institutions", "name_heads", "contextual")


@dataclass(frozen=True)
class Lexicon:
    """Named lists of lemmas.

    `titles` maps a title ("prime minister") to the durable relation that it gives;
    `institutions` maps a head noun ("army") to a class of entity, `name_heads` the
    head noun of a name ("Ministry"). `contextual` maps a word
    after "the" ("bloc") to the names that it may stand for once the text has named them.
    """

    lists: Mapping[str, frozenset[str]]
    titles: Mapping[str, str] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)
    name_heads: Mapping[str, str] = field(default_factory=dict)
    contextual: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return the list `name`.

        Raises:
            DataError: there is no such list.
        """
        try:
            return self.lists[name]
        except KeyError:
            raise DataError(
                f"ontology/lexicon.yaml has no list {name!r}: add it or mend the reference"
            ) from None

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Every word that may stand in a title phrase, plurals included."""
        words = {word for title in self.titles for word in title.split()}
        words |= {word + "s" for word in words}
        modifiers = self["title_modifiers"] | self["past_markers"] | self["honorifics"]
        return frozenset(words | modifiers)

    @cached_property
    def title_parts(self) -> frozenset[str]:
        """Every word of a title."""
        return frozenset(word for title in self.titles for word in title.split())

    @cached_property
    def role_heads(self) -> frozenset[str]:
        """What may stand before a person's name: heads of titles, honorifics, occupations."""
        return self.title_heads | self["honorifics"] | self["occupations"]

    @cached_property
    def institution_starts(self) -> frozenset[str]:
        """First words of the institutions, with or without their genitive."""
        return frozenset(
            form
            for name in self.institutions
            for form in (name.split()[0], name.split()[0].removesuffix("'s"))
        )

    @cached_property
    def title_heads(self) -> frozenset[str]:
        """Last words of titles ("minister")."""
        return frozenset(title.split()[-1] for title in self.titles)


def read_yaml(path: Path) -> object:
    """Read one YAML file with the fast loader where libyaml is there.

    Raises:
        DataError: the file is missing or is no YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=loader)
    except OSError as error:
        raise DataError(f"{path}: {error.strerror}: reinstall geokg") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {' '.join(str(error).split())}") from error


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read `lexicon.yaml` of the ontology folder.

    Raises:
        DataError: a list is no list of words, or a word is in two kinds of titles.
    """
    path = (folder if folder is not None else data_folder("ontology")) / "lexicon.yaml"
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise DataError(f"{path}: must map names to lists of words")
    for name in _NESTED:
        if not isinstance(raw.get(name) or {}, dict):
            raise DataError(f"{path}: {name} must map kinds to lists of words")
    lists = {n: _words(path, n, v) for n, v in raw.items() if n not in _NESTED}
    nested: dict[str, dict[str, str]] = {name: {} for name in _NESTED[:3]}
    for name in _NESTED[:3]:
        for kind, words in (raw.get(name) or {}).items():
            for word in _words(path, f"{name}.{kind}", words):
                if word in nested[name]:
                    raise DataError(f"{path}: {word!r} stands twice under {name}")
                nested[name][word] = kind
    contextual = {
        word: tuple(sorted(_words(path, f"contextual.{word}", names), key=names.index))
        for word, names in (raw.get("contextual") or {}).items()
    }
    return Lexicon(
        lists, nested["titles"], nested["institutions"], nested["name_heads"], contextual
    )


def _words(path: Path, name: str, value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DataError(f"{path}: {name} must be a list of words (quote yes, no, on, off)")
    return frozenset(value)
