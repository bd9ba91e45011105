"""Identities of events and claims: a hash over what makes them themselves.

Strings and lists of strings come in, 16 hex digits go out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

__all__ = ["identity"]


def identity(*parts: str | Sequence[str]) -> str:
    """Return the first 16 hex digits of the SHA-256 of the parts, told apart from each other."""
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
