/* What older browsers lack: invoker commands for dialogs and anchor positioning for menus. */
import { on } from "./dom.js";

if (!("command" in HTMLButtonElement.prototype)) {
  on("click", "[commandfor]", (event, button) => {
    const dialog = document.getElementById(button.getAttribute("commandfor"));
    if (button.getAttribute("command") === "show-modal") dialog?.showModal();
    else dialog?.close();
  });
}

const EDGE = 8;

if (!CSS.supports("position-area: block-end")) {
  document.addEventListener(
    "toggle",
    (event) => {
      const menu = event.target;
      if (event.newState !== "open" || !menu.matches?.(".menu")) return;
      const button = document.querySelector(`[popovertarget="${menu.id}"]`)?.getBoundingClientRect();
      if (!button) return;
      const box = menu.getBoundingClientRect();
      menu.style.top = `${Math.min(button.bottom, innerHeight - box.height - EDGE)}px`;
      menu.style.left = `${Math.max(EDGE, Math.min(button.right - box.width, innerWidth - box.width - EDGE))}px`;
    },
    true,
  );
}

/* A click beside a modal dialog closes it. */
on("click", "dialog[open]", (event, dialog) => {
  if (event.target !== dialog) return;
  const box = dialog.getBoundingClientRect();
  const beside = event.clientX < box.left || event.clientX > box.right;
  const aboveOrBelow = event.clientY < box.top || event.clientY > box.bottom;
  if (beside || aboveOrBelow) dialog.close();
});
