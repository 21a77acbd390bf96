from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.commands.serve.conftest import Preview, write

from diptych.commands.serve.session import serve
from diptych.config import BuildConfig


def test_a_port_in_use_is_refused_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve(BuildConfig(root=tmp_path), port) == 2
    said = capsys.readouterr().err
    assert f"port {port} cannot be used" in said
    assert "--port" in said


def test_an_impossible_port_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(BuildConfig(root=tmp_path), 70_000) == 2
    assert "port 70000 cannot be used" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_a_preview_in_good_order(tmp_path: Path) -> None:
    write(tmp_path)
    preview = Preview(tmp_path)
    try:
        assert preview.interrupt() == 0
        assert "Traceback" not in preview.said
    finally:
        preview.end()


def test_a_talk_in_one_file_can_be_previewed(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("---\nmarp: true\n---\n\n# One\n\nHello\n", "utf-8")
    preview = Preview(tmp_path, "talk.md")
    try:
        assert "read as a file of Marp" in preview.said
        preview.save("talk.md", "Hello", "Goodbye")
        preview.wait_for(r"\d\d:\d\d:\d\d talk\.md → built in \d+ ms; no page shows it")
    finally:
        preview.end()


def test_the_command_line_does_not_load_the_preview_for_its_help() -> None:
    program = (
        "import sys\nfrom diptych.cli import main\n"
        "try:\n    main(['serve', '--help'])\n"
        "except SystemExit:\n    print({'diptych.preview', 'http.server'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "set()"
