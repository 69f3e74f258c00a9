from django.apps import AppConfig
from django.apps import apps as everything
from django.db.models.signals import post_migrate


class ListsConfig(AppConfig):
    name = "lists"

    def ready(self):
        from lists import features, recording  # noqa: F401  (register: what can be switched off, and is recorded)

        post_migrate.connect(keep_results, sender=self)


def keep_results(using, apps=everything, **_):
    """The table of result codes follows the program's, at every migrate."""
    from dataclasses import asdict

    from lists.results import RESULTS

    table = apps.get_model("lists", "Result")
    rows = [table(**asdict(result)) for result in RESULTS]
    columns = [f.name for f in table._meta.fields if not f.primary_key]
    table.objects.using(using).bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )
