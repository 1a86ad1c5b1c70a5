# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What the tools of micro-bpf and Femto-Containers ask for, sent by libcoap's client."""

import os
import socket
import subprocess
import unittest

from harness import FEMTO
from network import CRASHES, NetworkTest

CLIENT = os.environ.get("FEMTO_COAP_CLIENT", "")
# libcoap's client takes keys that are text.
KEYS = {"ops": "secret-of-ops-00", "ann": "secret-of-ann-00", "bob": "secret-of-bob-00",
        "eve": "secret-of-eve-00"}
# 2.05, Content-Format 0, "hi"
SAYS_HI = """r6 = r1
r2 = 69
call 0x40
r1 = r6
r2 = 0
call 0x42
r1 = r6
r2 = 1
call 0x41
r7 = r0
r1 = r6
call 0x43
*(u8 *)(r0 + 0) = 104
*(u8 *)(r0 + 1) = 105
r0 = r7
r0 += 2
exit"""
FOREVER = "r0 = 0\ngoto -1\nexit"


@unittest.skipUnless(CLIENT, "there is no coap-client")
class Compatibility(NetworkTest):
    def setUp(self):
        super().setUp()
        self.keys = self.text_file("psk", "".join(f"{who}:{key}\n" for who, key in (
            (who, key.encode().hex()) for who, key in KEYS.items())))
        os.chmod(self.keys, 0o600)

    def served(self, *options):
        return self.device("device", "--compat", *options, period=3600000)

    def said(self, device, path, payload=None, who="ann", method="post"):
        """What libcoap's client prints: the answer, or code and diagnostic of a refusal."""
        at = device.secure if who else device.uri
        command = [CLIENT, "-m", method, "-B", "20", "-v", "3"]
        command += ["-u", who, "-k", KEYS[who]] if who else []
        command += ["-e", payload] if payload is not None else []
        done = subprocess.run([*command, f"{at}/{path}"], capture_output=True, timeout=60)
        return (done.stdout + done.stderr).decode()

    def test_micro_bpf_runs_a_container_and_is_told_what_it_returns(self):
        device = self.served()
        self.done("push", self.signed("r0 = -42\nexit", hook=None), device.uri)
        self.assertIn('{"result": -42}', self.said(device, "short-execution", "0020"))
        self.assertIn("4.03", self.said(device, "short-execution", "0020", "bob"))
        self.assertIn("4.03", self.said(device, "short-execution", "0020", "eve"))
        self.assertIn("4.01", self.said(device, "short-execution", "0020", None))
        self.assertIn("4.04", self.said(device, "short-execution", "0022"))
        self.assertRegex(self.said(device, "short-execution", "0420"), "5.01.*, jit")
        self.assertRegex(self.said(device, "short-execution", "0040"), "4.22.*, layout")
        self.assertIn("4.00", self.said(device, "short-execution", "nonsense"))
        self.done("push", self.signed(CRASHES, hook=None), device.uri)
        self.assertRegex(self.said(device, "short-execution", "0020"), "5.00.*illegal_memory")

    def test_micro_bpf_names_the_helpers_that_may_be_called(self):
        device = self.served()
        self.done("push", self.signed(SAYS_HI, hook="coap"), device.uri)
        self.assertIn("hi", self.said(device, "with_coap_pkt", "002040414243"))
        self.assertRegex(self.said(device, "with_coap_pkt", "0020404142"),
                         "4.03.*helper_not_granted.*helper 67")
        self.assertIn("hi", self.said(device, "with_coap_pkt", "0220"))

    def test_a_container_that_runs_for_long_is_seen_to(self):
        device = self.served()
        self.done("push", self.signed(FOREVER, hook=None), device.uri)
        self.assertIn("VM Execution request sent successfully!",
                      self.said(device, "long-running", "0020"))
        self.assertIn("[true, false, ", self.said(device, "running_vm", who=None, method="get"))
        self.assertEqual(self.slots(device)[0]["state"], "started")

    def test_the_demonstration_is_told_hundredths(self):
        device = self.served()
        self.done("push", self.signed("r0 = 2345\nexit", hook="coap"), device.uri)
        self.done("push", self.signed("r0 = -5\nexit", hook="coap", slot=1), device.uri)
        self.assertIn("23.45", self.said(device, "bpf/exec/0"))
        self.assertIn("-0.05", self.said(device, "bpf/exec/1"))
        self.assertIn("4.01", self.said(device, "bpf/exec/0", who=None))
        self.assertIn("device", self.said(device, "riot/board", who=None, method="get"))

    def test_the_older_path_takes_what_is_signed(self):
        device = self.served()
        envelope = self.signed(SAYS_HI, hook="coap")
        image = self.image("r0 = 1\nexit")
        for file, code in ((image, "4.00"), (envelope, None)):
            done = subprocess.run([CLIENT, "-m", "post", "-b", "64", "-B", "20", "-v", "3", "-f",
                                   file, f"{device.uri}/bpf/submit"],
                                  capture_output=True, timeout=60)
            told = (done.stdout + done.stderr).decode(errors="replace")
            self.assertIn(code or "", told)
        self.assertEqual(self.slots(device)[0]["tenant"], "ann")
        self.assertIn("hi", self.said(device, "bpf/handle", method="get"))
        self.assertIn("4.01", self.said(device, "bpf/handle", who=None, method="get"))
        self.assertIn("attached", self.said(device, "bpf/state", who=None, method="get"))

    def test_micro_bpf_has_a_manifest_fetched(self):
        device = self.served()
        folder = self.path("served")
        os.mkdir(folder)
        os.rename(self.returning(7, hook=None), os.path.join(folder, "suit_manifest0.signed"))
        # Orders name no port.
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(("::1", 5683))
            except OSError as error:
                self.skipTest(f"[::1]:5683 cannot be had: {error}")
        server = subprocess.Popen([FEMTO, "serve", folder, "--bind", "::1", "--port", "5683"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (server.kill(), server.wait(), server.stdout.close()))
        self.assertIn(b"serves", server.stdout.readline())
        pull = "00000001|suit_manifest0.signed|1|0020||"
        self.assertIn("4.01", self.said(device, "suit/pull", pull + "0", None))
        self.assertIn("4.03", self.said(device, "suit/pull", pull + "0", "eve"))
        self.assertIn("SUIT pull request processed successfully for manifest: suit_manifest0.signed",
                      self.said(device, "suit/pull", pull + "0"))
        self.until(20, lambda: "name" in self.slots(device)[0])
        self.assertIn('{"result": 7}', self.said(device, "short-execution", "0020"))
        self.assertRegex(self.said(device, "suit/pull", pull + "0"), "4.09.*, erase")
        self.assertIn("successfully", self.said(device, "suit/pull", pull + "1"))

    def test_the_console_is_written_to_by_an_administrator(self):
        device = self.served()
        self.assertIn("4.03", self.said(device, "console/write", "hello"))
        self.assertIn("Success", self.said(device, "console/write", "hello", "ops"))
        self.assertIn("hello", self.done("log", *self.as_("ops", device)))

    def test_they_are_listed_and_served_where_that_was_asked_for(self):
        device = self.served()
        listed = self.said(device, ".well-known/core", who=None, method="get")
        self.assertIn("</suit/pull>", listed)
        self.assertIn("</bpf/exec/1>", listed)
        self.assertIn("</femto/slots>", listed)
        other = self.device("other")
        self.assertNotIn("suit/pull", self.said(other, ".well-known/core", who=None, method="get"))
        self.assertIn("4.04", self.said(other, "riot/board", who=None, method="get"))
        self.refused(["device", "--compat"], "are for a device that listens", 2)

    def test_what_was_refused_is_counted(self):
        device = self.served()
        self.said(device, "short-execution", "0020", None)
        self.said(device, "suit/pull", "x")
        told = self.ask(device, "stats")["device"]["refusals"]
        self.assertEqual((told["rights"], told["request"]), (1, 1))
