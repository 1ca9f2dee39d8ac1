"""What a newcomer types: the Makefile, and ``.ci/setup`` with a stand-in for the interpreter."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(
    shutil.which("make") is None or os.name != "posix", reason="needs make and a POSIX shell"
)

_QUOTH = """#!{python}
import json, os, sys
print(json.dumps(sys.argv[1:]))
sys.exit(int(os.environ.get("QUOTH_EXITS", "0")))
"""

# Behaves as a Python does towards .ci/setup; writes down what it was asked to do.
_PYTHON = """#!/bin/sh
echo "$@" >> calls
case "$*" in
    *version_info*) exit "${TOO_OLD:-0}" ;;
    *ensurepip*) exit "${NO_VENV:-0}" ;;
    -V) echo Python 3.11.0 ;;
    "-m venv .venv")
        mkdir -p .venv/bin
        cp "$0" .venv/bin/python
        [ -z "${DIES_IN_VENV:-}" ] || kill -9 $PPID
        printf '#!/bin/sh\\necho "pip 1 from %s/.venv/lib (python 3.11)"' "$PWD" > .venv/bin/pip
        chmod +x .venv/bin/pip ;;
    *" pip "*"-r requirements"*)
        [ -z "${DIES_IN_PIP:-}" ] || kill -9 $PPID
        exit "${PIP_FAILS:-0}" ;;
esac
"""


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with a space in its name, with the Makefile, .ci/setup and locks of this tree."""
    folder = tmp_path / "a clone"
    (folder / ".ci").mkdir(parents=True)
    for name in ("Makefile", ".ci/setup", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (folder / lock).write_text(f"# {lock}\n", "utf-8")
    script(folder / "python", _PYTHON)
    return folder


def run(clone: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    outer = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "Q", "PYTHON"}  # of the `make test` around this
    kept = {name: value for name, value in os.environ.items() if name not in outer}
    return subprocess.run(
        command, cwd=clone, env=kept | environment, capture_output=True, text=True, check=False
    )


def set_up(clone: Path, kind: str = "run", **environment: str) -> subprocess.CompletedProcess[str]:
    return run(clone, ".ci/setup", kind, **({"PYTHON": "./python"} | environment))


def calls(clone: Path) -> list[str]:
    """Return what the interpreter did since the last look, without its answers to questions."""
    log = clone / "calls"
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return [line for line in lines if line.startswith("-m")]


def installs(clone: Path) -> list[str]:
    """Return the locks that were installed since the last look."""
    return [line.split(" -r ")[-1] for line in calls(clone) if " pip " in line and " -r " in line]


QUESTIONS = [
    "Who plays Ed Baldwin?",
    """What's "that" 'thing'?""",
    "`echo back`; $(echo dollar) $HOME $$ ${HOME} && false | cat > made",
    "$(shell touch made) $(error no) $(unclosed",
    "50% of # what \\ is * this \\",
    "--help",
    "Où est Ed — ici ?",
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("how", ["argument", "environment"])
def test_ask_hands_over_the_question_as_typed(clone: Path, question: str, how: str) -> None:
    script(clone / ".ci/setup", "#!/bin/sh\n")
    script(clone / ".venv/bin/quoth", _QUOTH.format(python=sys.executable))
    if how == "argument":
        done = run(clone, "make", "ask", f"Q={question}")
    else:
        done = run(clone, "make", "ask", Q=question)
    assert json.loads(done.stdout) == ["ask", "--", question]
    assert (done.returncode, done.stderr) == (0, "")
    assert not (clone / "made").exists()


@pytest.mark.parametrize(("code", "failed"), [("0", False), ("1", False), ("3", True)])
def test_ask_fails_where_the_program_does(clone: Path, code: str, failed: bool) -> None:
    """That the articles do not say is an answer, so make does not call it an error."""
    script(clone / ".ci/setup", "#!/bin/sh\n")
    script(clone / ".venv/bin/quoth", _QUOTH.format(python=sys.executable))
    assert (run(clone, "make", "ask", "Q=Who?", QUOTH_EXITS=code).returncode != 0) is failed


def test_ask_without_a_question_says_how_to_ask(clone: Path) -> None:
    done = run(clone, "make", "ask")
    assert done.returncode != 0
    assert 'make ask Q="' in done.stderr
    assert not (clone / ".venv").exists()


def test_help_is_the_default_and_lists_every_target(clone: Path) -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", text, re.MULTILINE))
    assert {"ask", "test", "check"} <= targets
    shown = run(clone, "make").stdout
    assert set(re.findall(r"^make ([a-z-]+) +\w", shown, re.MULTILINE)) == targets
    declared = {name for line in re.findall(r"\.PHONY: (.+)", text) for name in line.split()}
    assert declared == targets


def test_second_set_up_is_silent_and_does_nothing(clone: Path) -> None:
    first = set_up(clone)
    assert first.returncode == 0
    assert len(first.stderr.splitlines()) == 1
    assert installs(clone) == ["requirements.lock"]
    second = set_up(clone)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert not (clone / "calls").exists()


def test_the_tests_environment_holds_the_programs(clone: Path) -> None:
    set_up(clone, "run")
    set_up(clone, "dev")
    assert installs(clone) == ["requirements.lock", "requirements-dev.lock"]
    set_up(clone, "run")
    set_up(clone, "dev")
    assert installs(clone) == []


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_changed_lock_is_installed_into_the_same_environment(clone: Path, changed: str) -> None:
    set_up(clone)
    calls(clone)
    with (clone / changed).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    set_up(clone)
    done = calls(clone)
    assert not [call for call in done if "venv" in call]
    assert len(done) == 2
    set_up(clone)
    assert calls(clone) == []


@pytest.mark.parametrize("moment", ["DIES_IN_VENV", "DIES_IN_PIP"])
def test_set_up_that_was_killed_starts_again_from_nothing(clone: Path, moment: str) -> None:
    assert set_up(clone, **{moment: "1"}).returncode == -signal.SIGKILL
    (clone / ".venv/torn").touch()
    calls(clone)
    assert set_up(clone).returncode == 0
    assert not (clone / ".venv/torn").exists()
    assert installs(clone) == ["requirements.lock"]


def test_failed_installation_is_not_taken_for_done(clone: Path) -> None:
    failed = set_up(clone, PIP_FAILS="1")
    assert failed.returncode != 0
    assert "takes it up again" in failed.stderr
    calls(clone)
    assert set_up(clone).returncode == 0
    assert [call.split()[-1] for call in calls(clone)] == ["requirements.lock", "."]


def test_environment_of_another_folder_is_made_anew(clone: Path) -> None:
    """A virtual environment does not survive a move: its scripts name the old folder."""
    set_up(clone)
    moved = clone.rename(clone.with_name("elsewhere"))
    calls(moved)
    assert set_up(moved).returncode == 0
    assert "-m venv .venv" in calls(moved)


def test_debris_in_place_of_an_environment_is_replaced(clone: Path) -> None:
    script(clone / ".venv/bin/python", "")
    assert set_up(clone).returncode == 0
    assert "-m venv .venv" in calls(clone)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"TOO_OLD": "1"}, "not a Python 3.11 or newer"),
        ({"PYTHON": "./absent"}, "not a Python 3.11 or newer"),
        ({"NO_VENV": "1"}, "apt install python3-venv"),
    ],
)
def test_missing_python_is_said_in_a_sentence(
    clone: Path, environment: dict[str, str], sentence: str
) -> None:
    done = set_up(clone, **environment)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (clone / ".venv").exists()


def test_machine_without_python_is_told_so(clone: Path) -> None:
    tools = clone / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "cksum"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = set_up(clone, PYTHON="", PATH=str(tools))
    assert done.returncode != 0
    assert "needs Python 3.11 or newer and found none" in done.stderr
