"""Which widgets are drawn again when a few lines have changed: those that are on them.

Textual's compositor asks every widget of the same container for all its lines, and throws away
what did not change. On a busy screen that is most of what a key costs.
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class LeanCompositor(Compositor):
    """Textual's compositor, asking only what can be seen for the lines that changed."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if crop is not None:  # whole lines of it: the cuts between widgets stay where they are
                seen = seen.intersection(Region(seen.x, crop.y, seen.width, crop.height))
            if seen and (crop is None or crop.overlaps(seen)):
                yield region, seen, widget.render_lines(seen.translate(-region.offset))
