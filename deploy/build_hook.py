"""Compiles the catalogues whenever the project is built or installed.

A `.mo` is made from its `.po` and never committed, so the two cannot disagree.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locales: Path) -> list[Path]:
    """Write a `.mo` beside each `.po` below `locales`; return what was written."""
    written = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalogue)
        written.append(target)
    return written


class CompileCatalogues(BuildHookInterface[Any]):
    """Run by hatchling before every wheel and every editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile the catalogues below the project's root."""
        compile_catalogues(Path(self.root) / "locales")


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).parents[1] / "locales"):
        print(path)
