"""Drawings: what a logo may be, and everything that it may not do."""

from __future__ import annotations

import pytest

from nucleus.kernel.errors import Invalid
from nucleus.platform.pictures.drawings import clean_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def drawing(inner: str, head: str = HEAD) -> bytes:
    return f"{head}{inner}</svg>".encode()


def test_a_plain_logo_is_written_anew():
    given = drawing(
        '<!-- made by x --><g id="a"><path d="M0 0h9" style="fill:#f00;-webkit-x:1"/></g><metadata>m</metadata>'
    )
    assert clean_drawing(given) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><path d="M0 0h9" fill="#f00" /></g></svg>'
    )


def test_class_rules_become_attributes_and_the_own_ones_win():
    given = drawing(
        '<style>/* x */.a,.b{fill:#fff;stroke:red}</style><rect class="a" width="3" height="3" fill="#000"/>'
    )
    assert clean_drawing(given) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<rect fill="#000" stroke="red" width="3" height="3" /></svg>'
    )


def test_what_editors_leave_behind_is_left_out():
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/x" width="9" height="9" i:v="1">'
    given = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">' + drawing(
        '<i:grid i:units="px"/><circle r="3"/>', head
    )
    assert clean_drawing(given) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="3" /></svg>'
    )


def test_gradients_and_copies_inside_the_drawing_stay():
    inner = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<linearGradient id="h" xlink:href="#g"/></defs><rect id="r" width="9" height="9" fill="url(#h)"/>'
        '<use xlink:href="#r"/>'
    )
    assert clean_drawing(drawing(inner)).count(b'href="#') == 2


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script of no namespace": '<script xmlns="">alert(1)</script>',
    "script of xhtml": '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
    "handler": '<rect onload="alert(1)" width="1" height="1"/>',
    "handler in capitals": '<rect ONCLICK="alert(1)"/>',
    "handler with a prefix": '<rect xmlns:e="http://www.w3.org/2001/xml-events" e:onload="x()"/>',
    "foreign object": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "html inside": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/>',
    "link": '<a href="https://evil.example"><rect/></a>',
    "link by script": '<a xlink:href="javascript:alert(1)"><rect/></a>',
    "picture of elsewhere": '<image href="https://evil.example/a.png"/>',
    "picture inline": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "copy of elsewhere": '<use href="https://evil.example/a.svg#x"/>',
    "copy by data": '<use href="data:image/svg+xml,x#y"/>',
    "gradient of elsewhere": '<linearGradient id="g" xlink:href="//evil.example/a#b"/>',
    "animation to an address": '<animate attributeName="href" to="javascript:alert(1)"/>',
    "set to an address": '<set attributeName="xlink:href" to="javascript:alert(1)"/>',
    "animated movement": '<animateTransform attributeName="transform"/>',
    "fill from elsewhere": '<rect fill="url(https://evil.example/a#b)"/>',
    "fill from elsewhere in style": '<rect style="fill:url(https://evil.example/#a)"/>',
    "fill hidden by escapes": '<rect style="fill:u\\72l(https://evil.example/#a)"/>',
    "fill hidden by a comment": '<rect style="fill:ur/**/l(https://evil.example/#a)"/>',
    "expression": '<rect style="width:expression(alert(1))"/>',
    "binding": '<rect style="-moz-binding:url(https://evil.example/x)"/>',
    "sheet that imports": "<style>@import url(https://evil.example/a.css);</style>",
    "sheet with an address": "<style>.a{fill:url(https://evil.example/a#b)}</style>",
    "sheet with a font": "<style>@font-face{font-family:x;src:url(https://evil.example/f)}</style>",
    "sheet in capitals": "<style>.a{fill:URL(https://evil.example/a#b)}</style>",
    "sheet of elsewhere": '<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="https://evil.example/a"/>',
    "filter of elsewhere": '<filter><feImage href="https://evil.example/a.png"/></filter>',
    "cursor": '<cursor xlink:href="https://evil.example/c"/>',
    "handler element": '<handler type="text/javascript">alert(1)</handler>',
    "video": '<video xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/v"/>',
    "copies of copies": '<g id="a"><rect/></g><g id="b"><use href="#a"/></g><use href="#b"/>',
    "copy of itself": '<use id="a" href="#a"/>',
    "pattern of patterns": '<pattern id="a"><rect fill="url(#b)"/></pattern><pattern id="b"><rect/></pattern>',
    "mask of masks": '<mask id="a"><g mask="url(#b)"/></mask><mask id="b"/>',
    "mask of masks in style": '<mask id="a"><g style="mask:url(#b)"/></mask><mask id="b"/>',
    "too deep": "<g>" * 60 + "</g>" * 60,
    "too many": "<g/>" * 5000,
}


@pytest.mark.parametrize("inner", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_could_act_or_fetch_is_refused(inner):
    with pytest.raises(Invalid):
        clean_drawing(drawing(inner))


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    "data",
    [
        f'<!DOCTYPE svg [<!ENTITY l0 "ha">{BOMB}]>{HEAD}<text>&l8;</text></svg>'.encode(),
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}<text>&x;</text></svg>'.encode(),
        f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://evil.example/x.dtd">%x;]>{HEAD}</svg>'.encode(),
        b"<html xmlns='http://www.w3.org/1999/xhtml'><script/></html>",
        b"<svg viewBox='0 0 9 9'><rect/></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><rect/></svg>",
        b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>",
        b"<svg",
        b"",
        b"\x00<svg>",
        drawing("<title>" + "x" * 100_000 + "</title>"),
        f'<?xml version="1.0" encoding="bogus"?>{HEAD}</svg>'.encode(),
        drawing("<script>alert(1)</script>").decode().encode("utf-16"),
    ],
    ids=range(13),
)
def test_what_is_no_safe_drawing_is_refused(data):
    with pytest.raises(Invalid):
        clean_drawing(data)


def test_what_is_served_is_allowed_again_and_stays_the_same():
    once = clean_drawing(drawing('<g fill="red"><text x="1">R &amp; D &lt;b&gt;</text></g>'))
    assert clean_drawing(once) == once
    assert b"<b>" not in once
