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
    const show = () => light((mark) => has(mark, "findings", item.dataset.finding), true);
    item.addEventListener("mouseenter", show);
    item.addEventListener("focusin", (event) => { show(); event.stopPropagation(); });
  }
  const rowOf = (mark) => rows.find((row) => has(mark, "fields", row.dataset.field));
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => rows.forEach((row) => row.classList.toggle("is-lit", has(mark, "fields", row.dataset.field))));
    mark.addEventListener("mouseleave", () => rows.forEach((row) => row.classList.remove("is-lit")));
    mark.addEventListener("click", () => rowOf(mark)?.focus());
  }

  // — words marked in the text, for a field —
  const raw = document.getElementById("raw");
  const assign = page.querySelector("[data-assign]");
  const part = (name) => document.querySelector(`[form="review-form"][name="${name}"]`);
  let marking = false;
  const marked = () => {
    const selection = getSelection();
    if (!raw || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    return range.collapsed || !raw.contains(range.commonAncestorContainer) ? null : range;
  };
  const offer = (field) => {
    const range = marked();
    if (!assign || !range) return false;
    const before = document.createRange();
    before.setStart(raw, 0);
    before.setEnd(range.startContainer, range.startOffset);
    // Characters as the server counts them, not units of UTF-16.
    const start = [...before.toString()].length;
    const words = range.toString();
    part("assign_start").value = start;
    part("assign_end").value = start + [...words].length;
    assign.querySelector("[data-assign-words]").textContent = words.length > 120 ? `${words.slice(0, 119)}…` : words;
    if (field && [...part("assign_field").options].some((option) => option.value === field)) part("assign_field").value = field;
    assign.hidden = false;
    return true;
  };
  const take = () => {
    const button = part("_assign");
    button.formAction = `#${rows.find((row) => row.dataset.field === part("assign_field").value)?.id || ""}`;
    button.click();
  };
  if (assign) {
    raw.addEventListener("mouseup", () => setTimeout(() => { if (!offer()) assign.hidden = true; }));
    part("_assign").addEventListener("click", () => {
      part("_assign").formAction = `#${rows.find((row) => row.dataset.field === part("assign_field").value)?.id || ""}`;
    });
    part("assign_field").addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); take(); }
    });
    document.addEventListener("selectionchange", () => {
      const range = marked();
      const mark = range?.startContainer.parentElement?.closest("mark[data-fields]");
      if (range) rows.forEach((row) => row.classList.toggle("is-lit", Boolean(mark) && has(mark, "fields", row.dataset.field)));
    });
  }
  const markWords = (row) => {
    if (!assign) return;
    const selection = getSelection();
    const first = raw.querySelector("mark.is-lit") || raw;
    selection.selectAllChildren(first);
    selection.collapseToStart();
    selection.modify("extend", "forward", "word");
    marking = true;
    raw.dataset.field = row?.dataset.field || "";
    raw.focus({ preventScroll: true });
    if (!marked()) selection.modify("extend", "forward", "word");
    offer(raw.dataset.field);
  };
  const moveMark = (event) => {
    const selection = getSelection();
    const forward = ["ArrowRight", "ArrowDown"].includes(event.key);
    const step = ["ArrowUp", "ArrowDown"].includes(event.key) ? "line" : "word";
    const kept = selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null;
    if (event.shiftKey) {
      selection.modify("extend", forward ? "forward" : "backward", step);
    } else {
      if (forward && step === "word") selection.collapseToEnd();
      else selection.collapseToStart();
      if (!forward || step === "line") selection.modify("move", forward ? "forward" : "backward", step);
      selection.modify("extend", "forward", "word");
    }
    if (!marked() && kept) { // at the text's end: stay
      selection.removeAllRanges();
      selection.addRange(kept);
    }
    const box = selection.rangeCount && selection.getRangeAt(0).getBoundingClientRect();
    const room = raw.getBoundingClientRect();
    if (box && (box.top < room.top || box.bottom > room.bottom)) raw.scrollTop += box.top - room.top - raw.clientHeight / 3;
    offer(raw.dataset.field);
  };

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

  // — approving by key: a slip of the finger publishes nothing that is still to be corrected —
  const said = page.querySelector("[data-said]");
  let touched = false;
  let told = false;
  form?.addEventListener("input", () => { touched = true; });
  const approve = () => {
    const left = Number(page.dataset.unmended || 0);
    if (!left || touched || told) return press("_approve_next");
    told = true;
    said.textContent = `${left === 1 ? "1 point is" : `${left} points are`} still to be corrected. Once more publishes it all the same.`;
    return page.querySelector(".lint")?.scrollIntoView({ block: "nearest" });
  };

  // — keys —
  const step = (by) => {
    const at = rows.indexOf(document.activeElement?.closest?.("[data-row]"));
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const typing = (target) => target.closest("input, textarea, select, [contenteditable], .select2-container, dialog");
  const keys = {
    a: () => page.hasAttribute("data-approvable") && approve(),
    s: () => press("_save"),
    r: () => reject?.querySelector("summary").click(),
    n: () => page.querySelector("[data-skip]")?.click(),
    j: () => step(1),
    k: () => step(-1),
    d: () => {
      const likely = page.querySelector("[data-duplicate]");
      if (likely) return likely.click();
      if (!reject) return undefined;
      reject.querySelector("summary").click();
      rejectDialog.querySelector("input[name=reason]").value = "Duplicate of another posting.";
      return undefined;
    },
    z: () => page.querySelector("[data-undo]")?.click(),
    t: () => markWords(document.activeElement?.closest?.("[data-row]")),
    u: () => document.activeElement?.closest?.("[data-row]")?.querySelector("button[name=_use]")?.click(),
    "?": () => help?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (key === "Enter" && page.hasAttribute("data-approvable") && !target.closest("dialog")) {
        event.preventDefault();
        approve();
      }
      return;
    }
    if (marking && target === raw) {
      if (key.startsWith("Arrow")) {
        event.preventDefault();
        return moveMark(event);
      }
      if (key === "Enter" && marked()) {
        event.preventDefault();
        return raw.dataset.field ? take() : part("assign_field").focus();
      }
      if (key === "Escape") {
        marking = false;
        assign.hidden = true;
        getSelection().removeAllRanges();
        rows.find((row) => row.dataset.field === raw.dataset.field)?.focus();
        return;
      }
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
