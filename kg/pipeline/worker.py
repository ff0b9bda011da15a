"""A worker process: reads sources from its standard input, one at a time, and works on them.

Started by :mod:`kg.pipeline.pool` as a fresh interpreter, so that neither a forked model session nor a
caller's unguarded script can do harm.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import IO, Any

from kg.pipeline.cache import Cache
from kg.pipeline.work import Session, Settings, process_into


def send(stream: IO[bytes], message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message)
    stream.write(struct.pack(">Q", len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Return the next message.

    Raises:
        EOFError: the other side is gone.
    """
    head = stream.read(8)
    if len(head) < 8:
        raise EOFError("the other process has ended")
    size = struct.unpack(">Q", head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the other process has ended")
    return pickle.loads(data)


def main() -> None:
    """Answer each source with the key of its outcome, or the error of the disk, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints must not get between the messages.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    try:
        settings: Settings
        settings, stamp, folder = receive(requests)
        session, store = Session(settings), Cache(folder)
        while True:
            source = receive(requests)
            try:
                answer: str | OSError = process_into(session, source, stamp, store)
            except OSError as error:  # the store cannot be written: the build's trouble, not the file's
                answer = error
            send(answers, answer)
    except (EOFError, BrokenPipeError):
        return


if __name__ == "__main__":
    main()
