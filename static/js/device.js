// What stays on this device, without an account: saved jobs, hidden jobs and companies, preferences, and where the
// reader has gone to apply (see posting.js, preferences.js). Nothing of it is sent anywhere except in addresses that
// the reader opens; when a job is saved, the server is told that somebody saved it, once, without cookies. Pages are whole without it. No imports, no inline code.
(() => {
  "use strict";
  const root = document.documentElement;
  const read = (key, otherwise) => {
    try {
      const kept = JSON.parse(localStorage.getItem(`board.${key}`)) ?? otherwise;
      return Array.isArray(kept) === Array.isArray(otherwise) ? kept : otherwise;
    } catch {
      return otherwise; // refused, or not ours
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(`board.${key}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };
  window.onThisDevice = { read, write }; // for the scripts of single pages, which come after this one
  const saved = () => read("saved", []).filter(Number.isInteger).slice(0, 100);
  const hidden = () => read("hidden", []).filter((company) => company?.slug && company.name);
  const dismissed = () => read("dismissed", []).filter(Number.isInteger);
  const applied = () => read("applied", []).map((one) => one?.id);
  const preferences = () => ({ open_to: "", currency: "", have: [], ...read("preferences", {}) });
  const parameters = (pairs) => new URLSearchParams(pairs.filter(([, value]) => value)).toString();
  const savedAddress = () => `/saved/?${parameters(saved().map((id) => ["id", id]))}`;
  const each = (selector, use) => document.querySelectorAll(selector).forEach(use);
  const idOf = (row) => Number(row.querySelector("[data-save]")?.dataset.save);
  const say = (button, text) => (button.querySelector("[data-words]").textContent = text);

  function show() {
    const ids = saved(), unwanted = dismissed(), sent = applied(), companies = new Set(hidden().map(({ slug }) => slug));
    const { open_to, currency, have } = preferences();
    each("[data-save]", (button) => {
      const kept = ids.includes(Number(button.dataset.save));
      button.classList.toggle("keep--on", kept);
      say(button, kept ? "Saved" : "Save");
    });
    each("[data-hide]", (button) => say(button, companies.has(button.dataset.hide) ? "Show its jobs again" : "Hide its jobs in results"));
    each("#results .results__list > li", (row) => {
      row.hidden = companies.has(row.querySelector(".posting-card")?.dataset.company) || unwanted.includes(idOf(row));
    });
    each(".posting-card", (card) => {
      const meta = card.querySelector(".posting-card__meta");
      meta?.querySelector(".posting-card__applied")?.remove();
      if (!meta || !sent.includes(idOf(card))) return;
      const note = Object.assign(document.createElement("span"), { className: "posting-card__applied", textContent: "You went to apply" });
      meta.append(" ", note);
    });
    const gone = document.querySelectorAll("#results .results__list > li[hidden]").length;
    each("[data-hidden-note]", (note) => {
      note.hidden = !gone;
      note.firstElementChild.textContent = gone === 1 ? "1 job that you hide is left out." : `${gone} jobs that you hide are left out.`;
    });
    each("[data-skill]", (tag) => {
      if (!have.includes(tag.dataset.skill) || tag.classList.contains("tag--mine")) return;
      tag.classList.add("tag--mine");
      tag.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: " (you have it)" }));
    });
    const mine = parameters([["open_to", open_to], ...have.map((slug) => ["have", slug])]);
    each("[data-mine]", (line) => {
      line.hidden = !mine || /[?&](have|open_to)=/.test(location.search);
      line.querySelector("a").href = `/?${mine}`;
    });
    if (!currency) return;
    if (!/[?&]pay_min=\d/.test(location.search)) each("#search-currency", (select) => (select.value = currency));
    each("a[href^='/roles/'], a[href^='/skills/'], a[href^='/places/'], a[href^='/companies/']", (link) => {
      if (!link.search && link.pathname.split("/").length > 3) link.search = `currency=${currency}`;
    });
  }

  // One save more of this job, for its figures: once a device, and not where the browser asks for privacy.
  function count(id, from) {
    const told = read("told", []).filter(Number.isInteger);
    if (navigator.globalPrivacyControl || navigator.doNotTrack === "1" || told.includes(id)) return;
    if (!write("told", [id, ...told].slice(0, 1000))) return;
    const address = `/saved/${id}/${from ? `?from=${encodeURIComponent(from)}` : ""}`;
    fetch(address, { method: "POST", credentials: "omit", keepalive: true }).catch(() => {});
  }

  const actions = {
    save({ save, from }) {
      const id = Number(save), ids = saved(), kept = ids.includes(id);
      if (write("saved", kept ? ids.filter((other) => other !== id) : [id, ...ids]) && !kept) count(id, from);
      if (location.pathname === "/saved/") history.replaceState(null, "", savedAddress());
    },
    hide({ hide, name }) {
      const others = hidden().filter(({ slug }) => slug !== hide);
      write("hidden", others.length < hidden().length ? others : [...others, { slug: hide, name }]);
    },
    forget({ forget }) {
      for (const key of forget.split(" ")) localStorage.removeItem(`board.${key}`);
      location.assign(location.pathname);
    },
    async share(_, button) {
      const link = document.querySelector("link[rel=canonical]")?.href ?? location.href;
      if (navigator.share && matchMedia("(pointer: coarse)").matches) return navigator.share({ title: document.title, url: link }).catch(() => {});
      await navigator.clipboard.writeText(link).then(() => say(button, "Link copied"), () => say(button, "Copy the address above"));
    },
    print: () => window.print(),
  };
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button"), name = Object.keys(actions).find((action) => action in (button?.dataset ?? {}));
    if (!name) return;
    actions[name](button.dataset, button);
    show();
  });

  if (document.getElementById("saved-jobs") && !location.search && saved().length) return location.replace(savedAddress());
  root.classList.add("has-script");
  document.addEventListener("htmx:after:swap", show);
  window.addEventListener("storage", show);
  show();
})();
