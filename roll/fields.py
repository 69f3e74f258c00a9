"""What we keep from each kind of file. Everything else in a file (race, licence numbers, …) is not read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One field of ours: its label for people, whether a file must have it, and names it often goes by."""

    label: str
    required: bool = False
    also: tuple[str, ...] = ()
    harmless: bool = True  # stays when a confidential voter's line is redacted in the kept file


_WHO = {
    "id": Field("Voter id", True, ("voterid", "voter id number", "stateid", "ncid", "sosvoterid", "vanid")),
    "county": Field("County", also=("countyname", "countydesc")),
    "county_code": Field("County code", also=("countyid", "countynumber")),
    "local_id": Field("Number in the county", also=("voterregnum", "countyvoterid")),
}
_NAME = {
    "last": Field("Last name", also=("lastname", "surname", "namelast", "apellido")),
    "first": Field("First name", also=("firstname", "givenname", "namefirst", "nombre")),
}

VOTERS = {
    **_WHO,
    "last": Field("Last name", True, _NAME["last"].also),
    "first": _NAME["first"],
    "middle": Field("Middle name", also=("middlename", "namemiddle")),
    "suffix": Field("Suffix", also=("namesuffix", "suffixname")),
    "street": Field("Street address", also=("address", "streetaddress", "addressline1"), harmless=False),
    "unit": Field("Unit", also=("apartment", "apt", "addressline2", "unitnumber"), harmless=False),
    "city": Field("City", also=("town", "rescity"), harmless=False),
    "zip": Field("ZIP code", also=("zipcode", "postalcode", "zip5"), harmless=False),
    "phone": Field("Phone", also=("telephone", "phonenumber", "cell", "mobile", "homephone"), harmless=False),
    "confidential": Field("Confidential", also=("confidentialind", "exempt")),
    "registered": Field("Registered on", also=("registrationdate", "regdate")),
    "party": Field("Party", also=("partyaffiliation", "partycode", "registeredparty")),
    "sex": Field("Sex", also=("gender", "sexcode")),
    "birth_date": Field("Date of birth", also=("dateofbirth", "dob", "birthday")),
    "birth_year": Field("Year of birth", also=("yearofbirth", "yob")),
    "age": Field("Age", also=("currentage",)),
    "status": Field("Status", also=("voterstatus", "registrationstatus")),
    "precinct": Field("Precinct", also=("precinctcode", "precinctid", "pct")),
    "precinct_name": Field("Precinct name", also=("precinctdescription",)),
    "lang": Field("Language", also=("preferredlanguage", "spokenlanguage")),
    "history": Field("Elections voted in"),
}

HISTORY = {
    **_WHO,
    "election_date": Field("Election date", True, ("electionday", "electiondt")),
    "election": Field("Election", also=("electionname", "electiontype", "electiondesc")),
    "method": Field("How", also=("votingmethod", "historycode", "votetype")),
    "voted_party": Field("Party voted in", also=("partyvoted",)),
}

VOTED = {
    **_WHO,
    **_NAME,
    "election_date": Field("Election date", also=("electionday", "electiondt")),
    "method": Field("How", also=("ballottype", "votetype", "votemethod")),
    "requested_on": Field("Ballot requested on", also=("requestdate",)),
    "sent_on": Field("Ballot sent on", also=("sentdate", "maileddate")),
    "returned_on": Field("Ballot returned on", also=("returndate", "voteddate", "datevoted", "receiveddate")),
    "ballot_status": Field("Ballot status", also=("status", "returnstatus")),
}

APPEND = {
    **_WHO,
    "support_score": Field("Support score (1–5)", also=("support", "supportid", "candidatesupport")),
    "turnout_score": Field("Turnout score (0–100)", also=("turnout", "gotvscore", "likelihood")),
    "phone": Field("Phone", also=VOTERS["phone"].also, harmless=False),
    "phone2": Field("Second phone", also=("altphone", "cellphone", "workphone"), harmless=False),
    "phone3": Field("Third phone", harmless=False),
    "lang": VOTERS["lang"],
    "latitude": Field("Latitude", also=("lat", "y"), harmless=False),
    "longitude": Field("Longitude", also=("lon", "lng", "long", "x"), harmless=False),
    "tags": Field("Tags", also=("activistcodes", "tag", "activistcode")),
}

POLLING_PLACES = {
    "county": _WHO["county"],
    "county_code": _WHO["county_code"],
    "precinct": Field("Precinct", True, VOTERS["precinct"].also),
    "place": Field("Polling place", True, ("pollingplace", "placename", "location", "name")),
    "address": Field("Address", also=("placeaddress", "street", "streetaddress")),
    "hours": Field("Hours", also=("openinghours", "open")),
}

FIELDS = {
    "voters": VOTERS,
    "history": HISTORY,
    "voted": VOTED,
    "append": APPEND,
    "polling-places": POLLING_PLACES,
}
