"""What is broken on purpose before Election Day, on an office of its own, under load. README.md beside this file."""
