"""A folder of built files that a test fills itself."""

import json

import pytest

from nucleus.kernel import assets


def forget():
    for cached in (assets.assets_folder, assets.manifest, assets.read_json):
        cached.cache_clear()


@pytest.fixture
def built(tmp_path, monkeypatch):
    """Call it with plain name, hashed name and content; the folder then stands for `_assets`."""
    monkeypatch.setenv("NUCLEUS_ASSETS", str(tmp_path))
    names = {}

    def put(name, hashed, content):
        (tmp_path / hashed).write_bytes(content)
        names[name] = hashed
        (tmp_path / "manifest.json").write_text(json.dumps({"files": names}))
        forget()
        return tmp_path

    yield put
    forget()
