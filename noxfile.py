# /// script
# requires-python = ">=3.11"
# dependencies = ["nox[uv]>=2025.5"]
# ///
"""Every check of the project. ``uv run noxfile.py`` runs the tests; ``-s NAME …`` runs others."""

from __future__ import annotations

import shutil

from pathlib import Path

import nox


nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_external_run = True
nox.options.error_on_missing_interpreters = False
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests"]

HERE = Path(__file__).parent
PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)


def _install(session: nox.Session, *groups: str) -> None:
    named = [part for group in groups for part in ("--group", group)]
    session.install("--editable", ".[testing]", *named)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests, with README and docs, on each installed Python; branch coverage is collected."""
    _install(session, "tests")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def interop(session: nox.Session) -> None:
    """Real name, mail and web servers, from Debian's packages; nothing is installed on the machine."""
    _install(session, "tests")
    # Not session.create_tmp(): that would move TMPDIR here too, where the servers' users may not enter.
    fetched = str(session.cache_dir / "debian")
    session.run("python", "-m", "interop.packages", fetched)
    session.run("python", "-m", "pytest", "interop", "--fetched", fetched, *session.posargs)


@nox.session(python=PYTHONS[0])
def coverage(session: nox.Session) -> None:
    """Join what the test sessions collected; less than every branch fails."""
    session.install("coverage[toml]")
    session.run("coverage", "combine", "--keep")
    session.run("coverage", "report")


@nox.session(python=PYTHONS[0])
def typing(session: nox.Session) -> None:
    """Mypy on everything; pyright and ty on the public API as a user sees it."""
    _install(session, "typing")
    session.run("mypy")
    session.run("pyright", "tests/typing")
    session.run("ty", "check", "tests/typing")


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Ruff, and a docstring on everything public."""
    session.install("--group", "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("interrogate", "-q", "src")


@nox.session(python=PYTHONS[0])
def layers(session: nox.Session) -> None:
    """The floors of the house: who may import whom."""
    _install(session, "lint")
    session.run("lint-imports")


@nox.session(python=PYTHONS[0])
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning fails."""
    _install(session, "docs")
    shutil.rmtree(HERE / "docs" / "_build", ignore_errors=True)
    session.run("sphinx-build", "-nWq", "--keep-going", "docs", "docs/_build/html")


@nox.session(python=PYTHONS[0])
def data(session: nox.Session) -> None:
    """Rebuild the tables whose scripts name all they need; packages come from their registries."""
    _install(session)
    for script in sorted((HERE / "scripts").glob("refresh_*.py")):
        if "# /// script" in script.read_text(encoding="utf-8"):
            needed = nox.project.load_toml(script)["dependencies"]
            session.install(*(one for one in needed if one != "followup"))
            session.run("python", str(script))


@nox.session(python=PYTHONS[0])
def wheel(session: nox.Session) -> None:
    """Build the wheel and use it with the sources out of sight."""
    session.install("build")
    target = session.create_tmp()
    session.run("python", "-m", "build", "--wheel", "--outdir", target, silent=True)
    session.install(*(str(path) for path in Path(target).glob("*.whl")))
    session.run("python", "-P", "-c", "import followup; print(followup.fit.profiles())")


if __name__ == "__main__":
    nox.main()
