"""Announcements: a word of the office to every screen of an area or a team.

An entry like any other (`saying`); on the screens within a second by `/live`, else with the next exchange, whose hot
path it does not touch: what is to be said now stands in each process's memory (`board`), and so does who was told,
until it is counted (`told`).
"""
