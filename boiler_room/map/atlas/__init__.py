"""Shapes of states and counties, from the Census Bureau by way of the npm package us-atlas (lib/vendor.toml)."""
