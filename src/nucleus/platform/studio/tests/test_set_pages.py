"""The pages, the API and the command line of template sets."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext
from tests.designs import designed

from nucleus.config.cli.templates import _check, _new, _remove
from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid, NotVisible, Refused
from nucleus.platform.audit.models import Line
from nucleus.platform.sets.catalogue import sets
from nucleus.platform.sets.contents import files_of
from nucleus.platform.sets.outcomes import last_outcome

PAGE, API = "/admin/template-sets/", "/api/admin/template-sets"


@pytest.fixture
def folder(settings, tmp_path):
    """An empty folder for sets of the own."""
    settings.DATA_DIR = tmp_path
    for slug in list(engines["django"]._chains):
        engines["django"].forget(slug)
    return tmp_path / "sets"


@pytest.fixture
def administrator(folder, signed):
    return signed("nucleus", role="administrator")


def write(folder, slug, files=(), extends="default"):
    (folder / slug).mkdir(parents=True)
    (folder / slug / "set.toml").write_text(f'slug = "{slug}"\nlabel = "{slug}"\nextends = "{extends}"\n')
    for name, text in dict(files).items():
        (folder / slug / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / slug / name).write_text(text)


def lines(action):
    with system_actor("test"):
        return list(Line.objects.filter(action=action).values_list("object_type", "object_id", "changes"))


def test_the_list_names_every_set(administrator, folder):
    write(folder, "mine")
    page = administrator.get(PAGE).content.decode()
    assert [slug for slug in sets() if f'href="{PAGE}{slug}/"' in page] == ["default", "example", "mine"]
    items = administrator.get(API).json()["items"]
    told = [(i["public_id"], i["label"], i["extends"], i["is_own"], i["chosen_by"], i["findings"]) for i in items]
    assert told == [
        ("default", "Default", "", False, 0, None),
        ("example", "Example with instructions", "default", False, 0, None),
        ("mine", "mine", "default", True, 0, None),
    ]


def test_copy_check_and_remove_in_the_page(administrator, folder):
    made = administrator.post(f"{PAGE}example/copy/", {"slug": "house", "label": "Our <house>"})
    assert (made.status_code, made["Location"]) == (303, f"{PAGE}house/")
    assert (sets()["house"].label, sets()["house"].is_own) == ("Our <house>", True)
    assert administrator.post(f"{PAGE}house/check/")["Location"] == f"{PAGE}house/"
    page = administrator.get(f"{PAGE}house/").content.decode()
    assert ("Our &lt;house&gt;" in page, "Our <house>" in page, "nothing to mend" in page) == (True, False, True)
    assert [f["stands_in_for"] for f in administrator.get(f"{API}/house").json()["templates"]] == ["default"] * 5
    (folder / "house/errors/404.html").write_text("<p style='x'>{{ x|safe }}</p>")
    assert "changed since" in administrator.get(f"{PAGE}house/").content.decode()
    administrator.post(f"{PAGE}house/check/")
    assert last_outcome("house").findings[:2] == (
        "errors/404.html:1: an inline style",
        "errors/404.html:1: unescaped output",
    )
    assert administrator.post(f"{PAGE}house/remove/")["Location"] == PAGE
    assert (sorted(p.name for p in folder.iterdir()), last_outcome("house")) == ([".checks"], None)
    assert [(kind, name) for kind, name, _changes in lines("template_sets.check")] == [("templateset", "house")] * 2
    assert lines("template_sets.copy") == [("templateset", "house", {"source": [None, "example"]})]
    assert [line[:2] for line in lines("template_sets.remove")] == [("templateset", "house")]


def test_the_same_over_the_api(administrator, folder):
    def send(method, address, data=None):
        return getattr(administrator, method)(address, json.dumps(data or {}), content_type="application/json")

    made = send("post", f"{API}/example/copy", {"slug": "house"})
    assert (made.status_code, made.json()["public_id"], made.json()["label"]) == (200, "house", "house")
    checked = send("post", f"{API}/house/check")
    assert (checked.json()["findings"], checked.json()["is_checked"]) == (0, True)
    assert send("delete", f"{API}/house").status_code == 204
    assert (send("delete", f"{API}/house").status_code, list(sets())) == (404, ["default", "example"])
    assert administrator.get(f"{API}/..%2Fhouse").status_code == 404


@pytest.mark.parametrize("slug", ["", "../x", "UP", "a/b", "example", "x" * 40, "house\n", "."])
def test_a_bad_name_makes_nothing(administrator, folder, slug):
    sent = administrator.post(f"{PAGE}example/copy/", {"slug": slug})
    assert (sent.status_code, folder.exists(), list(sets())) == (422, False, ["default", "example"])


@pytest.mark.parametrize("label", ['x"\nslug = "default', "\\", 'a"b', "x\x00"])
def test_a_label_cannot_write_the_manifest(administrator, folder, label):
    administrator.post(f"{PAGE}example/copy/", {"slug": "house", "label": label})
    assert [(s.slug, s.extends) for s in sets().values() if s.is_own] in ([], [("house", "default")])


def test_a_shipped_set_stays_and_the_default_one_is_extended_only(administrator, folder):
    assert administrator.post(f"{PAGE}example/remove/").status_code == 409
    assert administrator.post(f"{PAGE}default/copy/", {"slug": "house"}).status_code == 422
    assert list(sets()) == ["default", "example"]


def test_a_set_in_use_stays(administrator, folder, cast):
    write(folder, "base")
    write(folder, "above", extends="base")
    with cast.acting("northgate", role="owner"):
        designed(cast.northgate, {"template_set": "above"})
    refused = [administrator.delete(f"{API}/{slug}") for slug in ("base", "above")]
    assert [answer.status_code for answer in refused] == [409, 409]
    assert [answer.json()["detail"] for answer in refused] == [
        "These sets extend it: above.",
        "An organization has chosen this set. It has to choose another one first.",
    ]
    chosen = {item["public_id"]: item["chosen_by"] for item in administrator.get(API).json()["items"]}
    assert chosen == {"default": 0, "example": 0, "base": 0, "above": 1}
    assert administrator.get(f"{API}/base").json()["extended_by"] == ["above"]


def test_files_tell_what_they_stand_in_for(folder):
    write(folder, "base", {"mail/head.txt": "{# How #}\n{# 1. So #}\nx"})
    files = {"mail/head.txt": "", "ui/form.html": "", "layouts/app.html": "", "pieces/new.html": ""}
    write(folder, "above", files, extends="base")
    found = sets()
    told = [(f.name, f.kind, f.behind) for f in files_of([found["above"], found["base"], found["default"]])]
    assert told == [
        ("layouts/app.html", "layouts", "default"),
        ("mail/head.txt", "mail", "base"),
        ("pieces/new.html", "pages", ""),
        ("ui/form.html", "pages", "rooms"),
    ]
    assert files_of([found["base"], found["default"]])[0].notes == ("How", "1. So")


def test_a_broken_chain_is_told(administrator, folder):
    write(folder, "loose", extends="gone")
    assert "the chain of loose breaks at gone" in administrator.get(f"{PAGE}loose/").content.decode()


def test_queries_do_not_grow_with_the_sets(administrator, folder, django_assert_num_queries):
    administrator.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        administrator.get(PAGE)
    for n in range(12):
        write(folder, f"set-{n}")
    with django_assert_num_queries(len(few)):
        administrator.get(PAGE)


def test_the_command_line_does_the_same(administrator, folder, capsys):
    said = SimpleNamespace(name="house", copy="example", label="House")
    assert (_new(said), _check(said), _remove(said)) == (0, 0, 0)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "Change it, then: nucleus templates check house", "house: nothing to mend", "house: removed",
    ]  # fmt: skip
    with pytest.raises(NotVisible):
        _check(said)
    with pytest.raises(Invalid, match="slug: "):
        _new(SimpleNamespace(name="../x", copy="example", label=""))
    with pytest.raises(Refused):
        _remove(SimpleNamespace(name="example"))
    write(folder, "bad", {"errors/other.html": "{{ x|safe }}"})
    assert _check(SimpleNamespace(name="bad")) == 1
    assert len(lines("template_sets.copy")) == 1
