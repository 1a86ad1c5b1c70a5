# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto device`: descriptions, good and wrong; what is shown; what hostile containers can do."""

import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import tempfile
import time
import unittest

from harness import FEMTO, CommandTest

CLANG = os.environ.get("FEMTO_CLANG", "clang")
RUNS = int(os.environ.get("FEMTO_HOSTILE_RUNS", "60"))
HAS_LINES = os.environ.get("FEMTO_HAS_LINES", "1") == "1"

HEAD = """#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
#include <femto/guest/launchpads.h>
"""
SOURCES = {
    "idle": "FEMTO_ENTRY int64_t idle(void) { return 7; }",
    "tick": """FEMTO_BUILT_FOR(femto_tick_t);
FEMTO_ENTRY int64_t tick(const femto_tick_t* t) { return bpf_store_global(1, t->count); }""",
    "sample": """FEMTO_BUILT_FOR(femto_sample_t);
FEMTO_ENTRY int64_t sample(const femto_sample_t* s) {
    return bpf_store_tenant(2, (uint32_t)s->data.val[0]);
}""",
    "switch": """FEMTO_BUILT_FOR(bpf_sched_ctx_t);
FEMTO_ENTRY int64_t count(const bpf_sched_ctx_t* s) {
    return bpf_store_local((uint32_t)s->next, (uint32_t)s->previous);
}""",
    "datagram": """FEMTO_BUILT_FOR(femto_datagram_t);
FEMTO_ENTRY int64_t look(const femto_datagram_t* d) { return d->payload_bytes > 3 ? 0 : -1; }""",
    "coap": """FEMTO_BUILT_FOR(bpf_coap_ctx_t);
FEMTO_ENTRY int64_t respond(const bpf_coap_ctx_t* c) {
    bpf_gcoap_resp_init(c, 69);
    bpf_coap_opt_finish(c, 1);
    char* to = (char*)bpf_coap_get_pdu(c);
    *to = 'x';
    return ((const femto_coap_pkt_t*)c->pkt)->payload - c->buf + 1;
}""",
    "prints": """FEMTO_ENTRY int64_t prints(void) {
    bpf_printf("one\\ntwo \\x1b[2J\\n");
    return bpf_printf("no end");
}""",
    "shows": """FEMTO_ENTRY int64_t shows(void) {
    uint64_t d = bpf_hd44780_init();
    bpf_hd44780_clear(d);
    bpf_hd44780_print(d, "21.5 degrees");
    return 0;
}""",
    "slices": """FEMTO_ENTRY int64_t slices(void) {
    uint32_t last = bpf_ztimer_now();
    for (uint32_t i = 1; i <= 5; ++i) {
        bpf_ztimer_periodic_wakeup(&last, 1000000);
        bpf_store_global(9, i);
    }
    return 0;
}""",
    "for_ever": """FEMTO_ENTRY int64_t for_ever(void) {
    for (volatile int i = 0;; ++i) {
    }
}""",
    "hoards": """FEMTO_ENTRY int64_t hoards(void) {
    for (uint32_t i = 0; i < 20; ++i) {
        bpf_store_global(i + 1000, i);
    }
    return 0;
}""",
    "forges": """FEMTO_ENTRY int64_t forges(const uint8_t* ctx) {
    return *(volatile const uint8_t*)(ctx + 0x1000000); // line: forges
}""",
    "writes": """FEMTO_ENTRY int64_t writes(uint8_t* ctx) {
    *(volatile uint8_t*)ctx = 1; // line: writes
    return 0;
}""",
    "unknown": """FEMTO_ENTRY int64_t unknown(void) { return ((int64_t(*)(void))0x99)(); }""",
    "much_data": """static uint8_t much[100000];
FEMTO_ENTRY int64_t much_data(const uint64_t* at) { return much[at[0] & 0xFFFF]++; }""",
    "wrong": "FEMTO_ENTRY int64_t wrong(void) { return nothing; }",
}
LINE_OF = {name: 1 + (HEAD + text)[:(HEAD + text).find(f"// line: {name}")].count("\n")
           for name, text in SOURCES.items() if "// line:" in text}

ALL = """[[tenant]]
name = "all"
helpers = "all"
hooks = "all"
store_entries = 100
"""


def tenant(**keys):
    return "[[tenant]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def container(which, owner="all", /, **keys):
    keys = {"name": f'"{which}"', "file": f'"{which}.o"', "tenant": f'"{owner}"', **keys}
    return "[[container]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()
                                       if value is not None)


class DeviceTest(CommandTest):
    @classmethod
    def setUpClass(cls):
        built = tempfile.TemporaryDirectory()
        cls.addClassCleanup(built.cleanup)
        cls.built = built.name
        for name, text in SOURCES.items():
            path = os.path.join(built.name, name + ".c")
            with open(path, "w", encoding="utf-8") as file:
                file.write(HEAD + text + "\n")
            if name != "wrong":
                subprocess.run([FEMTO, "build", path, "-o", path[:-2] + ".o", "--clang", CLANG],
                               check=True, timeout=60)

    def described(self, text, name="device.toml"):
        path = os.path.join(self.built, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def device(self, *arguments, status=0, **options):
        """Runs the command itself: a device has more to say than the harness expects of verbs."""
        done = subprocess.run([FEMTO, "device", "--clang", CLANG, *arguments], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, cwd=self.built, **options)
        err = done.stderr.decode()
        self.assertEqual(done.returncode, status, (arguments, err[-2000:]))
        self.assertFalse(re.search(r"[\x00-\x09\x0b-\x1f\x7f]", err), err)
        return done.stdout.decode(), err

    def told(self, text, *options, status=0):
        """What --json says of a device."""
        out, err = self.device(self.described(text), "--json", *options, status=status)
        return json.loads(out), err


def named(rows, name):
    return next(row for row in rows if row["name"] == name)


class Device(DeviceTest):
    def test_every_hook_shows_its_event_to_what_was_built_for_it(self):
        parts = ("tick", "sample", "switch", "datagram", "coap")
        told, err = self.told(ALL + "".join(container(each) for each in parts))
        self.assertEqual(err, "")
        rows = {"timer": ("tick", "0"), "sensor": ("sample", "0"), "thread-switch": ("switch", "0"),
                "datagram": ("datagram", "passed"), "coap": ("coap", "2.05 x")}
        for hook, (name, last) in rows.items():
            with self.subTest(hook=hook):
                it = named(told["containers"], name)
                self.assertEqual((it["hook"], it["runs"], it["state"]), (hook, 10, "attached"))
                at = named(told["hooks"], hook)
                self.assertEqual((at["events"], at["ran"], at["last"]), (10, 10, last))
        self.assertEqual(told["store"], [
            {"scope": "local", "owner": "switch", "key": 1, "value": 3},
            {"scope": "local", "owner": "switch", "key": 2, "value": 1},
            {"scope": "local", "owner": "switch", "key": 3, "value": 1},
            {"scope": "tenant", "owner": "all", "key": 2, "value": 2150},
            {"scope": "global", "owner": None, "key": 1, "value": 10}])

    def test_hooks_have_names_and_uuids(self):
        told, _ = self.told(ALL)
        for each in told["hooks"]:
            for name in (each["name"], each["uuid"], each["uuid"].upper()):
                with self.subTest(name=name):
                    seen, _ = self.told(tenant(name='"t"', hooks=f'["{name}"]') +
                                        container("idle", "t", hook=f'"{name}"'))
                    self.assertEqual(seen["containers"][0]["hook"], each["name"])

    def test_programs_come_as_source_object_and_image(self):
        for layout in ("text", "fc28", "fc32", "extended"):
            subprocess.run([FEMTO, "pack", "idle.o", "-o", "idle." + layout, "--layout", layout],
                           check=True, timeout=60, cwd=self.built)
        for end in ("c", "o", "text", "fc28", "fc32", "extended"):
            with self.subTest(end=end):
                told, _ = self.told(ALL + container("idle", file=f'"idle.{end}"', hook='"timer"'))
                self.assertEqual(named(told["hooks"], "timer")["last"], "7")

    def test_files_are_beside_their_description(self):
        path = self.described(ALL + container("tick"))
        done = subprocess.run([FEMTO, "device", path], capture_output=True, timeout=60, cwd="/")
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_options_reach_the_compiler(self):
        self.described(HEAD + "FEMTO_ENTRY int64_t f(void) { return VALUE; }\n", "value.c")
        told, _ = self.told(ALL + container("value", file='"value.c"', hook='"timer"',
                                            options='["-DVALUE=42"]'))
        self.assertEqual(named(told["hooks"], "timer")["last"], "42")

    def test_a_program_without_a_description_may_do_everything(self):
        out, _ = self.device("tick.o", "idle.o", "tick.o")
        self.assertRegex(out, r"\ntick +default +timer +attached +10 ")
        self.assertRegex(out, r"\nidle +default +timer +attached +10 ")
        self.assertRegex(out, r"\ntick-2 +default +timer +attached +10 ")

    def test_several_descriptions_add_up(self):
        first = self.described(ALL + container("tick"), "first.toml")
        second = self.described(container("idle", hook='"sensor"'), "second.toml")
        out, _ = self.device(first, second, "prints.o")
        for name, owner, hook in (("tick", "all", "timer"), ("idle", "all", "sensor"),
                                  ("prints", "default", "timer")):
            self.assertRegex(out, rf"\n{name} +{owner} +{hook} +attached +10 ")

    def test_a_contract_can_ask_for_more_than_is_called(self):
        told, _ = self.told(ALL + container("tick", helpers='["bpf_store_global", 0x20]'))
        self.assertEqual(named(told["containers"], "tick")["runs"], 10)

    def test_the_surroundings_can_be_described(self):
        told, _ = self.told('[device]\nperiod_ms = 250\ntemperatures = [-300]\n'
                            'datagrams = ["x"]\nthreads = [8]\n' + ALL + container("sample") +
                            container("datagram") + container("switch"))
        self.assertEqual(told["simulated_ms"], 2500)
        self.assertEqual(named(told["hooks"], "datagram")["last"], "dropped")
        self.assertEqual([(row["key"], row["value"]) for row in told["store"]],
                         [(8, 8), (2, 2**32 - 300)])

    def test_long_running_containers_have_slices(self):
        text = ALL + container("slices", run='"slices"') + container("for_ever", run='"slices"')
        told, _ = self.told(text, "--events", "3")
        self.assertEqual(named(told["containers"], "slices")["state"], "started")
        self.assertEqual(told["store"][0]["value"], 2)
        told, _ = self.told(text)
        self.assertEqual(named(told["containers"], "slices")["state"], "finished")
        self.assertEqual(told["store"][0]["value"], 5)
        spinning = named(told["containers"], "for_ever")
        self.assertEqual((spinning["state"], spinning["runs"]), ("started", 1))
        self.assertTrue(100_000 <= spinning["instructions"] < 101_000, spinning)

    def test_statistics_add_up(self):
        text = ALL + container("tick") + container("idle", hook='"timer"') + \
            container("forges", hook='"timer"') + container("switch")
        told, _ = self.told(text, status=1)
        for hook in told["hooks"]:
            at = [each for each in told["containers"] if each["hook"] == hook["name"]]
            self.assertEqual(hook["ran"], sum(each["runs"] - each["faults"] for each in at))
        self.assertEqual(told["fault_count"], sum(each["faults"] for each in told["containers"]))
        self.assertEqual(told["fault_count"], sum(each["times"] for each in told["faults"]))
        idle = named(told["containers"], "idle")
        self.assertEqual(idle["instructions"], 2 * idle["runs"])
        self.assertEqual(told["tenants"][0]["store_entries"], len(told["store"]))

    def test_only_the_hooks_that_are_named_have_events(self):
        told, _ = self.told(ALL, "--hook", "sensor", "--hook", "coap", "--events", "4")
        self.assertEqual({each["name"]: each["events"] for each in told["hooks"]},
                         {"timer": 0, "sensor": 4, "thread-switch": 0, "datagram": 0, "coap": 4})

    def test_the_console_is_on_stderr_line_by_line(self):
        out, err = self.device(self.described(ALL + container("prints", hook='"timer"')),
                               "--events", "2")
        self.assertEqual(err, "console: one\nconsole: two \\x1b[2J\nconsole: no endone\n"
                              "console: two \\x1b[2J\nconsole: no end\n")
        self.assertNotIn("console", out)

    def test_the_display_is_shown(self):
        text = ALL + container("shows", hook='"timer"')
        out, _ = self.device(self.described(text))
        self.assertTrue(out.endswith("\ndisplay |21.5 degrees    |\ndisplay |                |\n"),
                        out)
        self.assertEqual(self.told(text)[0]["display"], ["21.5 degrees    ", " " * 16])

    def test_tables_come_every_so_often(self):
        out, _ = self.device(self.described(ALL + container("tick")), "--events", "5", "--every",
                             "2")
        self.assertEqual(re.findall(r"^after .*$", out, re.MULTILINE),
                         ["after 2 rounds, 2.0 s", "after 4 rounds, 4.0 s", "after 5 rounds, 5.0 s"])

    def test_live_rounds_take_their_time(self):
        path = self.described("[device]\nperiod_ms = 100\n" + ALL + container("tick"))
        for options in (["--live", "--events", "5"], ["--for", "1"]):
            begin = time.monotonic()
            out, _ = self.device(path, *options)
            self.assertGreater(time.monotonic() - begin, 0.45)
            self.assertRegex(out, r"after (5|10) rounds, \d\.\d s\n")

    def test_on_a_terminal_it_runs_until_ctrl_c(self):
        path = self.described("[device]\nperiod_ms = 50\n" + ALL + container("tick") +
                              container("forges", hook='"timer"'))
        main, other = pty.openpty()
        with subprocess.Popen([FEMTO, "device", path], stdin=other, stdout=other, stderr=other,
                              cwd=self.built) as it:
            os.close(other)
            seen = b""
            end = time.monotonic() + 30
            is_stopped = False
            while time.monotonic() < end:
                if not select.select([main], [], [], 1)[0]:
                    continue
                try:
                    part = os.read(main, 65536)
                except OSError:
                    break
                if not part:
                    break
                seen += part
                if seen.count(b"after ") >= 5 and not is_stopped:
                    it.send_signal(signal.SIGINT)
                    is_stopped = True
            self.assertEqual(it.wait(10), 1)
        os.close(main)
        self.assertIn(b"\x1b[H\x1b[2Jafter 2 rounds, 0.1 s\r\n", seen)
        # Ctrl-C leaves the last state on the screen, below what there was to say.
        last = seen[seen.rindex(b"\x1b[2J"):].decode()
        self.assertRegex(last, r"\A\x1b\[2Jfault: [^\n]*\r\nafter \d+ rounds")

    def test_a_terminal_is_no_reason_not_to_end(self):
        main, other = pty.openpty()
        path = self.described(ALL + container("tick"))
        done = subprocess.run([FEMTO, "device", path, "--events", "3"], stdin=other, stdout=other,
                              timeout=60, check=False)
        os.close(other)
        self.assertEqual(done.returncode, 0)
        self.assertTrue(os.read(main, 65536).startswith(b"after 3 rounds"))
        os.close(main)

    def test_without_standard_input_and_output(self):
        path = self.described(ALL + container("tick"))
        done = subprocess.run(["sh", "-c", f'exec "{FEMTO}" device "{path}" <&-'],
                              capture_output=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        for options in ("", "--every 1", "--json", "--live"):
            done = subprocess.run(["sh", "-c", f'exec "{FEMTO}" device "{path}" {options} >&-'],
                                  capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 1, options)
            self.assertEqual(done.stderr, b"refused: standard output: cannot be written\n")

    def test_wrong_usage(self):
        rows = [
            ([], r"refused: FILE is required.*\n"),
            (["--events", "0"], r"refused: --events: .*\n"),
            (["--events", "1000001"], r"refused: --events: .*\n"),
            (["--events", "-1"], r"refused: .*\n"),
            (["--events", "many"], r"refused: --events: .*\n"),
            (["--every", "0"], r"refused: --every: .*\n"),
            (["--for", "0"], r"refused: --for: .*\n"),
            (["--for", "90000"], r"refused: --for: .*\n"),
            (["--hook", "disk"], r"refused: --hook: there is no hook \"disk\", but timer, .*\n"),
            (["--what"], r"refused: .*\n"),
        ]
        path = self.described(ALL)
        for options, err in rows:
            self.check(["device", *([path] if options else []), *options], 2, err=err)
        for options in (["--every", "2"], ["--live"]):
            done = self.femto("device", path, "--json", *options)
            self.assertEqual((done.status, json.loads(done.out)["error"]), (2, "usage"))
            self.assertRegex(done.err, rf"\Arefused: {options[0]} excludes --json.*\n\Z")


class HostileContainers(DeviceTest):
    def test_one_that_fails_is_put_aside_and_the_others_go_on(self):
        for name, cause in (("forges", "illegal_memory"), ("writes", "illegal_memory"),
                            ("for_ever", "budget_exhausted")):
            with self.subTest(name=name):
                told, err = self.told(ALL + container(name, hook='"timer"') + container("tick"),
                                      status=1)
                bad = named(told["containers"], name)
                self.assertEqual((bad["state"], bad["runs"], bad["faults"]), ("quarantined", 3, 3))
                self.assertEqual(bad["last_fault"]["error"], cause)
                good = named(told["containers"], "tick")
                self.assertEqual((good["state"], good["runs"], good["faults"]), ("attached", 10, 0))
                self.assertEqual(err.count("fault: "), 1)
                self.assertEqual([(each["container"], each["times"]) for each in told["faults"]],
                                 [(name, 3)])

    @unittest.skipUnless(HAS_LINES, "needs libdw")
    def test_faults_have_the_line_of_their_source(self):
        for name, what in (("forges", "reads 1 byte at 0x3000000"),
                           ("writes", "writes 1 byte at 0x2000000, in the context, which is "
                                      "read-only (16 bytes at 0x2000000)")):
            path = self.described(ALL + container(name, hook='"timer"'))
            out, err = self.device(path, status=1)
            line = LINE_OF[name]
            self.assertTrue(err.startswith(f"fault: {name}.c:{line}: the access is outside"), err)
            self.assertIn(what, err)
            self.assertTrue(err.endswith(f" ({name}, timer)\n"), err)
            self.assertRegex(out, rf"\n{name} .* quarantined .*  {name}\.c:{line}: illegal_memory\n")
            told, _ = self.told(ALL + container(name, hook='"timer"'), status=1)
            self.assertEqual((told["faults"][0]["file"], told["faults"][0]["line"]),
                             (name + ".c", line))
            _, err = self.device(path, "--report", status=1)
            self.assertRegex(err, rf"\n  {line} \| .*\n  slot \d+ in {name}: .*\n  r0 0x")

    def test_what_json_says_of_a_fault_can_be_explained(self):
        told, err = self.told(ALL + container("forges", hook='"timer"'), status=1)
        fault = told["faults"][0]
        done = subprocess.run([FEMTO, "explain", "forges.o", "--slot", str(fault["slot"]),
                               "--cause", fault["error"], "--registers",
                               ",".join(fault["registers"]), "--context", "16", "--read-only"],
                              capture_output=True, timeout=60, cwd=self.built, check=True)
        _, err = self.device(self.described(ALL + container("forges", hook='"timer"')), "--report",
                             status=1)
        first = err.replace(" (forges, timer)", "")
        self.assertEqual(done.stdout.decode(), first)

    def test_a_fault_in_slices_ends_them(self):
        told, err = self.told(ALL + container("forges", run='"slices"') + container("tick"),
                              status=1)
        bad = named(told["containers"], "forges")
        self.assertEqual((bad["state"], bad["runs"], bad["faults"]), ("finished", 1, 1))
        self.assertIn("(forges, in slices)", err)
        self.assertEqual(named(told["containers"], "tick")["runs"], 10)

    def test_a_tenant_burns_its_own_window_only(self):
        text = ALL + tenant(name='"greedy"', hooks='["timer"]', window_slots=5000) + \
            container("for_ever", "greedy", hook='"timer"') + container("tick")
        text = "[device]\nperiod_ms = 100\n" + text
        told, _ = self.told(text)
        greedy = named(told["tenants"], "greedy")
        self.assertGreater(greedy["skipped"], 5)
        self.assertEqual(named(told["containers"], "for_ever")["faults"], 0)
        self.assertEqual(named(told["containers"], "tick")["runs"], 10)

    def test_a_tenant_fills_its_own_quota_only(self):
        text = tenant(name='"greedy"', hooks='["timer"]', helpers='"all"', store_entries=4) + \
            ALL + container("hoards", "greedy", hook='"timer"') + container("tick")
        told, _ = self.told(text)
        self.assertEqual(named(told["tenants"], "greedy")["store_entries"], 4)
        self.assertEqual([row["key"] for row in told["store"]], [1, 1000, 1001, 1002, 1003])

    def test_a_datagram_that_makes_its_filter_fail_is_dropped(self):
        told, _ = self.told(ALL + container("forges", hook='"datagram"'), status=1)
        self.assertEqual(named(told["hooks"], "datagram")["last"], "dropped")

    def test_a_response_that_nobody_made_is_an_error(self):
        told, _ = self.told(ALL + container("forges", hook='"coap"'), status=1)
        self.assertEqual(named(told["hooks"], "coap")["last"], "5.00")
        told, _ = self.told(ALL)
        self.assertEqual(named(told["hooks"], "coap")["last"], "4.04")


# A sentence, a description, where it is wrong (line and column; the marks «» are taken out), and
# what is said of it.
WRONG = [
    ("a value is missing", "a = «\n", None),
    ("a string does not end", 'a = "x«\n', None),
    ("a key is there twice", "[device]\nperiod_ms = 1\n«period_ms = 2\n", None),
    ("nothing has this name", "«colour = 3\n", r'unknown key "colour": a description has device, .*'),
    ("the device is no table", "device = «3\n", r"this is no \[device\]"),
    ("the device has no such key", "[device]\n«speed = 3\n", r'unknown key "speed": the device .*'),
    ("no time passes", "[device]\nperiod_ms = «0\n", r"period_ms is a number from 1 to 1000000"),
    ("time is a word", '[device]\nperiod_ms = «"x"\n', r"period_ms is a number .*"),
    ("no temperatures", "[device]\ntemperatures = «[]\n", r"temperatures is a list, not empty, .*"),
    ("a temperature too high", "[device]\ntemperatures = [1, «40000]\n", r"temperatures is .*"),
    ("a datagram is a number", "[device]\ndatagrams = [«1]\n", r"datagrams is .*"),
    ("no datagrams", "[device]\ndatagrams = «[]\n", r"datagrams is .*"),
    ("a datagram is too long", f'[device]\ndatagrams = [«"{"x" * 257}"]\n', r"datagrams is .*"),
    ("a thread is negative", "[device]\nthreads = [«-1]\n", r"threads is .*"),
    ("a tenant is no table", "tenant = «3\n", r"this is no \[\[tenant\]\]"),
    ("a tenant is one table", '«[tenant]\nname = "x"\n', r"this is no \[\[tenant\]\]"),
    ("a tenant is a number", "tenant = [«3]\n", r"this is no \[\[tenant\]\]"),
    ("a tenant has no name", "«[[tenant]]\nbudget = 3\n", r"a tenant needs name"),
    ("a tenant's name is a number", "[[tenant]]\nname = «3\n", r"name is a string .*"),
    ("a tenant's name is empty", '[[tenant]]\nname = «""\n', r"name is a string .*"),
    ("a tenant's name has blanks", '[[tenant]]\nname = «"a b"\n', r"name is 1 to 32 letters, .*"),
    ("a tenant's name is long", f'[[tenant]]\nname = «"{"x" * 33}"\n', r"name is 1 to 32 .*"),
    ("a tenant has no such key", '[[tenant]]\nname = "x"\n«colour = 1\n',
     r'unknown key "colour": a tenant has name, helpers, hooks, budget, window_slots, .*'),
    ("a helper does not exist", tenant(name='"x"', helpers='["bpf_now_ms", «"bpf_fly"]'),
     r'there is no helper "bpf_fly"'),
    ("a helper's id does not exist", tenant(name='"x"', helpers="[0x20, «0x999]"),
     r"there is no helper with the id 2457"),
    ("a helper's id is negative", tenant(name='"x"', helpers="[«-1]"), r"there is no helper .*"),
    ("a helper is no number", tenant(name='"x"', helpers="[«1.5]"), r'helpers is "all", or a .*'),
    ("helpers are no list", tenant(name='"x"', helpers='«"most"'), r'helpers is "all", or a .*'),
    ("a hook does not exist", tenant(name='"x"', hooks='["timer", «"disk"]'),
     r'there is no hook "disk", but timer, sensor, thread-switch, datagram, coap'),
    ("a hook's UUID does not exist",
     tenant(name='"x"', hooks='[«"00000000-0000-0000-0000-000000000000"]'), r"there is no hook .*"),
    ("a hook is a number", tenant(name='"x"', hooks="«[3]"), r'hooks is "all", or a list .*'),
    ("hooks are no list", tenant(name='"x"', hooks="«true"), r'hooks is "all", or a list .*'),
    ("a tenant's budget is nothing", tenant(name='"x"', budget="«0"), r"budget is a number .*"),
    ("a tenant's budget is huge", tenant(name='"x"', budget="«1000001"), r"budget is a number .*"),
    ("a window is negative", tenant(name='"x"', window_slots="«-1"), r"window_slots is a .*"),
    ("a quota is huge", tenant(name='"x"', store_entries="«256"), r"store_entries is a number .*"),
    ("a tenant is there twice", ALL + "«" + ALL,
     r'there is a tenant "all" already, at \S*device\.toml:1:1'),
    ("a container has no name", ALL + '«[[container]]\nfile = "x"\n', r"a container needs name"),
    ("a container has no file", ALL + "«" + container("tick", file=None),
     r"a container needs file"),
    ("a container has no tenant", ALL + '«[[container]]\nname = "x"\nfile = "tick.o"\n',
     r"a container needs tenant"),
    ("a container has no such key", ALL + container("tick", helper='"x"').replace("helper", "«helper"),
     r'unknown key "helper": a container has name, file, tenant, hook, helpers, .*'),
    ("a container's tenant does not exist", ALL + container("tick", tenant='«"nobody"'),
     r'there is no tenant "nobody"'),
    ("a container is there twice", ALL + container("tick") + "«" + container("tick"),
     r'there is a container "tick" already'),
    ("a file does not exist", ALL + container("tick", file='«"none.o"'),
     r"\S*none\.o: No such file or directory"),
    ("a file is a folder", ALL + container("tick", file='«"."'), r"\S*: is a directory"),
    ("a file is a description", ALL + container("tick", file='«"device.toml"'),
     r"\S*device\.toml: is no program: .*"),
    ("a file has a NUL", ALL + container("tick", file='«"tick.o\\u0000"'), r"file is a string .*"),
    ("a file is standard input", ALL + container("tick", file='«"-"'), r".*: No such file .*"),
    ("a layout does not exist", ALL + container("tick", layout='«"zip"'), r"layout is text, .*"),
    ("a file is of another layout", ALL + container("tick", file='«"tick.o"', layout='"fc32"'),
     r"tick: .*"),
    ("a function does not exist", ALL + container("tick", file='«"tick.o"', function='"tock"'),
     r"tick: tock: there is no such function"),
    ("a function has no name", ALL + container("tick", function='«""'), r"function is a string .*"),
    ("a run is not known", ALL + container("tick", run='«"always"'), r'run is "slices", or left .*'),
    ("slices have a hook", ALL + container("tick", run='"slices"', hook='«"timer"'),
     r"a container that runs in slices has no hook and no budget of runs"),
    ("slices have a budget", ALL + container("tick", run='"slices"', budget="«5"),
     r"a container that runs in slices has no hook and no budget of runs"),
    ("a container's hook does not exist", ALL + container("tick", hook='«"disk"'),
     r'there is no hook "disk", but timer, .*'),
    ("a container says no hook", ALL + container("idle", file='«"idle.o"'),
     r"idle: which hook\? .*"),
    ("an object has options", ALL + "«" + container("tick", options='["-DX"]'),
     r"tick: options are for a source"),
    ("options are no list", ALL + container("tick", options='«"-DX"'), r"options is a list of .*"),
    ("an option is another's program", ALL + container("tick", options='[«"-fplugin=x.so"]'),
     r"options is a list of -D, -U and -I for clang"),
    ("an option takes the word behind it", ALL + container("tick", options='[«"-I"]'),
     r"options is a list of -D, -U and -I for clang"),
    ("a helper is not granted", tenant(name='"all"', hooks='"all"', helpers="[0x20]") +
     container("tick", file='«"tick.o"'),
     r"tick: the container asks for a helper that its tenant may not use: bpf_store_global "
     r"\(0x11\), tenant all"),
    ("a contract is not granted", tenant(name='"all"', hooks='"all"', helpers="[0x11]") +
     container("tick", helpers='«["bpf_store_global", "bpf_printf"]'),
     r"tick: the container asks for a helper that its tenant may not use: bpf_printf \(0x1\), .*"),
    ("a contract lacks what is called", ALL + container("tick", file='«"tick.o"', helpers="[]"),
     r"tick: .*: slot \d+ in tick .*, bpf_store_global \(0x11\)"),
    ("the device lacks what is called", ALL + container("unknown", file='«"unknown.o"', hook='"timer"'),
     r"unknown: the device has no helper 0x99"),
    ("a hook is not granted", tenant(name='"all"', hooks='["coap"]', helpers='"all"') +
     container("tick", hook='«"timer"'),
     r"tick: the container's tenant may not use this hook: timer, tenant all"),
    ("a budget is not granted", tenant(name='"all"', hooks='"all"', helpers='"all"', budget=100) +
     container("tick", budget="«101"), r"tick: the budget is less than .*: it may have 100, .*"),
    ("a budget is too small to run", ALL + container("tick", budget="«1"), r"tick: .*"),
    ("a container was built for another hook", ALL + container("tick", hook='«"sensor"'),
     r"tick: the container was built for another layout .*: sensor, where \w+ differs"),
    ("a container has too much data", ALL + container("much_data", file='«"much_data.o"', hook='"timer"'),
     r"much_data: .*: 100000 bytes of data, and the device has 65536"),
    ("there are too many tenants", "".join(tenant(name=f'"t{i}"') for i in range(16)) +
     "«" + tenant(name='"t16"'), r"t16: there is no room for another tenant: the device has 16"),
    ("there are too many containers",
     ALL + "".join(container("tick", name=f'"c{i}"') for i in range(32)) + "«" +
     container("tick", name='"c32"'), r"c32: there is no room .*: the device has 32"),
    ("there are too many long-running containers",
     ALL + "".join(container("idle", name=f'"c{i}"', run='"slices"') for i in range(8)) + "«" +
     container("idle", name='"c8"', run='"slices"'), r"c8: there is no room .*: the device has 8"),
]


class WrongDescriptions(DeviceTest):
    def refused(self, text, *options):
        return self.device(self.described(text), *options, status=1)

    def test_each_is_refused_at_its_place(self):
        for sentence, marked, message in WRONG:
            with self.subTest(sentence=sentence):
                at = marked.index("«")
                line = marked[:at].count("\n") + 1
                column = at - (marked.rfind("\n", 0, at) + 1) + 1
                text = marked.replace("«", "")
                out, err = self.refused(text)
                self.assertEqual(out, "")
                where = rf"{line}:{column}" if message else rf"{line}:\d+"
                self.assertRegex(err, rf"\Arefused: \S*device\.toml:{where}: {message or '.*'}\n\Z")
                told = json.loads(self.refused(text, "--json")[0])
                self.assertEqual((os.path.basename(told["file"]), told["line"]),
                                 ("device.toml", line))

    def test_nothing_runs_of_a_device_that_is_refused(self):
        _, err = self.refused(ALL + container("prints", hook='"timer"') +
                              container("tick", hook='"sensor"'))
        self.assertEqual(err.count("\n"), 1)
        self.assertNotIn("console", err)

    def test_what_clang_says_of_a_source_is_shown(self):
        out, err = self.refused(ALL + container("wrong", file='"wrong.c"', hook='"timer"'))
        self.assertEqual(out, "")
        self.assertIn("wrong.c:4:", err)
        self.assertRegex(err, r"\nrefused: \S*device\.toml:8:8: \S*wrong\.c: \S+ did not compile it\n")

    def test_files_that_are_not_there_or_too_large(self):
        self.check(["device", os.path.join(self.built, "none.toml")], 1,
                   err=r"refused: \S*none\.toml: No such file or directory\n")
        self.check(["device", os.path.join(self.built, "none.o")], 1,
                   err=r"refused: \S*none\.o: No such file or directory\n")
        self.check(["device", self.described(b"#" * (1 << 20) + b"\n")], 1,
                   err=r"refused: \S*device\.toml: more than 1048576 bytes\n")
        self.check(["device", self.built], 1, err=r"refused: \S*: is a directory\n")

    def test_deep_nesting_is_refused(self):
        self.check(["device", self.described("a = " + "[" * 100_000)], 1,
                   err=r"refused: \S*device\.toml:1:\d+: .*\n")
        self.check(["device", self.described("[" + ".".join("a" * 100_000) + "]\n")], 1,
                   err=r"refused: \S*device\.toml:1:19: the key has more than 9 parts\n")
        for hidden in ('[ """a"""", ', "[ '''a''''', "):  # quotes that end a string are its own
            self.check(["device", self.described(f"x = {hidden}{{{'.'.join('a' * 120_000)} = 1}} ]\n")],
                       1, err=r"refused: \S*device\.toml:1:\d+: the key has more than 9 parts\n")
        self.check(["device", self.described("[device]\n" + "a = {a.b = " * 10_000)], 1,
                   err=r"refused: \S*device\.toml:\d+:\d+: .*\n")

    def test_dots_in_strings_and_comments_are_no_parts_of_keys(self):
        dots = "." * 100
        self.check(["device", self.described(
            f"# {dots}\n[device] # '{dots}\ndatagrams = ['{dots}', \"\\\"{dots}\", "
            f"\"\"\"\"\n{dots}\"\"\", '''\n'{dots}''', '1.2.3.4', '5.6.7.8.9.0']\n")], 0,
            out=self.femto("device", self.described("")).out)


class HostileDescriptions(DeviceTest):
    """No crash, no hang, one line for what is refused, whatever a description holds."""

    def setUp(self):
        super().setUp()
        self.random = random.Random(self.id())

    def feed(self, data):
        path = self.described(data)
        done = subprocess.run([FEMTO, "device", path, "--events", "1"], capture_output=True,
                              timeout=60, cwd=self.built)
        self.assertIn(done.returncode, (0, 1), (data[:500], done.stderr[-2000:]))
        if done.returncode == 1 and not done.stdout:
            self.assertRegex(done.stderr, rb"\Arefused: [^\n]*device\.toml:\d+:\d+: [^\n]+\n\Z")

    def test_bytes_at_random(self):
        for _ in range(RUNS):
            self.feed(self.random.randbytes(self.random.randrange(200)))

    def test_tokens_at_random(self):
        tokens = ["[[tenant]]", "[[container]]", "[device]", "[", "]", "{", "}", "=", '"', "'''",
                  "name", "file", "hook", "helpers", "budget", '"tick.o"', '"timer"', "\n", " ",
                  ",", ".", "1", "-1", "0x20", "1e400", "9999999999999999999", "nan", "true",
                  "1979-05-27", "#", "\\u0000", "\u202e", "[[tenant]]\nname = \"t\"\n"]
        for _ in range(2 * RUNS):
            self.feed("".join(self.random.choices(tokens, k=self.random.randrange(30))).encode())

    def test_mutations_of_a_good_one(self):
        good = ("[device]\nperiod_ms = 500\n" + ALL + container("tick", hook='"timer"') +
                container("idle", run='"slices"')).encode()
        for _ in range(3 * RUNS):
            data = bytearray(good)
            for _ in range(self.random.choice((1, 1, 2, 8))):
                at = self.random.randrange(len(data))
                if self.random.random() < 0.3:
                    del data[at:at + self.random.randrange(20)]
                else:
                    data[at] = self.random.randrange(256)
            self.feed(bytes(data))


class DeviceLesson(CommandTest):
    """examples/device shows what happens."""

    FOLDER = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                                           "examples", "device"))

    @staticmethod
    def of_any_compiler(text):
        """How many instructions a container takes is its compiler's choice."""
        return re.sub(r"( (?:attached|quarantined) +\d+) +\d+ ", r"\1 N ", text)

    def shown(self):
        with open(os.path.join(self.FOLDER, "README.md"), encoding="utf-8") as file:
            return re.findall(r"```text\n\$ femto ([^\n]*)\n(.*?)```", file.read(), re.DOTALL)

    def run_shown(self, command):
        done = subprocess.run([FEMTO, *command.split(), "--clang", CLANG], cwd=self.FOLDER,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        return done.returncode, (done.stderr + done.stdout).decode()

    @unittest.skipUnless(HAS_LINES, "needs libdw")
    def test_what_it_shows_is_what_happens(self):
        shown = self.shown()
        self.assertEqual(len(shown), 2)
        for command, expected in shown:
            with self.subTest(command=command):
                status, out = self.run_shown(command)
                self.assertEqual(self.of_any_compiler(out), self.of_any_compiler(expected))
                self.assertEqual(status, 1 if "fault: " in expected else 0)

    def test_what_it_invites_to_ends_as_it_says(self):
        with open(os.path.join(self.FOLDER, "greenhouse.toml"), encoding="utf-8") as file:
            good = file.read().replace('file = "', f'file = "{self.FOLDER}/')
        for before, after, message in (
                ('"bpf_printf", ', "", r"refused: \S*:\d+:8: alarm: .* bpf_printf \(0x1\), tenant "),
                ("budget = 500", "budget = 20", r"fault: .* budget is used up \(alarm, sensor\)")):
            with self.subTest(after=after):
                self.assertIn(before, good)
                path = self.file("greenhouse.toml", good.replace(before, after).encode())
                status, out = self.run_shown(f"device {path}")
                self.assertEqual(status, 1)
                self.assertRegex(out, r"\A" + message)


if __name__ == "__main__":
    unittest.main(verbosity=2)
