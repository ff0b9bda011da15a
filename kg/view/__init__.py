"""The interactive page of a graph and the data behind it."""

from __future__ import annotations

from kg.view.data import Limits, looks, page_data
from kg.view.layout import positions
from kg.view.look import COMMUNITY_COLOURS, STYLES, Labels, style
from kg.view.names import spelled
from kg.view.page import page_html, script_json, vis_script, write_page

__all__ = [
    "COMMUNITY_COLOURS",
    "STYLES",
    "Labels",
    "Limits",
    "looks",
    "page_data",
    "page_html",
    "positions",
    "script_json",
    "spelled",
    "style",
    "vis_script",
    "write_page",
]
