# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""In which words the operator's verbs tell what devices have numbers for."""

import json
import os
import shutil
import subprocess

from coap_peers import ScriptedServer, reply
from harness import FEMTO
from network import CLASS, CRASHES, TENANTS, VENDOR, NetworkTest

OWN_HOOK = "168e5fd7-640f-52cb-9174-bec300432376"
ACK, GATEWAY_TIMEOUT = 2, 0xA4


class Words(NetworkTest):
    def test_a_refusal_has_the_name_beside_the_number(self):
        device = self.device()
        for envelope, error, at, told in (
                (self.signed("call 0x13\nexit", by="bob", slot=4), "helper_not_granted", 19,
                 ", helper 19 (bpf_fetch_global, 0x13)"),
                (self.signed("call 0x90\nexit"), "helper_not_offered", 144, ", helper 144 (0x90)"),
                (self.returning(1, by="bob", slot=4, hook="coap"), "hook_not_granted", 4,
                 ", hook 4 (coap)"),
                (self.returning(1, hook=OWN_HOOK), "unknown_hook", 0, f" ({OWN_HOOK})"),
                (self.returning(1, by="bob", slot=3), "slot_not_granted", 3, ", slot 3"),
                (self.returning(1, slot=8), "unknown_component", 0,
                 "; the device has slots 0 to 7")):
            with self.subTest(error=error):
                done = self.femto("push", envelope, device.uri, "--json")
                answer = json.loads(done.out)
                self.assertEqual((done.status, answer["error"], answer["at"]), (1, error, at))
                self.assertTrue(answer["message"].endswith(told), answer["message"])
                self.assertEqual(done.err, f"refused: {answer['message']}\n")

    def test_who_names_a_slot_that_is_not_there_is_told_which_are(self):
        device = self.device()
        image = self.image("r0 = 1\nexit")
        for verb in (["exec", "8"], ["start", "99"], ["stop", "255"], ["remove", "8"],
                     ["deploy", image, "--slot", "8", "--key", self.path("ann")]):
            self.refused([*verb, *self.as_("ops", device)],
                         "unknown_resource: .*; the device has slots 0 to 7\n")

    def test_who_names_the_device_first_is_told_so(self):
        uri = "coap://127.0.0.1:1"
        for verb, what, more in (("push", "ENVELOPE", []), ("exec", "SLOT", []), ("stop", "SLOT", []),
                                 ("deploy", "FILE", ["--key", "k", "--slot", "1"])):
            self.refused([verb, uri, "x", *more],
                         f'{what}: "{uri}" is a device, which comes last: femto {verb} {what} DEVICE', 2)
        self.refused(["pull", uri, uri + "/x"], f'"{uri}/x" has a path, and a device is named without', 2)

    def test_hooks_are_called_as_descriptions_call_them(self):
        device = self.device()
        told = self.done("info", device.uri)
        for each in json.loads(self.done("info", device.uri, "--json"))["hooks"]:
            with self.subTest(hook=each["name"]):
                self.assertIn(f"{each['hook']}  {each['name']}\n", told)
                self.done("push", self.returning(1, hook=each["name"]), device.uri)
                self.assertEqual(self.slots(device)[0]["hook"], each["hook"])

    def test_why_nothing_could_be_fetched_is_told(self):
        _, uri = self.serve()
        shutil.copy(self.path("ann"), self.path("shared"))
        device = self.device("device", "--fetch-from", uri, "--fetch-from", "coap://127.0.0.1:1/",
                             "--fetch-from", "coap://nowhere.invalid/")
        for where, code, why in (
                (uri + "nothing", 0x84, "the answer was 4.04 Not Found"),
                (uri + "ann", 0x83, "the answer was 4.03 Forbidden"),
                ("coap://127.0.0.1:1/x", GATEWAY_TIMEOUT, "no answer came from there"),
                ("coap://127.0.0.1:2/x", 0xA5, "the device cannot ask there, or may not"),
                ("coap://nowhere.invalid/x", 0xA5, "the device cannot ask there, or may not")):
            self.refused(["pull", where, *self.as_("ann", device), "--wait", "30"],
                         f"refused: fetch_failed: it could not be fetched: {why}\n")
            with self.subTest(where=where):
                self.assertIn(why, self.done("list", device.uri))
                last = json.loads(self.done("list", device.uri, "--json"))["update"]
                self.assertEqual((last["error"], last["code"]), ("fetch_failed", code))
        self.refused(["push", self.returning(1, slot=9), device.uri], "unknown_component")
        self.assertEqual(json.loads(self.done("list", device.uri, "--json"))["update"]["code"], 0)

    def test_a_fault_of_what_is_gone_says_whose_it_was_and_where(self):
        device = self.device()
        self.done("push", self.returning(1), device.uri)
        self.until(10, lambda: not self.slots(device)[0]["trial"])
        self.done("push", self.signed(CRASHES), device.uri)
        self.until(10, lambda: self.slots(device)[0]["rolled_back"])
        for each in self.ask(device, "faults", who="ann")["faults"]:
            self.assertEqual((each["tenant"], each["slot"], each["at"]), ("ann", 0, 1))
        told = self.done("faults", *self.as_("ops", device))
        self.assertRegex(told, r"\Anumber  slot  name   tenant  hook   instruction  fault\n")
        self.assertRegex(told, r"\n +1     0  ann-1  ann     timer            1  the access is outside")

    def test_an_instruction_is_not_called_a_slot(self):
        device = self.device(period=3600000)
        self.done("push", self.signed(CRASHES, slot=2, hook=None), device.uri)
        self.refused(["exec", "2", *self.as_("ann", device)], r"\Afault: instruction 1: ")
        self.assertRegex(self.done("stats", device.uri), r" 2  ann-1 .* instruction 1: illegal_memory\n")
        with open(self.path("device.log"), encoding="utf-8") as log:
            self.assertIn(", at instruction 1\n", log.read())

    def test_json_has_the_text_that_was_printed(self):
        device = self.device(period=3600000)
        # "hi", a new line, an escape, half a character, and 1 to be told from the end of a string
        text = "r1 = 0x01c31b0a6968 ll\n*(u64 *)(r10 - 8) = r1\nr1 = r10\nr1 += -8\ncall 0x1\nr0 = 0\nexit"
        self.done("push", self.signed(text, hook=None), device.uri)
        self.runs(device)
        out = self.done("log", *self.as_("ops", device), "--json")
        self.assertIn(r'"hi\n\u001b\ufffd\u0001', out)
        self.assertEqual(json.loads(out)["text"], "hi\n\x1b\ufffd\x01")

    def tenants(self, text):
        """The path of an envelope of a list of tenants, which the root signed."""
        self.sequence += 1
        self.text_file("other.toml", text)
        out = self.path(f"list-{self.sequence}.suit")
        self.done("tenants", self.path("other.toml"), "-o", self.path("list"))
        self.done("sign", self.path("list"), "--tenants", "--key", self.path("root"), "--vendor", VENDOR,
                  "--class", CLASS, "--sequence", str(self.sequence), "-o", out)
        return out

    def test_what_was_installed_is_said_to_be_for_what(self):
        device = self.device()
        for envelope, what, more in (
                (self.returning(1), "slot 0, hook timer, sequence 1", {"slot": 0, "sequence": 1}),
                (self.signed("r0 = 1\nexit", slot=2, hook=None), "slot 2, sequence 2",
                 {"slot": 2, "sequence": 2}),
                (self.tenants(TENANTS), "the list of tenants, sequence 3", {"sequence": 3})):
            with self.subTest(what=what):
                self.assertRegex(self.done("push", envelope, device.uri),
                                 rf"\Ainstalled, \d+ bytes: {what}\n\Z")
                told = json.loads(self.done("push", envelope, device.uri, "--json"))  # changes nothing
                self.assertEqual({each: told[each] for each in told if each in ("slot", "sequence")}, more)
                self.assertEqual(told["state"], "installed")

    def test_an_image_that_may_not_run_any_more_waits(self):
        device = self.device()
        self.done("push", self.returning(1, by="bob", slot=4), device.uri)
        self.until(10, lambda: not self.slots(device)[4]["trial"])
        for change, why in (
                (lambda text: text.replace('hooks = ["timer"]', "hooks = []"), "hook_not_granted"),
                (lambda text: text + 'status = "revoked"\n', "revoked_key")):
            self.done("push", self.tenants(change(TENANTS)), device.uri)
            with self.subTest(why=why):
                slot = self.slots(device)[4]
                self.assertEqual((slot["state"], slot["error"]), ("waiting", why))
                self.assertRegex(self.done("list", device.uri), rf"4  bob-1 .* timer +waiting +1 .*  {why}\n")
        self.assertEqual(self.slots(device)[0]["state"], "free")

    def test_what_was_given_up_is_said_to_be_rolled_back_where_it_was(self):
        device = self.device()
        self.done("push", self.returning(1), device.uri)
        self.until(10, lambda: not self.slots(device)[0]["trial"])
        self.done("push", self.signed(CRASHES), device.uri)
        self.done("push", self.signed(CRASHES, slot=1), device.uri)
        self.refused(["push", self.signed("r0 = 0\nexit", "--budget", "2000", by="bob", slot=4),
                      device.uri], "budget_not_granted: the budget is less than the container's longest "
                                   "straight run, or more than tenant and hook allow, at most 1000\n")
        self.until(10, lambda: all(self.slots(device)[i]["rolled_back"] for i in (0, 1, 4)))
        told = self.done("list", device.uri)
        for slot, words in ((0, "ann-1 .*  rolled back, illegal_memory"),
                            (1, "ann-3 .*  stopped, given up, illegal_memory"),
                            (4, "- .* empty .*  refused, budget_not_granted")):
            self.assertRegex(told, rf"(?m)^ +{slot}  {words}$")

    def test_a_container_without_a_name_has_a_dash(self):
        device = self.device()
        out = self.path("nameless.suit")
        self.done("sign", self.image("r0 = 1\nexit"), "--key", self.path("ann"), "--vendor", VENDOR, "--class",
                  CLASS, "--slot", "0", "--sequence", "1", "-o", out)
        self.done("push", out, device.uri)
        self.assertRegex(self.done("list", device.uri), r"0  -     ann ")

    def test_a_device_without_helpers_has_a_dash_for_them(self):
        server = ScriptedServer(lambda request: reply(request, ACK, 0x45, payload=b"\xa0"))
        self.addCleanup(server.close)
        self.assertIn("\nhelpers       -\n", self.done("info", server.uri))

    def test_who_runs_what_is_started_is_told_to_stop_it(self):
        device = self.device()
        ann = self.as_("ann", device)
        self.done("push", self.signed("goto -1\nexit", hook=None), device.uri)
        self.done("start", "0", *ann)
        self.refused(["exec", "0", *ann],
                     r"\Arefused: wrong_state: the container is not in a state in which that can be done, "
                     r"state started; femto stop ends that\n\Z")
        self.assertEqual(json.loads(self.femto("exec", "0", *ann, "--json").out)["at"], 4)
        self.done("stop", "0", *ann)
        self.refused(["exec", "0", *ann], r"\Afault: .*the instruction budget is used up")

    def test_a_retired_key_is_not_called_revoked(self):
        device = self.device()
        self.done("push", self.tenants(TENANTS + 'status = "retired"\n'), device.uri)
        self.refused(["push", self.returning(1, by="bob", slot=4), device.uri],
                     r"\Arefused: revoked_key: the key was retired or revoked\n\Z")

    def test_a_device_that_has_no_root_key_says_so(self):
        self.device().kill()
        path = self.path("device.log")
        self.assertEqual(os.path.getsize(path), 0)
        for options, told in (
                ([], b"no list of tenants"),
                (["--tenants", self.path("tenants.toml")], b"no list of tenants after that of --tenants")):
            without = subprocess.run([FEMTO, "device", "--listen", "0", "--state", self.path("device"),
                                      "--for", "1", *options], capture_output=True, timeout=30)
            self.assertEqual(without.returncode, 0)
            self.assertEqual(without.stderr,
                             b"it knows no root key (--roots), and takes " + told + b"\n")

    def test_errors_of_devices_without_sentences_are_said_in_full(self):
        for said, told in (
                (b"error 40", "stale_sequence: the slot has seen a manifest with a higher sequence number"),
                (b"error -30, helper 1", "helper_not_granted: .*, helper 1 \\(bpf_printf, 0x1\\)"),
                (b"error 99", "error 99"), (b"errors", "errors"), (b"", "4.22 Unprocessable Entity")):
            server = ScriptedServer(lambda request, said=said: reply(request, ACK, 0x96, payload=said))
            self.addCleanup(server.close)
            self.refused(["list", server.uri], rf"\Arefused: {told}\n\Z")
