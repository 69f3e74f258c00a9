"""The gate before the four days: what must hold on this machine, on this release, and what people have to say themselves."""
