"""An export is replaced as a whole or not at all."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import ExportError
from kg.pipeline import export

NAMES = ["graph.ttl", "report.md", "tables/a.parquet", "tables/b.parquet"]


def write(output: Path, content: str) -> None:
    with export.replaced(output) as staging:
        for name in NAMES:
            (staging / name).parent.mkdir(exist_ok=True)
            (staging / name).write_text(content)


def contents(output: Path) -> set[str]:
    return {(output / name).read_text() for name in NAMES}


def test_files_are_put_in_place_and_nothing_is_left(tmp_path: Path) -> None:
    write(tmp_path / "out", "one")
    write(tmp_path / "out", "two")
    assert contents(tmp_path / "out") == {"two"}
    assert sorted(p.name for p in (tmp_path / "out" / ".cache").iterdir()) == [".gitignore", "lock"]


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write(tmp_path, "one")
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_an_error_leaves_the_old_export(tmp_path: Path) -> None:
    write(tmp_path, "old")

    def fail() -> None:
        with export.replaced(tmp_path) as staging:
            (staging / "graph.ttl").write_text("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert contents(tmp_path) == {"old"}
    assert not (tmp_path / ".cache" / "staging").exists()


@pytest.mark.parametrize("renames", range(len(NAMES) + 1))
def test_a_build_killed_between_renames_is_finished_by_the_next_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    write(tmp_path, "old")
    code = f"""
import os, pathlib, sys
from kg.pipeline import export
real, left = pathlib.Path.replace, {renames} + 1  # one rename is that of the commit itself
def replace(self, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return real(self, target)
pathlib.Path.replace = replace
with export.replaced(pathlib.Path(sys.argv[1])) as staging:
    for name in {NAMES!r}:
        (staging / name).parent.mkdir(exist_ok=True)
        (staging / name).write_text("new")
os._exit(9)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == 9
    export.recover(tmp_path)
    assert contents(tmp_path) == {"new"}
    assert not (tmp_path / ".cache" / "commit.json").exists()


def test_a_build_killed_before_the_commit_leaves_the_old_export(tmp_path: Path) -> None:
    write(tmp_path, "old")
    code = """
import os, pathlib, sys
from kg.pipeline import export
with export.replaced(pathlib.Path(sys.argv[1])) as staging:
    (staging / "graph.ttl").write_text("new")
    os._exit(9)
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    export.recover(tmp_path)
    assert contents(tmp_path) == {"old"}
    write(tmp_path, "next")
    assert contents(tmp_path) == {"next"}


def _hold(output: str, ready: "multiprocessing.synchronize.Event") -> None:
    with export.replaced(Path(output)):
        ready.set()
        time.sleep(60)


def test_two_builds_do_not_write_one_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    other = context.Process(target=_hold, args=(str(tmp_path), ready))
    other.start()
    try:
        assert ready.wait(30)
        with pytest.raises(ExportError, match="another build"), export.replaced(tmp_path):
            pass
    finally:
        os.kill(other.pid or 0, signal.SIGKILL)
        other.join()
    write(tmp_path, "after")
    assert contents(tmp_path) == {"after"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="file"), export.replaced(tmp_path / "file"):
        pass
