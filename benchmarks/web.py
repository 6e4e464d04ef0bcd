"""List page and API list, with everything, against bare views of the same rows and cells without sign-in.

    python benchmarks/web.py [rounds] [--strict]

Bars: the page of 50 rows costs at most half the CPU of a plain Django template that loops over the same rows; the API
list of 100 rows at most 1.5 times `values()` written with orjson. One process, alternating rounds, CPU time, medians;
requests go through Django's WSGI handler. The bare views run behind the middleware of a fresh Django project without
sessions and users (`--strict`: without any), ours behind all of the house's, with a session and a menu of 25.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
PAGE_BAR, API_BAR = 0.5, 1.5
MENU = 25
STOCK = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

BARE = """<!doctype html><html><head><title>Organizations</title></head><body><table><tbody>
{% for o in rows %}<tr><th scope="row"><div class="who">
<span class="av sq" aria-hidden="true">{{ o.name|slice:":1" }}</span>
<div><a class="row" href="/organizations/{{ o.public_id }}/">{{ o.name }}</a>
<small>{{ o.slug }}</small>
<span class="m-tag"><span class="tag">{{ o.tier|title }}</span></span></div></div></th>
<td class="p2"><span class="tag">{{ o.tier|title }}</span></td>
<td><span class="tag dot {% if o.status == "active" %}ok{% else %}warn{% endif %}">{{ o.status|title }}</span></td>
<td class="p3">{{ o.parent__name|default:"-" }}</td>
<td class="p3">{{ o.support_email|default:"-" }}</td>
<td class="p2 r nw"><time datetime="{{ o.created_at|date:"Y-m-d" }}">{{ o.created_at|date:"j M Y" }}</time></td></tr>
{% endfor %}</tbody></table></body></html>"""


def prepare(folder: str) -> None:
    """Django with a fresh database in the folder."""
    os.environ["NUCLEUS_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "nucleus.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def plant(customers: int) -> str:
    """A tree made in bulk; answers the session token of a distributor's owner."""
    from nucleus.kernel.actor import system_actor
    from nucleus.platform.accounts.models import Membership, User
    from nucleus.platform.accounts.sessions import start_session
    from nucleus.platform.tree.models import Organization

    with system_actor("benchmark"):
        company = Organization(slug="company", name="Company", tier="company")
        company.save()
        distributor = Organization(slug="north", name="North", tier="distributor", parent=company)
        distributor.save()
        partners = []
        for n in range(20):
            partner = Organization(slug=f"partner-{n}", name=f"Partner {n}", tier="partner", parent=distributor)
            partner.save()
            partners.append(partner)
        Organization.objects.bulk_create(
            Organization(
                public_id=f"ORG-{n:012d}",
                slug=f"customer-{n}",
                name=f"Customer & Sons {n:05d}",
                tier="customer",
                parent=partners[n % 20],
                distributor_id=distributor.pk,
                partner_id=partners[n % 20].pk,
                support_email=f"help-{n}@customer.example",
                status="suspended" if n % 9 == 0 else "active",
            )
            for n in range(customers)
        )
        user = User(email="owner@north.example", name="Olga North", timezone="Europe/Amsterdam")
        user.save()
        membership = Membership(organization=distributor, user=user, roles=["owner"])
        membership.save()
        return start_session(user, membership, address="127.0.0.1", agent="bench")[1]


def furnish() -> None:
    """A menu of 25 entries, as the frontends provide it."""
    from nucleus.kernel.registry import registry
    from nucleus.platform.ui.shell import MenuEntry, MenuGroup

    entries = [MenuEntry("list", f"Entry {n}", f"/entry-{n}/") for n in range(MENU - 1)]
    menu = (
        MenuGroup("", (MenuEntry("building-2", "Organizations", "/organizations/"), *entries[:4])),
        *(MenuGroup(f"Group {g}", tuple(entries[4 + g * 5 : 9 + g * 5])) for g in range(4)),
    )
    registry.providers._entries["menu"] = lambda actor: menu  # noqa: SLF001 - the registry is frozen by now


def views() -> object:
    """The bare views, and a handler that runs them."""
    import orjson
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.template import engines
    from django.test.utils import override_settings
    from django.urls import path

    from nucleus.kernel.actor import system_actor
    from nucleus.platform.tree.models import Organization

    template = engines["django"].from_string(BARE)
    page = ("public_id", "name", "slug", "tier", "status", "parent__name", "support_email", "created_at")
    api = (
        "public_id",
        "name",
        "tier",
        "status",
        "parent__name",
        "parent__public_id",
        "slug",
        "support_email",
        "created_at",
    )

    def bare_page(request):
        with system_actor("benchmark"):
            rows = list(Organization.objects.order_by("name").values(*page)[:50])
        return HttpResponse(template.render({"rows": rows}))

    def bare_api(request):
        with system_actor("benchmark"):
            rows = list(Organization.objects.order_by("name").values(*api)[:100])
        return HttpResponse(orjson.dumps({"items": rows}), content_type="application/json")

    module = type(sys)("bare_urls")
    module.urlpatterns = [path("bare/page", bare_page), path("bare/api", bare_api)]
    sys.modules["bare_urls"] = module

    class BareHandler(WSGIHandler):
        """Looks addresses up in a table of its own; switching the setting would empty Django's caches every round."""

        def resolve_request(self, request):
            request.urlconf = "bare_urls"
            return super().resolve_request(request)

    with override_settings(MIDDLEWARE=[] if "--strict" in sys.argv else STOCK):
        return BareHandler()


def caller(handler, address: str, token: str = ""):
    """A function that makes one request and answers its body."""
    where, _, query = address.partition("?")
    base = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": where,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT": "*/*",
    }
    if token:
        base["HTTP_COOKIE"] = f"nucleus_session={token}; csrftoken={'k' * 32}"  # as a browser sends them

    def call() -> bytes:
        said = []
        answer = handler({**base, "wsgi.input": io.BytesIO()}, lambda status, headers: said.append(status))
        body = b"".join(answer)
        answer.close()
        if said != ["200 OK"]:
            raise SystemExit(f"{address}: {said} {body[:300]!r}")
        return body

    return call


def measure(ours, bare, rounds: int, times: int) -> tuple[float, float]:
    """Microseconds of CPU per request of ours and of the bare one: medians of alternating rounds."""
    found: tuple[list[float], list[float]] = ([], [])
    for n in range(rounds + 2):
        for which, run in enumerate((lambda: [ours() for _ in range(times)], lambda: [bare() for _ in range(times)])):
            start = time.process_time()
            run()
            if n >= 2:
                found[which].append((time.process_time() - start) / times * 1e6)
    return statistics.median(found[0]), statistics.median(found[1])


def main() -> int:
    """Prints both ratios; 1 when a bar is missed."""
    rounds = next((int(word) for word in sys.argv[1:] if word.isdigit()), 15)
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from django.core.handlers.wsgi import WSGIHandler

        token = plant(200)
        furnish()
        bare, handler = views(), WSGIHandler()
        failed = 0
        for name, address, bare_address, bar in (
            ("list page, 50 rows", "/organizations/", "/bare/page", PAGE_BAR),
            ("API list, 100 rows", "/api/crm/organizations?limit=100", "/bare/api", API_BAR),
        ):
            ours, other = measure(caller(handler, address, token), caller(bare, bare_address), rounds, 20)
            failed |= ours / other > bar
            print(
                json.dumps(
                    {
                        "what": name,
                        "us": round(ours),
                        "bare_us": round(other),
                        "ratio": round(ours / other, 2),
                        "bar": bar,
                    }
                )
            )
        return int(failed)


if __name__ == "__main__":
    sys.exit(main())
