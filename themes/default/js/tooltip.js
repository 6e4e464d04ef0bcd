/* Values of charts under the pointer. data-tip is JSON: [title, [[name, value, colour class], …]]. The same figures are in
   "View as table" for everyone without a pointer. */
import { make } from "./dom.js";

let tip;

const fill = (title, rows) => {
  tip ??= document.body.appendChild(make("div", "tip"));
  tip.setAttribute("aria-hidden", "true");
  tip.replaceChildren(make("b", "", title));
  for (const [name, value, colour] of rows) {
    const line = make("div");
    if (colour) line.append(make("i", `swatch ${colour}`));
    line.append(make("span", "", name), make("span", "", value));
    tip.append(line);
  }
  tip.hidden = false;
};

const place = (x, y) => {
  const box = tip.getBoundingClientRect();
  const right = x + 22 + box.width > innerWidth;
  tip.style.left = `${right ? Math.max(8, x - box.width - 14) : x + 14}px`;
  tip.style.top = `${Math.max(8, y - box.height - 12)}px`;
};

let shown;
document.addEventListener(
  "pointermove",
  (event) => {
    const target = event.target.closest?.("[data-tip]");
    if (!target) {
      if (tip) tip.hidden = true;
      shown = undefined;
      return;
    }
    if (target !== shown) fill(...JSON.parse(target.dataset.tip));
    shown = target;
    place(event.clientX, event.clientY);
  },
  { passive: true },
);
