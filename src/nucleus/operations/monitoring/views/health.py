"""Health, for load balancers and the installer: without sign-in, nothing about tenants."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views import View

from nucleus.operations.monitoring.health import readiness


class Live(View):
    """The process answers."""

    http_method_names = ["get", "head"]
    permission = template_name = command = ""

    def get(self, request: HttpRequest) -> JsonResponse:
        """Always ok: a process that cannot answer does not answer."""
        return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


class Ready(View):
    """The house works: database and worker."""

    http_method_names = ["get", "head"]
    permission = template_name = command = ""

    def get(self, request: HttpRequest) -> JsonResponse:
        """200 where all is well, else 503."""
        state = readiness()
        status = 200 if state["status"] == "ok" else 503
        return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
