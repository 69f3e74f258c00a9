"""Under /staff/: sign-in, my account, teams, people, areas, staff and the audit log."""

from allauth.account import views as account
from django.urls import include, path

from crew.views import areas, audit, links, me, people, second_key, shifts, staff, teams, tell_us, welcome

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("keys/", include("allauth.mfa.urls")),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("second-key/", second_key.stop, name="second_key"),
    path("me/", me.me, name="me"),
    path("tell-us/", tell_us.tell_us, name="tell_us"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:team_pk>/links/", links.make, name="make_link"),
    path("links/<int:pk>/", links.link, name="join_link"),
    path("links/<int:pk>/qr.svg", links.code, name="join_link_qr"),
    path("links/<int:pk>/closure/", links.shut, name="shut_link"),
    path("shifts/", shifts.shifts, name="shifts"),
    path("shifts/<int:pk>/", shifts.shift, name="shift"),
    path("shifts/<int:pk>/bookings/", shifts.book, name="book_shift"),
    path("shifts/<int:pk>/cancellation/", shifts.cancel, name="cancel_shift"),
    path("shifts/<int:pk>/poster/", shifts.poster, name="shift_poster"),
    path("shifts/<int:pk>/here.svg", shifts.poster_code, name="shift_poster_qr"),
    path("bookings/<int:pk>/presence/", shifts.here, name="booking_here"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/link/", people.new_link, name="person_link"),
    path("people/<int:pk>/stolen/", people.stolen, name="person_stolen"),
    path("areas/", areas.areas, name="areas"),
    path("areas/<int:pk>/", areas.area, name="area"),
    path("areas/<int:pk>/name/", areas.rename, name="area_name"),
    path("areas/<int:pk>/staging/", areas.add_staging, name="area_staging"),
    path("areas/<int:pk>/precincts/", areas.move, name="area_precincts"),
    path("staff/", staff.staff, name="staff"),
    path("staff/<int:pk>/", staff.one, name="staff_member"),
    path("staff/<int:pk>/link/", staff.sign_in_link, name="sign_in_link"),
    path("roles/<int:pk>/end/", staff.end_role, name="end_role"),
    path("audit/", audit.audit, name="audit"),
]
