"""Which widgets are drawn again when a few lines have changed: those that can be seen on them.

Textual's compositor asks every widget of the same container for all its lines, and throws away
what did not change and what lies behind another. On a busy screen that is most of what a key costs.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class LeanCompositor(Compositor):
    """Textual's compositor, asking only what can be seen for the lines that changed.

    Widgets come front to back, and the first to draw a cell has it: behind one that covers all that
    changed, nothing is left to draw.
    """

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if crop is not None:  # whole lines of it: the cuts between widgets stay where they are
                seen = seen.intersection(Region(seen.x, crop.y, seen.width, crop.height))
            if seen and (crop is None or crop.overlaps(seen)):
                yield region, seen, widget.render_lines(seen.translate(-region.offset))
                if crop is not None and seen.contains_region(crop):
                    return
