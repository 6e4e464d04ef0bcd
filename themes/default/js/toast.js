/* Short messages, with Undo where the server offers it: HX-Trigger: {"toast": {"text": "…", "undo": "/address/"}}. */
import { make, one, word } from "./dom.js";

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

export const toast = ({ text, undo }) => {
  const place = one(".toasts");
  if (!place || !text) return;
  const box = make("div", "toast");
  box.append(make("span", "", text));
  if (undo) box.append(undoButton(undo, box));
  place.append(box);
  const live = one("#live");
  if (live) live.textContent = text;
  let timer;
  const leave = () => (timer = setTimeout(() => box.remove(), undo ? SHOWN_WITH_UNDO : SHOWN));
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", leave);
  leave();
};
