"""What has been worked out for each file, kept between builds and checked when it is read again."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Extraction, Rejected
from kg.pipeline import codec

_MAGIC = b"xianzhi 1 "


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that one file yields: its text as decoded, its articles' extractions, and what was set aside.

    ``note`` says what was assumed of the encoding.
    """

    source: str
    sha256: str
    encoding: str
    note: str
    text: str
    extractions: tuple[Extraction, ...]
    rejected: tuple[Rejected, ...]


class Cache:
    """Outcomes by key, one file each; writing is atomic, so that several builds may share a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Return where the entry of ``key`` is or would be."""
        return self.folder / key[:2] / key

    def holds(self, key: str) -> bool:
        """Tell whether there is a sound entry; a damaged one is removed."""
        return self._payload(key) is not None

    def get(self, key: str) -> Outcome | None:
        """Return the outcome, None where there is no sound entry."""
        payload = self._payload(key)
        if payload is None:
            return None
        try:
            return codec.decode(Outcome, json.loads(zlib.decompress(payload)))
        except (ValueError, TypeError, KeyError, IndexError, zlib.error):
            self.path(key).unlink(missing_ok=True)
            return None

    def put(self, key: str, outcome: Outcome) -> None:
        """Keep ``outcome`` under ``key``."""
        data: Any = codec.encode(outcome)
        payload = zlib.compress(json.dumps(data, separators=(",", ":")).encode("ascii"), 3)
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{key}.{os.getpid()}.tmp")
        temporary.write_bytes(_MAGIC + _checksum(payload) + b"\n" + payload)
        temporary.replace(path)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Remove the entries of all other keys: what files said that are gone or have changed."""
        wanted = set(keys)
        for path in self.folder.glob("??/*"):
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _payload(self, key: str) -> bytes | None:
        try:
            data = self.path(key).read_bytes()
        except OSError:
            return None
        head, _, payload = data.partition(b"\n")
        if head == _MAGIC + _checksum(payload):
            return payload
        self.path(key).unlink(missing_ok=True)
        return None


def _checksum(payload: bytes) -> bytes:
    return hashlib.sha256(payload).hexdigest().encode("ascii")
