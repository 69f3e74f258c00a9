from django.apps import AppConfig
from django.apps import apps as everything
from django.db.models.signals import post_migrate


class FrontDeskConfig(AppConfig):
    name = "front_desk"

    def ready(self):
        from front_desk import receiving, settling  # noqa: F401  (the receiver, and what it records itself)
        from front_desk.announcing import saying  # noqa: F401

        post_migrate.connect(open_office, sender=self)


def open_office(using, apps=everything, **_):
    """A new database is a new office, with an era of its own."""
    import uuid

    apps.get_model("front_desk", "Office").objects.using(using).get_or_create(
        pk=1, defaults={"era": uuid.uuid4()}
    )
