# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The figures that were reached, in files of a row per figure: bench/on_target/figures/<core>.csv with a
column per Config, bench/updating/figures.csv with one per core. Counts are exact with the same
compilers, so one that is higher is a regression."""

import csv
import io

from . import firmware, table, targets, toolchain

NATIVES = ["nativeOs", "nativeO2"]


def compilers(core):
    """What the figures of a core depend on beside the code."""
    return [f"{tool} {toolchain.run([tool, option])[0].strip()}" for tool, option in
            ((core.prefix + "g++", "-dumpfullversion"), (toolchain.CLANG, "-dumpversion"))]


class Record:
    """The figures that are called `<of>.<column>.<figure>`."""

    def __init__(self, of, path, columns, core, command):
        self.of, self.path, self.columns, self.core = of, path, columns, targets.CORES[core]
        self.command = command

    def text(self, figures, made_by):
        rows = {}
        for name, value in figures.items():
            of, column, figure = name.split(".", 2)
            if of == self.of:
                rows.setdefault(figure, {})[column] = value
        out = io.StringIO()
        for each in made_by:
            out.write(f"# {each}\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["figure", *self.columns])
        for figure, values in rows.items():
            writer.writerow([figure, *(values.get(column, "") for column in self.columns)])
        return out.getvalue()

    def parse(self, content):
        """(figures, what they were made by)"""
        lines = content.splitlines()
        made_by = [line[2:] for line in lines if line.startswith("# ")]
        figures = {}
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            for column in self.columns:
                if row[column]:
                    figures[f"{self.of}.{column}.{row['figure']}"] = int(row[column])
        return figures, made_by

    def load(self):
        if not self.path.exists():
            raise toolchain.Failure(f"there is no {self.path}: {self.command} --record writes it")
        return self.parse(self.path.read_text())

    def save(self, figures):
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(self.text(figures, compilers(self.core)))

    def why_incomparable(self):
        """None if the compilers here are those that made the record."""
        _, made_by = self.load()
        here = compilers(self.core)
        if here == made_by:
            return None
        return f"the record was made by {' and '.join(made_by)}; here are {' and '.join(here)}"

    def check(self, figures, columns=()):
        """Prints what differs from the record, in these columns or in all; returns the exit status."""
        differs = self.why_incomparable()
        if differs:  # the answers were right, which is all there is to check
            print(f"{self.of}: not compared, since {differs}")
            return 0
        recorded, _ = self.load()
        recorded = {name: value for name, value in recorded.items()
                    if not columns or name.split(".")[1] in columns}
        mine = {name: value for name, value in figures.items() if name.startswith(self.of + ".")}
        worse, better = differences(mine, recorded)
        for title, rows in (("WORSE than recorded", worse), ("better than recorded", better)):
            if rows:
                print(f"{self.of}, {title}:")
                print(table.render(["figure", "recorded", "measured"], rows) + "\n")
        if not worse and not better:
            print(f"{self.of}: {len(recorded)} figures as recorded")
        else:
            print(f"{self.command} --record writes what is measured as the new record")
        return 1 if worse else 0


ON_TARGET = {core: Record(core, toolchain.BENCH / "on_target" / "figures" / f"{core}.csv",
                          [*NATIVES, *firmware.PROFILES], core, "bench/on_target/measure")
             for core in targets.CORES}
UPDATING = Record("updating", toolchain.BENCH / "updating" / "figures.csv", ["cortex_m4"],
                  "cortex_m4", "bench/updating/measure")


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
