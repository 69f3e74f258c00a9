"""Under /staff/: sign-in, my account, teams, people, areas, staff and the audit log."""

from allauth.account import views as account
from django.urls import include, path

from crew.views import me, second_key, tell_us

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("keys/", include("allauth.mfa.urls")),
    path("second-key/", second_key.stop, name="second_key"),
    path("me/", me.me, name="me"),
    path("tell-us/", tell_us.tell_us, name="tell_us"),
]
