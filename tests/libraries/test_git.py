"""What git is told of its user's settings when it fetches a library."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.tools import need

from diptych.libraries.git import _credentials


def test_settings_of_credentials_are_handed_on_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\n\tname = Somebody\n"
        "[credential]\n\thelper =\n\thelper = store --file=a=b\n\tuseHttpPath\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert _credentials(need("git")) == (
        *("-c", "credential.helper="),
        *("-c", "credential.helper=store --file=a=b"),
        *("-c", "credential.usehttppath"),
    )
