/* The interactive reference of the API: a call that changes something carries the CSRF token, and colours follow the
   page's own tokens, so that theme and mode hold. */
const TOKENS = {
  "bg-color": "--bg", "text-color": "--text", "primary-color": "--brand-text", "secondary-color": "--brand-text",
  "nav-bg-color": "--surface", "nav-text-color": "--text",
};
const reader = document.querySelector("openapi-explorer");

/* The reader brings a `main` of its own, and a page has one: ours gives way where the reader runs. This script stands
   before the reader's, so nothing is drawn twice. */
for (const landmark of reader ? [reader.closest("main"), document.querySelector("main > header")] : []) {
  const plain = document.createElement("div");
  for (const { name, value } of landmark?.attributes ?? []) plain.setAttribute(name, value);
  plain.append(...(landmark?.childNodes ?? []));
  if (landmark?.matches("main")) plain.setAttribute("role", "main");
  landmark?.replaceWith(plain);
}
const head = reader && document.querySelector(".page-header");
head?.setAttribute("role", "region");
head?.setAttribute("aria-label", head.querySelector("h1").textContent);

const csrf = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1];

/* A token as the reader wants it: #rrggbb, whatever notation the style sheet used. */
function hex(name) {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.color = `var(${name})`;
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

for (const [attribute, token] of Object.entries(TOKENS)) reader?.setAttribute(attribute, hex(token));

/* Its buttons keep the contrast of the theme. */
const house = new CSSStyleSheet();
house.replaceSync(`.m-btn, .m-btn:hover { background: var(--surface) !important; color: var(--text) !important;
  border-color: var(--border-s) !important; }`);
customElements.whenDefined("openapi-explorer").then(() => {
  const root = reader?.shadowRoot;
  if (!root) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, house];
  const stepBack = () => root.querySelector("main") && document.getElementById("main").removeAttribute("role");
  new MutationObserver(stepBack).observe(root, { childList: true, subtree: true });
  stepBack();
});

reader?.addEventListener("request", (event) => {
  const { request } = event.detail;
  const token = csrf();
  if (!token || /^(get|head)$/i.test(request.method)) return;
  const headers = new Headers(request.headers);
  headers.set("X-CSRFToken", token);
  request.headers = headers;
});
