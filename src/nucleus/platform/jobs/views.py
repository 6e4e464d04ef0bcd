"""The page of one task, and the part of pages that shows how far one is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from nucleus.platform.jobs.models import State
from nucleus.platform.jobs.queries import Progress, job_progress
from nucleus.platform.jobs.tables import JOBS
from nucleus.platform.ui.details import DetailPage
from nucleus.platform.ui.pages import PageView

SHOWN = {State.DONE: "done", State.DEAD: "failed", State.DISCARDED: "failed"}
IN_THE_BAR = [column.label for column in JOBS.columns if column.key in ("progress_done", "progress_total")]


def progress_part(progress: Progress) -> dict[str, Any]:
    """What the component `progress_job` shows of a run: `{% include "components/progress_job.html" %}` with these."""
    return {
        "id": f"job-{progress.public_id}",
        "label": progress.label,
        "done": progress.done,
        "total": progress.total,
        "state": SHOWN.get(State(progress.state), "running"),
        "note": progress.error or progress.text,
        "poll": f"/jobs/{progress.public_id}/progress/",
    }


class JobPage(DetailPage):
    """One task: how far it is, and what went wrong."""

    permission = "jobs.view"
    template_name = "platform/jobs/job.html"
    table = JOBS
    title = JOBS.one

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The row and its progress."""
        progress = job_progress(where["public_id"])
        data = super().page_data(request, **where)
        props = [(label, value) for label, value in data["props"] if label not in IN_THE_BAR]
        return {**data, "props": props, "job": progress_part(progress)}


class JobProgress(PageView):
    """The progress of a run of the own organization, for any page that shows one; asked again every two seconds while
    it runs.
    """

    template_name = "components/progress_job.html"
    title = _("Progress")

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The part alone."""
        context = progress_part(job_progress(where["public_id"]))
        response = HttpResponse(render_to_string(self.template_name, context, request))
        response["Cache-Control"] = "no-store"
        return response
