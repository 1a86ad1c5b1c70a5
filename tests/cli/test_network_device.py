# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""`femto device --listen`: how it begins, ends, and what it keeps."""

import json
import os
import signal
import stat

from network import CLASS, VENDOR, NetworkTest


class ListeningDevice(NetworkTest):
    def test_it_says_what_it_is(self):
        device = self.device("greenhouse")
        about = json.loads(self.done("info", device.uri, "--json"))
        self.assertEqual((about["board"], about["vendor"], about["class"], about["device"]),
                         ("greenhouse", VENDOR, CLASS, device.id))
        self.assertEqual(about["free_slots"], about["slots"])
        self.assertEqual([key["tenant"] for key in about["keys"]], ["ann", "bob"])
        told = self.done("info", device.uri)
        for word in ("greenhouse", device.id, "suit-37", "8 free", "0x84", "bob"):
            self.assertIn(word, told)

    def test_it_ends_when_it_is_told_to(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            self.assertEqual(self.device().end(how), 0)
        self.assertEqual(self.device("brief", "--for", "1").process.wait(timeout=10), 0)

    def test_it_is_the_same_device_at_its_next_start(self):
        first = self.device()
        first.kill()
        self.assertEqual(self.device().id, first.id)
        self.assertNotEqual(self.device("another").id, first.id)
        self.assertEqual(stat.S_IMODE(os.stat(self.path("device")).st_mode), 0o700)

    def test_two_devices_cannot_have_one_state(self):
        self.device()
        self.refused(["device", "--listen", "0", "--state", self.path("device")],
                     r"device: another device has it")

    def test_state_of_another_kind_is_refused_and_stays(self):
        os.mkdir(self.path("state"))
        self.file("state/storage", b"x" * (1 << 20))
        self.refused(["device", "--listen", "0", "--state", self.path("state")], "state: .*large")
        self.assertEqual(os.path.getsize(self.path("state/storage")), 1 << 20)
        os.mkdir(self.path("odd"))
        self.file("odd/device", b"no uuid")
        self.refused(["device", "--listen", "0", "--state", self.path("odd")], "is no UUID")

    def test_secrets_that_others_may_read_are_refused(self):
        os.chmod(self.keys, 0o644)
        self.refused(["device", "--listen", "0", "--state", self.path("s"), "--psk", self.keys],
                     "others may read these secrets")

    def test_lines_that_are_no_keys_are_refused_without_showing_them(self):
        for line, why in (("ops", "no identity, colon and key"), (":00", "no identity, colon"),
                          ("ops:", "1 to 64 bytes"), ("ops:0g", "no hexadecimal digit"),
                          ("ops:" + "00" * 65, "1 to 64 bytes"), ("a:00\na:01", "has a key")):
            file = self.secret("keys", "# comment\n" + line + "\n")
            self.refused(["device", "--listen", "0", "--state", self.path("s"), "--psk", file],
                         r"keys:[23]: .*" + why)

    def test_what_makes_no_sense_is_told(self):
        state = ["--state", self.path("s")]
        for arguments, why in ((["--listen", "0"], "needs --state DIR"),
                               (["--listen", "65536", *state], "is no port"),
                               (["--listen", "0", "--secure-port", "0", *state], "needs --psk"),
                               (["--listen", "0", "--period", "0", *state], "1 to 3600000"),
                               (["--listen", "0", *state, "x.toml"], "needs no FILE"),
                               *((["--listen", "0", *state, *option],
                                  r"--events, .* are for a device that is given FILE")
                                 for option in (["--events", "3"], ["--hook", "timer"],
                                                ["--every", "1"], ["--live"], ["--report"])),
                               (["--state", "s", "x.toml"], "for a device that listens")):
            self.refused(["device", *arguments], why, 2)
        self.refused(["device", "--listen", "nowhere:0", *state], "nowhere port 0: ")
        self.refused(["device", "--listen", "0", *state, "--tenants", self.keys], "psk: is no list of tenants, which femto tenants makes: byte 0")
