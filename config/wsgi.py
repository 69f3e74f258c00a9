"""The web processes: gunicorn loads `config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from crew.switches import uses  # noqa: E402  (Django is set up now)

uses.tally.by_itself = True
