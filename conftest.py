"""Fixtures of the whole house: the cast, and loopback only."""

from __future__ import annotations

import pytest
from pytest_socket import socket_allow_hosts

pytest_plugins = ["tests.cast"]


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    """No test reaches past this machine."""
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
