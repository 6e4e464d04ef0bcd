/* The menu of a row: one for all rows, #row-menu; its entries are shown by the letters of the button's data-menu and lead
   below the button's own address. Then the column picker, whose arrows move a line without asking the server. */
import { all, on, one } from "./dom.js";

const open = (button) => {
  const menu = one("[data-row-menu]", button.closest("[data-table]"));
  const row = button.closest("tr");
  if (!menu?.showPopover || !row) return false;
  const at = new URL(button.href).pathname.replace(new RegExp(`${menu.dataset.first || ""}$`), "");
  all("[data-letter]", menu).forEach((entry) => {
    entry.hidden = !button.dataset.menu.includes(entry.dataset.letter);
    entry[entry.tagName === "FORM" ? "action" : "href"] = at + entry.dataset.word;
  });
  menu.showPopover({ source: button });
  if (!CSS.supports("position-area: block-end")) {
    const box = button.getBoundingClientRect();
    menu.style.top = `${Math.min(box.bottom, innerHeight - menu.offsetHeight - 8)}px`;
    menu.style.left = `${Math.max(8, box.right - menu.offsetWidth)}px`;
  }
  one("[data-letter]:not([hidden])", menu)?.querySelector("button")?.focus();
  one("a[data-letter]:not([hidden])", menu)?.focus();
  return true;
};

on("click", "[data-menu]", (event, button) => {
  if (!event.ctrlKey && !event.metaKey && open(button)) event.preventDefault();
});

/* The row that has the focus, else the first one. */
export const openRowMenu = () => {
  const row = document.activeElement?.closest("tr") ?? one("[data-table] tbody tr");
  one("[data-menu]", row ?? document)?.click();
};

on("click", "[data-picker] [name=up], [data-picker] [name=down]", (event, button) => {
  event.preventDefault();
  const line = button.closest("li");
  const other = button.name === "up" ? line.previousElementSibling : line.nextElementSibling;
  if (!other || one("input:disabled", other)) return;
  other[button.name === "up" ? "before" : "after"](line);
  button.focus();
});
