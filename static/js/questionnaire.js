/* Answering: reads aloud, keeps what is typed until it has been received. Everything works without this file. */
(function () {
  "use strict";

  const form = document.querySelector("form[data-questionnaire]");
  const sent = document.querySelector("[data-sent-answers]");
  // For this tab only: the next pupil on a shared screen meets an empty page.
  const keyOf = (name) => `svar-${name}`;
  const forget = (name) => [name, `${name}-k`].forEach((each) => sessionStorage.removeItem(keyOf(each)));
  if (sent) forget(sent.dataset.sentAnswers);
  if (!form) return;

  const key = keyOf(form.dataset.questionnaire);
  const kept = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
  const keep = () => sessionStorage.setItem(key, JSON.stringify(kept()));
  function restore() {
    const stored = JSON.parse(sessionStorage.getItem(key) || "null");
    if (!stored || form.querySelector(".error-summary")) return;
    for (const [name, value] of Object.entries(stored)) {
      for (const field of form.elements) {
        if (field.name !== name) continue;
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = value;
      }
    }
  }
  restore();
  form.addEventListener("input", keep);

  const offline = form.querySelector(".offline");
  form.addEventListener(
    "submit",
    (event) => {
      keep();
      if (!offline) return event.preventDefault();
      offline.hidden = navigator.onLine;
      if (navigator.onLine) return undefined;
      offline.textContent = form.dataset.offline;
      event.preventDefault();
      return undefined;
    },
    true,
  );

  if (!("speechSynthesis" in window)) return;
  const language = document.documentElement.lang || "da";
  form.querySelectorAll(".readaloud").forEach((text) => {
    const question = text.closest("fieldset");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet btn-sm speak";
    button.textContent = form.dataset.read;
    button.setAttribute("aria-label", `${form.dataset.read}: ${text.textContent}`);
    button.addEventListener("click", () => {
      const words = [text.textContent, ...[...question.querySelectorAll("label")].map((label) => label.textContent.trim())];
      const speech = new SpeechSynthesisUtterance(words.join(". "));
      speech.lang = language;
      window.speechSynthesis.cancel();
      window.speechSynthesis.speak(speech);
    });
    question.querySelector("legend").after(button);
  });
})();
