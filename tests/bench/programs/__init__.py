"""Small programs to measure: the measures of comparison, and the kiosk with a window into it."""
