"""Designs as the API shows them; their pages are editors (`views`)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nucleus.platform.api.tables import Act, Column, Filter, Table, register
from nucleus.platform.branding import queries
from nucleus.platform.branding.keys import KINDS

OBJECT = {"schema": {"type": ["object", "null"]}}

THEMES = register(
    Table(
        name="themes",
        label=_("Themes"),
        one=_("Theme"),
        permission="themes.view",
        rows=queries.designs,
        api="/api/crm/themes",
        type="theme",
        revision="revision",
        columns=(
            Column("kind", _("Kind"), "tag", sort=True),
            Column("organization", _("Organization"), source="organization__name", sort=True),
            Column("version", _("Version"), "number", sort=True),
            Column("changed_at", _("Changed"), "datetime", sort=True),
            Column("draft", _("Draft"), detail=True, options=OBJECT),
            Column("published", _("Published"), detail=True, null=True, options=OBJECT),
        ),
        filters=(Filter("kind", _("Kind"), choices=[(kind, kind) for kind in KINDS]),),
        sort="kind",
        create=Act("branding.begin_theme", _("Begin")),
        change=Act("branding.change_theme", _("Change")),
        acts=(
            Act("branding.undo_theme", _("Undo"), word="undo"),
            Act("branding.publish_theme", _("Publish"), word="publish"),
            Act("branding.restore_theme", _("Go back"), word="restore"),
            Act("branding.reset_theme", _("Reset"), word="reset"),
            Act("branding.import_theme", _("Import"), word="import"),
            Act("branding.add_picture", _("Add a picture"), word="picture"),
        ),
    )
)
