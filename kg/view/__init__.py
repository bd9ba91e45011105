"""The network page: in comes a store, out goes one HTML file that needs nothing else."""

from __future__ import annotations

from kg.view.data import page_data
from kg.view.page import write_page

__all__ = ["page_data", "write_page"]
