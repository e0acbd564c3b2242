// Shows how far an upload has come, and stops it. Without this file the form is sent the plain way.
"use strict";

const form = document.querySelector("form[data-upload]");

function follow(form) {
  const panel = form.querySelector("[data-upload-progress]");
  const bar = panel.querySelector("progress");
  const said = panel.querySelector("[data-upload-said]");
  const cancel = panel.querySelector("[data-upload-cancel]");
  const send = form.querySelector("button.button:not([type=button])");
  let request = null;

  const say = (sentence) => { if (said.textContent !== sentence) said.textContent = sentence; };

  function rest(sentence) {
    request = null;
    send.disabled = false;
    cancel.hidden = true;
    say(sentence);
    send.focus();
  }

  function showAnswer(answer) {
    const page = new DOMParser().parseFromString(answer, "text/html");
    const main = document.querySelector("main");
    main.replaceWith(document.adoptNode(page.querySelector("main")));
    document.title = page.title;
    const renewed = document.querySelector("form[data-upload]");
    if (renewed) follow(renewed);
    const summary = document.querySelector("[data-focus-first]");
    (summary || document.querySelector("main")).focus();
  }

  // The answer is shown as it came: asked for again, it would have lost its messages.
  function finish() {
    if (request.responseURL !== window.location.href) window.history.pushState({}, "", request.responseURL);
    showAnswer(request.responseText);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (request) return;
    request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (step) => {
      if (!step.lengthComputable) return;
      const share = Math.floor((100 * step.loaded) / step.total);
      bar.value = share;
      say(said.dataset.saidSending.replace("{share}", share));
    });
    request.upload.addEventListener("load", () => say(said.dataset.saidReading));
    request.addEventListener("load", finish);
    request.addEventListener("error", () => rest(said.dataset.saidFailed));
    request.addEventListener("abort", () => rest(said.dataset.saidStopped));
    panel.hidden = false;
    cancel.hidden = false;
    send.disabled = true;
    request.open("POST", form.action || window.location.href);
    request.send(new FormData(form));
    cancel.focus();
  });

  cancel.addEventListener("click", () => { if (request) request.abort(); });
}

if (form) follow(form);
window.addEventListener("popstate", () => window.location.reload());
