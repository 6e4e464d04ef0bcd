"""Journeys of people through the running product: real server, real worker, real Chromium (`make test-browser`).

`channel` makes the small channel that they live in, `papers` the report files with their truth, `conftest` the house
(data folder, processes) and the visitors (a browser each).
"""
