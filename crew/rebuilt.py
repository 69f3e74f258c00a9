"""After a rebuild: staff are known by their entries, but how they sign in was never in the journal."""

from crew.models import Login, Person


def logins_again() -> int:
    """A login without password for everyone with a role and an address, so that a link lets them in; how many."""
    made = 0
    for person in (
        Person.objects.filter(roles__isnull=False, login=None).exclude(email="").distinct().order_by("pk")
    ):
        email = person.email.lower()
        if not Login.objects.filter(email=email).exists():
            Login.objects.create_user(email, None, person=person)
            made += 1
    return made
