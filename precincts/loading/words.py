"""What is said about files of this room, so that it can be said in the reader's language (as roll/told.py does)."""

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

SAID = (
    _("the same opening twice: the last line counts"),
    _("no polling place known by this name, address or precinct: load the polling places first"),
    _("several polling places fit: name its address or precinct"),
    _("a time zone that is not known: %(text)s"),
    _("no day that can be read: %(text)s"),
    _("no time that can be read: %(text)s"),
    _("The feed has no %(name)s. A zip with the VIP files as CSV is wanted."),
    _("%(name)s is larger than %(n)s MiB: not a feed of polling places."),
    _("%(name)s has no column id: its first line must name its columns."),
    _("%(name)s: %(n)s columns where %(wanted)s are named"),
    _("%(name)s is not needed and was not read"),
    _("a polling location without an address: the specification asks to ignore it"),
    _("a polling location that the feed does not have: %(text)s"),
    _("early voting or a drop box: not where a precinct votes on the day"),
    _("several polling locations for a precinct: the first counts"),
    _("a precinct without a polling location"),
    _("open by appointment only: left out"),
    _("the feed's offset from UTC is not the county's that day: taken as written"),
    _("a schedule without a date that can be read"),
    _("a schedule that ends before it begins, or is longer than %(n)s days"),
    _("a schedule whose times are not hh:mm:ss with an offset from UTC"),
    _("Strikes want the columns precinct and code, or a voter id."),
    _("neither a code nor a voter id"),
    _("no precinct has this code or name: %(text)s"),
    _("several counties have a precinct of this code: name the county"),
    _("a code with a wrong digit: %(text)s"),
    _("nobody in this precinct has the code %(text)s"),
    _("nobody on the roll has this voter id: %(text)s"),
    _("the code and the voter id are of two voters"),
    _("the same voter twice: counted once"),
    _("a voter registered in another precinct than the line says: counted all the same"),
    _("a day or time that cannot be read was left out"),
)
DAY, OPENS, CLOSES, ZONE = (gettext_lazy(label) for label in ("Day", "Opens", "Closes", "Time zone"))
CODE, TIME = (gettext_lazy(label) for label in ("Strike code", "Time"))
LABELS = {
    "Strike code": CODE,
    "Time": TIME,
    "Day": DAY,
    "Opens": OPENS,
    "Closes": CLOSES,
    "Time zone": ZONE,
}  # of fields that roll's own files have not
