"""Files of Hugo for reveal.js: front matter in TOML, and shortcodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, notes, only, said, words

from diptych.source.document.hugo import as_reveal, is_hugo

DECK = """\
+++
title = "Tides"
weight = 20
outputs = ["Reveal"]
[reveal_hugo]
theme = "night"
title = "of the theme"
+++

# Tides

---

{{% section %}}

## Ebb

{{% fragment %}} low {{% /fragment %}}

{{% note %}}
Say this.
{{% /note %}}

---

{{< slide background-color="#FFFFFF" id="x" >}}

## Flood

- {{% fragment %}}a{{% /fragment %}}
- b

{{% /section %}}
"""


def test_shortcodes_mean_notes_steps_and_colours(tmp_path: Path) -> None:
    prepared = document(tmp_path, DECK)
    cover, ebb, flood = only(prepared)
    assert [one.title for one in (cover, ebb, flood)] == ["Tides", "Ebb", "Flood"]
    assert (words(ebb), notes(ebb), words(flood)) == (["low"], ["Say this."], ["a", "b"])
    assert [block.step for block in ebb.slide.body] == [1]
    (talk,) = prepared.talks
    assert (talk.talk.written_for, talk.talk.mode, flood.slide.mode) == (
        "reveal-md",
        "dark",
        "light",
    )
    assert said(prepared.found) == ["SRC312 6:8 there is no theme `night` here"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ('{{< frag c="low" >}}', "low"),
        ("an {{% fragment %}}odd{{% /fragment %}} word", "an odd word"),
        ("{{% note %}}said{{% /note %}}", '<div class="notes">said</div>'),
        ('{{< figure src="a.png" caption="A" alt="B" >}}', '![A](a.png){alt="B"}'),
        ("{{% other x %}}", "{{< other x >}}"),
        ('{{< slide id="x" >}}', ""),
    ],
)
def test_a_shortcode_has_a_meaning_in_its_line(line: str, meant: str) -> None:
    assert as_reveal(f"# A\n\n{line}\n").split("\n")[2] == meant


def test_shortcodes_in_listings_are_code(tmp_path: Path) -> None:
    text = "{{% section %}}\n\n# A\n\n```\n{{% section %}}\n```\n\n---\n\n# B\n\nx\n"
    first, _ = authored(document(tmp_path, text))
    assert "{{% section %}}" in str(first.body)
    assert not is_hugo("# A\n\n```\n{{% section %}}\n```\n")
