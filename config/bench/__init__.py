"""`./fieldoffice bench`: what this machine does, in one run, beside bare PostgreSQL.

Everything happens in a folder of its own below `var/bench`, with a server and offices that nobody else uses; it is
removed afterwards. A figure is always measured beside what it is compared with, so that a slow or busy machine
slows both.
"""
