/* The palette lists what the server rendered for this person; typing filters it, Enter opens. data-search names an address
   that answers further options for the text typed. */
import { all, on, one } from "./dom.js";

const dialog = () => one("#palette");
const field = () => one("#palette input");
const visible = () => all("#palette [role=option]:not([hidden])");

let current = 0;

const mark = (index) => {
  const options = visible();
  if (!options.length) return field().removeAttribute("aria-activedescendant");
  current = (index + options.length) % options.length;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === current)));
  field().setAttribute("aria-activedescendant", options[current].id);
  options[current].scrollIntoView({ block: "nearest" });
};

const hideEmptyGroups = () =>
  all("#palette .group").forEach((group) => {
    let next = group.nextElementSibling;
    let shown = false;
    while (next && !next.matches(".group")) {
      shown ||= !next.hidden;
      next = next.nextElementSibling;
    }
    group.hidden = !shown;
  });

const filter = () => {
  const words = field().value.toLowerCase().split(/\s+/);
  all("#palette [role=option]").forEach((option) => {
    option.hidden = !words.every((each) => option.textContent.toLowerCase().includes(each));
  });
  hideEmptyGroups();
  one("#palette .palette-none").hidden = visible().length > 0;
  mark(0);
};

export const openPalette = () => {
  if (!dialog() || dialog().open) return dialog()?.close();
  dialog().showModal();
  field().value = "";
  filter();
  field().focus();
};

on("click", "[data-palette]", openPalette);
on("input", "#palette input", filter);
on("keydown", "#palette input", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(current + step);
  else if (event.key === "Enter") visible()[current]?.click();
  else return;
  event.preventDefault();
});
on("click", "#palette [role=option]", (event, option) => option.dataset.href && location.assign(option.dataset.href));
