/* Tabs that do not fit scroll sideways: the open one is brought into sight, without moving the page. */
for (const bar of document.querySelectorAll(".tabs")) {
  const open = bar.querySelector("[aria-current]");
  if (open && bar.scrollWidth > bar.clientWidth)
    bar.scrollLeft = open.offsetLeft - bar.offsetLeft - (bar.clientWidth - open.offsetWidth) / 2;
}
