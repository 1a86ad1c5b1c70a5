# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""The measuring tools: a gate that cannot fail would measure nothing."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
from tools import (bytecode, docs, firmware, gates, host, loopback, on_target_tables,  # noqa: E402
                   record, table, targets, toolchain)


class Gates(unittest.TestCase):
    budgets = {"rom": {"gate": 100, "goal": 80}}

    def broken(self, figures):
        return gates.judge(figures, self.budgets)[1]

    def test_a_figure_at_the_gate_holds(self):
        self.assertEqual(self.broken({"rom": 100}), 0)

    def test_a_figure_above_the_gate_fails(self):
        self.assertEqual(self.broken({"rom": 101}), 1)

    def test_a_figure_that_was_not_measured_fails(self):
        self.assertEqual(self.broken({"ram": 1}), 1)

    def test_the_verdict_says_whether_the_goal_is_met(self):
        self.assertEqual(gates.judge({"rom": 80}, self.budgets)[0][0][-1], "goal met")
        self.assertEqual(gates.judge({"rom": 81}, self.budgets)[0][0][-1], "gate holds")

    def test_a_missed_gate_fails_only_above_its_limit_and_is_called_missed(self):
        budgets = {"rom": {"gate": 100, "goal": 80, "limit": 120}}
        rows, broken = gates.judge({"rom": 120}, budgets)
        self.assertEqual((rows[0][-1], broken), ("gate missed, within 120", 0))
        self.assertEqual(gates.judge({"rom": 121}, budgets)[1], 1)

    def test_the_budget_file_has_goals_within_their_gates(self):
        for name, budget in gates.load("").items():
            self.assertLessEqual(budget["goal"], budget["gate"], name)

    def test_a_part_without_budgets_is_an_error(self):
        with self.assertRaises(toolchain.Failure):
            gates.load("nothing.")


class Tables(unittest.TestCase):
    brief = {"rv32imac.tiny.rom": 1, "rv32imac.nativeO2.fletcher360.run": 10,
             "rv32imac.tiny.fletcher360.v3.run": 50, "rv32imac.tiny.fletcher360.v3.text_bytes": 80,
             "rv32imac.tiny.fletcher360.v3.verify": 20, "rv32imac.tiny.empty.v3.run": 5}

    def test_what_was_not_measured_is_no_column_of_gaps(self):
        self.assertNotIn("decoding", on_target_tables.running(self.brief))
        whole = self.brief | {"rv32imac.fast.decode.fletcher360": 7}
        self.assertIn("of it decoding", on_target_tables.running(whole))

    def test_rows_stand_in_one_order_as_measured_and_as_recorded(self):
        measured = {f"rv32imac.{profile}.sixteen.{name}": 16
                    for profile, names in (("tiny", ("add", "call")),
                                           ("defaults", ("add", "atomic", "call")))
                    for name in names} | {"rv32imac.tiny.rom": 1, "rv32imac.defaults.rom": 1}
        of = record.ON_TARGET["rv32imac"]
        recorded, _ = of.parse(of.text(measured, []))
        self.assertEqual(on_target_tables.classes(measured), on_target_tables.classes(recorded))


class Record(unittest.TestCase):
    figures = {"rv32imac.tiny.rom": 100, "rv32imac.nativeO2.fib.run": 7}

    def worse(self, figures):
        return [row[0] for row in record.differences(figures, self.figures)[0]]

    def test_what_is_written_is_what_is_read(self):
        of = record.ON_TARGET["rv32imac"]
        content = of.text(self.figures, ["some compiler"])
        self.assertEqual(of.parse(content), (self.figures, ["some compiler"]))

    def test_the_same_figures_are_no_difference(self):
        self.assertEqual(record.differences(self.figures, self.figures), ([], []))

    def test_one_more_is_worse_and_one_less_is_better(self):
        self.assertEqual(self.worse(self.figures | {"rv32imac.tiny.rom": 101}),
                         ["rv32imac.tiny.rom"])
        less = record.differences(self.figures | {"rv32imac.tiny.rom": 99}, self.figures)
        self.assertEqual(less, ([], [["rv32imac.tiny.rom", 100, 99]]))

    def test_a_figure_that_is_gone_or_not_recorded_is_worse(self):
        self.assertEqual(self.worse({"rv32imac.tiny.rom": 100}), ["rv32imac.nativeO2.fib.run"])
        self.assertEqual(self.worse(self.figures | {"rv32imac.fast.rom": 1}), ["rv32imac.fast.rom"])

    def test_the_readmes_show_what_is_recorded(self):
        self.assertEqual(docs.stale(), [], "the measure that --record is given to writes them")

    def test_every_table_is_shown_and_every_table_that_is_shown_exists(self):
        shown = [name for path in docs.FILES for _, name, _ in docs.BLOCK.findall(path.read_text())]
        self.assertEqual(sorted(shown), sorted(docs.BLOCKS))

    def test_a_table_that_is_stale_is_found(self):
        text = "a\n<!-- figures: cores -->\nold\n<!-- end of figures -->\nb\n"
        made = docs.rendered(text, docs.all_figures())
        self.assertIn("Cortex-M33", made)
        self.assertTrue(made.startswith("a\n") and made.endswith("\nb\n"))

    def test_every_core_has_a_record(self):
        for core in targets.CORES:
            self.assertGreater(len(record.ON_TARGET[core].load()[0]), 100, core)
        self.assertGreater(len(record.UPDATING.load()[0]), 20)


class Building(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.input = self.folder / "input"
        self.input.write_text("one")

    def make(self, script='cp "$1" "$3"'):
        build = toolchain.Build(self.folder / "build")
        try:
            return build.make("output", ["sh", "-c", script, "sh", self.input], [self.input])
        finally:
            build.close()

    def test_an_output_is_kept_until_its_input_changes(self):
        first = self.make()
        first.write_text("kept")
        self.assertEqual(self.make().read_text(), "kept")
        self.input.write_text("two")
        self.assertEqual(self.make().read_text(), "two")

    def test_another_command_makes_it_again(self):
        self.make()
        self.assertEqual(self.make('echo other > "$3"').read_text(), "other\n")

    def test_a_failing_command_leaves_no_output(self):
        self.make()
        with self.assertRaises(toolchain.Failure):
            self.make("exit 1")
        self.assertFalse((self.folder / "build" / "output").exists())

    def test_a_command_that_hangs_is_a_failure(self):
        with self.assertRaises(toolchain.Failure):
            toolchain.run(["sleep", "10"], timeout=0.1)

    def test_a_flood_of_output_is_a_failure(self):
        with self.assertRaises(toolchain.Failure):
            toolchain.run_bounded(["yes"], timeout=10, most_bytes=1000)

    def test_a_program_that_never_ends_is_killed(self):
        status, _ = toolchain.run_bounded(["sleep", "10"], timeout=0.1)
        self.assertNotEqual(status, 0)


class Workloads(unittest.TestCase):
    def setUp(self):
        text = (toolchain.BENCH / "workloads" / "workloads.hpp").read_text()
        self.table = text[text.index("inline constexpr workload workloads[]"):]

    def test_every_workload_has_a_source_and_a_row(self):
        for name in bytecode.WORKLOADS:
            self.assertTrue(bytecode.source(name).exists(), name)
            self.assertIn(f'{{"{name}", "{bytecode.source(name).stem}",', self.table)

    def test_the_mix_is_a_part_of_the_workloads(self):
        self.assertLessEqual(set(bytecode.MIX), set(bytecode.WORKLOADS))
        self.assertLessEqual(set(bytecode.ON_TARGET), set(bytecode.WORKLOADS))


class Figures(unittest.TestCase):
    def test_the_geometric_mean_of_two_and_eight_is_four(self):
        self.assertAlmostEqual(host.geometric_mean([2, 8]), 4)

    def test_a_firmware_embeds_bytes_and_names_native_functions(self):
        header = firmware.programs_header({("empty", "v3"): b"\x95\x00"}, [("fib", "nativeO2")])
        self.assertIn("empty_v3[] = {149, 0};", header)
        self.assertIn('{"fib", "nativeO2", nullptr, 0, fib_nativeO2},', header)

    def test_the_parts_of_a_push_are_together_the_whole(self):
        told = {"begun": 1000, "answered": 1700, "ran": 1750, "requests": 500, "signature": 200,
                "digest": 100, "storage": 90, "activation": 10}
        parts = loopback.parts_of(300, told)
        self.assertEqual(parts.pop("whole"), 1450)
        self.assertEqual(set(parts), set(loopback.PARTS))
        self.assertEqual(sum(parts.values()), 1450)

    def test_tables_line_up(self):
        lines = table.render(["name", "n"], [["a", 1], ["bc", 1234]]).splitlines()
        self.assertEqual({len(line) for line in lines}, {len(lines[0])})


if __name__ == "__main__":
    unittest.main()
