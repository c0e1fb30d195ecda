"""What slips look like: a card becomes a page of print marks."""
