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

on("click", "[data-sel]", (event, box) => {
  const table = box.closest("[data-table]");
  if (!table) return;
  if (event.shiftKey && last && table.contains(last)) {
    const boxes = all("[data-sel]", table);
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((each) => (each.checked = box.checked));
  }
  last = box;
  show(table);
});

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
