"""From a bare machine to the verb, with an index and a uv that only pretend."""

import ast
import functools
import hashlib
import http.server
import io
import json
import os
import platform
import shlex
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from config.launching import environment, index, launch, pythons, uv
from config.launching.said import Trouble

ROOT = Path(__file__).resolve().parent.parent.parent
LAUNCHER = [ROOT / "fieldoffice", *sorted((ROOT / "config" / "launching").glob("*.py"))]
WHEEL = "uv-9.9.9-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"


@pytest.fixture(autouse=True)
def bare(monkeypatch, tmp_path):
    """Nothing of this machine's own configuration: a home, a PATH and variables that are empty."""
    for name in list(os.environ):
        if name.startswith(("UV_", "PIP_", "SSL_", "REQUESTS_", "XDG_", "PYENV_")):
            monkeypatch.delenv(name)
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(index, "_of_pip", lambda option: None)


@pytest.mark.parametrize("path", LAUNCHER, ids=lambda p: p.name)
def test_the_launcher_is_python_3_8_and_needs_no_library(path):
    tree = ast.parse(path.read_text(), feature_version=(3, 8))
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            assert name.split(".")[0] in sys.stdlib_module_names or name.startswith("config.launching")


@pytest.mark.parametrize(
    ("system", "machine", "libc", "wheel", "fits"),
    [
        ("linux", "x86_64", "glibc", WHEEL, True),
        ("linux", "x86_64", "", WHEEL, False),
        ("linux", "x86_64", "", "uv-1-py3-none-musllinux_1_1_x86_64.whl", True),
        ("linux", "aarch64", "glibc", "uv-1-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", True),
        ("linux", "aarch64", "glibc", WHEEL, False),
        ("darwin", "arm64", "", "uv-1-py3-none-macosx_11_0_arm64.whl", True),
        ("darwin", "x86_64", "", "uv-1-py3-none-macosx_11_0_arm64.whl", False),
    ],
)
def test_the_wheel_for_this_machine_is_chosen(monkeypatch, system, machine, libc, wheel, fits):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: (libc, ""))
    assert uv.fits(wheel) is fits


def test_the_lock_of_uv_is_readable():
    version, hashes = uv.locked()
    assert version[0].isdigit() and len(hashes) > 10


@pytest.fixture(params=["json", "html"])
def mirror(request, tmp_path, monkeypatch):
    """A package index on this machine with one uv in it, in either form that indexes have."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("uv-9.9.9.data/scripts/uv", "#!/bin/sh\necho pretended\n")
    folder = tmp_path / "index" / "uv"
    folder.mkdir(parents=True)
    (folder / WHEEL).write_bytes(buffer.getvalue())
    page = f'<a href="{WHEEL}#sha256=x">{WHEEL}</a>'

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            if self.path != "/uv/":
                return super().do_GET()
            body = (
                json.dumps({"files": [{"filename": WHEEL, "url": WHEEL}]})
                if request.param == "json"
                else page
            )
            self.send_response(200)
            self.send_header("Content-Type", index.JSON if request.param == "json" else "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=tmp_path / "index")
    )
    threading.Thread(target=server.serve_forever).start()
    monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(uv, "fits", lambda wheel: True)
    yield hashlib.sha256(buffer.getvalue()).hexdigest()
    server.shutdown()
    server.server_close()


def test_uv_is_fetched_once_and_checked(mirror, tmp_path, monkeypatch):
    monkeypatch.setattr(uv, "locked", lambda: ("9.9.9", {mirror}))
    tool = uv.find(tmp_path)
    assert subprocess.run([tool], capture_output=True, text=True, check=True).stdout == "pretended\n"
    monkeypatch.setattr(index, "files", None)  # a second look would fail
    assert uv.find(tmp_path) == tool


def test_a_file_that_is_not_the_locked_one_is_not_used(mirror, tmp_path, monkeypatch):
    monkeypatch.setattr(uv, "locked", lambda: ("9.9.9", {"0" * 64}))
    with pytest.raises(Trouble, match="not the file"):
        uv.find(tmp_path)
    assert not (tmp_path / "tools" / "uv").exists()


def test_an_index_without_it_and_no_index_at_all(mirror, tmp_path, monkeypatch):
    monkeypatch.setattr(uv, "locked", lambda: ("1.0.0", set()))
    with pytest.raises(Trouble, match=r"no uv 1\.0\.0 for this machine"):
        uv.find(tmp_path)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/")
    with pytest.raises(Trouble, match="cannot reach the package index"):
        uv.find(tmp_path)


def test_the_index_is_the_machines_own(monkeypatch):
    assert index.address() == "https://pypi.org/simple"
    monkeypatch.setattr(index, "_of_pip", lambda option: "https://mirror.example.org/simple/")
    assert index.address() == "https://mirror.example.org/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://other.example.org/simple")
    assert index.address() == "https://other.example.org/simple"


class PretendedUv:
    """A uv that notes what it is asked and makes an environment that is only this Python."""

    def __init__(self, folder: Path, monkeypatch):
        self.notes = folder / "notes"
        notes, python, broken = (shlex.quote(str(p)) for p in (self.notes, sys.executable, folder / "broken"))
        tool = folder / "uv"
        tool.write_text(
            f'#!/bin/sh\necho "$@" >> {notes}\n'
            'case "$2" in venv) for last; do :; done; mkdir -p "$last/bin"; '
            f'ln -sf {python} "$last/bin/python";; esac\n[ ! -e {broken} ]\n'
        )
        tool.chmod(0o755)
        monkeypatch.setattr(uv, "find", lambda var: str(tool))
        monkeypatch.setattr(pythons, "find", lambda: sys.executable)

    def asked(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []


@pytest.fixture
def tool(tmp_path, monkeypatch):
    locks = tmp_path / "locks"
    locks.mkdir()
    for name in ("run", "test"):
        (locks / f"{name}.txt").write_text(f"{name}==1\n")
    monkeypatch.setattr(environment, "LOCKS", locks)
    return PretendedUv(tmp_path, monkeypatch)


def test_the_environment_is_made_once(tool, tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    assert environment.python(var, "run") == var / "venv" / "bin" / "python"
    made = tool.asked()
    assert "venv" in made[0] and "--require-hashes" in made[1] and made[1].endswith("run.txt")
    environment.python(var, "run")
    assert tool.asked() == made


def test_a_changed_lock_renews_it_and_tests_do_not_take_turns_with_the_office(tool, tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    environment.python(var, "run")
    environment.python(var, "test")
    asked = len(tool.asked())
    environment.python(var, "run")  # what tests need includes what the office needs
    assert len(tool.asked()) == asked
    (tmp_path / "locks" / "test.txt").write_text("test==2\n")
    environment.python(var, "run")
    assert tool.asked()[-1].endswith("test.txt")


def test_a_set_up_that_failed_is_said_and_tried_again(tool, tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    (tmp_path / "broken").touch()
    with pytest.raises(Trouble, match=r"no Python 3\.12"):
        environment.python(var, "run")
    (tmp_path / "broken").unlink()
    assert environment.python(var, "run").exists()


@pytest.mark.parametrize("arguments", [["--var", "{}", "serve"], ["serve", "--var={}"]])
def test_the_folder_can_be_named(arguments, tmp_path):
    chosen = tmp_path / "elsewhere"
    assert launch.folder([a.format(chosen) for a in arguments]) == chosen
    assert chosen.is_dir()


def test_a_folder_that_cannot_be_had_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="Choose a folder of your own with --var"):
        launch.folder(["--var", str(tmp_path / "file" / "var")])


def test_a_python_that_is_too_old_or_does_not_start_is_passed_over(tmp_path, monkeypatch):
    shim, old = tmp_path / "shim", tmp_path / "old"
    shim.write_text("#!/bin/sh\nexit 127\n")
    old.write_text("#!/bin/sh\necho 3 11\n")
    for path in (shim, old):
        path.chmod(0o755)
    monkeypatch.setattr(pythons, "_candidates", lambda: [str(shim), str(old)])
    assert pythons.find() is None
    monkeypatch.setattr(pythons, "_candidates", lambda: [str(shim), str(old), sys.executable])
    assert pythons.find() == sys.executable


@pytest.mark.parametrize("version", ["3.13.9", "3.13.10"])
def test_pythons_of_pyenv_are_found_newest_first(tmp_path, monkeypatch, version):
    for patch in ("3.13.9", version):
        (tmp_path / "versions" / patch / "bin").mkdir(parents=True, exist_ok=True)
        (tmp_path / "versions" / patch / "bin" / "python3").touch()
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    found = [c for c in pythons._candidates() if c.startswith(str(tmp_path))]
    assert found[0] == str(tmp_path / "versions" / version / "bin" / "python3")


def test_a_pyenv_of_somebody_else_is_passed_over(monkeypatch):
    def closed(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("PYENV_ROOT", "/closed/pyenv")
    monkeypatch.setattr(os, "stat", closed)
    monkeypatch.setattr(os, "scandir", closed)
    assert [c for c in pythons._candidates() if c.startswith("/closed/pyenv")] == []


def test_from_any_folder_it_runs_the_verb(tmp_path):
    environment = {"FIELDOFFICE_PYTHON": sys.executable, "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(ROOT / "fieldoffice"), "--var", str(tmp_path), "serve", "--help"]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "--lan" in done.stdout


def test_a_verb_that_there_is_not_is_answered_with_those_there_are(tmp_path):
    environment = {"FIELDOFFICE_PYTHON": sys.executable, "PATH": "/usr/bin:/bin"}
    command = [sys.executable, str(ROOT / "fieldoffice"), "--var", str(tmp_path), "serv"]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "doctor" in done.stderr and "Traceback" not in done.stderr
