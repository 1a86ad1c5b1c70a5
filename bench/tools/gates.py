# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Compares what was measured with bench/budgets.json.

A gate must hold; a goal is what a change should move towards. A gate that is not reached yet stands
beside a limit, which must hold meanwhile and is reported as missed. All figures are better when lower."""

import json

from . import table, toolchain


def load(part, path=toolchain.BENCH / "budgets.json"):
    """The budgets whose names start with `part`."""
    budgets = {name: row for name, row in json.loads(path.read_text()).items()
               if name.startswith(part)}
    if not budgets:
        raise toolchain.Failure(f"{path} has no budget for {part}")
    return budgets


def judge(figures, budgets):
    """Returns (rows of a table, number of gates that do not hold). A figure that was not measured
    does not hold its gate: else a misspelt name would never fail."""
    rows = []
    broken = 0
    for name, budget in budgets.items():
        figure = figures.get(name)
        if figure is None:
            verdict = "NOT MEASURED"
        elif figure > budget.get("limit", budget["gate"]):
            verdict = "ABOVE THE LIMIT" if "limit" in budget else "ABOVE THE GATE"
        elif figure > budget["gate"]:
            verdict = f"gate missed, within {budget['limit']}"
        else:
            verdict = "goal met" if figure <= budget["goal"] else "gate holds"
        broken += verdict.isupper()
        rows.append([name, figure, budget["gate"], budget["goal"], verdict])
    return rows, broken


def check(figures, part):
    """Prints the verdicts; returns the exit status."""
    rows, broken = judge(figures, load(part))
    print(table.render(["figure", "measured", "gate", "goal", "verdict"], rows))
    return 1 if broken else 0
