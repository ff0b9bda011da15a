"""Print entity F1 under OCR noise: ``python tests/robustness/bench.py [--seeds 3]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.robustness.noise import ALLOWED, changed, entity_f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument(
        "--kind", choices=["shape", "sound"], default="", help="only misreadings of this kind"
    )
    args = parser.parse_args()
    base = entity_f1(0.0)
    print("noise   really   P      R      F1     fall   allowed")
    print("0 %     0.0 %    {:.3f}  {:.3f}  {:.3f}".format(*base))
    for rate, allowed in ALLOWED.items():
        runs = [entity_f1(rate, seed, args.kind) for seed in range(1, args.seeds + 1)]
        p, r, f = (sum(x) / len(runs) for x in zip(*runs, strict=True))
        really = sum(changed(rate, s, args.kind) for s in range(1, args.seeds + 1)) / args.seeds
        print(f"{rate:<7.0%} {really:<8.1%} {p:.3f}  {r:.3f}  {f:.3f}  {100 * (base[2] - f):5.1f}  {allowed}")


if __name__ == "__main__":
    main()
