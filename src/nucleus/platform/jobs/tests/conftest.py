"""The sample jobs in the registry, for one test."""

from __future__ import annotations

import importlib
import sys

import pytest

from nucleus.kernel.registry import registry
from nucleus.platform.jobs.seat import SEAT

STORES = ("jobs", "events", "receivers")


@pytest.fixture
def sample(monkeypatch, tmp_path):
    """The module of sample jobs, registered while the test runs."""
    monkeypatch.setenv("NUCLEUS_TEST_NOTES", str(tmp_path / "notes"))
    for name in STORES:
        monkeypatch.setattr(registry[name], "_entries", dict(registry[name]._entries))
        monkeypatch.setattr(registry[name], "_frozen", False)
    monkeypatch.setattr(SEAT, "name", "test-worker")
    name = "nucleus.platform.jobs.tests.sample_jobs"
    sys.modules.pop(name, None)
    return importlib.import_module(name)
