"""The one place that composes the stages: building an export, and the graph that the library hands out."""

from kg.pipeline.compose import build as build_export
from kg.pipeline.compose import write_page
from kg.pipeline.public import Graph, build, load
from kg.pipeline.report import BuildReport, SourceReport

__all__ = ["BuildReport", "Graph", "SourceReport", "build", "build_export", "load", "write_page"]
