/* Short messages, also those that a page brings along (.alert[data-toast]), with Undo where the server offers it: HX-Trigger: {"toast": {"text": "…", "undo": "/address/"}}. */
import { all, make, one, word } from "./dom.js";

const SHOWN = 5000;
const SHOWN_WITH_UNDO = 10000;

const undoButton = (address, box) => {
  const button = make("button", "", word("undo"));
  button.type = "button";
  button.addEventListener("click", () => {
    window.htmx?.ajax("POST", address, { swap: "none" });
    box.remove();
  });
  return button;
};

export const toast = ({ text, undo, form }) => {
  const place = one(".toasts");
  if (!place || !text) return;
  const box = make("div", "toast");
  box.append(make("span", "", text));
  if (undo) box.append(undoButton(undo, box));
  if (form) box.append(form);
  place.append(box);
  const live = one("#live");
  if (live) live.textContent = text;
  let timer;
  const leave = () => (timer = setTimeout(() => box.remove(), undo || form ? SHOWN_WITH_UNDO : SHOWN));
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", leave);
  leave();
};

all(".alert[data-toast]").forEach((alert) => {
  const form = one("form", alert);
  one("button", form).className = "";
  toast({ text: one("p", alert).textContent, form });
  alert.remove();
});
