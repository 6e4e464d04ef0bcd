/* The behaviour of every page: progressive enhancement over server HTML. No inline handler, no eval, no style attribute
   (positions are set through the CSSOM), so it runs under the strict content security policy. Without it pages still work. */
import "./appearance.js";
import "./request.js";
import "./tooltip.js";
import { toast } from "./toast.js";
import "./copy.js";
import "./selection.js";
import "./lists.js";
import "./forms.js";
import "./file_drop.js";
import "./colour.js";
import "./palette.js";
import "./keyboard.js";
import "./popover.js";
import "./tabs.js";

document.addEventListener("toast", (event) => toast(event.detail));
