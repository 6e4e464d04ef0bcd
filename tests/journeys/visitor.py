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
LAID_OUT = """() => {
    const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.closest('.sr, .skip');
    const name = e => `${e.tagName} ${(e.textContent || e.ariaLabel || e.name || '').trim().slice(0, 40)}`;
    const style = e => getComputedStyle(e);
    const says = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const small = 'button, .btn, th, label, legend, .tag, .chip, nav a, .tabs a, h1, h2, h3, dt, .kpi *';
    const found = [];
    for (const e of document.querySelectorAll(small))
        if (says(e) && shown(e) && e.clientWidth > 1 && style(e).overflowX !== 'visible'
            && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 3))
            found.push(`cut: ${name(e)}`);
    const above = e => e.parentElement ? [e.parentElement, ...above(e.parentElement)] : [];
    const pinned = e => [e, ...above(e)].some(each => /fixed|sticky/.test(style(each).position));
    const seen = e => {
        const own = e.getBoundingClientRect(), box = {l: own.left, r: own.right, t: own.top, b: own.bottom};
        for (const each of above(e)) if (style(each).overflowX !== 'visible' && each !== document.documentElement) {
            const frame = each.getBoundingClientRect();
            box.l = Math.max(box.l, frame.left), box.r = Math.min(box.r, frame.right);
            box.t = Math.max(box.t, frame.top), box.b = Math.min(box.b, frame.bottom);
        }
        return [e, box];
    };
    const things = 'a[href], button, input:not([type=hidden]), select, textarea, summary, h1, h2';
    const boxes = [...document.querySelectorAll(things)].filter(e => shown(e) && !pinned(e)).map(seen)
        .filter(([, box]) => box.r - box.l > 2 && box.b - box.t > 2);
    for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
        const [a, p] = boxes[i], [b, q] = boxes[j];
        const wide = Math.min(p.r, q.r) - Math.max(p.l, q.l), high = Math.min(p.b, q.b) - Math.max(p.t, q.t);
        if (wide > 3 && high > 3 && !a.contains(b) && !b.contains(a)) found.push(`overlap: ${name(a)} | ${name(b)}`);
    }
    const out = document.scrollingElement.scrollWidth - innerWidth;
    return out > 0 ? [...found, `${out} px too wide`] : found;
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

    def laid_out(self) -> list[str]:
        """What is cut off, what lies over something else, and sideways scrolling."""
        return list(self.page.evaluate(LAID_OUT))

    def faults(self) -> list[str]:
        """Everything a machine can see wrong: accessibility, sideways scrolling."""
        self.page.evaluate(AXE())
        found = list(self.page.evaluate(RUN_AXE, RULES))
        wide = self.page.evaluate("Math.max(0, document.scrollingElement.scrollWidth - innerWidth)")
        return [*found, *([f"{wide} px too wide"] if wide else [])]
