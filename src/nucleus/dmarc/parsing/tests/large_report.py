"""A process that reads one report of 140,000 rows and prints what it took: run by the memory test.

`python large_report.py FILE` reads FILE, made by `packed`. The rows have sources of their own and a few kinds of
results, as a large receiver's report has.
"""

import io
import sys
import zipfile
import zlib
from pathlib import Path

ROWS = 140_000


def chunks():
    from nucleus.dmarc.parsing.tests.building import FIRST, HEAD

    yield HEAD.encode()
    for number in range(ROWS):
        address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        padding = f"<human_result>verified in {number % 9} ms by the large receiver</human_result></dkim>"
        row = FIRST.replace("192.0.2.7", address).replace("s1<", f"s{number % 7}<").replace("</dkim>\n", padding)
        yield row.encode()
    yield b"</feedback>"


def packed(shape):
    if shape == "gzip":
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        return b"".join([packer.compress(chunk) for chunk in chunks()]) + packer.flush()
    if shape == "zip":
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
            archive.open("a.xml", "w") as member,
        ):
            for chunk in chunks():
                member.write(chunk)
        return buffer.getvalue()
    whole = bytearray()
    for chunk in chunks():
        whole += chunk
    return bytes(whole)


def main():
    from nucleus.dmarc.parsing import read_bytes

    reading = read_bytes(Path(sys.argv[1]).read_bytes())
    (report,) = reading.reports
    # Not getrusage: its peak is that of the parent before exec where the parent was larger.
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
    sources = len({record.source_ip for record in report.records})
    sys.stdout.write(f"{reading.status} {len(report.records)} {report.messages} {sources} {peak}\n")


if __name__ == "__main__":
    main()
