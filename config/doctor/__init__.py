"""`fieldoffice doctor`: looks at this machine and says what to do."""
