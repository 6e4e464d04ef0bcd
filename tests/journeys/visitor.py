"""Somebody at a browser, and what a machine can see wrong with the page in front of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, expect

from tests.journeys.channel import Person

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH = "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
RUN_AXE = (
    "async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false}))"
    ".violations.map(v => v.id + ' ' + v.nodes[0].target[0])"
)
HOLDS = """async ([url, wanted]) => {
    const answer = await fetch(url);
    return answer.ok && (await answer.text()).includes(wanted);
}"""
CALL = "async ([path, options]) => { const a = await fetch(path, options); return [a.status, await a.text()]; }"
DROP = """async ([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    document.querySelector('.file-drop').dispatchEvent(
        new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
}"""
REFUSAL = "Failed to load resource: the server responded with a status of 4"  # Chromium says so of every 4xx page


class Visitor:
    """A page with the troubles it had."""

    def __init__(self, page: Page, base: str, *, script: bool = True) -> None:
        self.page = page
        self.base = base
        self.script = script
        self.troubles: list[str] = []
        if script:
            page.add_init_script(WATCH)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSAL):
            self.troubles.append(f"{self.page.url}: {message.text}")

    def all_troubles(self) -> list[str]:
        """Everything that the console said, and each breach of the policy."""
        return self.troubles

    def sign_in(self, person: Person, password: str) -> None:
        """Through the page of the person's frontend, onto the overview."""
        self.try_to_sign_in(person, password)
        self._stand_on_the_overview()

    def arrive(self, person: Person) -> None:
        """With a session from before, onto the overview of the person's frontend."""
        self.page.goto(f"/{person.tier}/")
        self._stand_on_the_overview()

    def _stand_on_the_overview(self) -> None:
        expect(self.page.locator("nav[aria-label=Main] [aria-current=page]")).to_have_text("Overview")

    def try_to_sign_in(self, person: Person, password: str) -> None:
        """Fills in the form and sends it."""
        self.page.goto(person.door)
        self.page.get_by_label("E-mail").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in").click()

    def upload(self, name: str, content: bytes) -> None:
        """One file through the file input of the upload page."""
        self.page.goto("/dmarc/upload/")
        self.page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/xml", "buffer": content})
        self.page.get_by_role("button", name="Upload", exact=True).click()

    def drop(self, name: str, text: str) -> None:
        """One file dropped onto the upload page."""
        self.page.goto("/dmarc/upload/")
        self.page.evaluate(DROP, [name, text])
        expect(self.page.locator(".file-list li")).to_contain_text(name)
        self.page.get_by_role("button", name="Upload", exact=True).click()

    def state_of_file(self) -> Any:
        """The tag on the page of a received file."""
        return self.page.locator("#received .page-h .tag, #received header .tag").first

    def day_of(self, domain: str, label: str) -> tuple[int, ...]:
        """The figures of a day in the chart of a domain's page: both, DKIM only, SPF only, failed."""
        self.page.goto("/dmarc/domains/")
        self.page.get_by_role("link", name=domain, exact=True).click()
        expect(self.page.locator("h1")).to_have_text(domain)
        row = self.page.locator(".chart-data tr").filter(has=self.page.locator("th", has_text=label)).first
        return tuple(int(cell.replace(",", "")) for cell in row.locator("td").all_text_contents())

    def call(self, path: str, **options: Any) -> tuple[int, str]:
        """Status and text of what the server answers to the page's own call."""
        return tuple(self.page.evaluate(CALL, [path, options]))

    def wait_for(self, url: str, wanted: str) -> None:
        """Until the page at the address holds the text."""
        self.page.wait_for_function(HOLDS, arg=[url, wanted], polling=250)

    def faults(self) -> list[str]:
        """Everything a machine can see wrong: accessibility, sideways scrolling."""
        self.page.evaluate(AXE())
        found = list(self.page.evaluate(RUN_AXE, RULES))
        wide = self.page.evaluate("Math.max(0, document.scrollingElement.scrollWidth - innerWidth)")
        return [*found, *([f"{wide} px too wide"] if wide else [])]
