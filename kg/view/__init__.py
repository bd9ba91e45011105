"""The network to look at: in comes a store, out goes one HTML file that needs nothing else,
or a picture for a report."""

from __future__ import annotations

from kg.view.data import page_data
from kg.view.page import render_page, write_page
from kg.view.picture import render_picture, write_picture

__all__ = ["page_data", "render_page", "render_picture", "write_page", "write_picture"]
