"""The same export from a Dask cluster."""

from pathlib import Path

import pytest
from kg_exports import build, differences

from kg.errors import InputError

pytest.importorskip("distributed", reason="dask[distributed] is not installed (extra 'cluster')")
ARTICLES = Path(__file__).resolve().parent.parent.parent / "data" / "articles"


def test_a_cluster_builds_the_same_export(tmp_path: Path, sample: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        report = build(ARTICLES, tmp_path / "out", cluster=cluster.scheduler_address)
        assert not any(s.reused for s in report.sources)
        assert differences(sample, tmp_path / "out") == []
        again = build(ARTICLES, tmp_path / "out", cluster=cluster.scheduler_address)
        assert all(s.reused for s in again.sources)


def test_no_scheduler_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.pipeline import cluster

    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9"):
        build(ARTICLES, tmp_path / "out", cluster="tcp://127.0.0.1:9")
