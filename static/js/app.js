/* Conveniences. Every page works without this file; each behaviour hangs on a data- attribute (docs/look.md). */
(function () {
  "use strict";

  const on = (type, selector, handler) =>
    document.addEventListener(type, (event) => {
      const target = event.target instanceof Element ? event.target.closest(selector) : null;
      if (target) handler(target, event);
    });
  const isTyping = (element) =>
    element instanceof Element && element.matches("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

  /* Focus: what went wrong, or what was just fetched, is where one continues. */
  function focusMarked(root) {
    const marked = root.matches?.("[data-focus]") ? root : root.querySelector("[data-focus]");
    if (marked) marked.focus();
  }
  document.addEventListener("DOMContentLoaded", () => focusMarked(document.documentElement));
  document.addEventListener("htmx:afterSwap", (event) => focusMarked(event.detail.target));

  /* Links in the error summary go to the field itself; for a group, to its first choice. */
  on("click", ".error-summary a[href^='#']", (link, event) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    const field = target.matches("fieldset, div, ul") ? target.querySelector("input, select, textarea") || target : target;
    target.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });

  /* On a phone the tabs are wider than the screen: bring the one you stand on into sight, without moving the page. */
  function showTab(root) {
    for (const tab of root.querySelectorAll(".subnav [aria-current], .viewtabs [aria-current]")) {
      const row = tab.parentElement;
      row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }
  }
  document.addEventListener("DOMContentLoaded", () => showTab(document));
  document.addEventListener("htmx:afterSwap", () => showTab(document));

  /* Menus: one open at a time, closed by Escape and by a click elsewhere. */
  const openMenus = () => document.querySelectorAll("details.drop[open]");
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    });
  });

  /* Keys: "/" and others named by data-hotkey; J K X Enter in lists. */
  function rowsOf(list) {
    return [...list.querySelectorAll("tbody tr[data-href]")];
  }
  function walk(list, step) {
    const rows = rowsOf(list);
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.classList.contains("is-current"));
    const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    rows.forEach((row) => row.classList.toggle("is-current", row === next));
    next.scrollIntoView({ block: "nearest" });
    next.querySelector("a[href]")?.focus({ preventScroll: true });
  }
  /* Whoever steers by voice or tremor can turn the single keys off (in the own menu); kept in this browser only. */
  const KEYS_OFF = "taster-fra";
  const keysOff = () => localStorage.getItem(KEYS_OFF) === "1";
  const showKeys = () =>
    document.querySelectorAll("[data-letter-keys] button").forEach((button) => {
      button.parentElement.closest("[hidden]")?.removeAttribute("hidden");
      button.setAttribute("aria-pressed", String((button.value === "0") === keysOff()));
    });
  on("click", "[data-letter-keys] button", (button) => {
    localStorage.setItem(KEYS_OFF, button.value === "0" ? "1" : "");
    showKeys();
  });
  document.addEventListener("DOMContentLoaded", showKeys);

  const listKeys = {
    j: (list) => walk(list, 1),
    k: (list) => walk(list, -1),
    x: (list) => list.querySelector("tr.is-current input[type=checkbox]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keysOff()) return;
    if (document.querySelector("dialog[open]")) return;
    const hot = [...document.querySelectorAll("[data-hotkey]")].find((element) => element.dataset.hotkey === event.key);
    if (hot) {
      event.preventDefault();
      if (isTyping(hot)) hot.focus();
      else hot.click();
      return;
    }
    const list = document.querySelector("[data-list]");
    const action = list && listKeys[event.key.toLowerCase()];
    if (action) {
      event.preventDefault();
      action(list);
    }
  });

  /* The palette: Ctrl+K anywhere, the arrows walk, Enter opens the first. */
  document.addEventListener("keydown", (event) => {
    const palette = document.getElementById("palette");
    if (!palette || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (palette.open) return palette.close();
      if (document.querySelector("dialog[open]")) return;
      const field = palette.querySelector("input");
      field.value = "";
      palette.showModal();
      field.focus();
      window.htmx?.trigger(field, "palette");
      return;
    }
    if (!palette.open || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
    const links = [...palette.querySelectorAll("a[href]")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter") {
      if (at < 0) links[0]?.click();
      else return;
    } else if (event.key === "ArrowDown") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (at > 0) links[at - 1].focus();
    else palette.querySelector("input").focus();
    event.preventDefault();
  });

  /* A click anywhere in a row follows its link; with text selected or on a control it does not. */
  on("click", "tr[data-href]", (row, event) => {
    if (event.target.closest("a, button, input, label, select, summary, .c-check")) return;
    if (String(window.getSelection())) return;
    if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
    else window.location.assign(row.dataset.href);
  });

  /* Choosing rows. */
  function countChosen(table) {
    const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
    const chosen = boxes.filter((box) => box.checked);
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-selected", box.checked));
    const all = table.querySelector("[data-check-all]");
    if (all) {
      all.checked = boxes.length > 0 && chosen.length === boxes.length;
      all.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
    }
    const scope = table.closest("form") || document;
    scope.querySelectorAll("[data-selected-count]").forEach((element) => (element.textContent = String(chosen.length)));
    scope.querySelectorAll("[data-when-selected]").forEach((element) => (element.hidden = !chosen.length));
  }
  on("change", "table input[type=checkbox]", (box) => {
    const table = box.closest("table");
    if (box.matches("[data-check-all]"))
      table.querySelectorAll("tbody input[type=checkbox]").forEach((each) => (each.checked = box.checked));
    if (box.matches("[data-check-all]") || table.querySelector("[data-check-all]")) countChosen(table);
  });
  function readyChoosing() {
    document.querySelectorAll("[data-check-all]").forEach((box) => {
      box.hidden = false;
      countChosen(box.closest("table"));
    });
  }
  document.addEventListener("DOMContentLoaded", readyChoosing);
  document.addEventListener("htmx:afterSettle", readyChoosing);
  document.addEventListener("reset", () => setTimeout(readyChoosing));

  /* Filters send themselves. */
  let typing;
  on("change", "form[data-autosubmit]", (form, event) => {
    if (!event.target.matches("input[type=search], input[type=text]")) form.requestSubmit();
  });
  on("input", "form[data-autosubmit] input[type=search], form[data-autosubmit] input[type=text]", (field) => {
    clearTimeout(typing);
    typing = setTimeout(() => field.form.requestSubmit(), 500);
  });

  /* Nothing typed is left behind without a word; nothing is kept on a shared computer. */
  const untouched = new WeakMap();
  const textOf = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
  const guarded = () => [...document.querySelectorAll("form[data-guard]")];
  window.addEventListener("pageshow", () => guarded().forEach((form) => untouched.set(form, textOf(form))));
  document.addEventListener("autosaved", (event) => {
    event.target.dataset.guard = "";
    untouched.set(event.target, textOf(event.target));
  });
  window.addEventListener("beforeunload", (event) => {
    const isChanged = (form) => form.dataset.guard === "unsaved" || (untouched.has(form) && untouched.get(form) !== textOf(form));
    const left = guarded().some((form) => !form.dataset.sent && isChanged(form));
    if (left) event.preventDefault();
  });

  /* A form is sent once. Coming back with the back button makes it ready again. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.classList.add("is-sending");
    if (form.hasAttribute("data-download")) setTimeout(() => ready(form), 2000);
  });
  function ready(form) {
    delete form.dataset.sent;
    form.classList.remove("is-sending");
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(ready));

  /* Copy, print, dialogs. */
  on("click", "[data-copy]", async (button) => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    if (!button.dataset.done) return;
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = before), 2500);
  });
  on("click", "[data-print]", () => window.print());
  on("click", "[data-dialog]", (button, event) => {
    event.preventDefault();
    document.querySelector(button.dataset.dialog)?.showModal();
  });
  on("click", "[data-close]", (button, event) => {
    event.preventDefault();
    button.closest("dialog")?.close();
  });
  on("click", "dialog.dialog", (dialog, event) => {
    if (event.target === dialog) dialog.close();
  });
})();
