"""Rooms have the doors the house rules give them, and nobody climbs in through a window."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = {"cards"}
ROOMS = sorted(path.parent.name for path in (ROOT / "kiosk").glob("*/tables.py"))
LIGHT = {"words", "refusals", "text", "identifiers", "insults", "chance"}  # its alphabet


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module of the product by its dotted name."""
    for top in ("kiosk", "screens"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "versions" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield name, ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted names that a module imports; `from a import b` is `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def face(room: str) -> set[str]:
    """Return what a room's face says others may use."""
    tree = ast.parse((ROOT / "kiosk" / room / "__init__.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_rooms_are_entered_by_their_face() -> None:
    """Outside a room only its face and its cards are imported.

    Printing and letters are workshops, not rooms of people: paper is made of printing's own marks.
    """
    faces = {room: face(room) for room in ROOMS if room not in {"printing", "letters"}}
    windows = [
        f"{module} -> {name}"
        for module, tree in modules()
        for name in imports(tree)
        for parts in [name.split(".")]
        if parts[0] == "kiosk" and len(parts) > 2 and parts[1] in faces
        if parts[2] not in faces[parts[1]]
        if (ROOT / "kiosk" / parts[1] / f"{parts[2]}.py").exists() and parts[2] not in SHARED
        if not module.startswith(f"kiosk.{parts[1]}.")
    ]
    assert windows == []


def test_rules_and_cards_are_pure() -> None:
    """Rules and cards know neither database nor clock, and of other rooms only lower cards."""
    for module, tree in modules():
        _, _, tail = module.partition(".")
        room, _, part = tail.partition(".")
        if room not in ROOMS or part not in {"rules", "cards"}:
            continue
        for name in imports(tree):
            parts = name.split(".")
            if parts[0] in {"sqlmodel", "sqlalchemy", "screens"}:
                raise AssertionError(f"{module} imports {name}")
            if parts[0] == "kiosk":
                own = parts[1] == room and parts[2:3] != ["tables"]
                assert own or parts[1] in LIGHT or parts[2:3] == ["cards"], f"{module}: {name}"


def test_every_module_says_why_it_exists() -> None:
    """Each module opens with its reason."""
    assert [name for name, tree in modules() if not ast.get_docstring(tree)] == []


def test_modules_are_small() -> None:
    """No module of the house sags: 400 lines, a screen 300."""
    fat = []
    for top, limit in (("kiosk", 400), ("screens", 400)):
        for path in (ROOT / top).rglob("*.py"):
            if "versions" in path.parts:
                continue
            lines = path.read_text("utf-8").count("\n")
            if lines > (300 if path.name == "screen.py" and path.parent.name != "lobby" else limit):
                fat.append(f"{path.relative_to(ROOT)}: {lines}")
    assert fat == []


def test_the_top_level_is_tidy() -> None:
    """What lies at the top is what the house rules name, and what tools must find there."""
    named = {"kiosk", "screens", "locales", "tests", "deploy", "pyproject.toml", "README.md"}
    tools = {"Makefile", "CHANGELOG.md", "LICENSE"}
    made = {"bench.json", "torture.json", "build", "dist"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - named - tools - made == set()
