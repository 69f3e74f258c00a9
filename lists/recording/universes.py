"""Kind `universe`: {id, name, area, question} makes or changes one; {id, retired: true} puts it away."""

from lib import door
from lists.models import Universe
from lists.question import WrongQuestion, checked


@door.records("universe")
def record_universe(entry: door.Entry) -> None:
    said = entry.payload
    if said.get("retired"):
        Universe.objects.filter(pk=said["id"]).update(retired_at=entry.received_at)
        return
    try:
        question = checked(said["question"])
    except WrongQuestion as wrong:
        raise door.Refused("wrong_question", str(wrong)) from None
    Universe.objects.update_or_create(
        pk=said["id"],
        defaults={"name": said["name"], "area_id": said["area"], "question": question, "retired_at": None},
        create_defaults={
            "name": said["name"],
            "area_id": said["area"],
            "question": question,
            "made_by_id": entry.person_id,
            "made_at": entry.received_at,
        },
    )
