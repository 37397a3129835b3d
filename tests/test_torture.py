"""The short form of `make torture`: kills at random moments lose nothing and leave nothing."""

from __future__ import annotations

import random
import sys

import pytest

from benchmarks.torture import Trial, full_disk, killed, trials

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")

TRIALS = {trial.kind: trial for trial in trials(1500)}


@pytest.mark.parametrize("kind", ["load", "retract", "copy", "export", "migrate"])
def test_a_command_that_is_killed_and_run_again_ends_as_a_quiet_one(kind: str) -> None:
    trial: Trial = TRIALS[kind]
    row = killed(trial, 2, random.Random(kind))
    assert row.sound, row


def test_a_disk_that_is_full_costs_nothing_that_was_stored() -> None:
    row = full_disk(2, 1500, random.Random(5))
    assert row.sound, row
    assert row.hit
