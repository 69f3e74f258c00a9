"""How many files and connections a process may hold open: the soft limit, often 1,024, is raised to the hard one."""

import resource

HIGHEST = 1 << 20  # what is asked for where there is no limit


def raise_limit() -> int:
    """Raises this process's limit as far as it may; answers what it is then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = HIGHEST if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft
