"""The time until a save is visible, from closing the file to the first frame that shows it, in ms.

    python benchmarks/serve.py [--slides 27 1000] [--saves 20]

Runs `diptych serve` on made-up decks, opens the deck in Chromium and changes the text of one slide
again and again. Needs the machine's `chromium`, and Playwright.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deck import TALK, slide, write, write_deck
from playwright.sync_api import Page, sync_playwright

SLIDE = 6
"""The slide that is changed: bullets."""
_FRAME = """text => new Promise(done => {
  const look = () => {
    const shown = document.getElementById("made.slide-6").textContent.includes(text);
    shown ? requestAnimationFrame(() => done(Date.now())) : requestAnimationFrame(look);
  };
  look();
})"""


def main() -> None:
    """Print medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--slides", type=int, nargs="*", default=[27, 1000])
    parser.add_argument("--saves", type=int, default=20)
    options = parser.parse_args()
    print(f"{'ms from save to frame':<24}{'min':>8}{'median':>8}{'max':>8}")
    for count in options.slides:
        spent = measure(count, options.saves)
        low, middle, high = min(spent), statistics.median(spent), max(spent)
        print(f"{f'{count} slides':<24}{low:>8.0f}{middle:>8.0f}{high:>8.0f}")


def measure(count: int, saves: int) -> list[float]:
    """Return the milliseconds of each save."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        write_deck(root, count)
        command = [sys.executable, "-u", "-m", "diptych", "serve", "--port", "0"]
        with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as server:
            try:
                chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox"]
                )
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                page.goto(f"{_address(server)}{TALK}/en/index.html#/made.slide-{SLIDE}")
                page.wait_for_selector(".reveal.ready")
                return [_save(root, page, f"save{number}") for number in range(saves + 1)][1:]
            finally:
                server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if found := re.search(r"http://[\d.]+:\d+/", line):
            return found.group()
    sys.exit("diptych serve says no address")


def _save(root: Path, page: Page, text: str) -> float:
    time.sleep(0.5)
    path = root / "deck" / "slides" / "made" / f"slide-{SLIDE}.md"
    page.evaluate(f"window.shown = ({_FRAME})('{text}'); null")
    write(path, f"{slide(SLIDE)}\n- {text}\n")
    saved = time.time()
    return float(page.evaluate("window.shown")) - saved * 1000


if __name__ == "__main__":
    main()
