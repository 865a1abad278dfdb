/* Saves a form as one writes (docs/look.md). Without it the save button does the same.
   The server answers with JSON: the words to show, and the fields that have changed on the way (version, keys of new rows). */
(function () {
  "use strict";

  const PAUSE = 1500;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const state = form.querySelector("[data-savestate]");
  let timer, sending, waiting, isStopped;

  const textOf = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  let saved = form.dataset.guard === "unsaved" ? "" : textOf();

  function show(words, isSaved) {
    if (!words) return;
    state.textContent = words;
    state.classList.toggle("is-offline", !isSaved);
  }

  function take(answer, sent) {
    const isSame = textOf() === sent;
    for (const [name, value] of Object.entries(answer.fields || {})) if (form.elements[name]) form.elements[name].value = value;
    for (const [id, html] of Object.entries(answer.pieces || {})) {
      const piece = new DOMParser().parseFromString(html, "text/html").body;
      document.getElementById(id).replaceChildren(...piece.childNodes);
    }
    show(answer.state, answer.is_saved);
    if (answer.is_conflict) isStopped = true;
    if (!answer.is_saved || !isSame) return;
    saved = textOf();
    form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true }));
  }

  async function send() {
    const data = new FormData(form);
    const sent = textOf();
    data.set("save", "auto");
    try {
      const response = await fetch(window.location.pathname, { method: "POST", body: data, credentials: "same-origin" });
      const isOurs = (response.headers.get("Content-Type") || "").includes("json");
      if (isOurs) take(await response.json(), sent);
      else show(form.dataset.autosave, false);
    } catch {
      show(form.dataset.autosave, false);
    }
  }

  async function save() {
    clearTimeout(timer);
    if (sending || isStopped || form.dataset.sent || textOf() === saved) return;
    sending = send();
    await sending;
    sending = null;
    if (waiting) {
      const button = waiting;
      waiting = null;
      form.requestSubmit(button === form ? undefined : button);
    }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  if (form.dataset.guard === "unsaved") soon();

  /* A button pressed while a save is on its way waits for it: else one would collide with oneself. */
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    waiting = event.submitter || form;
  });
})();
