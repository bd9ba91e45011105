"""geokg: a knowledge graph of geopolitics from English news.

    import kg

    graph = kg.build(["article.txt"])
    print(graph.query("who-met-whom").to_table())
    graph.save("graph.ttl")

News texts come in; a `Graph` of entities, events, claims and the sentences behind them goes
out. Importing this package loads nothing else: the names below are fetched on first use.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, build, load
    from kg.errors import GeokgError

__all__ = ["GeokgError", "Graph", "__version__", "build", "load"]

__version__ = "0.1.0"

# numpy reads it when it is loaded. The tagger's matrices are small: more threads only wait for each
# other, and sums that are split by the number of cores would not give the same bytes everywhere.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_HOMES = {"GeokgError": "kg.errors", "Graph": "kg.api", "build": "kg.api", "load": "kg.api"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Offer the public names although they are not loaded yet."""
    return sorted({*globals(), *__all__})
