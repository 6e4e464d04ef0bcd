/* form[data-dirty] counts what differs from the server's values, shows .save-bar and warns before leaving. Any form shows
   its button as busy and cannot be sent twice. select[data-go] goes to its value; form[data-auto] sends itself. */
import { all, on, one } from "./dom.js";

const selectDiffers = (select) =>
  one("[selected]", select)
    ? [...select.options].some((option) => option.selected !== option.defaultSelected)
    : select.selectedIndex > 0; /* without a marked option the browser shows the first one */

/* data-was is what the server stores, where a form is shown again with what was typed. */
const differs = (input) => {
  const { was } = input.dataset;
  if (was !== undefined) return (input.type === "checkbox" ? (input.checked ? "true" : "") : input.value) !== was;
  if (input.type === "checkbox" || input.type === "radio") return input.checked !== input.defaultChecked;
  if (input.type === "file") return input.files.length > 0;
  return input.tagName === "SELECT" ? selectDiffers(input) : input.value !== input.defaultValue;
};

const fields = (within) => all("input:not([type=hidden]), select, textarea", within);

const count = (form) => {
  all(".setting", form).forEach((row) => row.classList.toggle("changed", fields(row).some(differs)));
  return fields(form).filter(differs).length;
};

const show = (form) => {
  const changes = count(form);
  form.dataset.changes = String(changes);
  const bar = one(".save-bar", form);
  if (!bar) return;
  bar.hidden = changes === 0;
  const figure = one("[data-count]", bar);
  if (figure) figure.textContent = String(changes);
};

on("input", "form[data-dirty]", (event, form) => show(form));
on("reset", "form[data-dirty]", (event, form) => setTimeout(() => show(form)));

addEventListener("beforeunload", (event) => {
  if (all("form[data-dirty]").some((form) => Number(form.dataset.changes) > 0)) event.preventDefault();
});

on("submit", "form", (event, form) => {
  if (event.defaultPrevented) return;
  form.dataset.changes = "0";
  if (form.method !== "post" || form.target) return;
  const button = event.submitter;
  if (button?.getAttribute("aria-busy") === "true") return event.preventDefault();
  button?.setAttribute("aria-busy", "true");
});

/* Coming back with the browser's own Back must not leave the button busy. */
const rest = () => all("button[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
addEventListener("pageshow", rest);
document.addEventListener("htmx:finally:request", rest);

on("change", "select[data-go]", (event, select) => location.assign(select.value));
on("change", "form[data-auto]", (event, form) => form.requestSubmit());

/* Typed confirmation: the button wakes when the text matches. Without script the server checks it all the same. */
const confirmTyped = (input) => {
  const button = one("button[type=submit], button:not([type])", input.form);
  if (button) button.disabled = input.value.trim() !== input.dataset.expect;
};
on("input", "[data-expect]", (event, input) => confirmTyped(input));
all("[data-expect]").forEach(confirmTyped);

one("[data-focus]")?.focus();
