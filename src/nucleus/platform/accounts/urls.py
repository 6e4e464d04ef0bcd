"""Addresses of room `accounts`."""

from django.urls import path

from nucleus.platform.accounts import api
from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.accounts.tables import ATTEMPTS, SESSIONS
from nucleus.platform.accounts.views import account, attempts, password, sign_in, switching
from nucleus.platform.ui.routes import page_routes

urlpatterns = [
    *(
        path(door.sign_in.lstrip("/"), sign_in.sign_in, {"frontend": key}, name=f"sign-in-{key}" if key else "sign-in")
        for key, door in FRONTENDS.items()
    ),
    *api.urlpatterns,
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("password/", password.initial_password, name="password"),
    path("switch/", switching.Switch.as_view(), name="switch"),
    path("profile/", account.Profile.as_view(), name="profile"),
    path("security/", account.Security.as_view(), name="security"),
    path("security/password/", account.ChangePassword.as_view(), name="security-password"),
    path("security/sessions/revoke-others/", account.RevokeOthers.as_view(), name="security-revoke-others"),
    path("security/sessions/<str:public_id>/revoke/", account.RevokeSession.as_view(), name="security-revoke"),
    path("attempts/release/", attempts.Release.as_view(), name="attempts-release"),
    *page_routes(ATTEMPTS, listing=attempts.AttemptsPage),
    *page_routes(SESSIONS),
]
