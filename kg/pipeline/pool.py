"""Work on many files in several processes, each with its own model session."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path

from kg.errors import XianzhiError
from kg.pipeline.cache import Cache
from kg.pipeline.work import FAILED, Session, Settings, failed, key_of, process_into
from kg.pipeline.worker import receive, send

# Under so many bytes for each process, starting another one costs more than it saves.
_WORTH = 150_000
_START = "import sys; sys.path[:] = {path!r}; from kg.pipeline.worker import main; main()"


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    settings: Settings, sources: Sequence[str], stamp: str, store: Cache, jobs: int | None
) -> Generator[tuple[str, str], None, None]:
    """Work on ``sources`` and yield each with the key of its outcome in ``store``, as they get done.

    ``jobs`` None takes a process per core, fewer where there is little to do; 1 works in this process.
    """
    if jobs is None:
        size = sum((settings.root / s).stat().st_size for s in sources if (settings.root / s).is_file())
        jobs = min(cores(), 1 + size // _WORTH)
    jobs = min(jobs, len(sources))
    if jobs > 1 and sys.executable:
        yield from _Pool(settings, stamp, store).run(sources, jobs)
    elif sources:
        session = Session(settings)
        for source in sources:
            yield source, process_into(session, source, stamp, store)


class _Pool:
    """Processes that each answer one thread; one that dies is replaced, and its file set aside."""

    def __init__(self, settings: Settings, stamp: str, store: Cache) -> None:
        self._settings, self._stamp, self._store = settings, stamp, store
        self._tasks: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[tuple[str, str] | BaseException] = queue.SimpleQueue()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._stopped = False

    def run(self, sources: Sequence[str], jobs: int) -> Generator[tuple[str, str], None, None]:
        for source in sources:
            self._tasks.put(source)
        threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(jobs)]
        for thread in threads:
            thread.start()
        try:
            for _ in sources:
                result = self._results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            self._stop()
            for thread in threads:
                thread.join()

    def _serve(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        try:
            while not self._stopped:
                source = self._tasks.get_nowait()
                process = process or self._start()
                key = self._ask(process, source)
                if key is None:
                    key = self._bury(process, source)
                    process = None
                self._results.put((source, key))
        except queue.Empty:
            pass
        except BaseException as error:  # handed to the caller's thread, which raises it
            self._results.put(error)
        finally:
            if process is not None:
                self._end(process)

    def _start(self) -> subprocess.Popen[bytes]:
        code = _START.format(path=[os.path.abspath(p) for p in sys.path])
        with self._lock:
            if self._stopped:
                raise XianzhiError("the build was stopped")
            process = subprocess.Popen(
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=-1
            )
            self._processes.add(process)
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # the first question finds it dead
            send(process.stdin, (self._settings, self._stamp, Path(self._store.folder)))
        return process

    def _ask(self, process: subprocess.Popen[bytes], source: str) -> str | None:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, source)
            answer: str | OSError = receive(process.stdout)
        except (OSError, EOFError):
            return None
        if isinstance(answer, OSError):
            raise answer
        return answer

    def _bury(self, process: subprocess.Popen[bytes], source: str) -> str:
        """Set aside the file on which a process died."""
        self._end(process)
        if self._stopped:
            raise XianzhiError("the build was stopped")
        code = process.returncode
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        key = key_of(self._settings, source, "", "failed")
        self._store.put(key, failed(source, f"{FAILED}: the process that worked on it {how}"))
        return key

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()
        with self._lock:
            self._processes.discard(process)

    def _stop(self) -> None:
        with self._lock:
            self._stopped = True
            processes = list(self._processes)
        for process in processes:
            process.kill()
