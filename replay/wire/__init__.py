"""HTTP as browsers speak it, by hand: connections kept alive, one request under way on each, nothing besides."""
