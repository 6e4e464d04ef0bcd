"""schemathesis over the whole document: no fault, no answer that is not documented, no bad input accepted.

`make test` asks each operation a few things with a fixed seed; `make soak` asks far more. What a call changes is taken
back, so that each one meets the same house.
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contracts.conftest import real_ids

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
FEW, MANY = 3, 200
TOKEN = "a" * 32
LEAST_CALLS = 300


def whole(application):
    """The application with its answers read to the end and closed, as a server does."""

    def answer(environ, start_response):
        found = application(environ, start_response)
        try:
            return [b"".join(found)]
        finally:
            found.close()

    return answer


def operations(document):
    """Every operation, with the place where each stands. Who asks is no part of the question: always the caller."""
    schemes = {k: v for k, v in document["components"].items() if k != "securitySchemes"}
    paths = {
        path: {m: {k: v for k, v in operation.items() if k != "security"} for m, operation in item.items()}
        for path, item in document["paths"].items()
    }
    loaded = schemathesis.openapi.from_dict({**document, "components": schemes, "paths": paths})
    loaded.app = whole(get_wsgi_application())
    return [(path, method, loaded[path][method]) for path, item in document["paths"].items() for method in item]


def ask(case, caller):
    """One call, and the judgement of its answer."""
    cookies = {"nucleus_session": caller.cookies["nucleus_session"].value, "csrftoken": TOKEN}
    with transaction.atomic():
        answer = case.call(cookies=cookies, headers={"X-CSRFToken": TOKEN, "Accept-Encoding": "identity"})
        transaction.set_rollback(True)
    stale = answer.status_code == 412  # a refusal by the header If-Match, before the body is judged
    case.validate_response(answer, checks=[c for c in CHECKS if not (stale and c is negative_data_rejection)])


def examples(operation, known):
    """The ways to ask: by the document and against it, with ids that stand and with any."""
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    if "multipart/form-data" in operation.get_request_payload_content_types():
        modes.remove(GenerationMode.NEGATIVE)  # parts have no types on the wire, so nothing in them can be wrong
    for mode in modes:
        yield operation.as_strategy(generation_mode=mode)
        if known:
            yield operation.as_strategy(generation_mode=mode, path_parameters=known)


def ask_all(document, caller, ids, most):
    """How many calls were made of every operation, and which of them did not hold."""
    calls, broken = 0, []
    for path, method, operation in operations(document):
        for strategy in examples(operation, ids.get(path)):

            @seed(1)
            @settings(
                max_examples=most,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=strategy)
            def holds(case):
                nonlocal calls
                calls += 1
                ask(case, caller)

            try:
                holds()
            except Unsatisfiable:
                continue  # nothing about this operation can be wrong (no parameter, no body)
            except BaseExceptionGroup as group:
                broken += [f"{method.upper()} {path}: {said}" for said in group.exceptions]
            except Exception as error:  # noqa: BLE001 - every way to break the promise is one
                broken.append(f"{method.upper()} {path}: {type(error).__name__} {error}")
    return calls, broken


@pytest.fixture(params=["few", pytest.param("many", marks=pytest.mark.soak)])
def most(request):
    """How often each operation is asked in each way."""
    return FEW if request.param == "few" else int(os.environ.get("NUCLEUS_EXAMPLES") or MANY)


@pytest.fixture
def _one_connection():
    """The test's own connection outlives each call, as with Django's own client.

    A server closes a connection whose transaction is open after a request; on PostgreSQL that ends the test's.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
def test_every_operation_holds_what_the_document_promises(document, caller, ground, most):
    calls, broken = ask_all(document, caller, real_ids(ground), most)
    assert not broken, "\n\n".join(broken)
    assert calls > LEAST_CALLS
