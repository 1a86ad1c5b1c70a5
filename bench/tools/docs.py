# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The tables in the READMEs, which are those of the recorded figures: between
`<!-- figures: NAME -->` and `<!-- end of figures -->`."""

import re

from . import on_target_tables, record, table, targets, toolchain, updating

FILES = [toolchain.ROOT / "README.md", toolchain.BENCH / "README.md",
         toolchain.BENCH / "on_target" / "README.md"]
BLOCK = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)

# What others need for the same work on a Cortex-M4, measured in the same way with the same compilers, by
# commit; bench/on_target/README.md says what is counted.
ORIGINALS = [
    ["the original engine (Femto-Containers 9388ba9891), -Os", "4,294 B", "53,624 (57.8)",
     "refused", 136],
    ["the same, -O2", "5,075 B", "48,133 (51.9)", "refused", 136],
    ["its verified rewrite with verifier (CertFC 75690097), -Os", "2,090 B", "refused", "refused",
     161],
    ["uBPF (2a8edd11), -O2", "20,796 B", "121,158 (130.6)", "93,922 (101.2)", 344],
    ["wasm3 (c9b579d), -Os, WebAssembly of the same work", "51,728 B", "-", "16,032 (17.3)", 199],
]


def beside_the_originals(figures):
    here = on_target_tables.Figures(figures, "cortex_m4")
    rows = [[f"`fc::{profile}`, {on_target_tables.firmware.OPTIMISATION[profile]}",
             f"{here.of(profile, 'rom'):,} B",
             *(here.beside_native(profile, "fletcher360", level) for level in ("v2", "v3")),
             here.of(profile, "empty.v3.run")] for profile in reversed(here.profiles)]
    return table.render(["on a Cortex-M4", "ROM", "v2", "v3", "empty run"], rows + ORIGINALS)


def cores(figures):
    rows = []
    for core in on_target_tables.cores_in(figures):
        here = on_target_tables.Figures(figures, core)
        rows.append([here.title, here.of("nativeO2", "fletcher360.run"), *(
            f"{here.ratio(profile, 'fletcher360.v3.run'):.1f} in {here.of(profile, 'rom'):,} B"
            for profile in reversed(here.profiles))])
    return table.render(["times native (v3)", "native", "`fast`", "`defaults`", "`tiny`"], rows)


def hosting(figures):
    here = on_target_tables.Figures(figures, "cortex_m4")

    def of(name):
        return f"{here.of('defaults', name):,}"

    return "\n".join([
        "| on a Cortex-M4 | femto: counted instructions, -Os | the original engine: clock ticks |",
        "|---|---|---|",
        f"| firing a hook without containers | {of('fire.no_container')} | 109 |",
        f"| firing one with the thread counter | {of('fire.thread_counter')}, of which"
        f" {of('run.thread_counter')} without an engine | 1,750 |",
        f"| attaching a container | {of('attach')} | - |",
        f"| RAM per container that runs to its end | {of('engine.container')} B,"
        " its data and store entries beside | 664 B, its own stack of 512 B in it |",
        f"| RAM of a long-running container beside that | {of('engine.task')} B, its own stack of"
        " 512 B in it | in those 664 B |",
        f"| key-value stores | {of('engine.store_entry')} B per entry | 340 B for those of two"
        " tenants |",
        "| a region granted | 8 B | 16 B |",
        f"| code beside vm and verifier | {of('engine.rom')} B, compiled and not linked |"
        " in the 4,742 B of its whole engine |"])


BLOCKS = {"beside_the_originals": beside_the_originals, "cores": cores, "hosting": hosting,
          "updating": updating.shown, "updating_cost": updating.in_a_sentence,
          "running": on_target_tables.running, "engine": on_target_tables.hosting,
          "memory": on_target_tables.memory, "classes": on_target_tables.classes,
          **{f"workloads_{core}": lambda figures, core=core:
             on_target_tables.workloads(figures, core) for core in targets.CORES}}


def rendered(text, figures):
    """A README with its tables made anew."""
    return BLOCK.sub(lambda found: found[1] + BLOCKS[found[2]](figures) + "\n" + found[3], text)


def all_figures():
    return {name: value for each in (*record.ON_TARGET.values(), record.UPDATING)
            for name, value in each.load()[0].items()}


def write():
    figures = all_figures()
    for path in FILES:
        path.write_text(rendered(path.read_text(), figures))


def stale():
    """The READMEs whose tables are not those of the record."""
    figures = all_figures()
    return [str(path) for path in FILES
            if path.read_text() != rendered(path.read_text(), figures)]
