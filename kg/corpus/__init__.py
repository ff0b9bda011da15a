"""Files to articles: encodings, layout, headlines, by-lines, captions, dates, the article's place."""

from __future__ import annotations

from kg.corpus.manifest import Manifest, ManifestRow, read_manifest
from kg.corpus.reader import FileResult, files, read_bytes, read_file

__all__ = ["FileResult", "Manifest", "ManifestRow", "files", "read_bytes", "read_file", "read_manifest"]
