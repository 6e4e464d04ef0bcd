/* input[data-colour-of=ID] chooses a colour for the text field with that id, and follows what is typed there. */
import { all, on } from "./dom.js";

const HEX = /^#[0-9a-f]{6}$/i;

on("input", "[data-colour-of]", (event, chooser) => {
  const field = document.getElementById(chooser.dataset.colourOf);
  if (!field || event.target !== chooser || field.value === chooser.value) return;
  field.value = chooser.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

on("input", "input.hex", (event, field) => {
  if (!HEX.test(field.value)) return;
  all("[data-colour-of]").filter((chooser) => chooser.dataset.colourOf === field.id).forEach((chooser) => (chooser.value = field.value.toLowerCase()));
});
