"""How a job run is found and linked from elsewhere."""

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.references import refer
from nucleus.platform.jobs.queries import job_run

for name in ("job", "jobrun"):  # as pages and the API say, and as stored answers of commands do
    refer(name, str(_("Background task")), job_run, lambda run: f"/admin/jobs/{run.public_id}/")
