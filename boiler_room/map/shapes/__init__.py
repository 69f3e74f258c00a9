"""Precincts' shapes from a file: read, projected, matched to precincts by a field, simplified, kept as an entry says.

GeoJSON as RFC 7946 has it, or a zip with an ESRI Shapefile, as counties and states publish them.
"""
