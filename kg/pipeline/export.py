"""An export folder that is replaced as a whole: built apart, then put in place file by file by renaming.

A build works in ``<output>/.cache/staging``. When all is written it leaves a list of what to put in place
(the commit) and renames. A build killed before the commit leaves the old export untouched; one killed after
it is completed by :func:`recover`, which every reader of Xianzhi calls first.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ExportError

CACHE = ".cache"
_COMMIT = "commit.json"
_STAGING = "staging"


def recover(output: Path) -> None:
    """Finish what a build that was killed while putting its files in place had begun.

    Does nothing while another build holds the folder, or where there is nothing to finish.
    """
    if not (output / CACHE / _COMMIT).is_file():
        return
    with contextlib.suppress(ExportError, OSError), _locked(output):
        _put_in_place(output)


@contextlib.contextmanager
def replaced(output: Path) -> Iterator[Path]:
    """Yield an empty folder; when the block ends without an error its files replace those of ``output``.

    Files of ``output`` that the new export does not hold are left alone.

    Raises:
        ExportError: the folder cannot be written, or another build is writing it.
    """
    staging = output / CACHE / _STAGING
    with _writable(output), _locked(output):
        _put_in_place(output)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            yield staging
            _commit(output)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _commit(output: Path) -> None:
    staging = output / CACHE / _STAGING
    names = sorted(p.relative_to(staging).as_posix() for p in staging.rglob("*") if p.is_file())
    for name in names:
        _sync(staging / name)
    commit = output / CACHE / _COMMIT
    temporary = commit.with_suffix(".tmp")
    temporary.write_text(json.dumps(names), encoding="utf-8")
    _sync(temporary)
    temporary.replace(commit)
    _put_in_place(output)


def _put_in_place(output: Path) -> None:
    commit, staging = output / CACHE / _COMMIT, output / CACHE / _STAGING
    if not commit.is_file():
        return
    for name in json.loads(commit.read_text(encoding="utf-8")):
        if (staging / name).is_file():
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(output / name)
    commit.unlink()
    shutil.rmtree(staging, ignore_errors=True)


def _sync(path: Path) -> None:
    """Have the file on the disk before anything refers to it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:  # some file systems cannot; the renames still come in order
        pass
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _writable(output: Path) -> Iterator[None]:
    """Make the folder, and turn what the disk refuses into an error that a person can act on."""
    try:
        (output / CACHE).mkdir(parents=True, exist_ok=True)
        ignore = output / CACHE / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise ExportError(
            f"the export cannot be written to {output}: {what}"
            + (f" ({error.filename})" if error.filename and str(error.filename) != str(output) else "")
            + "; what was there before is unchanged. Free space or choose another folder with --output"
        ) from error


@contextlib.contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Keep other builds out; the system drops the lock of a process that dies."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows: two builds at once are then the caller's care
        yield
        return
    with open(output / CACHE / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ExportError(
                f"another build is writing to {output}; wait for it or choose another folder"
            ) from error
        yield
