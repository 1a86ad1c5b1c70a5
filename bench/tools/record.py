# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The figures that were reached on each core: bench/on_target/figures/<core>.csv, a row per figure and
a column per Config. Counts are exact with the same compilers, so one that is higher is a regression."""

import csv
import io

from . import firmware, table, targets, toolchain

FOLDER = toolchain.BENCH / "on_target" / "figures"
NATIVES = ["nativeOs", "nativeO2"]
COLUMNS = [*NATIVES, *firmware.PROFILES]


def compilers(core):
    """What the figures of a core depend on beside the code."""
    return [f"{tool} {toolchain.run([tool, option])[0].strip()}" for tool, option in
            ((core.prefix + "g++", "-dumpfullversion"), (toolchain.CLANG, "-dumpversion"))]


def text(core, figures, made_by):
    """The file of a core."""
    rows = {}
    for name, value in figures.items():
        of, column, figure = name.split(".", 2)
        if of == core:
            rows.setdefault(figure, {})[column] = value
    out = io.StringIO()
    for each in made_by:
        out.write(f"# {each}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["figure", *COLUMNS])
    for figure, values in rows.items():
        writer.writerow([figure, *(values.get(column, "") for column in COLUMNS)])
    return out.getvalue()


def parse(core, content):
    """(figures, what they were made by)"""
    lines = content.splitlines()
    made_by = [line[2:] for line in lines if line.startswith("# ")]
    figures = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        for column in COLUMNS:
            if row[column]:
                figures[f"{core}.{column}.{row['figure']}"] = int(row[column])
    return figures, made_by


def load(core):
    path = FOLDER / f"{core}.csv"
    if not path.exists():
        raise toolchain.Failure(f"there is no {path}: write it with --record")
    return parse(core, path.read_text())


def save(core, figures):
    FOLDER.mkdir(exist_ok=True)
    made_by = compilers(targets.CORES[core])
    (FOLDER / f"{core}.csv").write_text(text(core, figures, made_by))


def differences(figures, recorded):
    """(worse, better): rows of name, recorded, measured. A figure that is on one side only counts as
    worse: a misspelt name would never fail."""
    worse = []
    better = []
    for name in [*recorded, *(name for name in figures if name not in recorded)]:
        was, now = recorded.get(name), figures.get(name)
        if was is None or now is None or now > was:
            worse.append([name, was, now])
        elif now < was:
            better.append([name, was, now])
    return worse, better


def why_incomparable(core):
    """None if the compilers here are those that made the record of a core."""
    _, made_by = load(core)
    here = compilers(targets.CORES[core])
    if here == made_by:
        return None
    return f"the record was made by {' and '.join(made_by)}; here are {' and '.join(here)}"


def check(figures, core, profiles):
    """Prints what differs from the record of a core in these columns; returns the exit status."""
    recorded, _ = load(core)
    recorded = {name: value for name, value in recorded.items()
                if name.split(".")[1] in [*NATIVES, *profiles]}
    mine = {name: value for name, value in figures.items() if name.startswith(core + ".")}
    worse, better = differences(mine, recorded)
    for title, rows in (("WORSE than recorded", worse), ("better than recorded", better)):
        if rows:
            print(f"{core}, {title}:")
            print(table.render(["figure", "recorded", "measured"], rows) + "\n")
    if not worse and not better:
        print(f"{core}: {len(recorded)} figures as recorded")
    else:
        print("bench/on_target/measure --record writes what is measured as the new record")
    return 1 if worse else 0
