"""The report files of a form or call, and sentences for what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nucleus.kernel.text import one_line
from nucleus.platform.files.settings import LARGEST_FILE, MB, MOST_FILES
from nucleus.platform.files.uploads import LeftOut, left_out_of
from nucleus.platform.ui.templatetags.ui import file_size


def largest_file() -> str:
    """How large one report file may be, in words."""
    return file_size(LARGEST_FILE.value() * MB)


@dataclass(slots=True)
class Upload:
    """Files that were taken whole, and what was left out."""

    files: list[tuple[str, bytes]]
    left_out: LeftOut = field(default_factory=LeftOut)

    def problems(self) -> tuple[str, ...]:
        """A sentence for each file that was left out."""
        limit = largest_file()
        found = [
            _("%(name)s is larger than %(limit)s and was not taken.") % {"name": one_line(name, 80), "limit": limit}
            for name in self.left_out.too_large[:5]
        ]
        if self.left_out.too_many:
            words = _("%(n)s more files were left out: at most %(most)s at once.")
            found.append(words % {"n": self.left_out.too_many, "most": MOST_FILES.value()})
        return tuple(found)


def received_files(request: HttpRequest, name: str = "files") -> Upload:
    """The uploaded files of the field."""
    files = [(each.name or "unnamed", each.read()) for each in request.FILES.getlist(name)]
    return Upload(files, left_out_of(request))
