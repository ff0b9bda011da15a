"""Read-only web: pages of entities with their sentences, linked data, a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path

from kg.serve.application import app

__all__ = ["app", "serve"]


def serve(
    folder: Path | str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 2,
    seconds: float = 10.0,
    limit: int = 50_000_000,
) -> None:
    """Serve an export folder until interrupted; see :func:`app` for what the options mean.

    Raises:
        ExportError: there is no graph in the folder.
    """
    import uvicorn

    application = app(folder, workers=workers, seconds=seconds, limit=limit)
    uvicorn.run(application, host=host, port=port, log_level="warning", server_header=False)
