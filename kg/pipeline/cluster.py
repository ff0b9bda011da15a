"""The work on files spread over a Dask cluster, with the code that one machine runs."""

from __future__ import annotations

import importlib
from collections.abc import Generator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from kg.errors import InputError
from kg.pipeline.cache import Cache, Outcome
from kg.pipeline.pool import cores
from kg.pipeline.work import Session, Settings, is_failure, key_of, stamp_of

LOCAL = "local"
"""Stands for a cluster on this machine, one process per core."""

_UNDER_WAY = 1000
_PATIENCE = 20
_sessions: dict[str, Session] = {}


def run(
    settings: Settings, sources: Sequence[str], stamp: str, store: Cache, address: str
) -> Generator[tuple[str, str], None, None]:
    """Work on ``sources`` on the cluster at ``address`` and yield each with its key in ``store``.

    The workers must see the input and lexicon folders under the same paths, and have this version installed.

    Raises:
        InputError: Dask is not installed, the scheduler does not answer, or a worker has another program or
            other tables than this machine.
    """
    if not sources:
        return
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise InputError("--cluster needs Dask: pip install 'xianzhi[cluster]'") from error
    local = address == LOCAL
    here = (
        distributed.LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address=None)
        if local
        else None
    )
    try:
        with _client(distributed.Client, here or address) as client:
            _check(client, settings, stamp)
            waiting = iter(sources)
            running = distributed.as_completed(with_results=True)
            asked = {_ask(client, settings, s, stamp): s for s in islice(waiting, _UNDER_WAY)}
            running.update(list(asked))
            for future, outcome in running:
                source = asked.pop(future)
                key = key_of(settings, source, outcome.sha256, "failed" if is_failure(outcome) else stamp)
                store.put(key, outcome)
                for following in islice(waiting, 1):
                    task = _ask(client, settings, following, stamp)
                    asked[task] = following
                    running.add(task)
                yield source, key
    finally:
        if here is not None:
            here.close()


def _client(make: Any, where: Any) -> Any:
    try:
        return make(where, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {where}: {error}") from error


def _check(client: Any, settings: Settings, stamp: str) -> None:
    """Make sure that every worker would work as this machine does."""
    for worker, found in client.run(stamp_of, replace(settings, manifest={})).items():
        if found != stamp:
            raise InputError(
                f"the Dask worker {worker} has another version of kg, its libraries or its tables than this "
                "machine; install the same version there"
            )


def _ask(client: Any, settings: Settings, source: str, stamp: str) -> Any:
    rows = {source: settings.manifest[source]} if source in settings.manifest else {}
    return client.submit(_process, replace(settings, manifest=rows), source, stamp, pure=False)


def _process(settings: Settings, source: str, stamp: str) -> Outcome:
    """Work on one file in a worker, which keeps its model session for the next."""
    if stamp not in _sessions:
        _sessions.clear()
        _sessions[stamp] = Session(settings)
    return _sessions[stamp].process(source, settings.manifest)
