"""The end of the road for addresses of the API that no room claimed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from nucleus.kernel.errors import NotVisible
from nucleus.platform.problems.answers import answer_problem


@csrf_exempt
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address under `/api/`: 404 as a problem, the same bytes as for a thing out of sight."""
    return answer_problem(NotVisible())


nothing_here.permission = ""  # type: ignore[attr-defined]
nothing_here.template_name = ""  # type: ignore[attr-defined]
nothing_here.command = ""  # type: ignore[attr-defined]
