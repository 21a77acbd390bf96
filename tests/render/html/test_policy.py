from __future__ import annotations

from pathlib import Path

from diptych.render.html.policy import content_policy, inline_scripts

PLUGIN = (
    "popup.document.write(`<p>Hi</p>\n<script>\nif( /\\\\?/.test( a ) ) \\`b\\`\\n<\\/script>`)"
)


def test_nothing_is_allowed_but_the_page_s_own_files() -> None:
    assert content_policy("") == (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data:; font-src 'self'; frame-src 'self'"
    )


def test_a_script_in_a_template_is_read_as_the_browser_will() -> None:
    assert inline_scripts(PLUGIN) == ("\nif( /\\?/.test( a ) ) `b`\n",)


def test_the_speaker_window_s_script_is_let_in_by_its_hash() -> None:
    assert "script-src 'self' 'sha256-" in content_policy(PLUGIN)


def test_reveal_draws_its_speaker_window_with_one_script_without_substitutions(
    vendor: Path,
) -> None:
    (script,) = inline_scripts((vendor / "reveal" / "plugin" / "notes.js").read_text("utf-8"))
    assert "handleConnectMessage" in script
    assert "${" not in script
