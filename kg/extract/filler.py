"""Who fills a role, and how that was found.

Goes from `arguments.py` to the frames: "the minister" in "the minister, Sergei Lavrov, said" is
a `Filler` with the key of Lavrov and the token of "minister", of kind "name".
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Filler"]


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that fills a role: its key, its argument's head token, how it was found."""

    key: str
    head: int
    kind: str
