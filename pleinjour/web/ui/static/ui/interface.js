// Comfort only: every page works without this file.
"use strict";

// `autofocus` puts the focus on a summary of errors; browsers that ignore it on a <div> are helped here.
const summary = document.querySelector("[data-focus-first]");
if (summary && document.activeElement !== summary) summary.focus();

// A menu closes with Escape, and gives the focus back to the button that opened it.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
