"""Working on a design: begin, change, undo, publish, go back, reset, import."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Denied, Invalid, Refused
from nucleus.platform.api.inputs import UNKNOWN
from nucleus.platform.branding.events import LookPublished
from nucleus.platform.branding.inputs import (
    PICTURES,
    BeginInput,
    ChangeInput,
    ImportInput,
    PictureInput,
    PublishInput,
    RestoreInput,
)
from nucleus.platform.branding.keys import EDITS, THEME, keys_of
from nucleus.platform.branding.models import Design, DesignVersion, Picture, empty_document
from nucleus.platform.branding.pictures import keep_picture, same_picture
from nucleus.platform.branding.queries import LOOKS, own_organization
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import emit, record
from nucleus.platform.sets.catalogue import sets
from nucleus.platform.tree.epochs import raise_epoch
from nucleus.platform.tree.models import Organization

Document = dict[str, Any]


@command("branding.begin_theme", input=BeginInput)
def begin_theme(*, kind: str, organization: Organization | None = None) -> Design:
    """Begin a theme, or the sign-in page of a frontend; what stands already is answered as it is.

    Raises Denied for another organization than the own one (the superadmin: any), Invalid where the organization's tier
    has no design of that kind.
    """
    owner = organization or own_organization()
    actor = current_actor()
    own = actor.place is not None and actor.place.organization == owner.pk
    if not (own or actor.is_superadmin or actor.is_system):
        raise Denied(_("Each organization chooses its own look."))
    if kind not in EDITS[owner.place.tier]:
        raise Invalid({"kind": [_("This organization has no design of this kind.")]})
    found = Design.objects.filter(organization=owner, kind=kind).first()
    if found is None:
        draft = empty_document()
        if kind == THEME:
            draft["values"]["brand_name"] = owner.name[:60]
        found = Design(organization=owner, kind=kind, draft=draft)
        found.save()
    record(found)
    return found  # type: ignore[no-any-return]


@command("branding.change_theme", input=ChangeInput, target="theme")
def change_theme(
    *,
    theme: Design,
    values: Mapping[str, Any] | None = None,
    inherit: Sequence[str] = (),
    locked: Sequence[str] | None = None,
) -> Design:
    """Change the draft: own values, keys that are inherited again, keys that those below may not change.

    Raises Invalid for keys of another kind of design and for pictures that are not there.
    """
    given = dict(values or {})
    known = keys_of(theme.kind)
    foreign = {f"values.{name}": [str(UNKNOWN)] for name in given if name not in known}
    foreign |= {name: [str(UNKNOWN)] for name in (*inherit, *(locked or ())) if name not in known}
    if foreign:
        raise Invalid(foreign)
    _check_pictures(theme, given)
    if given.get("template_set") and given["template_set"] not in sets():
        raise Invalid({"values.template_set": [_("This set is not installed.")]})
    kept = {k: v for k, v in theme.draft.get("values", {}).items() if k in known and k not in inherit}
    kept |= {k: v.lower() if known[k].kind == "colour" else v for k, v in given.items()}
    held = theme.draft.get("locked", []) if locked is None else locked
    return _redraft(theme, {"values": kept, "locked": sorted(name for name in set(held) if name in kept)})


def _check_pictures(theme: Design, values: Mapping[str, Any]) -> None:
    for name in PICTURES:
        given = values.get(name)
        if given and not same_picture(theme.organization_id, given):
            raise Invalid({f"values.{name}": [_("This picture is not there.")]})


def _redraft(theme: Design, document: Document) -> Design:
    before = theme.draft
    if document != before:
        theme.former, theme.draft = before, document
        theme.changed_at = now()
        theme.revision += 1
        theme.save(update_fields=["former", "draft", "changed_at", "revision"])
    record(theme)
    return theme


@command("branding.undo_theme", target="theme")
def undo_theme(*, theme: Design) -> Design:
    """Take back the last change of the draft; once more brings it again. Raises Refused where there is none."""
    if theme.former is None:
        raise Refused(_("There is no change to take back."))
    return _redraft(theme, theme.former)


@command("branding.publish_theme", input=PublishInput, target="theme")
def publish_theme(*, theme: Design, note: str = "") -> Design:
    """Show the draft to everybody, as the next version. Raises Refused where nothing differs."""
    if theme.published is not None and not theme.has_changes:
        raise Refused(_("The draft is what is published already."))
    theme.published = theme.draft
    theme.version += 1
    theme.revision += 1
    theme.save(update_fields=["published", "version", "revision"])
    DesignVersion(
        organization=theme.organization,
        design=theme,
        number=theme.version,
        document=theme.draft,
        note=note,
        by=current_actor().label[:120],
    ).save()
    raise_epoch(LOOKS)
    record(theme)
    emit(
        LookPublished(
            design=theme.public_id,
            kind=theme.kind,
            organization=theme.organization.public_id,
            version=theme.version,
            note=note,
            by=current_actor().public_id,
        )
    )
    return theme


@command("branding.restore_theme", input=RestoreInput, target="theme")
def restore_theme(*, theme: Design, number: int) -> Design:
    """Make the draft what a version was; 0 is what is published now. Raises Invalid where there is no such version."""
    if number == 0:
        return _redraft(theme, theme.published or empty_document())
    found = DesignVersion.objects.filter(design=theme, number=number).first()
    if found is None:
        raise Invalid({"number": [_("There is no such version.")]})
    return _redraft(theme, found.document)


@command("branding.reset_theme", target="theme")
def reset_theme(*, theme: Design) -> Design:
    """Give up all own values and locks of the draft: everything is inherited once it is published."""
    return _redraft(theme, empty_document())


@command("branding.import_theme", input=ImportInput, target="theme", secret=("pictures",))
def import_theme(
    *,
    theme: Design,
    format: str,  # noqa: A002 - the word of the exported file
    kind: str,
    values: Mapping[str, Any] | None = None,
    locked: Sequence[str] | None = None,
    pictures: Mapping[str, str] | None = None,
) -> Design:
    """Make the draft what a file says, its pictures included. Raises Invalid for another kind of design."""
    if kind != theme.kind:
        raise Invalid({"kind": [_("This file holds another kind of design.")]})
    given = dict(values or {})
    for name in PICTURES:
        data = (pictures or {}).get(given.get(name, ""))
        if data:
            kept = _taken(f"pictures.{given[name]}", theme.organization, data)
            given[name] = kept.name
    known = keys_of(theme.kind)
    return change_theme(theme=theme, values=given, inherit=[k for k in known if k not in given], locked=locked or [])


def _taken(path: str, owner: Organization, content: str) -> Picture:
    """The kept picture; what is wrong with it is said at the path of the input."""
    try:
        return keep_picture(owner, decoded(content))
    except Invalid as error:
        raise Invalid({path: [m for said in error.errors.values() for m in said]}) from None


@command("branding.add_picture", input=PictureInput, target="theme", secret=("content",))
def add_picture(*, theme: Design, key: str, content: str) -> Design:
    """Add a picture and make it the value of a key in the draft. Raises Invalid for what is no picture, or hostile."""
    if key not in keys_of(theme.kind):
        raise Invalid({"key": [str(UNKNOWN)]})
    kept = _taken("content", theme.organization, content)
    return change_theme(theme=theme, values={key: kept.name})


def decoded(data: str) -> bytes:
    """The bytes behind base64. Raises Invalid."""
    try:
        return base64.b64decode(data, validate=True)
    except (ValueError, binascii.Error):
        raise Invalid({"": [_("This is not base64.")]}) from None
