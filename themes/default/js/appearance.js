/* Light, dark or the device's choice, row density and single-key shortcuts live in cookies, so that the server writes them
   on <html> and the first paint is right. */
import { all, on, root } from "./dom.js";
import { token } from "./request.js";

const YEAR = 31536000;
const ATTRIBUTES = { mode: "mode", density: "density", keys: "keys" };
const DEFAULTS = { mode: "auto", density: "cosy", keys: "on" };

const remember = (name, value) => {
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `${name}=${value};path=/;max-age=${YEAR};samesite=lax${secure}`;
};

const current = (name) => root.dataset[ATTRIBUTES[name]] || DEFAULTS[name];

/* Single keys belong to the person: the account keeps the choice for other browsers. */
const tellAccount = (isOn) =>
  fetch("/api/users/me", {
    method: "PATCH",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() ?? "" },
    body: JSON.stringify({ single_keys: isOn }),
  }).catch(() => {});

const show = () =>
  all("[data-set]").forEach((button) => {
    const [name, value] = button.dataset.set.split(":");
    button.setAttribute("aria-pressed", String(current(name) === value));
  });

on("click", "[data-set]", (event, button) => {
  const [name, value] = button.dataset.set.split(":");
  if (!(name in ATTRIBUTES)) return;
  remember(name, value);
  if (value === DEFAULTS[name]) delete root.dataset[ATTRIBUTES[name]];
  else root.dataset[ATTRIBUTES[name]] = value;
  show();
  if (name === "keys") tellAccount(value === "on");
});

show();
