"""Figures of the ServiceNow log, read straight from its rows.

    python3 tests/figures/servicenow.py LOG.csv[.gz]

Prints JSON. It shares no code with the project: the tests compare what the project makes of the same file with this.
Only Python's standard library is needed.
"""

import csv
import gzip
import json
import sys
from collections import Counter
from datetime import datetime

DONE = {"Resolved", "Closed"}
WORKED = {"Active", "Awaiting User Info", "Awaiting Vendor", "Awaiting Problem", "Awaiting Evidence"}
MISSING = "?"


def read_cases(path):
    """The rows of each case, in the order of the file."""
    opener = gzip.open if path.endswith(".gz") else open
    cases = {}
    with opener(path, "rt", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cases.setdefault(row["number"], []).append(row)
    return cases


def minutes(text):
    return int((datetime.strptime(text, "%d/%m/%Y %H:%M") - datetime(1970, 1, 1)).total_seconds()) // 60


def team_hand_offs(rows):
    """From one known team to a different one while unresolved.

    A row is read as: reopened, then assigned, then resolved. What changes while resolved counts only if the case
    reopens: then the team at the reopening is compared with the team at the resolution, for one hand-off at most.
    """
    count, team, done, team_when_done = 0, None, False, None
    for row in rows:
        if done and row["incident_state"] not in DONE and row["incident_state"] != "-100":
            done = False
            if team_when_done is not None and team != team_when_done:
                count += 1
        group = row["assignment_group"]
        if group != MISSING:
            if team is not None and group != team and not done:
                count += 1
            team = group
        if not done and row["incident_state"] in DONE:
            done, team_when_done = True, team
    return count


def group_changes(rows):
    """As the source counts them: the empty group is a group."""
    groups = [row["assignment_group"] for row in rows]
    return sum(a != b for a, b in zip(groups, groups[1:]))


def is_reopened(rows):
    states = [row["incident_state"] for row in rows]
    return any(a in DONE and b not in DONE for a, b in zip(states, states[1:]))


def first_minutes(rows, wanted):
    """From the opening to the first row that is wanted; None: there is none."""
    for row in rows:
        if wanted(row):
            return minutes(row["sys_updated_at"]) - minutes(row["opened_at"])
    return None


def quantile(values, share):
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def waiting_figures(values):
    known = [value for value in values if value is not None]
    return {"cases": len(known), "medianMinutes": quantile(known, 50), "p90Minutes": quantile(known, 90)}


def figures(cases):
    hand_offs = Counter(team_hand_offs(rows) for rows in cases.values())
    changes = {number: group_changes(rows) for number, rows in cases.items()}
    counters = {number: int(rows[-1]["reassignment_count"]) for number, rows in cases.items()}
    return {
        "cases": len(cases),
        "rows": sum(len(rows) for rows in cases.values()),
        "customers": len({rows[0]["caller_id"] if rows[0]["caller_id"] != MISSING else number for number, rows in cases.items()}),
        "casesWithoutCustomer": sum(rows[0]["caller_id"] == MISSING for rows in cases.values()),
        "teamHandOffs": {
            "total": sum(count * n for count, n in hand_offs.items()),
            "distribution": {
                "0": hand_offs[0],
                "1": hand_offs[1],
                "2": hand_offs[2],
                "3+": sum(n for count, n in hand_offs.items() if count >= 3),
            },
        },
        "reassignment": {
            "sourceTotal": sum(counters.values()),
            "groupChanges": sum(changes.values()),
            "casesEqual": sum(changes[number] == counters[number] for number in cases),
        },
        "casesReopened": sum(is_reopened(rows) for rows in cases.values()),
        "firstAssignee": waiting_figures(
            first_minutes(rows, lambda row: row["assigned_to"] != MISSING) for rows in cases.values()
        ),
        "firstAssigneeAtWork": waiting_figures(
            first_minutes(rows, lambda row: row["assigned_to"] != MISSING and row["incident_state"] in WORKED)
            for rows in cases.values()
        ),
    }


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: servicenow.py LOG.csv[.gz]")
    print(json.dumps(figures(read_cases(sys.argv[1])), indent=2))
