def redact_kept(load): pass
def sync(load): pass
def voters(load, at): pass
