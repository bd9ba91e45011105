"""Who is who, measured on files in which people marked entities.

`measure` takes a file of any known format and gives tables and error lines. For a text in
which people linked "Sanaa" to the city, a mention there that denotes the state of Yemen costs
one link. See docs/evaluation.md.
"""

from __future__ import annotations

from kg.evaluate.entities.runner import Figures, Measured, measure

__all__ = ["Figures", "Measured", "measure"]
