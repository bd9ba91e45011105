"""Make a stranger's text safe to show on a terminal.

Text of articles, queries and files comes in; the same without what could move the cursor,
hide words or turn their direction goes out.
"""

from __future__ import annotations

import re

__all__ = ["harmless"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def harmless(text: str) -> str:
    """Replace control characters: line breaks and tabs by spaces, all others by U+FFFD."""
    return _CONTROL.sub(lambda found: " " if found[0] in "\t\n\r\u2028\u2029" else "\ufffd", text)
