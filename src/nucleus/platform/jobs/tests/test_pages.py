"""Tasks on pages and in the API, and the part that shows progress."""

from __future__ import annotations

import pytest

from nucleus.kernel.actor import system_actor
from nucleus.platform.jobs.models import JobRun, State

ALL = ("jobs.view", "jobs.retry", "jobs.discard")


@pytest.fixture
def dead(cast, sample):
    with cast.acting("nucleus"):
        run = sample.fail.using(label="Break <b>things</b>").enqueue(secret="s")
    with system_actor("test"):
        JobRun.objects.filter(pk=run.pk).update(state=State.DEAD, attempts=3, error="RuntimeError: no")
    return run


def state(run):
    with system_actor("test"):
        return JobRun.objects.get(pk=run.pk).state


def test_the_list_shows_tasks_of_the_own_organization(signed, dead, cast, sample):
    with cast.acting("northgate"):
        sample.write_note.enqueue(text="x")
    page = signed("nucleus", "jobs.view").get("/admin/jobs/")
    assert page.status_code == 200
    assert b"Break &lt;b&gt;things&lt;/b&gt;" in page.content
    assert b"Write a note" not in page.content
    assert signed("nucleus").get("/admin/jobs/").status_code == 403


def test_the_page_of_a_task_shows_what_went_wrong_and_offers_a_retry(signed, dead):
    page = signed("nucleus", *ALL).get(f"/admin/jobs/{dead.public_id}/")
    assert page.status_code == 200
    assert b"RuntimeError: no" in page.content
    assert f"/admin/jobs/{dead.public_id}/retry/".encode() in page.content


@pytest.mark.parametrize(("word", "after"), [("retry", State.WAITING), ("discard", State.DISCARDED)])
def test_retry_and_discard_on_the_page(signed, dead, word, after):
    client = signed("nucleus", *ALL)
    response = client.post(f"/admin/jobs/{dead.public_id}/{word}/")
    assert response.status_code == 303
    assert state(dead) == after


def test_api(signed, dead):
    client = signed("nucleus", *ALL)
    (item,) = client.get("/api/crm/jobs").json()["items"]
    assert (item["public_id"], item["state"], item["attempts"]) == (dead.public_id, "dead", 3)
    assert client.post(f"/api/crm/jobs/{dead.public_id}/retry", {}, content_type="application/json").status_code == 200
    again = client.post(f"/api/crm/jobs/{dead.public_id}/retry", {}, content_type="application/json")
    assert (again.status_code, state(dead)) == (409, State.WAITING)


def test_progress_is_polled_while_the_task_runs_and_by_its_own_organization_only(signed, cast, sample):
    with cast.acting("northgate"):
        run = sample.write_note.enqueue(text="x")
    with system_actor("test"):
        JobRun.objects.filter(pk=run.pk).update(
            state=State.RUNNING, progress_done=3, progress_total=10, progress_text="three of ten"
        )
    address = f"/jobs/{run.public_id}/progress/"
    client = signed("northgate")
    part = client.get(address).content.decode()
    assert f'hx-get="{address}"' in part
    assert '<progress value="3" max="10"' in part
    assert "three of ten" in part
    with system_actor("test"):
        JobRun.objects.filter(pk=run.pk).update(state=State.DONE)
    assert "hx-get" not in client.get(address).content.decode()
    assert signed("kestrel").get(address).status_code == 404
    assert signed("northgate").get("/jobs/JOB-000000000000/progress/").status_code == 404
