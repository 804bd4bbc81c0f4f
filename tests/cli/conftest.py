"""One filled demonstration for all tests here; a test that changes it takes a copy."""

import fcntl
import shutil
from pathlib import Path

import pytest

from tests.cli.running import conferral


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a demonstration as `conferral demo` makes it, shared by both test processes."""
    base = tmp_path_factory.getbasetemp()
    data = (base if worker_id == "master" else base.parent) / "demonstration"
    with (data.with_suffix(".lock")).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "conferral.sqlite").exists():
            done = conferral(data, "demo", "--no-serve")
            assert done.returncode == 0, done.stderr
    return data


@pytest.fixture
def demonstration(filled: Path, tmp_path: Path) -> Path:
    """A copy of the filled demonstration, to change as the test likes."""
    copy = tmp_path / "demo"
    shutil.copytree(filled, copy)
    return copy
