"""Names and words: rooms say what they are, registry keys follow the naming, templates and addresses stay on their
floor.
"""

from __future__ import annotations

import ast
import re

from django.apps import apps
from django.urls import URLPattern, get_resolver

from nucleus.config.rooms import ROOMS, standing_rooms
from nucleus.kernel.registry import registry
from tests.floors.order import ROOT, may_know

SOURCE = ROOT / "src" / "nucleus"
KEY = re.compile(r"^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*$")
LOADED = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"'#]+)(?:#[^"']*)?["']""")
ADDRESS = re.compile(r"""(?:\{%\s*url\s+|reverse(?:_lazy)?\(\s*)["']([a-z_]+):[a-z_-]+["']""")


def rooms():
    """Every room with Python in it: path below `src/nucleus` as `wing.room`."""
    return sorted(
        f"{path.parent.parent.name}.{path.parent.name}"
        for path in SOURCE.glob("*/*/__init__.py")
        if path.parent.name not in {"tests", "migrations", "cli"} and path.parent.parent.name not in {"demo", "config"}
    )


def test_every_room_says_in_at_most_ten_lines_what_it_is():
    poor = []
    for room in rooms():
        text = ast.get_docstring(ast.parse((SOURCE / room.replace(".", "/") / "__init__.py").read_text()))
        if not text or len(text.splitlines()) > 10:
            poor.append(room)
    assert poor == []


def test_no_room_is_called_after_nothing():
    nameless = {"utils", "helpers", "common", "misc", "util", "helper", "base_utils"}
    found = [str(p.relative_to(ROOT)) for p in SOURCE.rglob("*") if p.stem in nameless]
    assert found == []


def test_room_names_are_unique_and_are_the_labels_of_their_apps():
    ours = [c for c in apps.get_app_configs() if c.name.startswith("nucleus.")]
    assert [c.label for c in ours] == [c.name.rsplit(".", 1)[1] for c in ours]
    assert len({c.label for c in ours}) == len(ours)


def test_every_standing_room_is_installed_in_the_order_of_the_floors():
    standing = [name.removeprefix("nucleus.") for name in standing_rooms()]
    assert standing == [room for room in ROOMS if (SOURCE / room.replace(".", "/") / "apps.py").exists()]
    known = {f"{p.parent.parent.name}.{p.parent.name}" for p in SOURCE.glob("*/*/apps.py")}
    assert known <= set(standing), "a room with apps.py is missing in config/rooms.py"


def test_keys_of_commands_permissions_and_jobs_are_noun_and_verb():
    stores = ("permissions", "commands", "jobs")
    assert [f"{store} {key}" for store in stores for key in registry[store] if not KEY.match(key)] == []


def test_a_command_is_registered_in_the_room_that_its_file_stands_in():
    strange = [
        name
        for name, command in registry.commands.items()
        if ".commands" not in command.__module__ and not command.__module__.endswith("commands")
    ]
    assert strange == []


def template_room(name: str) -> str:
    """The room of a template by its path: `dmarc/domains/list.html` is `dmarc.domains`; layouts are the `ui`'s."""
    parts = name.split("/")
    return ".".join(parts[:2]) if (SOURCE / parts[0]).is_dir() and len(parts) > 2 else "platform.ui"


def test_templates_include_only_what_lies_on_their_floor_or_below():
    wrong = []
    for path in SOURCE.rglob("templates/**/*.html"):
        own = ".".join(path.relative_to(SOURCE).parts[:2])
        for name in LOADED.findall(path.read_text(encoding="utf-8")):
            if not may_know(own, template_room(name)):
                wrong.append(f"{path.relative_to(ROOT)} includes {name}")
    assert wrong == []


def test_templates_stand_under_the_name_of_their_room():
    wrong = []
    for folder in SOURCE.rglob("templates"):
        own = folder.relative_to(SOURCE).parts[:2]
        wrong += [
            str(p.relative_to(ROOT))
            for p in folder.rglob("*.html")
            if p.relative_to(folder).parts[:2] != own and own != ("platform", "ui")
        ]
    assert wrong == []


def test_addresses_are_named_downward_only():
    by_label = {name.rsplit(".", 1)[1]: name for name in ROOMS if "." in name}
    wrong = []
    for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]:
        if "tests" in path.parts:
            continue
        own = ".".join(path.relative_to(SOURCE).parts[:2])
        for label in ADDRESS.findall(path.read_text(encoding="utf-8")):
            if label in by_label and own in by_label.values() and not may_know(own, by_label[label]):
                wrong.append(f"{path.relative_to(ROOT)} names an address of {label}")
    assert wrong == []


def patterns(resolver=None):
    """All routes of the house."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


OPEN = {
    "nucleus.platform.accounts.views.sign_in.sign_in": "whoever wants to sign in",
    "nucleus.platform.languages.views.choose": "whoever wants to read in another language",
    "nucleus.platform.accounts.views.sign_in.sign_out": "whoever is signed in, and nobody is harmed",
    "nucleus.platform.accounts.views.password.initial_password": "one's own password, before anything else",
    "nucleus.portals.public.views.front_page": "whoever comes by",
    "nucleus.operations.vitals.views.status.public_status": "whoever wonders whether the services work",
    "nucleus.portals.public.views.robots": "search engines",
    "nucleus.portals.public.views.favicon": "whoever comes by",
    "nucleus.platform.branding.views.theme_file": "whoever sees the brand, also before signing in",
    "nucleus.platform.branding.views.picture_file": "whoever sees the brand, also before signing in",
    "nucleus.platform.ui.static.built_file": "built files, the same for everybody",
}
"""Views that are functions without permission and command, each with whom it serves."""


def test_every_view_says_its_permission_and_its_command():
    bare = []
    for entry in patterns():
        view = getattr(entry.callback, "view_class", entry.callback)
        if not view.__module__.startswith("nucleus."):
            bare.append(f"{entry.pattern} is answered by {view.__module__}")
        elif f"{view.__module__}.{view.__name__}" not in OPEN and not all(
            hasattr(view, name) for name in ("permission", "command")
        ):
            bare.append(f"{entry.pattern} ({view.__module__}.{view.__name__})")
    assert bare == []


def test_views_stand_in_the_room_of_their_address_or_in_the_frame():
    """`nucleus where` and a reader alike find the code of an address by its name."""
    doors = re.compile(r"\.(?:\w+_)?(?:views|api|pages|static|urls)(?:\.|$)")
    strange = [
        f"{entry.pattern}: {view.__module__}"
        for entry in patterns()
        if (view := getattr(entry.callback, "view_class", entry.callback)).__module__.startswith("nucleus.")
        and not doors.search(view.__module__)
        and not view.__module__.startswith(("nucleus.platform.ui.", "nucleus.platform.api."))
    ]
    assert strange == []
