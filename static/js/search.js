// What htmx does not do by itself on the search page. Everything here is an enhancement: without script the
// form and the links work as they are. No imports, no inline code, no eval.
(() => {
  "use strict";
  const filters = document.getElementById("filters");
  const problem = document.getElementById("problem");
  const status = document.getElementById("status");
  const openFacets = new Map();

  // The server opens the groups that have a choice; those the reader opened or closed stay as they were.
  // (Not by "toggle", which new elements send too.)
  filters.addEventListener("click", ({ target }) => {
    const facet = target.closest("summary")?.parentElement;
    if (facet) openFacets.set(facet.id, !facet.open);
  });

  const closeSheet = () => {
    if (filters.matches(":popover-open")) filters.hidePopover();
  };
  document.addEventListener("submit", closeSheet);
  matchMedia("(width >= 60rem)").addEventListener("change", closeSheet);

  document.addEventListener("htmx:after:swap", ({ detail }) => {
    if (detail.ctx.response?.status >= 400) return;
    problem.hidden = true;
    for (const [id, open] of openFacets) {
      const facet = document.getElementById(id);
      if (facet) facet.open = open;
    }
    // The link that turned the page is gone: go on reading at the top of the new one.
    if (detail.ctx.pagesTurned) document.getElementById("results-title").focus();
  });
  document.addEventListener("htmx:before:request", ({ detail }) => {
    detail.ctx.pagesTurned = Boolean(detail.ctx.sourceElement.closest?.(".pages"));
  });

  const failed = () => {
    problem.hidden = false;
    status.textContent = "The search did not answer.";
  };
  document.addEventListener("htmx:response:error", failed);
  document.addEventListener("htmx:error", failed);
})();
