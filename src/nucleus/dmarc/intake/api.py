"""The API of received files, unknown domains and watched folders."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from nucleus.dmarc.domains.commands import own_organization
from nucleus.dmarc.intake.commands import take_files
from nucleus.dmarc.intake.models import Source
from nucleus.dmarc.intake.tables import FOLDERS, MESSAGES, PENDING
from nucleus.dmarc.intake.uploads import received_files
from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import TooLarge
from nucleus.platform.api.doors import ApiView, answer_json
from nucleus.platform.api.resources import api_routes
from nucleus.platform.api.schema import REQUEST_ID, WRITING, DoorSchema, Schema
from nucleus.platform.files.settings import MOST_FILES


class UploadApi(ApiView):
    """Report files by `multipart/form-data` (field `files`); outcomes are at `/api/crm/messages/{public_id}`."""

    permission = "intake.take"
    command = "intake.take"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Takes the files of the request. 413 where nothing of it is within the limits."""
        take_files.allow(current_actor(), {})  # before anything is read: files of those who may not are nobody's
        upload = received_files(request)
        if not upload.files and upload.left_out.too_large:
            raise TooLarge(" ".join(upload.problems()))
        messages = take_files(organization=own_organization(), files=upload.files, source=Source.API)
        items = [{"public_id": m.public_id, "name": m.name, "state": m.state} for m in messages]
        return answer_json({"items": items, "left_out": list(upload.problems())}, 202)

    def describe(self, method: str, schema: DoorSchema) -> Schema:
        """The operation."""
        taken = schema.component("UploadTaken", TAKEN)
        body = {
            "type": "object",
            "required": ["files"],
            "properties": {
                "files": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MOST_FILES.most,
                    "items": {"type": "string", "contentMediaType": "application/octet-stream"},
                }
            },
        }
        return {
            "operationId": "intake.take",
            "summary": "Hand in report files",
            "tags": ["messages"],
            "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": body}}},
            "responses": {
                "202": {
                    "description": "Kept; they are read soon.",
                    "content": {"application/json": {"schema": taken}},
                    "headers": REQUEST_ID,
                },
                **schema.refusals(WRITING),
            },
            "x-permission": "intake.take",
        }


TAKEN: Schema = {
    "type": "object",
    "required": ["items", "left_out"],
    "additionalProperties": False,
    "properties": {
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["public_id", "name", "state"],
                "properties": {
                    "public_id": {"type": "string"},
                    "name": {"type": "string"},
                    "state": {"type": "string"},
                },
            },
        },
        "left_out": {
            "type": "array",
            "items": {"type": "string"},
            "description": "A sentence for each file that was not taken.",
        },
    },
}

urlpatterns: list[URLPattern] = [
    path("api/crm/messages/upload", UploadApi.as_view(), name="upload-api"),
    *api_routes(MESSAGES),
    *api_routes(PENDING),
    *api_routes(FOLDERS),
]
