class WrongQuestion(ValueError):
    """A question that cannot be asked; says in plain words where and why."""
