"""Turns the world atlas (TopoJSON, 1:110 million) into small SVG paths in the Equal Earth projection."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path
from typing import Any

Point = tuple[float, float]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""Coefficients of the Equal Earth projection (Šavrič, Patterson, Jenny 2018)."""
SCALE, LEFT, TOP = 178, 480, 212
TOLERANCE = 0.55
"""Points nearer than this (in units of the picture, 950 wide) to the straight line are left out."""
ANTARCTICA = "010"


def project(point: Point) -> Point:
    """Longitude and latitude in degrees to picture coordinates."""
    longitude, latitude = point
    root = math.sqrt(3) / 2
    theta = math.asin(root * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = math.radians(longitude) * math.cos(theta) / (root * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return LEFT + x * SCALE, TOP - y * SCALE


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs are stored as rounded differences; this gives longitudes and latitudes."""
    scale_x, scale_y = topology["transform"]["scale"]
    move_x, move_y = topology["transform"]["translate"]
    arcs = []
    for stored in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in stored:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(arc)
    return arcs


def simplify(line: list[Point]) -> list[Point]:
    """Douglas-Peucker, measured in the projected picture so that all regions keep the same detail."""
    if len(line) < 3:
        return line
    flat = [project(point) for point in line]
    (x1, y1), (x2, y2) = flat[0], flat[-1]
    length = math.hypot(x2 - x1, y2 - y1)
    if length > 1e-6:
        distances = [abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length for x, y in flat[1:-1]]
    else:
        distances = [math.hypot(x - x1, y - y1) for x, y in flat[1:-1]]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] < TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: farthest + 2])[:-1] + simplify(line[farthest + 1 :])


def simplify_arc(arc: list[Point]) -> list[Point]:
    """A closed arc has no ends to hold on to, so it is cut in two first."""
    if arc[0] != arc[-1]:
        return simplify(arc)
    half = len(arc) // 2
    return simplify(arc[: half + 1])[:-1] + simplify(arc[half:])


def unwrap(ring: list[Point]) -> list[Point]:
    """Follows a ring across the antimeridian; otherwise Russia smears over the whole map."""
    out, offset = [ring[0]], 0
    for (before, _), (longitude, latitude) in itertools.pairwise(ring):
        if longitude - before > 180:
            offset -= 360
        elif longitude - before < -180:
            offset += 360
        out.append((longitude + offset, latitude))
    if min(x for x, _ in out) < -185:
        return [(x + 360, y) for x, y in out]
    return out


def ring_path(ring: list[Point]) -> str:
    """An SVG path with whole, relative coordinates; empty for islands too small to see."""
    points: list[tuple[int, int]] = []
    for point in unwrap(ring):
        x, y = project(point)
        rounded = (round(x), round(y))
        if not points or rounded != points[-1]:
            points.append(rounded)
    if len(points) < 4 or max(x for x, _ in points) - min(x for x, _ in points) < 3:
        return ""
    steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in itertools.pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"


def world_map(atlas: Path) -> dict[str, str]:
    """Numeric ISO 3166 code (the atlas's name where there is none) to SVG path, without Antarctica."""
    topology = json.loads((atlas / "countries-110m.json").read_text())
    arcs = [simplify_arc(arc) for arc in decode_arcs(topology)]

    def ring(numbers: list[int]) -> list[Point]:
        points: list[Point] = []
        for number in numbers:
            part = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += part[1:] if points else part
        return points

    out = {}
    for country in topology["objects"]["countries"]["geometries"]:
        number = country.get("id") or country["properties"]["name"]
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        path = "".join(ring_path(ring(numbers)) for polygon in polygons for numbers in polygon)
        if number != ANTARCTICA and path:
            out[number] = path
    return out
