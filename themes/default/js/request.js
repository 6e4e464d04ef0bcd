/* htmx: the CSRF header on every request that changes something, and a word when the server cannot be reached. */
import { one, word } from "./dom.js";
import { toast } from "./toast.js";

export const token = () =>
  document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ??
  one("input[name=csrfmiddlewaretoken]")?.value;

document.addEventListener("htmx:config:request", (event) => {
  const request = event.detail.ctx?.request;
  const value = token();
  if (request && value && !/^(get|head)$/i.test(request.method)) request.headers["X-CSRFToken"] = value;
});

document.addEventListener("htmx:error", () => toast({ text: word("offline") }));
