"""What people see when the kiosk itself is at fault."""
