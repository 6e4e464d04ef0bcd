"""A setting: one declared object. Page, search, API, export, history and documents are made from it.

A room declares its settings in its `settings.py`:

    IDLE = setting(
        "sessions.idle", dt.timedelta(days=1), kind="duration", unit="minutes", least=5, most=43200,
        scope="organization", group="sessions", label=_("Session ends after"), help=_("Time without activity."),
    )

and asks `IDLE.value(place)` where it acts. Values are stored by the room `settings`, which registers the provider
`setting_value`; without it, the default counts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Required, TypedDict, TypeVar, Unpack, cast

from django.utils.translation import gettext_lazy as _

from nucleus.kernel.actor import Place, Tier
from nucleus.kernel.registry import RegistryError, registry
from nucleus.kernel.setting_kinds import KINDS, BadValueError, Kind

T = TypeVar("T")
PROVIDER = "setting_value"  # (setting, place or None) -> the value

KindName = Literal["text", "long_text", "secret", "email", "number", "duration", "yes_no", "choice", "networks"]
Scope = Literal["system", "organization"]
Choices = Sequence[tuple[str, Any]]
Asked = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Group:
    """A tab of the settings pages; it appears as soon as a setting names it."""

    key: str
    section: Any
    label: Any
    icon: str
    text: Any = ""


GENERAL, APPEARANCE, SECURITY, IDENTITY = _("General"), _("Appearance"), _("Security"), _("Identity")
SERVICES, COMMERCE, SUPPORT, OPERATIONS = _("Services"), _("Commerce"), _("Support"), _("Operations")

GROUPS: dict[str, Group] = {
    group.key: group
    for group in (
        Group("platform", GENERAL, _("Platform"), "sliders-horizontal", _("Name and contact of this installation.")),
        Group("localisation", GENERAL, _("Localisation"), "languages", _("Language, time zone and formats.")),
        Group("mail", GENERAL, _("Outgoing mail"), "mail", _("Who sends, and through which server.")),
        Group("notices", GENERAL, _("Notices"), "bell", _("What people are told, and when they are left alone.")),
        Group("hostnames", GENERAL, _("Hostnames"), "globe"),
        Group("login-pages", APPEARANCE, _("Login pages"), "log-out"),
        Group("front-page", APPEARANCE, _("Public front page"), "newspaper"),
        Group("authentication", SECURITY, _("Authentication"), "lock", _("Who gets in, and how often one may try.")),
        Group("keys", SECURITY, _("Keys & passkeys"), "key-round"),
        Group("sessions", SECURITY, _("Sessions & devices"), "shield", _("How long one stays signed in.")),
        Group("passwords", SECURITY, _("Password policy"), "lock-keyhole", _("What a password has to be.")),
        Group("allowlist", SECURITY, _("API allowlist"), "network"),
        Group("retention", SECURITY, _("Audit & retention"), "scroll-text", _("How long what is kept.")),
        Group("encryption", SECURITY, _("Encryption keys"), "key"),
        Group("keycloak", IDENTITY, _("Keycloak"), "users"),
        Group("roles", IDENTITY, _("Roles"), "shield"),
        Group("provisioning", IDENTITY, _("Provisioning"), "user-cog"),
        Group("dmarc", SERVICES, _("DMARC ingest"), "shield-check", _("How reports come in.")),
        Group("tenable", SERVICES, _("Tenable"), "radar"),
        Group("api", SERVICES, _("API & webhooks"), "webhook", _("What machines may ask, and how often.")),
        Group("edi", SERVICES, _("EDI"), "arrow-left-right"),
        Group("invoicing", COMMERCE, _("Invoicing"), "receipt"),
        Group("numbering", COMMERCE, _("Numbering"), "list"),
        Group("taxes", COMMERCE, _("Taxes"), "percent"),
        Group("price-lists", COMMERCE, _("Price lists"), "tag"),
        Group("payment", COMMERCE, _("Payment"), "credit-card"),
        Group("sla", SUPPORT, _("Service levels"), "clock"),
        Group("hours", SUPPORT, _("Business hours"), "calendar"),
        Group("mailboxes", SUPPORT, _("Mailboxes"), "inbox"),
        Group("remote", SUPPORT, _("Remote access"), "monitor-up"),
        Group("backups", OPERATIONS, _("Backups"), "archive"),
        Group("updates", OPERATIONS, _("Updates & rollback"), "git-branch"),
        Group("certificates", OPERATIONS, _("Certificates"), "badge-check"),
        Group("files", OPERATIONS, _("Files & uploads"), "upload", _("What may be handed in, and how large.")),
        Group("lists", OPERATIONS, _("Lists & exports"), "rows-3", _("How lists are paged.")),
        Group("jobs", OPERATIONS, _("Jobs"), "layers", _("Work that runs in the background.")),
        Group("monitoring", OPERATIONS, _("Monitoring"), "activity"),
    )
}


class Facts(TypedDict, total=False):
    """What a declaration states beside key and default.

    `card` heads the card on the page in which it stands. `scope` "organization": each tier of `tiers` may set it for
    itself and, if it `inherits`, for those below; "system": the superadmin alone. `check` answers a sentence for a bad
    value, `against` likewise with a function that answers the coming value of another setting. `environment` names a
    variable that wins over everything.
    """

    kind: Required[KindName]
    group: Required[str]
    label: Required[Any]
    help: Any
    card: Any
    unit: Any
    least: int
    most: int
    optional: bool
    choices: Choices | Callable[[], Choices]
    check: Callable[[Any], Any]
    against: Callable[[Any, Asked], Any]
    scope: Scope
    tiers: Sequence[Tier]
    inherits: bool
    lockable: bool
    sensitive: bool
    environment: str


@dataclass(frozen=True, eq=False)
class Setting(Generic[T]):
    """A declared setting. Two settings are the same if they are the same object."""

    key: str
    default: T
    kind: Kind
    group: str
    label: Any
    help: Any = ""
    card: Any = ""
    unit: Any = ""
    least: int | None = None
    most: int | None = None
    optional: bool = False
    choices: Choices | Callable[[], Choices] = ()
    check: Callable[[Any], Any] | None = None
    against: Callable[[Any, Asked], Any] | None = None
    scope: Scope = "system"
    tiers: Sequence[Tier] = field(default_factory=lambda: tuple(Tier))
    inherits: bool = True
    lockable: bool = True
    sensitive: bool = False
    environment: str = ""

    def value(self, organization: Place | Any = None) -> T:
        """The value that counts there: nearest own value upward, then the system's, then the default.

        `organization` is a place in the tree, or anything that has one (`.place`); nothing asks the system. The
        environment wins over all. Constant cost: no query as long as nothing changed.
        """
        given = self.from_environment()
        if given is not None:
            return given
        provider = registry.providers.get(PROVIDER)
        if provider is None:
            return self.default
        place = organization if organization is None or isinstance(organization, Place) else organization.place
        return cast("T", provider(self, place))

    def is_in_environment(self) -> bool:
        """Whether the environment states it, well or badly."""
        return bool(self.environment and os.environ.get(self.environment))

    def from_environment(self) -> T | None:
        """What the environment says, or nothing. Raises BadValueError that names the variable."""
        if not self.is_in_environment():
            return None
        try:
            return self.parse(os.environ[self.environment])
        except BadValueError as error:
            raise BadValueError(f"{self.environment}: {error}") from None

    def offered(self) -> tuple[tuple[str, Any], ...]:
        """The choices as (value, label)."""
        return tuple(self.choices() if callable(self.choices) else self.choices)

    def read(self, raw: Any) -> T:
        """A JSON value as the value that code gets. Raises BadValueError with a sentence."""
        return self._checked(self.kind.read(raw, self))

    def parse(self, text: str) -> T:
        """The text of a form, a command line or the environment as the value. Raises BadValueError."""
        return self._checked(self.kind.parse(text, self))

    def _checked(self, value: Any) -> T:
        said = self.check(value) if self.check is not None else ""
        if said:
            raise BadValueError(str(said))
        return cast("T", value)

    def store(self, value: T) -> Any:
        """The value as JSON holds it."""
        return self.kind.store(value, self)

    def show(self, value: T) -> str:
        """The value in words; stars for what is secret."""
        return KINDS["secret"].show(value, self) if self.sensitive else self.kind.show(value, self)

    def settable_at(self, tier: Tier | None) -> bool:
        """Whether an organization of the tier (nothing: the system) may have its own value."""
        return tier is None or (self.scope == "organization" and tier in self.tiers)


def setting(key: str, default: T, **facts: Unpack[Facts]) -> Setting[T]:
    """Declares a setting and answers it.

    Raises RegistryError for a doubled key, an unknown group, or a default that its own kind refuses.
    """
    group, kind = facts["group"], KINDS[facts["kind"]]
    if group not in GROUPS:
        raise RegistryError(f"{key}: no group of settings is called {group!r}")
    given: dict[str, Any] = {k: v for k, v in facts.items() if k not in ("kind", "sensitive")}
    made = Setting(key, default, kind, sensitive=facts.get("sensitive", kind.name == "secret"), **given)
    try:
        made.kind.read(made.store(default), made)
    except BadValueError as error:
        raise RegistryError(f"{key}: its default is refused: {error}") from None
    registry.settings.add(key, made)
    return made


def declared() -> list[Setting[Any]]:
    """All settings in the order of their groups, and within one as they were declared."""
    order = list(GROUPS)
    return sorted((entry for _key, entry in registry.settings.items()), key=lambda s: order.index(s.group))
