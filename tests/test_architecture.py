"""The three import rules, and the size that a module may have."""

import ast
from functools import lru_cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "workshop"

LAYERS = (
    {"counting", "errors", "languages", "records", "settings", "__init__"},
    {
        "answers", "briefs", "claims", "decisions", "drawing", "exchange", "giving_way", "intake", "nearest",
        "passages", "plain", "prevalence", "proofs", "quantities", "reasons", "reservations", "rivals", "room",
        "segments", "spreadsheets", "stems", "thresholds", "verdicts", "wording",
    },
    {"detector", "encoders", "index", "stance", "store"},
    {
        "answering", "brief", "check", "corpus", "deciding", "deepening", "demo", "evidence", "forward", "health",
        "honour", "jobs", "judging", "opening", "reindex", "sessions", "unread", "workbench",
    },
    {"__main__", "cli", "ui"},
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# What reaches a disk, a network, a clock or a model. Parsing libraries that only turn bytes into values are fine.
OUTWARD = {
    "asyncio", "faiss", "glob", "httpx", "os", "pathlib", "random", "requests", "secrets",
    "sentence_transformers", "shutil", "socket", "sqlalchemy", "sqlite3", "streamlit", "subprocess",
    "tempfile", "threading", "time", "torch", "transformers", "urllib.request",
}  # fmt: skip
OUTWARD_CALLS = {"read_text", "read_bytes", "write_text", "write_bytes", "now", "today", "utcnow", "mkdir"}


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@lru_cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def typing_only(path: Path) -> set[str]:
    """Return what is imported for type checkers alone, which no running program sees."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            for inner in node.body:
                if isinstance(inner, ast.ImportFrom):
                    found |= {f"{inner.module}.{alias.name}" for alias in inner.names}
    return found


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
READABLE = [str(path.relative_to(PACKAGE)) for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=READABLE)
def test_imports_point_down_only(path):
    rank = RANK[part(path)]
    for name in imports(path):
        if name.startswith("workshop."):
            other = name.split(".")[1]
            if other == "__version__":
                continue
            assert RANK[other] <= rank, f"{path.name} imports {name}, which lies above it"


@pytest.mark.parametrize("path", MODULES, ids=READABLE)
def test_only_the_screens_import_streamlit(path):
    if part(path) != "ui":
        assert not [name for name in imports(path) if name.split(".")[0] == "streamlit"]


@pytest.mark.parametrize("path", MODULES, ids=READABLE)
def test_the_pure_layer_touches_no_disk_network_or_clock_and_loads_no_model(path):
    if part(path) not in LAYERS[1]:
        return
    loaded = {name for name in imports(path) - typing_only(path) if not name.startswith("workshop")}
    outward = [name for name in loaded if name in OUTWARD or name.split(".")[0] in OUTWARD]
    assert not outward
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") != "open", f"{path.name}:{node.lineno} opens a file"
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in OUTWARD_CALLS:
                assert is_package_data(node), f"{path.name}:{node.lineno} calls {called}"


def is_package_data(node: ast.Call) -> bool:
    """Reading our own word lists, styles and templates through importlib.resources is no disk of the user's."""
    return "resources" in ast.unparse(node) or "files(" in ast.unparse(node)


@pytest.mark.parametrize("path", MODULES, ids=READABLE)
def test_a_module_stays_small_enough_to_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_every_part_has_its_layer():
    assert {part(path) for path in MODULES} <= RANK.keys()
