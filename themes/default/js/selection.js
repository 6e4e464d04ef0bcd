/* Rows of a list inside [data-table]: [data-sel] per row, [data-sel-all] in the head, .bulk with [data-count]. Shift takes
   a range. */
import { all, on, one } from "./dom.js";

const show = (table) => {
  const boxes = all("[data-sel]", table);
  const count = boxes.filter((box) => box.checked).length;
  boxes.forEach((box) => box.closest("tr").setAttribute("aria-selected", String(box.checked)));
  const head = one("[data-sel-all]", table);
  if (head) {
    head.checked = count > 0 && count === boxes.length;
    head.indeterminate = count > 0 && count < boxes.length;
  }
  const bulk = one(".bulk", table);
  if (!bulk) return;
  bulk.classList.toggle("on", count > 0);
  one("[data-count]", bulk).textContent = String(count);
};

let last;

/* Everything between the row chosen last and this one becomes what this one is. */
const range = (table, box) => {
  if (!last || !table.contains(last)) return;
  const boxes = all("[data-sel]", table);
  const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
  boxes.slice(from, to + 1).forEach((each) => (each.checked = box.checked));
};

const took = (box, withRange) => {
  const table = box.closest("[data-table]");
  if (!table) return;
  if (withRange) range(table, box);
  last = box;
  show(table);
};

on("click", "[data-sel]", (event, box) => took(box, event.shiftKey));

/* By keyboard: the row that has the focus. */
export const selectRow = (withRange) => {
  const box = one("[data-sel]", document.activeElement?.closest("tr") ?? document.createElement("tr"));
  if (!box) return;
  box.checked = withRange || !box.checked;
  took(box, withRange);
};

export const clearSelection = () => all("[data-sel-none]").forEach((button) => button.click());

on("change", "[data-sel-all]", (event, head) => {
  const table = head.closest("[data-table]");
  all("[data-sel]", table).forEach((box) => (box.checked = head.checked));
  show(table);
});

on("click", "[data-sel-none]", (event, button) => {
  const table = button.closest("[data-table]");
  all("[data-sel]", table).forEach((box) => (box.checked = false));
  show(table);
});
