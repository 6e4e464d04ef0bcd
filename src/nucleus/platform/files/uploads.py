"""Uploaded files with hard limits: what is too large is drained off the line and named, never kept whole.

The first of FILE_UPLOAD_HANDLERS, so it watches every form and call alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from nucleus.platform.files.settings import LARGEST_FILE, LARGEST_REQUEST, MB, MOST_FILES


@dataclass(slots=True)
class LeftOut:
    """What of an upload was not taken: names of files that were too large, and how many were too many."""

    too_large: list[str] = field(default_factory=list)
    too_many: int = 0


class Gauge(FileUploadHandler):
    """Skips a file once it passes a limit, and every file of somebody who is not signed in."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.left_out = LeftOut()
        self.file_bytes = 0
        self.all_bytes = 0
        self.count = 0
        self.unwanted = False
        self.largest_file, self.largest_request = LARGEST_FILE.value() * MB, LARGEST_REQUEST.value() * MB
        if request is not None:
            request.left_out = self.left_out  # type: ignore[attr-defined]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Counts the files."""
        super().new_file(*args, **kwargs)
        self.file_bytes = 0
        self.count += 1
        self.unwanted = getattr(self.request, "signed", None) is None or self.count > MOST_FILES.value()
        self.left_out.too_many += self.unwanted

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Passes the chunk on while the limits hold.

        A file too many is skipped here and not where it begins: Django then closes the file that the handler behind
        has open, which until its own `new_file` is the one before.
        """
        if self.unwanted:
            raise SkipFile
        self.file_bytes += len(raw_data)
        self.all_bytes += len(raw_data)
        if self.file_bytes > self.largest_file or self.all_bytes > self.largest_request:
            self.left_out.too_large.append(self.file_name or "file")
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the handler behind."""


def left_out_of(request: HttpRequest) -> LeftOut:
    """What the upload of this request left out."""
    found: LeftOut = getattr(request, "left_out", None) or LeftOut()
    return found
