"""Links of phone trees: one's own in a ring (`/tree/…`), and the one that asks whether one may be printed (`/on-paper/…`).

Both are made as those of shifts are: an id and letters derived from the office's secret.
"""

from django.http import HttpRequest

from crew import join_links, shift_links
from crew.models import Person, TreeCall


def call(typed: str) -> TreeCall | None:
    """The person's place in a ring whose link this is; None for any other text."""
    found = TreeCall.objects.select_related("ring__tree__area", "person__team__captain")
    return found.filter(pk=shift_links.pk_of("treecall", typed)).first()


def person(typed: str) -> Person | None:
    """Whose link this is; None for any other text."""
    found = Person.objects.select_related("team__captain", "tree_word")
    return found.filter(pk=shift_links.pk_of("person", typed)).first()


def address(request: HttpRequest, of: TreeCall | Person) -> str:
    """The whole link, as phones reach it."""
    path = "tree" if isinstance(of, TreeCall) else "on-paper"
    return join_links.whole(request, f"/{path}/{shift_links.code(of)}")
