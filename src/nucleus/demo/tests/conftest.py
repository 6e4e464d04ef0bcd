"""A demo, built once for the tests of a module; each test then works on a copy of its data folder, in a transaction."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from nucleus.demo.build import build_demo

BASE = "http://127.0.0.1:8123"
NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


def at(folder):
    """Settings of a data folder. Passwords are hashed quickly: how they are hashed is not what is tested here."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "files", PASSWORD_HASHERS=hashers)


@dataclass
class Built:
    """What a build said, and its data folder."""

    said: str
    folder: Path


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """A demo made at noon of a fixed day; taken back after the module."""
    folder, out = tmp_path_factory.mktemp("demo"), io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with at(folder), time_machine.travel(NOON):
            build_demo(BASE, out)
        yield Built(out.getvalue(), folder)
        transaction.set_rollback(True)


@pytest.fixture
def data_dir(tmp_path):
    """An empty data folder."""
    folder = tmp_path / "data"
    folder.mkdir()
    with at(folder), time_machine.travel(NOON):
        yield folder


@pytest.fixture
def demo(built, db, data_dir):
    """The demo with its structure, before any history."""
    shutil.copytree(built.folder, data_dir, dirs_exist_ok=True)
    return Built(built.said, data_dir)
