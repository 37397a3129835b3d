"""Places that several tests look at."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared(*parts: str) -> Path:
    """A path under the data folder beside the checkout; the test is skipped where there is none."""
    path = ROOT.parent / "shared" / Path(*parts)
    if not path.exists():
        pytest.skip(f"needs {Path('..', 'shared', *parts)}, which is not here")
    return path


def tracked() -> list[Path]:
    """Files that git keeps, as paths from the root; the test is skipped outside a checkout."""
    run = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if run.returncode:
        pytest.skip("not a git checkout")
    return [Path(name) for name in run.stdout.split("\0") if name and (ROOT / name).is_file()]
