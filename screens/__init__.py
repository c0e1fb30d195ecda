"""What people see and hold: the lobby, the paper, the phone."""
