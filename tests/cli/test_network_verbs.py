# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What the operator's verbs make of devices, and what they say when those refuse."""

import json
import os
import random
import re
import subprocess
import threading
import time

from coap_peers import ACK, Relay, ScriptedServer, reply
from harness import FEMTO
from network import CRASHES, KEYS, NetworkTest

BLOCK1, CONTINUES, INCOMPLETE = 27, 0x5F, 0x88
CLANG = ["--clang", os.environ.get("FEMTO_CLANG") or "clang"]


class Operator(NetworkTest):
    def test_a_container_is_pushed_runs_is_updated_and_removed(self):
        device = self.device()
        told = self.done("push", self.returning(1), device.uri)
        self.assertRegex(told, r"\Ainstalled, \d+ bytes: slot 0, hook timer, sequence 1\n\Z")
        slot = self.slots(device)[0]
        self.assertEqual((slot["name"], slot["tenant"], slot["state"], slot["sequence"]),
                         ("ann-1", "ann", "attached", 1))
        self.until(10, lambda: self.slots(device)[0]["runs"] > 10)
        self.assertEqual(self.runs(device), 1)
        self.done("push", self.returning(2), "--device", device.uri)
        self.assertEqual(self.runs(device), 2)
        self.assertRegex(self.done("list", device.uri), r"0  ann-2 +ann +timer +attached +2 ")
        self.assertRegex(self.done("stats", device.uri), r"0  ann-2 +\d+ +\d+ +0")
        self.done("remove", "0", *self.as_("ann", device))
        self.assertEqual(self.slots(device)[0]["newest"], 2)
        self.assertNotIn("name", self.slots(device)[0])
        self.refused(["exec", "0", *self.as_("ann", device)], r"\Arefused: slot_empty: ")

    def test_a_container_is_stopped_and_started(self):
        device = self.device()
        self.done("push", self.returning(1), device.uri)
        self.done("stop", "0", *self.as_("ann", device))
        before = self.slots(device)[0]
        self.assertTrue(before["stopped"])
        time.sleep(0.1)
        self.assertEqual(self.slots(device)[0]["runs"], before["runs"])
        self.assertIn("stopped", self.done("list", device.uri))
        self.done("start", "0", *self.as_("ann", device), "--json")
        self.until(10, lambda: self.slots(device)[0]["runs"] > before["runs"])

    def test_exec_gives_the_context_and_prints_r0_or_the_fault(self):
        device = self.device()
        add = "r0 = *(u8 *)(r1 + 0)\nr2 = *(u8 *)(r1 + 1)\nr0 += r2\n*(u8 *)(r1 + 1) = r0\nexit"
        self.done("push", self.signed(add, hook=None), device.uri)
        ops = self.as_("ops", device)
        self.assertEqual(self.done("exec", "0", *ops, "--ctx", "2802"), "0x2a\n")
        told = json.loads(self.done("exec", "0", *ops, "--ctx", "2802", "--json"))
        self.assertEqual(told, {"instructions": 5, "r0": "0x2a", "context": "282a"})
        self.refused(["exec", "0", *ops], r"\Afault: instruction 0: the access is outside")
        self.refused(["exec", "0", *ops, "--ctx", "0"], "--ctx: odd number", 2)
        self.refused(["exec", "0", *ops, "--ctx", "00" * 257],
                     r"\Arefused: bad_request: there is more than the resource takes, at most 256 bytes\n\Z")
        self.refused(["exec", "9", *ops], "unknown_resource")
        self.refused(["exec", "x", *ops], "is no number from 0 to 255", 2)

    def test_what_containers_print_is_in_the_log(self):
        device = self.device()
        # "hi" and the number of the run, by bpf_printf of a text on the stack
        text = "r1 = 0x0a6968\n*(u64 *)(r10 - 8) = r1\nr1 = r10\nr1 += -8\ncall 0x1\nr0 = 0\nexit"
        self.done("push", self.signed(text), device.uri)
        self.until(10, lambda: "hi" in self.done("log", *self.as_("ops", device)))
        self.refused(["log", *self.as_("ann", device)], "not_authorised")
        following = subprocess.Popen([FEMTO, "log", "--follow", *self.as_("ops", device)],
                                     stdout=subprocess.PIPE)
        self.addCleanup(lambda: (following.kill(), following.wait(), following.stdout.close()))
        self.assertEqual([following.stdout.readline() for _ in range(300)], [b"hi\n"] * 300)
        following.terminate()
        self.assertEqual(following.wait(timeout=30), 0)

    def test_a_line_without_an_end_is_broken(self):
        device = self.device()
        text = ("r6 = 20\nr1 = 0x61616161616161 ll\n*(u64 *)(r10 - 8) = r1\n"
                "r1 = r10\nr1 += -8\ncall 0x1\nr6 += -1\nif r6 != 0 goto -5\nr0 = 0\nexit")
        self.done("push", self.signed(text), device.uri)
        following = subprocess.Popen([FEMTO, "log", "--follow", *self.as_("ops", device)],
                                     stdout=subprocess.PIPE)
        self.addCleanup(lambda: (following.kill(), following.wait(), following.stdout.close()))
        line = following.stdout.readline()
        self.assertRegex(line, rb"\Aa{4097,16384}\n\Z")

    def test_faults_are_told_to_those_they_concern(self):
        device = self.device(period=3600000)
        self.done("push", self.returning(1), device.uri)
        self.assertEqual(self.done("faults", *self.as_("ops", device)), "no faults\n")
        self.done("push", self.signed(CRASHES, slot=1), device.uri)
        self.refused(["exec", "1", *self.as_("ann", device)], r"\Afault: instruction 1: ")
        [fault] = self.ask(device, "faults")["faults"]
        self.assertEqual((fault["slot"], fault["error"], fault["at"]), (1, "illegal_memory", 1))
        self.assertEqual(self.ask(device, "faults", who="bob")["faults"], [])
        self.assertRegex(self.done("faults", *self.as_("ann", device)), r"1 +1 +ann-2 +ann .* 1  the access")
        self.refused(["faults", device.uri], "not_authorised")

    def test_what_tenants_may_have_and_use_is_shown(self):
        device = self.device()
        all_ = self.ask(device, "access")["tenants"]
        self.assertEqual([each["name"] for each in all_], ["ann", "bob"])
        self.assertEqual((all_[0]["granted"], all_[1]["granted"]), (0b1111, 0b10000))
        self.assertEqual((all_[1]["budget"], all_[0]["store_entries"]), (1000, 8))
        self.assertEqual([each["name"] for each in self.ask(device, "access", who="bob")["tenants"]],
                         ["bob"])
        told = self.done("access", *self.as_("ops", device))
        self.assertRegex(told, r"ann +0 1 2 3 +20000 +- +0 +0 of 8 entries\n")
        self.assertRegex(told, r"bob +4 +1000 +- +0 +0 of 0 entries\n\Z")
        self.refused(["access", device.uri], "not_authorised")
        self.refused(["access", *self.as_("eve", device)], "not_authorised")


class BadLines(NetworkTest):
    def relay(self, device, **passes):
        relay = Relay(int(device.uri.rsplit(":", 1)[1]), **passes)
        self.addCleanup(relay.close)
        return relay

    def test_a_push_goes_on_when_a_block_or_its_answer_is_lost(self):
        device = self.device()
        lost = self.relay(device, forth=lambda number: number != 3, back=lambda number: number != 5)
        self.assertRegex(self.done("push", self.padded(6), lost.uri), "installed")
        self.assertEqual(self.runs(device), 6)
        self.assertEqual(json.loads(self.done("stats", device.uri, "--json"))["device"]["installed"],
                         1)

    def test_a_push_to_a_device_that_begins_anew_in_its_middle_begins_anew(self):
        device = self.device()

        def begin_anew(number):
            if number == 4:
                device.kill()
                relay.server = ("127.0.0.1", int(self.device().uri.rsplit(":", 1)[1]))
            return True
        relay = self.relay(device, forth=begin_anew)
        self.assertRegex(self.done("push", self.padded(7), relay.uri), "installed")

    def test_a_device_that_never_has_what_came_before_is_given_up_on(self):
        begun = []

        def answer(request):
            offset = (int.from_bytes(request.options[BLOCK1][0], "big") >> 4) * 1024
            begun.append(offset)
            code = CONTINUES if offset == 0 else INCOMPLETE
            return reply(request, ACK, code, [(BLOCK1, request.options[BLOCK1][0])])
        server = ScriptedServer(answer)
        self.addCleanup(server.close)
        self.refused(["push", self.padded(8), server.uri], "4.08|Incomplete")
        self.assertEqual(begun, [0, 1024] * 4)


class Refusals(NetworkTest):
    def test_an_older_manifest_is_refused_and_the_same_one_is_not(self):
        device = self.device()
        old, new = self.returning(1), self.returning(2)
        self.done("push", new, device.uri)
        self.refused(["push", old, device.uri], r"\Arefused: stale_sequence: the slot has seen")
        self.done("push", new, device.uri)
        other = self.returning(3, sequence=2)
        self.refused(["push", other, device.uri], r"\Arefused: same_sequence: ")
        self.assertEqual(self.runs(device), 2)
        told = self.femto("push", old, device.uri, "--json")
        self.assertEqual(json.loads(told.out)["error"], "stale_sequence")

    def test_who_may_not_is_refused_by_what_they_may_not(self):
        device = self.device()
        self.done("push", self.returning(1), device.uri)
        for envelope, why in (
                (self.returning(2, by="eve"), "unknown_key|not_authentic|bad_signature"),
                (self.returning(2, by="bob"), "slot_not_granted"),
                (self.returning(2, by="bob", slot=4, hook="sensor"), "hook_not_granted"),
                (self.signed("call 0x1\nexit", by="bob", slot=4), "helper_not_granted"),
                (self.signed("r0 = 0\nexit", "--budget", "2000", by="bob", slot=4),
                 "budget_not_granted"),
                (self.returning(2, slot=9), "unknown_component")):
            self.refused(["push", envelope, device.uri], r"\Arefused: (" + why + ")")
        for verb in ("exec", "stop", "start", "remove"):
            self.refused([verb, "0", *self.as_("bob", device)], "not_authorised")
            self.refused([verb, "0", *self.as_("eve", device)], "not_authorised")
            self.refused([verb, "0", device.uri], "not_authorised")
        self.assertEqual(self.runs(device), 1)

    def test_what_is_no_envelope_is_not_sent(self):
        device = self.device()
        text = self.text_file("a.toml", "slot = 1\n")
        for file, why in ((self.path("ann"), "is a private key, which goes nowhere"),
                          (self.image("r0 = 1\nexit"), "no signed manifest; femto sign makes one"),
                          (self.path("ann.pub"), "no signed manifest"), (text, "no signed manifest"),
                          (self.file("empty", b""), "")):
            self.refused(["push", file, device.uri], re.escape(os.path.basename(file)) + ".*" + why)
        told = json.loads(self.done("stats", device.uri, "--json"))["device"]
        self.assertEqual(told["requests"], 1)

    def test_who_asks_without_a_key_is_told_where_to_show_one(self):
        device = self.device()
        self.done("push", self.returning(1), device.uri)
        self.refused(["exec", "0", device.uri], "not_authorised.*coaps:// address, with --psk-file")
        self.refused(["exec", "0", "--device", device.uri, "--psk-file", self.keys, "--identity",
                      "ops"], "keys are for coaps://", 2)
        self.refused(["pull", "http://a/b", device.uri], "URI: .* is no coap://", 2)
        self.refused(["pull", "pulled.suit", device.uri], "URI: .* is no coap://", 2)

    def test_a_container_that_was_deployed_and_may_not_be_started_is_said_to_be_there(self):
        device = self.device()
        source = self.text_file("idle.c", "int idle(void) { return 3; }\n")
        self.refused(["deploy", source, device.uri, "--key", self.path("ann"), "--slot", "1", *CLANG],
                     r"\Arefused: installed, but not started: not_authorised: .*coaps://")
        self.assertEqual(self.slots(device)[1]["name"], "idle")

    def test_keys_without_a_port_for_them_are_refused(self):
        for verb in (["device", "--listen", "0", "--state", self.path("none")],
                     ["serve", self.folder.name]):
            self.refused([*verb, "--psk", self.keys], "--psk needs --secure-port", 2)
            self.refused([*verb, "--secure-port", "0"], "--secure-port needs --psk FILE", 2)
            for text in ("", "# nobody\n"):
                self.refused([*verb, "--secure-port", "0", "--psk", self.secret("nobody", text)],
                             "--psk: .*nobody has no key, so nobody would be let in", 2)

    def test_refused_requests_are_counted_by_why(self):
        device = self.device()
        self.refused(["exec", "9", *self.as_("ops", device)], "unknown_resource")
        self.refused(["exec", "0", device.uri], "not_authorised")
        self.refused(["exec", "0", *self.as_("eve", device)], "not_authorised")
        self.refused(["exec", "0", *self.as_("ops", device)], "slot_empty")
        told = json.loads(self.done("stats", device.uri, "--json"))["device"]["refusals"]
        self.assertEqual({why: count for why, count in told.items() if count},
                         {"request": 1, "rights": 2, "slot": 1})
        self.assertEqual(len(told), 10)

    def test_an_update_that_crashes_gives_way_to_the_one_before(self):
        device = self.device()
        self.done("push", self.returning(1), device.uri)
        self.until(10, lambda: not self.slots(device)[0]["trial"])
        self.done("push", self.signed(CRASHES), device.uri)
        self.until(10, lambda: self.slots(device)[0]["rolled_back"])
        slot = self.slots(device)[0]
        self.assertEqual((slot["name"], slot["sequence"], slot["newest"]), ("ann-1", 1, 2))
        self.assertEqual(self.runs(device), 1)
        self.assertIn("rolled back", self.done("list", device.uri))

    def test_nobody_is_let_in_with_a_wrong_key(self):
        device = self.device()
        asking = []
        for lines in ("ops:" + KEYS["ann"], "mallory:" + KEYS["ops"]):  # at once: a device says nothing
            name = lines.split(":")[0]
            keys = self.secret("wrong-" + name, lines + "\n")
            asking.append(subprocess.Popen(
                [FEMTO, "list", device.secure, "--identity", name, "--psk-file", keys],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        for each in asking:
            out, err = each.communicate(timeout=60)
            self.assertEqual((each.returncode, out), (2, b""))
            self.assertRegex(err, rb"no secure connection: the identity is not known there")
        self.refused(["list", device.secure], "coaps needs --psk-file", 2)
        self.refused(["list", device.secure, "--psk-file", self.keys], "whose key", 2)
        self.refused(["list", device.secure, "--identity", "x", "--psk-file", self.keys],
                     "no key of \"x\"", 2)

    def test_a_device_that_is_not_there_is_told(self):
        device = self.device()
        device.kill()
        envelope = self.returning(1)
        for verb in (["list"], ["push", envelope], ["info"], ["exec", "0"]):
            self.refused([*verb, device.uri], "nobody listens at this address", 2)
        self.refused(["list"], "which device", 2)
        self.refused(["list", "http://x"], "is no coap://HOST:PORT", 2)
        self.refused(["push", self.path("nothing"), device.uri], "No such file")
        self.refused(["list", *self.as_("ops", device)], "nobody listens at this address", 2)

    def test_what_is_no_envelope_is_refused(self):
        device = self.device()
        whole = open(self.returning(1), "rb").read()
        seeded = random.Random(5)
        for bytes_ in (b"x", b"\xd8\x6b", whole[:-1], whole[:40], seeded.randbytes(3000),
                       seeded.randbytes(100000)):
            self.refused(["push", self.file("odd", bytes_), device.uri], r"\Arefused: ")
        self.assertEqual(self.slots(device)[0]["state"], "free")

    def test_two_who_push_to_one_slot_both_come_to_an_end(self):
        device = self.device()
        envelopes = [self.returning(i) for i in range(6)]
        done = []
        threads = [threading.Thread(
            target=lambda e=e: done.append(subprocess.run([FEMTO, "push", e, device.uri],
                                                          capture_output=True)))
            for e in envelopes]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        for each in done:
            self.assertIn(each.returncode, (0, 1), each.stderr)
            if each.returncode == 1:
                self.assertRegex(each.stderr, rb"stale_sequence")
        self.assertEqual(self.runs(device), 5)


class Deploy(NetworkTest):
    SOURCE = b"""#include <femto/guest/container.h>
#include <femto/guest/launchpads.h>
FEMTO_BUILT_FOR(femto_tick_t);
FEMTO_ENTRY int64_t run(const femto_tick_t* at) { return ANSWER; }
"""

    def test_a_source_is_built_signed_pushed_and_runs_in_one_go(self):
        device = self.device()
        for answer in (41, 42):  # also twice in a second
            source = self.file("hot.c", self.SOURCE.replace(b"ANSWER", str(answer).encode()))
            told = self.done("deploy", source, "--key", self.path("ann"), "--slot", "1",
                             *CLANG, device.uri)
            slot = self.slots(device)[1]
            self.assertRegex(told, rf"\Ainstalled, \d+ bytes: slot 1, hook timer, sequence {slot['sequence']}\n")
            self.assertEqual((slot["name"], slot["state"]), ("hot", "attached"))
            self.assertEqual(self.runs(device, 1), answer)
        self.done("stop", "1", *self.as_("ann", device))
        self.done("deploy", source, "--key", self.path("ann"), "--slot", "1", *CLANG, "--json",
                  *self.as_("ann", device))
        self.assertFalse(self.slots(device)[1]["stopped"])

    def test_its_help_says_what_comes_from_where(self):
        told = " ".join(self.done("deploy", "--help").split())
        for words in ("--slot TEXT REQUIRED Slot", "[the one FILE was built for]", "[that of FILE]",
                      "Sequence number [above all that the slot has seen]", "makes the devices [what the device says]",
                      "class of devices [what the device says]"):
            self.assertIn(words, told)
        for words in ("[none]", "1970", "--uri", "one device"):
            self.assertNotIn(words, told)

    def test_a_slot_without_a_number_left_is_said_to_have_none(self):
        device = self.device()
        good = self.file("hot.c", self.SOURCE.replace(b"ANSWER", b"1"))
        self.done("push", self.returning(1, sequence=2**64 - 1), device.uri)
        self.refused(["deploy", good, "--key", self.path("ann"), "--slot", "0", *CLANG, device.uri],
                     r"\Arefused: slot 0 has seen the highest sequence number, 18446744073709551615, "
                     r"and takes no other container\n\Z")

    def test_what_is_missing_or_refused_is_told(self):
        device = self.device()
        good = self.file("hot.c", self.SOURCE.replace(b"ANSWER", b"1"))
        ann = ["--key", self.path("ann"), *CLANG, device.uri]
        self.refused(["deploy", good, *ann], "--slot is required", 2)
        self.refused(["deploy", good, "--slot", "0", *CLANG, device.uri], "--key is required", 2)
        self.refused(["deploy", self.path("no.c"), "--slot", "0", *ann], "No such file")
        self.refused(["deploy", good, "--slot", "4", *ann], "slot_not_granted")
        self.assertEqual(self.slots(device)[0]["newest"], 0)


class SideBySide(NetworkTest):
    def test_twenty_run_side_by_side(self):
        devices = [self.begin(f"d{i}") for i in range(20)]
        for device in devices:
            device.wait_until_there()
        envelope = self.returning(42)
        for device in devices:
            self.done("push", envelope, device.uri)
        self.assertEqual(len({device.id for device in devices}), 20)
        for device in devices:
            self.assertEqual(self.runs(device), 42)
        each = sorted(device.rss_kib() for device in devices)
        print(f"resident memory of a device, KiB: {each[0]} to {each[-1]}")
