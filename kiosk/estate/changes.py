"""What a register file changes: a pure comparison of its lines with the doors that are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.estate.cards import ImportLine, ImportReport, Place, Row, Standing
from kiosk.words import Message, msg

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A door of the database."""

    id: int
    place: Place
    withdrawn: bool


@dataclass(slots=True)
class Changes:
    """What is to be written, and what is to be told."""

    add: list[Place] = field(default_factory=list)
    offer: list[int] = field(default_factory=list)
    withdraw: list[int] = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)


def compare(known: Mapping[Key, Known], rows: Iterable[Row]) -> Changes:
    """Return what `rows` change.

    A known door that the file leaves out is gone, if the file speaks of its road and every line of
    it could be read: a damaged line may be that very door.

    Args:
        known: every door of the database by its `Place.key`.
        rows: the lines of one file.
    """
    return _Comparison(known).of(tuple(rows))


class _Comparison:
    def __init__(self, known: Mapping[Key, Known]) -> None:
        self.known = known
        self.changes = Changes()
        self.new: list[ImportLine] = []
        self.same: list[ImportLine] = []
        self.gone: list[ImportLine] = []
        self.refused: list[ImportLine] = []
        self.notes: list[ImportLine] = []
        self.current: dict[Key, int] = {}

    def of(self, rows: tuple[Row, ...]) -> Changes:
        for row in rows:
            if row.place is None or row.fault:
                fault = row.fault or msg("The line cannot be read.")
                self.refused.append(ImportLine(row.line, fault))
            elif row.standing is Standing.CURRENT:
                self._current(row.line, row.place)
        for row in rows:
            if row.place and not row.fault and row.standing is not Standing.CURRENT:
                self._not_current(row.line, row.place, row.standing)
        if self.refused:
            self._say_that_none_were_missed()
        else:
            self._left_out({row.place.street.casefold() for row in rows if row.place})
        self.changes.report = ImportReport(
            new=_by_line(self.new),
            known=_by_line(self.same),
            gone=_by_line(self.gone),
            refused=_by_line(self.refused),
            notes=_by_line(self.notes),
        )
        return self.changes

    def _current(self, line: int, place: Place) -> None:
        if first := self.current.get(place.key):
            self._note(
                line,
                msg(
                    "%(address)s is the same door as line %(first)s, and counts once.",
                    address=place.address,
                    first=str(first),
                ),
            )
            return
        self.current[place.key] = line
        door = self.known.get(place.key)
        if door is None:
            self.changes.add.append(place)
            text = (
                msg("%(address)s is new.", address=place.address)
                if place.floor
                else msg(
                    "%(address)s is new. It has no flats: a house or a shop, one door.",
                    address=place.address,
                )
            )
            self.new.append(ImportLine(line, text))
        elif door.withdrawn:
            self.changes.offer.append(door.id)
            self.new.append(ImportLine(line, msg("%(address)s is back.", address=place.address)))
        else:
            text = msg("%(address)s is known.", address=place.address)
            self.same.append(ImportLine(line, text))

    def _not_current(self, line: int, place: Place, standing: Standing) -> None:
        if place.key in self.current:
            text = msg(
                "%(address)s is current on another line, and that one counts.",
                address=place.address,
            )
            self._note(line, text)
        elif standing is Standing.PROVISIONAL:
            text = msg(
                "%(address)s is provisional, and is offered once it is current.",
                address=place.address,
            )
            self._withdraw_or_note(line, place, text)
        else:
            text = msg("%(address)s is withdrawn, and is not offered.", address=place.address)
            self._withdraw_or_note(line, place, text)

    def _withdraw_or_note(self, line: int, place: Place, text: Message) -> None:
        door = self.known.get(place.key)
        if door and not door.withdrawn and door.id not in self.changes.withdraw:
            self.changes.withdraw.append(door.id)
            self.gone.append(ImportLine(line, text))
        else:
            self._note(line, text)

    def _left_out(self, roads: set[str]) -> None:
        for key, door in self.known.items():
            told = door.id in self.changes.withdraw
            if door.withdrawn or told or key in self.current:
                continue
            if door.place.street.casefold() in roads:
                self.changes.withdraw.append(door.id)
                text = msg(
                    "%(address)s is not in the file any more, and is not offered.",
                    address=door.place.address,
                )
                self.gone.append(ImportLine(0, text))

    def _say_that_none_were_missed(self) -> None:
        if self.known:
            text = msg("Doors that are not in the file stay, because some lines cannot be read.")
            self._note(0, text)

    def _note(self, line: int, text: Message) -> None:
        self.notes.append(ImportLine(line, text))


def _by_line(lines: list[ImportLine]) -> tuple[ImportLine, ...]:
    return tuple(sorted(lines, key=lambda line: line.line))
