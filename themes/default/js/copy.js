/* data-copy="text", or data-copy-from="#id" for the text of another element. */
import { on, one, word } from "./dom.js";
import { toast } from "./toast.js";

on("click", "[data-copy], [data-copy-from]", async (event, button) => {
  const text = button.dataset.copy || one(button.dataset.copyFrom)?.textContent.trim() || "";
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: word("copied") });
  } catch {
    toast({ text: word("notCopied") });
  }
});
