"""Looking an address up by its first words gives what trying every room one after the other gives."""

import re

import pytest
from django.urls import Resolver404, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from nucleus.config import urls
from nucleus.config.routing import Addresses
from tests.matrix.routes import walk


def told(resolver, path):
    """What a resolver says of a path, as far as views see it."""
    try:
        found = resolver.resolve(path)
    except Resolver404:
        return None
    return (found.func, found.kwargs, found.view_name, found.app_names, found.namespaces, found.route)


def samples():
    """An address for every route, with near misses: cut, with a word more, with an empty word, without its end."""
    for route, _entry in walk():
        address = re.sub(r"<[^>]*>", "7", route).removeprefix("^/").replace("\\", "")
        yield from (address, f"{address}x", f"{address}/x/", f"/{address}", address.rstrip("/"), address.upper())


def test_every_address_finds_the_view_that_trying_all_rooms_finds():
    (house,) = urls.urlpatterns
    assert isinstance(house, Addresses)
    plain = URLResolver(RoutePattern(""), house.url_patterns)
    paths = sorted({*samples(), "", "/", "//", "nothing-here", "api", "api/", "é/ü", "%2e%2e/"})
    assert len(paths) > 500
    assert [told(house, path) for path in paths] == [told(plain, path) for path in paths]


def test_most_addresses_of_routes_are_found():
    found = [told(get_resolver(), "/" + path) for path in samples()]
    assert len([one for one in found if one]) > 150


@pytest.mark.parametrize("path", ["/api/crm/organizations", "/organizations/"])
def test_few_patterns_are_tried(path):
    assert len(get_resolver().resolve(path).tried) <= 8
