"""Who stands on a tree: only people who agreed to it, because a tree is printed with their name and number."""

from django.db.models import Q, QuerySet

from crew.models import Area, Person, TreeWord
from lib import door


def people_of(area: Area) -> QuerySet[Person]:
    """Everyone who works in the area or below it: in a team there, or with a role there; with their word, if any."""
    there = Q(team__area__lineage__contains=[area.pk]) | Q(roles__area__lineage__contains=[area.pk])
    found = Person.objects.filter(there).select_related("team__area", "tree_word", "tree_seat")
    return found.distinct().order_by("name", "pk")


def ready(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those who agreed and can be rung."""
    return people.filter(tree_word__agreed=True).exclude(phone="")


def say(people: list[Person], agreed: bool, how: str, by: Person | None) -> int:
    """Notes the word of those whose word it is not already; answers how many. A no takes them off the tree at once."""
    known = dict(TreeWord.objects.filter(person__in=people).values_list("person", "agreed"))
    new = [person for person in people if known.get(person.pk) is not agreed]
    if new:
        door.enter_many(
            [
                {"kind": "tree_word", "payload": {"person": person.pk, "agreed": agreed, "how": how}}
                for person in new
            ],
            by=by,
            source="link" if how == "link" else "staff",
        )
    return len(new)
