/* Says once that the page is on a screen (docs/look.md). A program that only fetches the link says nothing. */
(function () {
  "use strict";

  function tell() {
    const form = document.querySelector("form[data-opened]");
    if (!form || document.visibilityState !== "visible") return;
    document.removeEventListener("visibilitychange", tell);
    fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => {});
  }
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("DOMContentLoaded", tell);
})();
