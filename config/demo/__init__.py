"""The sample office of `fieldoffice demo`: an invented county, loaded and staffed as a real one is.

`making.make` does it, step by step; a step that finds its work done does nothing, so the next start
finishes a demo that was interrupted. `note` remembers what to show; `welcome` shows it.
"""
