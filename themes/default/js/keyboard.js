/* Every shortcut is declared in the markup: data-key="g t" on the link or button that it presses. The help dialog lists what
   it finds, so it is never out of date. Single keys never fire in fields and can be switched off (WCAG 2.1.4). */
import { all, make, on, one, root } from "./dom.js";
import { openRowMenu } from "./lists.js";
import { openPalette } from "./palette.js";
import { clearSelection, selectRow } from "./selection.js";

const SECOND_KEY_WITHIN = 900;
let first = "";

const press = (element) => (element.matches("input, textarea, select") ? element.focus() : element.click());

const moveRow = (step) => {
  const rows = all("a.row");
  const index = rows.indexOf(document.activeElement) + step;
  rows[Math.max(0, Math.min(rows.length - 1, index))]?.focus();
};

const BUILT_IN = {
  "/": openPalette,
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: () => selectRow(false),
  X: () => selectRow(true),
  ".": openRowMenu,
  "?": () => openHelp(),
};

const bound = (keys) => all("[data-key]").find((element) => element.dataset.key === keys);

const inField = (target) => target.closest?.("input, select, textarea, [contenteditable], dialog[open]");

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && one("#palette")) {
    event.preventDefault();
    return openPalette();
  }
  if (root.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  if (event.key === "Escape") return one("[popover]:popover-open, dialog[open]") ? undefined : clearSelection();
  const keys = first ? `${first} ${event.key}` : event.key;
  const act = bound(keys) ? () => press(bound(keys)) : BUILT_IN[keys];
  first = "";
  if (act) {
    event.preventDefault();
    act();
  } else if (event.key === "g") {
    first = "g";
    setTimeout(() => (first = ""), SECOND_KEY_WITHIN);
  }
});

const line = (keys, label) => {
  const name = make("dt");
  keys.split(" ").forEach((key) => name.append(make("kbd", "", key), " "));
  return [name, make("dd", "", label)];
};

const label = (element) =>
  element.dataset.keyLabel || element.getAttribute("aria-label") || element.textContent.trim();

function openHelp() {
  const dialog = one("#shortcuts");
  const list = dialog && one("[data-bindings]", dialog);
  if (!list) return;
  list.replaceChildren(...all("[data-key]").flatMap((element) => line(element.dataset.key, label(element))));
  dialog.showModal();
}

on("click", "[data-shortcuts]", openHelp);
