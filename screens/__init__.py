"""What people see and hold: the lobby, the paper, later the phone."""
