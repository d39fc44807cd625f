// The review of a draft and the form of a posting: keys, and the tie between a field and its words in the text.
// Everything here is an enhancement: without script the buttons, links and forms work as they are.
(() => {
  "use strict";
  const page = document.querySelector("[data-review]");
  if (!page) return;
  const form = document.getElementById("review-form");
  const rows = [...page.querySelectorAll("[data-row]")];
  const marks = [...page.querySelectorAll("mark[data-fields]")];
  const has = (element, name, value) => (element.dataset[name] || "").split(" ").includes(value);
  const press = (name) => page.querySelector(`button[form="review-form"][name="${name}"]`)?.click();

  // — a field and its words —
  const light = (test, scroll) => {
    const lit = marks.filter((mark) => mark.classList.toggle("is-lit", test(mark)));
    const raw = document.getElementById("raw");
    if (scroll && lit.length && raw && raw.scrollHeight > raw.clientHeight) {
      const top = lit[0].getBoundingClientRect().top - raw.getBoundingClientRect().top;
      if (top < 0 || top > raw.clientHeight - 40) raw.scrollTop += top - raw.clientHeight / 3;
    }
  };
  const dark = () => light(() => false);
  const lightRow = (row, scroll) => light((mark) => has(mark, "fields", row.dataset.field), scroll);
  for (const row of rows) {
    row.addEventListener("mouseenter", () => lightRow(row));
    row.addEventListener("mouseleave", dark);
    row.addEventListener("focusin", () => lightRow(row, true));
    row.addEventListener("focusout", dark);
  }
  for (const item of page.querySelectorAll("[data-finding]")) {
    item.addEventListener("mouseenter", () => light((mark) => has(mark, "findings", item.dataset.finding), true));
  }
  const rowOf = (mark) => rows.find((row) => has(mark, "fields", row.dataset.field));
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => rows.forEach((row) => row.classList.toggle("is-lit", has(mark, "fields", row.dataset.field))));
    mark.addEventListener("mouseleave", () => rows.forEach((row) => row.classList.remove("is-lit")));
    mark.addEventListener("click", () => rowOf(mark)?.focus());
  }

  // — dialogs: reject, and the list of keys —
  const reject = page.querySelector("[data-reject]");
  let rejectDialog = null;
  if (reject) {
    rejectDialog = document.createElement("dialog");
    rejectDialog.className = "reject__dialog";
    rejectDialog.setAttribute("aria-label", "Reject");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: "Cancel" });
    close.addEventListener("click", () => rejectDialog.close());
    const inner = reject.querySelector("form");
    inner.append(close);
    rejectDialog.append(inner);
    document.body.append(rejectDialog);
    reject.open = false;
    reject.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      rejectDialog.showModal();
      rejectDialog.querySelector("input[name=reason]").select();
    });
  }
  const help = document.getElementById("keys")?.content.firstElementChild;
  const helpButton = page.querySelector("[data-help]");
  if (help && helpButton) {
    document.body.append(help);
    helpButton.hidden = false;
    helpButton.addEventListener("click", () => help.showModal());
  }

  // — keys —
  const step = (by) => {
    const at = rows.indexOf(document.activeElement?.closest?.("[data-row]"));
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], .select2-container, dialog");
  const keys = {
    a: () => page.hasAttribute("data-approvable") && press("_approve_next"),
    s: () => press("_save"),
    r: () => reject?.querySelector("summary").click(),
    n: () => page.querySelector("[data-skip]")?.click(),
    j: () => step(1),
    k: () => step(-1),
    u: () => document.activeElement?.closest?.("[data-row]")?.querySelector("button[name=_use]")?.click(),
    "?": () => help?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (key === "Enter" && page.hasAttribute("data-approvable") && !target.closest("dialog")) {
        event.preventDefault();
        press("_approve_next");
      }
      return;
    }
    const row = target.closest?.("[data-row]");
    if (key === "Escape" && row && target !== row && !document.querySelector(".select2-container--open")) row.focus();
    if (key === "Enter" && row && target === row) {
      event.preventDefault();
      row.querySelector(".select2-search__field, input:not([type=hidden]), select, textarea")?.focus();
    }
    if (typing(target) || document.querySelector("dialog[open]") || !Object.hasOwn(keys, key)) return;
    if (event.repeat && !["j", "k"].includes(key)) return;
    event.preventDefault();
    keys[key]();
  }, true); // before select2, which keeps the keys pressed in its boxes to itself

  // select2, which the admin starts when the page is ready, gives its search boxes no name.
  window.django?.jQuery(() => {
    for (const box of page.querySelectorAll(".select2-search__field")) {
      box.setAttribute("aria-label", box.closest("[data-row]")?.querySelector("label")?.textContent || "Search");
    }
  });

  // One decision a click: a second press while the first is under way would only meet a conflict.
  let sent = false;
  form?.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener("pageshow", () => { sent = false; });
  document.getElementById("errors")?.focus();
})();
