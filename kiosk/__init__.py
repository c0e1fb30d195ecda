"""The house rules: read this first.

**What this is.** Nabohjælp, Denmark's neighbourhood watch, for people who share a stairwell. The
data says when homes stand empty, so one sentence decides every question of design: *nobody ever
learns more than its owner chose to tell.*

**Rooms.** `kiosk/` knows what the kiosk knows and does, and knows no screen. Each folder is a room
with the same five doors:

- `__init__.py` the public face: nobody imports anything else of the room
- `cards.py` frozen dataclasses that it hands out
- `rules.py` pure decisions, without database or clock
- `tables.py` its rows, which never leave it
- `actions.py` its use cases (several files, by purpose, where there are many)

From below: `board` (what the lobby shows to everybody), `figures` (how many, and never who),
`printing`, `letters`; then `estate`, `residents`, `visits`, `push`, `trust`, `vacations`; beside
them `notices`, `stickers`, `alerts` and `favours` (everyday help); then `calendars`; above all
these `account`, then `handover`, `caretaker` and `reprints`; and `backups`, which copies them all.
A room may use the faces of those below it and of none above. The contracts in `pyproject.toml` hold
that, and `make test` checks them.

**Actions and helpers.** An action takes the `Kiosk` and the visit, opens exactly one transaction
(`kiosk.store.write()` or `.read()`), looks the visit up in it again, and hands out cards. A helper
takes `db` first, works inside its caller's transaction and never commits. Credential actions
(PIN, letterbox code) are the one exception: they commit the attempt, hash outside any transaction,
commit the result and *return* a `Denied`, because a raise would roll the count back.
Whatever asks several actions for one page reads them `steady`, at one and the same moment.
What people wait for is read by `Prepared` questions, which answer with records; only rows that are
to be changed come from the session.

**Nothing is said in the core.** Sentences are `Message` data (`kiosk.words`) until the reader's
language is known. What a person may be told is a `Refusal` with a code; everything else that is
raised is a fault of ours.

**Nothing is done inside a transaction** but reading and writing rows. Slips and letters are rows,
written with what they tell of, and carried out later by the office (`kiosk.office`).

**Two processes**, the lobby and the office, meet only in the database; whether the office runs, a
lock on a file of the home tells (`kiosk.machine`). Where both want the processor the lobby comes
first, because somebody stands before it. The lobby paints before it loads anything heavy:
`kiosk.glance` reads the board's few rows by hand-written SQL, and everything that imports the ORM
comes in a thread behind it. That is also why `kiosk.words`, `settings`, `keys`, `refusals`, `text`,
`identifiers` and `insults` import next to nothing.

**Where the plan was changed.** The board is a room of its own, a copy of what everybody may see,
rather than queries over the tables of alerts and notices: the first paint then needs to know no
room's rows, and nothing that is not for everybody can slip into it.
"""
