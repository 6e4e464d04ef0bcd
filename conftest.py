"""Fixtures of the whole house: the cast, and loopback only."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from pytest_socket import socket_allow_hosts

pytest_plugins = ["tests.cast"]


# Argon2id with its smallest cost: sign-ins are tested by the hundred, and the algorithm stays the one in use.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    """No test reaches past this machine."""
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
