/* .file-drop around an ordinary file input: dropping works, and the chosen names are listed with their sizes. */
import { make, on, one } from "./dom.js";

const size = (bytes) =>
  bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const list = (box) => {
  const names = one(".file-list", box);
  if (!names) return;
  names.replaceChildren(
    ...[...one("input[type=file]", box).files].map((file) => {
      const line = make("li");
      line.append(make("span", "", file.name), make("span", "mut", size(file.size)));
      return line;
    }),
  );
};

on("change", ".file-drop input[type=file]", (event, input) => list(input.closest(".file-drop")));
on("reset", "form", (event, form) => setTimeout(() => form.querySelectorAll(".file-drop").forEach(list)));

on("dragover", ".file-drop", (event, box) => {
  event.preventDefault();
  box.classList.add("over");
});
on("dragleave", ".file-drop", (event, box) => {
  if (!box.contains(event.relatedTarget)) box.classList.remove("over");
});
on("drop", ".file-drop", (event, box) => {
  event.preventDefault();
  box.classList.remove("over");
  const input = one("input[type=file]", box);
  const given = [...event.dataTransfer.files];
  if (!given.length || input.disabled) return;
  const chosen = new DataTransfer();
  (input.multiple ? given : given.slice(0, 1)).forEach((file) => chosen.items.add(file));
  input.files = chosen.files;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
