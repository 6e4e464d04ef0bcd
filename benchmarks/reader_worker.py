"""One side of the reader benchmark: a long-lived process that reads the corpus named by each line on its input.

Run with the Python of its side: `reader_worker.py nucleus|parsedmarc [COUNTRY_DATABASE]`. Answers one JSON line a
round: records, messages, CPU seconds (user and system) and the growth of peak memory over the loaded corpus.
"""

import json
import pickle
import resource
import sys
from collections.abc import Callable
from pathlib import Path

Count = tuple[int, int]


def nucleus_side(database: str) -> Callable[[bytes, str], Count]:
    """Our reader, and the look-up of country, network and sender for each address, as the pipeline makes it."""
    from nucleus.dmarc.parsing import read_bytes

    look_up = _look_up(database)

    def read(data: bytes, name: str) -> Count:
        reading = read_bytes(data, name)
        records = messages = 0
        for report in reading.reports:
            records += len(report.records)
            messages += report.messages
            for address in {record.source_ip for record in report.records}:
                look_up(address)
        return records, messages

    return read


def _look_up(database: str) -> Callable[[str], object]:
    """The product's own look-up of country, network and sender, on the peer's database where ours was not fetched."""
    from django.conf import settings

    own = Path(__file__).resolve().parent.parent / "src" / "nucleus" / "_data"
    folder = own if (own / "ipinfo_lite.mmdb").exists() else Path(database).parent
    settings.configure(ENRICHMENT_DIR=str(folder), DATA_DIR=str(folder / "none"))  # nothing handed in
    from nucleus.dmarc.reports.enrichment import facts_of

    known: dict[str, object] = {}

    def look_up(address: str) -> object:
        if address not in known:
            if len(known) >= 10_000:  # as many as parsedmarc keeps
                known.clear()
            known[address] = facts_of(address)
        return known[address]

    return look_up


def parsedmarc_side(_database: str) -> Callable[[bytes, str], Count]:
    """The peer, as its command line reads a file, without DNS."""
    import logging

    from parsedmarc import parse_report_file

    logging.disable(logging.CRITICAL)

    def read(data: bytes, _name: str) -> Count:
        report = parse_report_file(data, offline=True)["report"]
        return len(report["records"]), sum(record["count"] for record in report["records"])

    return read


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    side = {"nucleus": nucleus_side, "parsedmarc": parsedmarc_side}[sys.argv[1]]
    read = side(sys.argv[2] if len(sys.argv) > 2 else "")
    for line in sys.stdin:
        files = pickle.loads(Path(line.strip()).read_bytes())
        loaded = _peak()
        records = messages = 0
        begin = _cpu()
        for data, name in files:
            found = read(data, name)
            records += found[0]
            messages += found[1]
        answer = {"records": records, "messages": messages, "cpu": _cpu() - begin, "peak_kib": _peak() - loaded}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
