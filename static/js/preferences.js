// The page of preferences: read from its address and kept on this device alone; hidden companies and jobs are listed
// to be shown again. No imports, no inline code.
(() => {
  "use strict";
  const { read, write } = window.onThisDevice; // of device.js
  const hidden = () => read("hidden", []).filter((company) => company?.slug && company.name);
  const jobs = () => read("dismissed", []).filter(Number.isInteger).length;
  const companies = document.querySelector("[data-hidden-companies]"), single = document.querySelector("[data-dismissed-jobs]");

  function list() {
    companies.replaceChildren(...hidden().map(({ slug, name }) => {
      const row = document.createElement("li"), button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button button--quiet button--small", textContent: "Show again" });
      Object.assign(button.dataset, { showAgain: slug });
      button.setAttribute("aria-label", `Show jobs of ${name} again`);
      row.append(Object.assign(document.createElement("span"), { textContent: name }), button);
      return row;
    }));
    companies.nextElementSibling.hidden = companies.children.length > 0;
    single.hidden = !jobs();
    single.firstElementChild.textContent = jobs() === 1 ? "1 job is hidden by itself." : `${jobs()} jobs are hidden by themselves.`;
  }
  companies.addEventListener("click", ({ target }) => {
    const again = target.closest("[data-show-again]")?.dataset.showAgain;
    if (!again) return;
    write("hidden", hidden().filter(({ slug }) => slug !== again));
    list();
    document.getElementById("hidden-title").focus();
  });

  // The page reads what is kept from its address; the first visit fills that in.
  const form = document.getElementById("preferences");
  if (new URLSearchParams(location.search).has("keep")) {
    const chosen = new FormData(form);
    const kept = write("preferences", { open_to: chosen.get("open_to"), currency: chosen.get("currency"), have: chosen.getAll("have").filter(Boolean) });
    document.getElementById(kept ? "kept" : "not-kept").hidden = false;
    window.dispatchEvent(new Event("storage")); // device.js shows what has changed
  } else if (!location.search) {
    const { open_to = "", currency = "", have = [] } = read("preferences", {});
    const pairs = [["open_to", open_to], ["currency", currency], ...have.map((slug) => ["have", slug])];
    const known = new URLSearchParams(pairs.filter(([, value]) => value)).toString();
    if (known) return location.replace(`/preferences/?${known}`);
  }
  list();
})();
