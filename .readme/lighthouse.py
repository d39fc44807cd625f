"""Lighthouse on the search page, a posting and a role page, as a phone and as a desktop computer.

    python3 .readme/lighthouse.py [http://127.0.0.1:8000]

Needs Node with npx, which fetches Lighthouse, and Chromium; the server runs with the demonstration. Prints
the scores (of 100) and what the first view takes; ends with an error when a score is below 95.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

LIGHTHOUSE = "lighthouse@12.8.2"
LEAST = 95
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")


def pages(site: str) -> dict[str, str]:
    """One address of each kind; the posting is the newest senior backend engineer's."""
    query = "role=backend-software-engineer&seniority=senior&pay_stated=1&limit=1"
    with urlopen(f"{site}/api/v1/postings?{query}") as answer:  # noqa: S310 - the address is the caller's own
        posting = json.load(answer)["data"][0]["url"]
    return {
        "search": f"{site}/",
        "posting": posting,
        "role": f"{site}/roles/backend-software-engineer/senior/",
    }


def measure(url: str, form: str) -> dict[str, object]:
    """Lighthouse's report."""
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory, "report.json")
        command = [*os.environ.get("LIGHTHOUSE", f"npx --yes {LIGHTHOUSE}").split(), url, "--quiet"]
        command += ["--output=json", f"--output-path={report}"]
        command += ["--chrome-flags=--headless --no-sandbox --disable-gpu"]
        command += ["--preset=desktop"] if form == "desktop" else []
        chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
        environment = {"CHROME_PATH": chromium, **os.environ}
        subprocess.run(command, check=True, cwd=directory, env=environment)  # noqa: S603 - made above
        return json.loads(report.read_text())


def main(site: str) -> int:
    """Print a table; the exit status."""
    lowest = 100
    print("page,", ", ".join(CATEGORIES), "|", ", ".join(MEASURES))
    for form in ("phone", "desktop"):
        for kind, url in pages(site).items():
            report = measure(url, form)
            scores = [round(100 * report["categories"][name]["score"]) for name in CATEGORIES]
            shown = [report["audits"][name]["displayValue"] for name in MEASURES]
            print(f"{kind} on a {form}:", *scores, "|", ", ".join(shown), flush=True)
            lowest = min(lowest, *scores)
    return 0 if lowest >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
