// The import and paste pages: Ctrl+Enter sends, and the progress of an import in the background is followed.
// Without script there are the button and the link "Look again".
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-send-keys]")) {
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    // Of the files of a folder, browsers send the name alone; their paths tell those of one name apart.
    const paths = form.querySelector("[data-paths]");
    const folder = form.querySelector("[webkitdirectory]");
    folder?.addEventListener("change", () => {
      if (paths) paths.value = JSON.stringify([...folder.files].map((file) => file.webkitRelativePath || file.name));
    });
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", () => { sent = false; });
  }

  const follow = async () => {
    const progress = document.getElementById("progress");
    if (!progress?.dataset.progress) return;
    try {
      const answer = await fetch(progress.dataset.progress, { credentials: "same-origin" });
      const text = answer.ok ? await answer.text() : "";
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("progress");
      if (fresh && !fresh.dataset.progress) return location.reload(); // done, or at a stand: the whole page
      const status = progress.querySelector(".progress__said");
      const bar = progress.querySelector("progress");
      if (fresh && status && Boolean(bar) === Boolean(fresh.querySelector("progress"))) {
        status.textContent = fresh.querySelector(".progress__said").textContent;
        if (bar) bar.value = fresh.querySelector("progress").value;
        progress.querySelector(".outcomes").replaceWith(fresh.querySelector(".outcomes"));
      } else if (fresh) {
        progress.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // The network is away for a moment: ask again.
    }
    setTimeout(follow, 2000);
  };
  if (document.getElementById("progress")) setTimeout(follow, 2000);
})();
