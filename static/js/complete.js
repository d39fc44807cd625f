// Completion while typing: the WAI-ARIA combobox with a listbox. Boxes say what they take by data-complete.
// Choosing in the main box goes to the search with that filter; elsewhere it fills the box and searches.
(() => {
  "use strict";
  const list = Object.assign(document.createElement("ul"), { id: "completions", className: "completions", hidden: true });
  for (const [name, value] of [["role", "listbox"], ["aria-label", "Suggestions"]]) list.setAttribute(name, value);
  let box, active = -1, timer, asked = 0;

  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    box?.setAttribute("aria-activedescendant", list.children[index]?.id ?? "");
    list.children[index]?.scrollIntoView({ block: "nearest" });
  };
  const show = (open) => {
    clearTimeout(timer);
    if (!open) asked += 1; // answers on their way are stale
    list.hidden = !open;
    mark(-1);
    box?.setAttribute("aria-expanded", String(open));
  };
  const choose = (option) => {
    if (box.dataset.complete === "any") return location.assign(option.dataset.url);
    box.value = option.dataset.label;
    box.form.requestSubmit();
  };
  const ask = async () => {
    const mine = (asked += 1);
    const about = new URLSearchParams([...new FormData(box.form), ["typed", box.value], ["kind", box.dataset.complete]]);
    const options = await fetch(`/complete/?${about}`).then((answer) => (answer.ok ? answer.text() : ""), () => "");
    if (mine !== asked) return;
    list.innerHTML = options; // our own server's markup, escaped there
    show(Boolean(options.trim()));
  };

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches("[data-complete]")) return;
    box = target;
    box.removeAttribute("list"); // the browser's own list of places would lie over this one
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(combobox)) box.setAttribute(name, value);
    box.after(list);
  });
  for (const left of ["focusout", "submit"]) document.addEventListener(left, () => show(false));
  document.addEventListener("input", ({ target }) => {
    clearTimeout(timer);
    if (target === box) timer = setTimeout(box.value.trim().length < 2 ? () => show(false) : ask, 150);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== box || list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], places = list.children.length + 1; // one: the box
    if (step) mark(((active + 1 + step + places) % places) - 1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", ({ target }) => choose(target.closest("[role=option]")));
})();
