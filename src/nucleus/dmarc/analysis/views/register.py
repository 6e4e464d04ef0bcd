"""Registering a domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from nucleus.platform.ui.forms import FormPage


class RegisterDomain(FormPage):
    """Registering a domain; the name may come along from the list of unknown domains."""

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The form, with the name of the address in it."""
        self.name = request.GET.get("name", "")[:253]
        return super().get(request, **where)

    def start(self, context: Mapping[str, Any]) -> Mapping[str, Any]:
        """The name that came along."""
        return {"name": self.name} if self.name else {}
