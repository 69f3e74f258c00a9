"""A way in for staff from the machine itself: the first office manager, or one who is locked out."""

import json
import sys

HELP = "make a sign-in link for a member of staff (the first office manager too)"


def arguments(parser) -> None:
    parser.add_argument("email", help="whom the link lets in")
    parser.add_argument("--name", default="Office manager", help="the name of a new office manager")
    parser.add_argument("--new", action="store_true", help="make an office manager of an unknown address")
    parser.add_argument("--keys", action="store_true", help="also forget passkeys and authenticator app")
    parser.add_argument("--url", default="http://localhost:8000", help="address of the office")
    parser.add_argument("--json", action="store_true", help="one JSON document on the last line")


def run(args) -> int:
    from django.urls import reverse

    from crew import first_start, invitations
    from crew.models import Login, Role

    email = args.email.lower()
    login = Login.objects.filter(email=email).first()
    if login is None and (args.new or not Role.objects.filter(name=Role.Name.OFFICE).exists()):
        login = first_start.ensure_office(email, args.name).login
    if login is None:
        print(f"Nobody signs in as {email}. With --new they become an office manager.", file=sys.stderr)
        return 1
    token = invitations.invite(login, None, args.keys)
    url = args.url.rstrip("/") + reverse("welcome", args=[token])
    if args.json:
        print(json.dumps({"email": email, "url": url, "hours": invitations.HOURS}))
    else:
        print(f"{url}\nGood once, for {invitations.HOURS} hours; links made before have stopped working.")
    return 0
