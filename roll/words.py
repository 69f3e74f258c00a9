"""Codes of this room as people say them. What is not here is shown as it stands."""

from django.utils.translation import gettext_lazy as _

LOAD = {
    "reading": _("being read"), "staged": _("waits for you"), "accepting": _("being accepted"),
    "accepted": _("accepted"), "taking_back": _("being taken back"), "taking back": _("being taken back"),
    "taken_back": _("taken back"), "taken back": _("taken back"),
    "refused": _("refused"), "failed": _("cannot be read"),
}  # fmt: skip
ROLE = {
    "voters": _("voters"), "history": _("vote history"), "voted": _("who has voted"),
    "strikes": _("strikes by code or voter id"),
    "append": _("scores, phones, languages, tags"), "polling-places": _("polling places"),
    "opening-hours": _("opening hours"), "vip": _("Voting Information Project feed"),
}  # fmt: skip
CHANGED = {
    "name": _("name"), "address": _("address"), "precinct": _("precinct"), "county": _("county"),
    "age": _("age"), "party": _("party"), "status": _("status"), "sex": _("sex"), "suffix": _("suffix"),
    "registration date": _("registration date"), "language": _("language"), "phone": _("phone"),
    "county number": _("county number"), "confidential": _("confidential"),
    "support score": _("support score"), "turnout score": _("turnout score"), "tags": _("tags"),
    "coordinates": _("coordinates"), "phones": _("phones"),
}  # fmt: skip
VOTER = {
    "active": _("active"), "inactive": _("inactive"), "pre": _("not yet 18"), "removed": _("removed"),
    "en": _("English"), "es": _("Spanish"),
}  # fmt: skip
SUPPRESSION = {
    "do_not_call": _("do not call"), "deceased": _("deceased"), "moved": _("moved"),
    "wrong_number": _("wrong number"), "disconnected": _("disconnected"), "said_voted": _("said they voted"),
}  # fmt: skip
ELECTION = {
    "general": _("general election"), "primary": _("primary"), "special": _("special election"),
    "municipal": _("municipal election"),
}  # fmt: skip
FIELD = {  # the labels of roll/fields.py, so that they are there to be translated
    "Voter id": _("Voter id"), "County": _("County"), "County code": _("County code"),
    "Number in the county": _("Number in the county"), "Last name": _("Last name"),
    "First name": _("First name"), "Middle name": _("Middle name"), "Suffix": _("Suffix"),
    "Street address": _("Street address"), "Unit": _("Unit"), "City": _("City"), "ZIP code": _("ZIP code"),
    "Phone": _("Phone"), "Confidential": _("Confidential"), "Registered on": _("Registered on"),
    "Party": _("Party"), "Sex": _("Sex"), "Date of birth": _("Date of birth"),
    "Year of birth": _("Year of birth"), "Age": _("Age"), "Status": _("Status"), "Precinct": _("Precinct"),
    "Precinct name": _("Precinct name"), "Language": _("Language"),
    "Elections voted in": _("Elections voted in"), "Election date": _("Election date"),
    "Election": _("Election"), "How": _("How"), "Party voted in": _("Party voted in"),
    "Ballot requested on": _("Ballot requested on"), "Ballot sent on": _("Ballot sent on"),
    "Ballot returned on": _("Ballot returned on"), "Ballot status": _("Ballot status"),
    "Support score (1–5)": _("Support score (1–5)"), "Turnout score (0–100)": _("Turnout score (0–100)"),
    "Second phone": _("Second phone"), "Third phone": _("Third phone"), "Latitude": _("Latitude"),
    "Longitude": _("Longitude"), "Tags": _("Tags"), "Polling place": _("Polling place"),
    "Address": _("Address"), "Hours": _("Hours"),
}  # fmt: skip
ALL = (LOAD, ROLE, CHANGED, VOTER, SUPPRESSION, ELECTION, FIELD)
