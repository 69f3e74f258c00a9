"""Durham and Wake: a small invented campaign whose people the tests of this room call by name.

Olga runs the office; Dana directs data in Wake; Maya captains a team in Durham, Walt one in Wake; Hugo is at
the help desk of Durham; Vera is a volunteer on Maya's team.
"""

from crew.models import Area, Login, Person, Team
from lib import door

PASSWORD = "correct horse battery"


class Town:
    def __init__(self):
        self.state = self.area("state", "NC", "North Carolina")
        self.durham = self.area("region", "32", "Durham", self.state)
        self.wake = self.area("region", "92", "Wake", self.state)
        self.precincts = [self.area("precinct", f"0{n}", f"Durham 0{n}", self.durham) for n in (1, 2, 3)]
        self.wake_precinct = self.area("precinct", "01", "Wake 01", self.wake)
        self.olga = self.person("Olga", "office")
        self.dana = self.person("Dana", "data_director", self.wake)
        self.maya = self.person("Maya", "captain", self.durham)
        self.walt = self.person("Walt", "captain", self.wake)
        self.hugo = self.person("Hugo", "help_desk", self.durham)
        self.durham_team = self.team("Team Maya", self.durham, self.maya)
        self.wake_team = self.team("Team Walt", self.wake, self.walt)
        self.vera = self.person("Vera Volunteer", team=self.durham_team, phone="+19195550101")

    def area(self, kind, code, name, parent=None) -> Area:
        area_id = door.new_id("crew_area")
        row = {"id": area_id, "kind": kind, "name": name, "code": code, "parent": parent and parent.pk}
        door.enter("area", {"areas": [row]})
        return Area.objects.get(pk=area_id)

    def person(self, name, role=None, area=None, team=None, phone="") -> Person:
        person_id = door.new_id("crew_person")
        door.enter("person", {"id": person_id, "name": name, "phone": phone, "team": team and team.pk})
        if role:
            self.role(person_id, role, area)
            email = f"{name.lower()}@example.org"
            Login.objects.create_user(email, PASSWORD, person_id=person_id)
        return Person.objects.get(pk=person_id)

    def role(self, person_id, name, area=None) -> None:
        payload = {"person": person_id, "name": name, "area": area and area.pk}
        door.enter("role", {"id": door.new_id("crew_role"), **payload})

    def team(self, name, area, captain) -> Team:
        team_id = door.new_id("crew_team")
        payload = {"name": name, "area": area.pk, "captain": captain.pk, "fallback_phone": "+19195550199"}
        door.enter("team", {"id": team_id, **payload})
        return Team.objects.get(pk=team_id)
