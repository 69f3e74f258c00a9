"""What of the watcher's screen can be switched off. Crossing off by code or name never can."""

from django.utils.translation import gettext_lazy as _

from crew.switches.features import Feature, register

register(
    Feature(
        "polls.list",
        _("The list in street order"),
        _("Watchers look along the streets for who has voted."),
        _(
            "Who is looking at the list is told to find voters by code or by name. What was crossed off stays."
        ),
        screens=("polls",),
    ),
    Feature(
        "polls.lines",
        _("Line reports"),
        _("How long the wait is, in one tap."),
        _("The buttons give way to a line that says so. What was reported before is still sent."),
        screens=("polls",),
    ),
    Feature(
        "polls.photos",
        _("Photos"),
        _("A photo with a report of trouble, where photos are allowed."),
        _("No photo can be added. One that was added already goes with its report."),
        screens=("polls",),
    ),
    Feature(
        "polls.turned_away",
        _("Voters turned away"),
        _("A report of someone who could not vote, as a case for the desk."),
        _(
            "Watchers are told to call their captain about it at once. A report half written is kept and can be sent."
        ),
        screens=("polls",),
    ),
    Feature(
        "polls.rides",
        _("Rides from the polls"),
        _("A ride wanted, from the watcher’s screen to the desk."),
        _("Watchers are told to call their captain about it. A wish half written is kept and can be sent."),
        screens=("polls",),
    ),
    Feature(
        "polls.practice",
        _("Practice for watchers"),
        _("An invented precinct to try the screen with."),
        _("Nobody begins to practise. Who is practising goes on until they end it."),
        screens=("polls",),
    ),
)
