"""Every refusal has a code of its own, and a test that sees it."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
RAISERS = {"Refusal", "StoreFault", "refuse"}


def codes() -> Counter[str]:
    """Return the refusal codes in the source, with how often each is made."""
    found: Counter[str] = Counter()
    for path in [*(ROOT / "kiosk").rglob("*.py"), *(ROOT / "screens").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in RAISERS
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found[str(node.args[0].value)] += 1
    return found


def test_codes_are_kebab_case() -> None:
    """A code reads the same everywhere: lower case with hyphens."""
    assert [code for code in codes() if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_every_code_is_seen_by_a_test() -> None:
    """No refusal exists that no test has provoked."""
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    assert sorted(code for code in codes() if f'"{code}"' not in tests) == []
