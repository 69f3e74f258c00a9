"""The polls at full size: watchers who strike, callers who call, and thousands of screens that listen, all at once."""
