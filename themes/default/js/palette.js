/* The palette lists what the server rendered for this person; typing filters it, and htmx adds below it what is found of
   the text (#palette-found). Arrow keys move, Enter opens; without a choice Enter sends the form to the page of results. */
import { all, on, one } from "./dom.js";

const FIXED = ":is(#palette-recent, #palette-fixed) [role=option]";
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
  all(":is(#palette-recent, #palette-fixed) .group").forEach((group) => {
    let next = group.nextElementSibling;
    let shown = false;
    while (next && !next.matches(".group")) {
      shown ||= !next.hidden;
      next = next.nextElementSibling;
    }
    group.hidden = !shown;
  });

const sayNothing = (isKnown) => (one("#palette .palette-none").hidden = !isKnown || visible().length > 0);

const filterFixed = () => {
  const words = field().value.toLowerCase().split(/\s+/);
  all(FIXED).forEach((option) => {
    option.hidden = !words.every((each) => option.textContent.toLowerCase().includes(each));
  });
  hideEmptyGroups();
};

const filter = () => {
  filterFixed();
  sayNothing(!field().hasAttribute("hx-get"));
  mark(0);
};

export const openPalette = () => {
  if (!dialog() || dialog().open) return dialog()?.close();
  dialog().showModal();
  field().value = "";
  one("#palette-found").replaceChildren();
  filter();
  field().focus();
  one("#palette-recent")?.dispatchEvent(new Event("palette-open"));
};

on("click", "[data-palette]", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openPalette();
});
on("input", "#palette input", filter);
on("keydown", "#palette input", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const option = visible()[current];
  if (step) mark(current + step);
  else if (event.key === "Enter" && option) option.click();
  else return;
  event.preventDefault();
});
document.addEventListener("htmx:after:swap", () => {
  if (!dialog()?.open) return;
  filterFixed();
  sayNothing(true);
  mark(Math.min(current, Math.max(0, visible().length - 1)));
});
