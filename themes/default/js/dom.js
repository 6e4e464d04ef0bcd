export const root = document.documentElement;

export const one = (selector, within = document) => within.querySelector(selector);

export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/* Delegated listener: parts that arrive later through htmx work as well. */
export const on = (event, selector, act) =>
  document.addEventListener(event, (ev) => {
    const match = ev.target.closest?.(selector);
    if (match) act(ev, match);
  });

/* Texts of the kernel come from the server, translated, on the element with this id. */
export const word = (name) => one("#kernel-words")?.dataset[name] ?? "";

export const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};
