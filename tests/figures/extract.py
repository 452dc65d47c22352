"""Cuts the extract that is shipped as demo data from the published ServiceNow log.

    python3 tests/figures/extract.py LOG.csv[.gz] EXTRACT.csv.gz

Keeps the cases whose number's SHA-256 begins with a byte that 4 divides: a quarter of them, from all over the period,
whole and in the order of the file. Keeps the columns that packages/connectors/mappings/servicenow.yaml reads, and
the source's own reassignment_count to check against. The same log gives the same bytes.
"""

import csv
import gzip
import hashlib
import io
import sys

COLUMNS = [
    "number",
    "incident_state",
    "reassignment_count",
    "caller_id",
    "opened_at",
    "sys_updated_at",
    "contact_type",
    "category",
    "subcategory",
    "priority",
    "assignment_group",
    "assigned_to",
]


def is_kept(number):
    return hashlib.sha256(number.encode()).digest()[0] % 4 == 0


def cut(source, target):
    opener = gzip.open if source.endswith(".gz") else open
    text = io.StringIO(newline="")
    with opener(source, "rt", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in csv.DictReader(file) if is_kept(row["number"]))
    with open(target, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.getvalue().encode())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: extract.py LOG.csv[.gz] EXTRACT.csv.gz")
    cut(sys.argv[1], sys.argv[2])
