"""The map: shapes of states, counties and precincts, drawn here as SVG; no tile server, nothing asked of others.

States and counties come with the program (`atlas/`), precincts from a file that a data director sends (`shapes/`).
"""
