"""A new number and PIN for somebody whose papers the caretaker has seen."""
