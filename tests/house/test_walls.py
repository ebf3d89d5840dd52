"""The house's own rules: walls, words and records that a machine can hold."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "storage", "handlers", "practice")
OURS = [
    *(path for room in ("bot", "storage", "handlers") for path in (ROOT / room).rglob("*.py")),
    *ROOT.glob("*.py"),
]


def lint_imports(house: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).parent / "lint-imports"
    command = [tool, "--no-cache"]
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


def test_no_import_goes_through_a_wall():
    outcome = lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout


@pytest.fixture
def empty_house(tmp_path):
    """The rooms with their walls, and nobody in them but two who do as they may."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    packages = [path.parent for room in ROOMS for path in (ROOT / room).rglob("__init__.py")]
    for package in packages:
        inside = tmp_path / package.relative_to(ROOT)
        inside.mkdir(parents=True, exist_ok=True)
        (inside / "__init__.py").touch()
    for module in (*ROOT.glob("*.py"), *(ROOT / "bot").glob("*.py")):
        (tmp_path / module.relative_to(ROOT)).touch()
    (tmp_path / "storage" / "looks_down.py").write_text("import bot.analysis\n")
    (tmp_path / "handlers" / "look_down.py").write_text("import bot.analysis, storage.looks_down\n")
    return tmp_path


def test_the_walls_catch_what_breaks_them(empty_house):
    assert lint_imports(empty_house).returncode == 0
    planted = {
        "bot/looks_up.py": "import storage",
        "bot/analysis/visits.py": "import bot.messages",
        "bot/entries/visits.py": "import bot.question",
        "bot/plan.py": "import bot.analysis",
        "bot/a_room_that_no_wall_names.py": "",
        "bot/asks_sql.py": "import sqlalchemy",
        "bot/messages/draws.py": "import matplotlib",
        "storage/speaks.py": "import slack_sdk",
        "handlers/climbs.py": "import app",
        "practice/knows.py": "import bot",
    }
    for path, line in planted.items():
        (empty_house / path).write_text(f"{line}\n")
    outcome = lint_imports(empty_house)
    assert outcome.returncode != 0
    for culprit in (path.removesuffix(".py").replace("/", ".") for path in planted):
        assert culprit in outcome.stdout


AT_HOME = {
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "matplotlib": {"bot.charts"},
    "PIL": {"bot.charts"},
    "pandas": {"bot.analysis", "bot.documents"},
    "numpy": {"bot.analysis", "bot.documents"},
    "typst": {"bot.documents"},
    "xlsxwriter": {"bot.documents"},
    "jinja2": {"bot.documents"},
    "pypdf": set(),
    "prometheus_client": set(),
    "structlog": set(),
    "slack_bolt": {"handlers"},
    "slack_sdk": {"handlers"},
    "rapidfuzz": {"bot.question"},
    "cachetools": {"bot.analysis"},
    "holidays": {"bot.deadlines"},
    "starlette": {"practice"},
    "uvicorn": {"practice"},
    "websockets": {"practice"},
    "apscheduler": set(),
    "waitress": set(),
    "dotenv": set(),
}


def places(house: Path) -> dict[str, Path]:
    """Every place where a line of code may stand below the roof, and a file in it."""
    rooms = {f"bot.{each.parent.name}": each for each in house.glob("bot/*/__init__.py")}
    words = {f"bot.{each.stem}": each for each in house.glob("bot/*.py") if each.stem[0] != "_"}
    floors = {each: house / each / "__init__.py" for each in ROOMS}
    return {**rooms, **words, **floors}


def test_each_library_has_one_home_and_no_other_place_may_import_it(empty_house):
    found = places(empty_house)
    assert len(found) > 15
    for file in found.values():
        file.write_text("".join(f"import {library}\n" for library in AT_HOME))
    said = lint_imports(empty_house).stdout
    caught = set(re.findall(r"(\S+) -> (\w+) \(l\.\d+\)", said))
    assert caught == {
        (place, library)
        for place in found
        for library, homes in AT_HOME.items()
        if place not in homes
    }


def words_of(path: Path) -> list[tuple[int, str]]:
    """Names and texts of the code, without its docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node, clean=False) is not None
    }
    return [
        (node.lineno, text)
        for node in ast.walk(tree)
        for text in (getattr(node, "id", None), getattr(node, "value", None))
        if isinstance(text, str) and node not in told
    ]


def test_no_force_is_named_in_the_code_but_for_the_practice_folder():
    named = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in OURS
        for line, text in words_of(path)
        if "essex" in text.casefold()
    ]
    allowed = re.compile(r"cli\.py:\d+: (essex| load DIR \(try practice/essex\))")
    assert [each for each in named if not allowed.fullmatch(each)] == []


def test_decisions_are_numbered_in_order_and_each_says_its_number():
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert all(re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", path.name) for path in records)
    for number, path in zip(numbers, records, strict=True):
        assert path.read_text(encoding="utf-8").startswith(f"# {number}. "), path.name


def test_how_long_functions_are_is_told_and_not_enforced(record_property):
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    half, most = lengths[len(lengths) // 2], lengths[len(lengths) * 9 // 10]
    record_property("lines of the median function", half)
    record_property("lines that nine in ten functions keep within", most)
    print(f"half of {len(lengths)} functions within {half} lines, nine in ten within {most}")
    assert lengths


def sentences_in(path: Path) -> list[tuple[int, str]]:
    """Texts of five words and more, but for docstrings and what goes to the log or is raised."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = set()
    for node in ast.walk(tree):
        is_told_to_nobody = isinstance(node, ast.Expr) and _is_log_or_text(node.value)
        if isinstance(node, ast.Raise) or is_told_to_nobody:
            apart |= set(ast.walk(node))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in apart
        if len(node.value.split()) >= 5
    ]


def _is_log_or_text(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return True
    called = value.func if isinstance(value, ast.Call) else None
    return isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "log"


def test_no_sentence_is_written_in_a_handler():
    """Words live in `bot/messages`, where they can be read together and said twice alike."""
    found = [
        f"{path.name}:{line}: {text}"
        for path in (ROOT / "handlers").glob("*.py")
        for line, text in sentences_in(path)
    ]
    assert found == []
