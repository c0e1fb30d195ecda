"""Which lines of which widgets are drawn: those that can be seen.

Textual's compositor asks every widget for all its lines, and throws away what did not change and
what lies behind another. On a busy screen that is most of what a key costs.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class LeanCompositor(Compositor):
    """Textual's compositor, asking widgets only for lines of which something can be seen.

    Widgets come front to back, and the first to draw a cell has it.
    """

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        wanted = self.size.region if crop is None else crop
        bare = dict.fromkeys(wanted.line_range, _cells(wanted))  # a bit for each cell not yet drawn
        for widget, (region, clip) in self.visible_widgets.items():
            # Whole lines of it, since cuts between widgets stay where they are.
            seen = region.intersection(clip)
            seen = seen.intersection(Region(seen.x, wanted.y, seen.width, wanted.height))
            covers = _cells(seen)
            lines = [y for y in seen.line_range if bare[y] & covers]
            if not lines:
                continue
            for y in lines:
                bare[y] &= ~covers
            seen = Region(seen.x, lines[0], seen.width, lines[-1] - lines[0] + 1)
            yield region, seen, widget.render_lines(seen.translate(-region.offset))
            if not any(bare.values()):
                return


def _cells(region: Region) -> int:
    """Return the cells of one of its lines as bits."""
    return ((1 << region.width) - 1) << region.x
