"""A visitor who never touches the pointer: Tab and arrows lead everywhere, and one always sees where one is."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

MOST_STEPS = 160
PLACE = """async () => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    await Promise.allSettled(at.getAnimations().map(each => each.finished));
    const drawn = style => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
        || style.boxShadow !== "none" || parseFloat(style.borderTopWidth) >= 2;
    const beside = [at.parentElement, at.closest("label"), at.nextElementSibling, ...(at.labels ?? [])];
    const near = [at, ...beside].filter(Boolean);
    const box = (near.find(each => each.getBoundingClientRect().width > 1) ?? at).getBoundingClientRect();
    const seen = near.some(each => drawn(getComputedStyle(each)));
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return {what: at.outerHTML.slice(0, 120), seen, inside};
}"""


class Keys:
    """The keyboard of a page. `unseen` are the places where the focus could not be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Into what has the focus."""
        self.page.keyboard.type(text)

    def replace(self, text: str) -> None:
        """What stands in the field gives way to the text."""
        self.press("Control+a")
        self.type(text)

    def to(self, wanted: Locator, *, back: bool = False) -> None:
        """By Tab to it. Fails where it is never reached: out of the order, or behind a trap."""
        wanted.first.wait_for(state="attached")
        for _step in range(MOST_STEPS):
            if wanted.first.evaluate("each => each === document.activeElement"):
                return
            self.press("Shift+Tab" if back else "Tab")
            self._look()
        raise AssertionError(f"Tab never reaches {wanted}; it stands at {self.page.evaluate(PLACE)}")

    def press_on(self, wanted: Locator, key: str = "Enter", *, back: bool = False) -> None:
        """To it, and press."""
        self.to(wanted, back=back)
        self.press(key)

    def _look(self) -> None:
        place: dict[str, Any] | None = self.page.evaluate(PLACE)
        if place and not (place["seen"] and place["inside"]):
            self.unseen.append(place["what"])
