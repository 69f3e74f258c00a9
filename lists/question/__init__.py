"""Questions that choose voters: a readable tree, checked, said in plain words, and compiled to one SQL.

A node is `{"all": [nodes]}`, `{"any": [nodes]}`, `{"not": node}` or a condition `{"field": name, …}` whose
further keys are those of the field's kind (the fields stand in `lists/question/fields.py`):

    {"all": [{"field": "support", "from": 1, "to": 2},
             {"field": "history", "at_least": 1, "last": 4},
             {"not": {"field": "lang", "in": ["es"]}},
             {"field": "voted", "is": false}]}

What is not known of a voter (no score, no birth year) meets no condition; so `not` of it is met.
"""

from lists.question.compiling import compiled
from lists.question.sentence import sentence
from lists.question.tree import checked
from lists.question.wrong import WrongQuestion

__all__ = ["WrongQuestion", "checked", "compiled", "sentence"]
