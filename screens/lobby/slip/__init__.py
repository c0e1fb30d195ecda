"""Following a slip until it lies in the tray."""
