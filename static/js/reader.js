// Dates and numbers as English writes them where the reader lives (CLDR by Intl): "October 30, 2026" in the United
// States, ₹18,00,000 in India. Where the decimal sign is not English's point, as in Germany, numbers stay as they
// are: 1.250 among English words would be read as one and a quarter. The pages are the same for everybody, and so can be kept by any cache; what postings
// say in their own words is left as it is. No imports, no inline code.
(() => {
  "use strict";
  let locale;
  try {
    locale = `en-${new Intl.Locale(navigator.language).maximize().region}`;
    Intl.NumberFormat.supportedLocalesOf(locale);
  } catch {
    return;
  }
  const NUMBERS =
    "#results-title, .did-you-mean, .posting-card__pay, .fact--first, .option__count, .bars__count, .pay-bars, .pay-figure, " +
    ".pay-range__ends, .figures-table td, .panel__note, .insight__lead, .results > p, .chip, .insight__nav a";
  const VERBATIM = "blockquote, input, select, svg";
  const written = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+/g;
  const example = new Intl.NumberFormat(locale).formatToParts(1234567.5);
  const point = example.find(({ type }) => type === "decimal").value;
  const same = point !== "." || example.map(({ value }) => value).join("") === "1,234,567.5";
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const seen = new WeakSet();

  const number = (text) => {
    const digits = text.split(".")[1]?.length ?? 0;
    return Number(text.replaceAll(",", "")).toLocaleString(locale, { minimumFractionDigits: digits });
  };

  function rewrite() {
    for (const time of document.querySelectorAll("main time[datetime]")) {
      const [date] = time.dateTime.match(/^\d{4}-\d\d-\d\d/) ?? [];
      if (!date || seen.has(time) || !/^\d{1,2} \p{L}+ \d{4}$/u.test(time.textContent)) continue;
      seen.add(time);
      time.textContent = day.format(new Date(`${date}T00:00Z`));
    }
    if (same) return;
    for (const part of document.querySelectorAll(NUMBERS)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = texts.currentNode;
        if (seen.has(node) || node.parentElement.closest(VERBATIM)) continue;
        seen.add(node);
        if (written.test(node.data)) node.data = node.data.replace(written, number);
        written.lastIndex = 0;
      }
    }
  }
  rewrite();
  document.addEventListener("htmx:after:swap", rewrite);
})();
