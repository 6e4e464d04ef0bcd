"""The pages of the own brand: rows, drafts, previews and their policy, publishing, versions, files."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.designs import designed

from nucleus.kernel.actor import system_actor
from nucleus.platform.branding.models import Design, DesignVersion, Picture
from nucleus.platform.branding.queries import chain_above, resolve
from nucleus.platform.studio.drafts import pack, unpack

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def owner(signed):
    """The owner of Northgate with a theme begun, as (client, address of the editor)."""
    client = signed("northgate", role="owner")
    begun = client.post("/branding/", {"kind": "theme"})
    return client, begun["Location"]


def stored(kind="theme"):
    with system_actor("test"):
        return Design.objects.select_related("organization").get(kind=kind)


def form_of(page):
    """What the form of the editor sends as it stands."""
    found = dict(re.findall(r'name="(revision|show)" value="([^"]*)"', page))
    for name, inside in re.findall(r'<select[^>]* name="([\w.]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        found[name] = re.search(r'<option value="([^"]*)" selected', inside)[1]
    for tag in re.findall(r'<input class="input[^>]*>', page):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            found[name[1]] = value[1]
    found |= dict.fromkeys(re.findall(r'<textarea[^>]*name="(\w+)"', page), "")
    return found


def test_the_first_page_says_what_there_is(signed, cast):
    client = signed("northgate", role="owner")
    page = client.get("/branding/").content.decode()
    assert re.findall(r'name="kind" value="([\w-]+)"', page) == ["theme", "sign-in-partner", "sign-in-customer"]
    assert (
        client.post("/branding/", {"kind": "theme"})["Location"]
        == client.post("/branding/", {"kind": "theme"})["Location"]
    )
    assert signed("northgate", role="viewer").get("/branding/").status_code == 403
    assert signed("harbour", role="owner").get("/branding/").status_code == 403


def test_saving_without_a_change_changes_nothing(owner):
    client, editor = owner
    before = stored().draft
    answer = client.post(editor, form_of(client.get(editor).content.decode()))
    assert (answer.status_code, stored().draft, before["values"]) == (303, before, {"brand_name": "Northgate"})


def test_another_value_of_an_inherited_key_becomes_an_own_one(owner):
    client, editor = owner
    form = form_of(client.get(editor).content.decode())
    assert form["state.seed"] == "inherit"
    client.post(editor, {**form, "seed": "#B4123C", "powered_by": "true"})
    assert stored().draft["values"] == {"brand_name": "Northgate", "seed": "#b4123c", "powered_by": True}
    form = form_of(client.get(editor).content.decode())
    assert (form["seed"], form["state.seed"]) == ("#b4123c", "own")
    client.post(editor, {**form, "state.seed": "inherit", "state.powered_by": "inherit"})
    assert stored().draft["values"] == {"brand_name": "Northgate"}


def test_what_is_wrong_stands_beside_its_row_and_nothing_is_stored(owner):
    client, editor = owner
    form = form_of(client.get(editor).content.decode())
    answer = client.post(editor, {**form, "seed": "red", "brand_name": "Typed"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#k-seed">Brand colour</a>: This is not a colour like #3350d8.' in page
    assert 'value="Typed"' in page
    assert stored().draft["values"] == {"brand_name": "Northgate"}


def test_a_second_saver_is_told(owner):
    client, editor = owner
    form = form_of(client.get(editor).content.decode())
    client.post(editor, {**form, "seed": "#111111"})
    answer = client.post(editor, {**form, "seed": "#222222"})
    page = answer.content.decode()
    assert (answer.status_code, "Somebody else changed this design" in page) == (409, True)
    others = page.split('data-slot="others"')[1].split("</table>")[0]
    assert re.findall(r"<td>(?:<strong>)?([^<]+)", others) == ["Brand colour", "#111111", "#222222"]
    assert stored().draft["values"]["seed"] == "#111111"


def test_a_locked_key_is_inherited_whatever_is_sent(owner, cast):
    client, editor = owner
    with system_actor("test"):
        designed(cast.meridian, {"seed": "#0b6b4a", "font": "figtree"}, locked=["seed"])
    page = client.get(editor).content.decode()
    assert "Locked by Meridian" in page
    assert 'name="state.seed"' not in page
    client.post(editor, {**form_of(page), "state.seed": "own", "seed": "#ffffff", "font": "manrope"})
    assert stored_of(cast.northgate).draft["values"] == {"brand_name": "Northgate", "font": "manrope"}


def stored_of(organization, kind="theme"):
    with system_actor("test"):
        return Design.objects.select_related("organization").get(organization=organization, kind=kind)


def test_inheritance_key_by_key(cast):
    with system_actor("test"):
        designed(cast.nucleus, {"seed": "#111111", "font": "manrope", "radius": "sharp"}, locked=["radius"])
        designed(cast.meridian, {"seed": "#222222", "radius": "round", "sidebar": "brand"})
        theme = designed(cast.northgate, {"seed": "#333333"}, shown=False)
        found = {k: (v.value, v.source, v.locked_by) for k, v in resolve("theme", chain_above(theme)).items()}
    assert {k: found[k] for k in ("seed", "font", "radius", "sidebar", "density")} == {
        "seed": ("#222222", "Meridian", ""),
        "font": ("manrope", "Nucleus", ""),
        "radius": ("sharp", "Nucleus", "Nucleus"),
        "sidebar": ("brand", "Meridian", ""),
        "density": ("cosy", "", ""),
    }


def test_publish_versions_undo_and_reset(owner):
    client, editor = owner
    form = form_of(client.get(editor).content.decode())
    client.post(editor, {**form, "seed": "#111111"})
    client.post(f"{editor}publish/", {"note": "first"})
    client.post(f"{editor}publish/", {"note": "nothing new"})
    form = form_of(client.get(editor).content.decode())
    client.post(editor, {**form, "seed": "#222222"})
    client.post(f"{editor}publish/", {"note": "second"})
    with system_actor("test"):
        versions = [(v.number, v.note, v.document["values"]["seed"]) for v in DesignVersion.objects.order_by("number")]
    assert versions == [(1, "first", "#111111"), (2, "second", "#222222")]
    steps = []
    for act, data in (("restore/", {"number": "1"}), ("undo/", {}), ("reset/", {}), ("restore/", {"number": "0"})):
        client.post(f"{editor}{act}", data)
        steps.append(stored().draft["values"].get("seed"))
    assert steps == ["#111111", "#222222", None, "#222222"]
    assert stored().published["values"]["seed"] == "#222222"
    client.post(f"{editor}restore/", {"number": "99"})
    assert stored().draft["values"]["seed"] == "#222222"


def picture():
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#b4123c").save(out, "PNG")
    return out.getvalue()


def test_pictures_are_kept_anew_and_served_in_a_sandbox(owner, client):
    signed_client, editor = owner
    form = form_of(signed_client.get(editor).content.decode())
    files = {
        "file.mark": SimpleUploadedFile("m.png", picture() + b"TRAILER"),
        "file.logo": SimpleUploadedFile("l", SVG),
    }
    assert signed_client.post(editor, {**form, **files}).status_code == 303
    values = stored().draft["values"]
    with system_actor("test"):
        assert sorted(Picture.objects.values_list("kind", "size")) == [
            ("png", 0),
            ("png", 32),
            ("png", 180),
            ("svg", 0),
        ]
    for name, kind in ((values["mark"], "image/png"), (values["logo"], "image/svg+xml")):
        served = client.get(f"/theme/picture/{name}")
        assert (served["Content-Type"], served["Content-Security-Policy"]) == (kind, "default-src 'none'; sandbox")
        assert served["Cache-Control"] == "public, max-age=31536000, immutable"
        assert b"TRAILER" not in served.content
    assert client.get(f"/theme/picture/{values['mark'].replace('.', '-180.')}").status_code == 200
    for absent in (
        "0" * 16 + ".png",
        "x.png",
        values["mark"].replace(".png", ".svg"),
        values["logo"].replace(".", "-32."),
    ):
        assert client.get(f"/theme/picture/{absent}").status_code == 404
    hostile = SimpleUploadedFile("l.svg", SVG.replace(b"<rect", b"<script>x()</script><rect"))
    form = form_of(signed_client.get(editor).content.decode())
    refused = signed_client.post(editor, {**form, "file.logo": hostile})
    assert (refused.status_code, "may not contain &lt;script&gt;" in refused.content.decode()) == (422, True)
    assert stored().draft["values"]["logo"] == values["logo"]


def test_an_export_can_be_imported_elsewhere(owner, signed, cast):
    client, editor = owner
    form = form_of(client.get(editor).content.decode())
    client.post(editor, {**form, "seed": "#b4123c", "file.mark": SimpleUploadedFile("m.png", picture())})
    answer = client.get(f"{editor}export/")
    file = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="northgate-theme.json"'
    assert (file["format"], file["values"]["seed"], len(file["pictures"])) == ("nucleus-design-1", "#b4123c", 1)
    other = signed("kestrel", role="owner")
    target = other.post("/branding/", {"kind": "theme"})["Location"]
    other.post(f"{target}import/", {"file": SimpleUploadedFile("x.json", answer.content)})
    assert stored_of(cast.kestrel).draft == stored_of(cast.northgate).draft


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"nothing", b'{"format":"nucleus-design-1","kind":"sign-in-customer"}', b"[" * 100_000,
     b'{"format":"nucleus-design-1","kind":"theme","values":{"seed":"red"}}',
     b'{"format":"nucleus-design-1","kind":"theme","values":{},"more":1}',
     b'{"format":"nucleus-design-1","kind":"theme","values":{"mark":"0123456789abcdef.png"},"pictures":{}}'],
    ids=range(9),
)  # fmt: skip
def test_other_files_change_nothing(owner, content):
    client, editor = owner
    before = stored().draft
    answer = client.post(f"{editor}import/", {"file": SimpleUploadedFile("x.json", content)})
    assert (answer.status_code, stored().draft) == (303, before)


def test_frames_show_the_draft_can_do_nothing_and_only_this_house_may_frame_them(owner):
    client, editor = owner
    policy = client.get(editor)["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    draft = pack({"values": {"brand_name": "Draft & Co", "seed": "#b4123c"}})
    for page in ("dashboard", "list", "sign-in", "mail"):
        answer = client.get(f"{editor}preview/{page}/?mode=dark&draft={draft}")
        html, policy = answer.content.decode(), answer["Content-Security-Policy"]
        assert (answer.status_code, page, "Draft &amp; Co" in html, "<script" in html) == (200, page, True, False)
        for part in ("script-src 'none'", "form-action 'none'", "frame-ancestors 'self'", "default-src 'none'"):
            assert part in policy
        assert (answer["X-Frame-Options"], dict(answer.cookies)) == ("SAMEORIGIN", {})
        assert page == "mail" or 'data-mode="dark"' in html
    css = client.get(f"{editor}preview.css?draft={draft}")
    assert ("--brand:" in css.content.decode(), css["Cache-Control"]) == (True, "no-store")
    assert stored().draft["values"] == {"brand_name": "Northgate"}


@pytest.mark.parametrize(
    "text", ["x", "eJw", "....", "e" * 3000, pack({"values": {"nothing": 1}}), pack({"values": []})]
)
def test_a_packed_text_that_was_not_made_here_is_not_there(owner, text):
    client, editor = owner
    assert client.get(f"{editor}preview/list/?draft={text}").status_code == 404
    assert client.get(f"{editor}preview/none/").status_code == 404


def test_what_is_packed_comes_back_and_long_texts_stay_out_of_addresses(owner):
    theme = stored()
    document = {"values": {"brand_name": "A & B", "powered_by": True, "seed": "#b4123c"}}
    assert unpack(theme, pack(document)) == document
    assert unpack(theme, "") == theme.draft
    noise = "".join(chr(0x4E00 + n * 37 % 20000) for n in range(1200))
    assert pack({"values": {"mail_footer": noise}}) == ""


def test_the_pane_follows_what_is_typed_without_storing_it(owner):
    client, editor = owner
    form = form_of(client.get(editor).content.decode())
    pane = client.post(f"{editor}pane/", {**form, "seed": "#f5c400"}).content.decode()
    assert re.findall(r'<iframe src="([^"]+)"', pane) != re.findall(
        r'<iframe src="([^"]+)"', client.get(editor).content.decode()
    )
    assert "All 23 pairs pass" in pane
    assert "Contrast" not in client.post(f"{editor}pane/", {**form, "seed": "#f5"}).content.decode()
    assert stored().draft["values"] == {"brand_name": "Northgate"}


def test_the_sign_in_page_is_what_its_design_says(owner, client, cast):
    signed_client, _editor = owner
    editor = signed_client.post("/branding/", {"kind": "sign-in-partner"})["Location"]
    form = form_of(signed_client.get(editor).content.decode())
    wanted = {"layout": "card", "heading": "Welcome <back>", "help_url": "https://help.example.com/", "language": "nl"}
    signed_client.post(editor, {**form, **wanted, "panel_points": "One\nTwo"})
    assert "Welcome" not in client.get("/partner/sign-in/", headers={"host": "northgate.localhost"}).content.decode()
    signed_client.post(f"{editor}publish/")
    page = client.get("/partner/sign-in/", headers={"host": "northgate.localhost"}).content.decode()
    assert ('class="sign-in as-card"' in page, "<h1>Welcome &lt;back&gt;</h1>" in page, '<html lang="nl"' in page) == (
        True,
    ) * 3
    assert 'href="https://help.example.com/"' in page
    other = client.get("/customer/sign-in/", headers={"host": "northgate.localhost"}).content.decode()
    assert ("Welcome" in other, 'class="sign-in as-split"' in other) == (False, True)
