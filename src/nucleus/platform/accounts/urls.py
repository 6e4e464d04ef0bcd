"""Addresses of room `accounts`."""

from django.urls import path

from nucleus.platform.accounts import api
from nucleus.platform.accounts.frontends import FRONTENDS
from nucleus.platform.accounts.views import password, sign_in

urlpatterns = [
    *(
        path(door.sign_in.lstrip("/"), sign_in.sign_in, {"frontend": key}, name=f"sign-in-{key}" if key else "sign-in")
        for key, door in FRONTENDS.items()
    ),
    *api.urlpatterns,
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("password/", password.initial_password, name="password"),
]
