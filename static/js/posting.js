// What the page of a posting adds to device.js: hide this job, remember that one went to apply, lead back to where
// the reader came from. Kept on this device alone. The page is whole without it. No imports, no inline code.
(() => {
  "use strict";
  const { read, write } = window.onThisDevice; // of device.js
  const keep = (key, value) => write(key, value) && window.dispatchEvent(new Event("storage")); // device.js marks the cards anew
  const dismissed = () => read("dismissed", []).filter(Number.isInteger);
  const applied = () => read("applied", []).filter((one) => Number.isInteger(one?.id) && /^\d{4}-\d\d-\d\d$/.test(one.on));
  const each = (selector, use) => document.querySelectorAll(selector).forEach(use);

  function show() {
    const hidden = dismissed(), gone = applied();
    each("[data-dismiss]", (button) => {
      const away = hidden.includes(Number(button.dataset.dismiss));
      button.querySelector("[data-words]").textContent = away ? "Show in results again" : "Hide this job";
    });
    each("[data-applied]", (note) => {
      const found = gone.find(({ id }) => id === Number(note.dataset.applied));
      note.hidden = !found;
      if (!found) return;
      const words = new Date(`${found.on}T00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
      note.querySelector("time").replaceWith(Object.assign(document.createElement("time"), { dateTime: found.on, textContent: words }));
    });
  }

  document.addEventListener("click", ({ target }) => {
    const part = target.closest("[data-apply], [data-unapply], [data-dismiss]");
    if (!part) return;
    const { apply, unapply, dismiss } = part.dataset, id = Number(apply ?? unapply ?? dismiss);
    if (dismiss) {
      const ids = dismissed();
      keep("dismissed", ids.includes(id) ? ids.filter((other) => other !== id) : [id, ...ids].slice(0, 500));
    } else {
      const others = applied().filter((one) => one.id !== id);
      keep("applied", apply ? [{ id, on: new Date().toISOString().slice(0, 10) }, ...others].slice(0, 300) : others);
    }
  });

  // Where the reader came from in this site is a better way back than the list of all jobs.
  function leadBack() {
    let from;
    try {
      from = new URL(document.referrer);
    } catch {
      return; // none
    }
    const words = from.pathname === "/saved/" ? "Back to saved jobs" : from.pathname === "/" && from.search ? "Back to the results" : "";
    if (from.origin !== location.origin || !words) return;
    each("a[data-back]", (link) => Object.assign(link, { href: from.href, textContent: words }));
  }
  window.addEventListener("storage", show);
  leadBack();
  show();
})();
