"""Wrong input, on the page, in the API and on the command line: a clear message everywhere, and nothing lost."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.channel import PARTNER
from tests.journeys.papers import JPEG, Paper, bomb

pytestmark = pytest.mark.browser

MIB = 1024 * 1024
BROKEN = Paper("rossem.example", "cut.example", 5).xml()[:300]
WRONG = {
    "empty.xml": (b"", "It is empty."),
    "photo.xml": (JPEG, "It is a JPEG picture, no report."),
    "cut.xml": (BROKEN, "The report is cut short, in or after its row 0: rows may be missing."),
    "bomb.zip": (bomb(), "It unpacks to more than 400 MB."),
}
SEND = """async ([name, size, field]) => {
    const form = new FormData();
    if (field) form.append(field, new File([new Uint8Array(size)], name));
    const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
    const sent = {method: 'POST', body: form, headers: {'X-CSRFToken': token}};
    const answer = await fetch('/api/crm/messages/upload', sent);
    return [answer.status, await answer.json()];
}"""


def test_the_page_says_what_was_wrong_with_each_file_and_keeps_it(visitor):
    partner = visitor(PARTNER)
    page = partner.page
    page.goto("/dmarc/upload/")
    files = [{"name": name, "mimeType": "", "buffer": content} for name, (content, _said) in WRONG.items()]
    page.set_input_files("input[type=file]", files)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("#received")).to_contain_text("All read")
    for name, (_content, said) in WRONG.items():
        row = page.locator("#received li").filter(has_text=name)
        expect(row).to_contain_text(said)
        expect(row.locator(".tag")).to_have_text("In quarantine")
    seen = json.loads(partner.call("/api/crm/messages?state=quarantined")[1])["items"]
    found = {row["name"]: (row["size"], row["explanation"]) for row in seen if row["name"] in WRONG}
    assert found == {name: (len(content), said) for name, (content, said) in WRONG.items()}


def test_a_file_over_the_limit_is_named_and_the_others_are_taken(visitor, tmp_path):
    partner = visitor(PARTNER)
    page = partner.page
    large = tmp_path / "enormous.xml"
    with large.open("wb") as target:
        target.truncate(140 * MIB)
    paper = Paper("rossem-track.example", "beside.example", 6)
    (tmp_path / paper.name).write_bytes(paper.xml())
    page.goto("/dmarc/upload/")
    page.set_input_files("input[type=file]", [large])
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("main form")).to_contain_text("enormous.xml is larger than 128 MB and was not taken.")
    page.set_input_files("input[type=file]", [large, tmp_path / paper.name])
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("h1")).to_have_text(paper.name)
    expect(page.locator("body")).to_contain_text("enormous.xml is larger than 128 MB and was not taken.")
    expect(partner.state_of_file()).to_have_text("Stored")


def test_the_api_answers_with_the_field_or_the_limit(visitor):
    page = visitor(PARTNER).page
    page.goto("/dmarc/upload/")
    status, said = page.evaluate(SEND, ["", 0, ""])
    assert (status, said["errors"]) == (400, [{"field": "files", "message": "Choose at least one file."}])
    status, said = page.evaluate(SEND, ["enormous.xml", 135 * MIB, "files"])
    assert (status, said["detail"]) == (413, "enormous.xml is larger than 128 MB and was not taken.")
    status, said = page.evaluate(SEND, ["zeros.bin", 10, "files"])
    assert (status, [item["name"] for item in said["items"]], said["left_out"]) == (202, ["zeros.bin"], [])


def test_the_command_line_says_the_same(house, tmp_path):
    for name, (content, _said) in WRONG.items():
        (tmp_path / name).write_bytes(content)
    done = house.nucleus("dmarc", "read", str(tmp_path), str(tmp_path / "nowhere"), "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    said = {row["file"].rpartition("/")[2]: (row["status"], row["reason"]) for row in rows}
    assert said == {name: ("quarantined", reason) for name, (_content, reason) in WRONG.items()}
    assert (done.returncode, "nowhere: cannot be read" in done.stderr) == (1, True)

    unknown = Paper("nobody-registered.example", "first.example", 3)
    (tmp_path / unknown.name).write_bytes(unknown.xml())
    done = house.nucleus(
        "dmarc", "import", str(tmp_path), str(tmp_path / "nowhere"), "--organization", "brinkhof", "--as", PARTNER.email
    )
    lines = done.stdout.splitlines()
    for name, (_content, reason) in WRONG.items():
        assert f"In quarantine: {name} ({reason})" in lines
    assert f"cannot be read: {tmp_path}/nowhere: there is no such file or folder" in lines
    assert done.returncode == 1
    assert next(line for line in lines if unknown.name in line).startswith("Domain not registered: ")
