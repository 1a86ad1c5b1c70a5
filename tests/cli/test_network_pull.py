# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Devices that fetch what they are to run."""

import json
import os
import shutil
import socket

from coap_peers import RST, Relay, ScriptedServer, block_of, reply
from harness import contents
from network import NetworkTest


class Pull(NetworkTest):
    def scripted(self, answer):
        """A server that answers as a script says."""
        server = ScriptedServer(answer)
        self.addCleanup(server.close)
        return server.uri + "/file"

    def share(self, envelope, name):
        shutil.copy(envelope, self.path("shared/" + name))

    def test_an_envelope_is_fetched(self):
        device, (_, uri) = self.device(), self.serve()
        self.share(self.returning(7), "seven")
        told = self.done("pull", uri + "seven", *self.as_("ann", device), "--wait", "30")
        self.assertRegex(told, "installed, ")
        self.assertEqual(self.runs(device), 7)
        self.done("pull", uri + "seven", *self.as_("ann", device))

    def test_an_image_that_is_elsewhere_is_fetched(self):
        device, (_, uri) = self.device(), self.serve()
        envelope = self.signed("r0 = 9\nexit", "--uri", uri + "image")
        self.share(self.path("image"), "image")
        self.assertRegex(self.done("push", envelope, device.uri), "installed, ")
        self.assertEqual(self.runs(device), 9)

    def test_what_is_not_there_is_told(self):
        device, (server, uri) = self.device(), self.serve()
        ann = self.as_("ann", device)
        self.refused(["pull", uri + "nothing", *ann, "--wait", "30"], "fetch_failed")
        self.refused(["pull", uri + "nothing", device.uri], "not_authorised")
        self.refused(["pull", "http://x", *ann], "URI: ", 2)
        server.kill()
        server.wait()
        self.done("pull", uri + "nothing", *ann)
        # It goes on answering while it tries.
        self.done("push", self.returning(3), *self.as_("ops", device))
        self.assertEqual(self.runs(device), 3)
        self.refused(["pull", uri + "nothing", *ann, "--wait", "x"], "is no number", 2)

    def test_by_coaps_it_is_fetched_by_who_the_device_is(self):
        own = self.secret("own", "dev-7:00112233")
        known = self.secret("known", "dev-7:00112233\ndev-8:4455")
        _, uri = self.serve("--secure-port", "0", "--psk", known, by="coaps")
        self.assertRegex(uri, r"\Acoaps://127\.0\.0\.1:\d+/\Z")
        device = self.device("seven", "--fetch-psk", own)
        self.share(self.returning(7), "seven.suit")
        ann = self.as_("ann", device)
        self.done("pull", uri + "seven.suit", *ann, "--wait", "30")
        self.assertEqual(self.runs(device), 7)
        nobody = self.device("nobody")
        self.refused(["pull", uri + "seven.suit", *self.as_("ann", nobody), "--wait", "30"],
                     "fetch_failed")

    def test_a_name_that_others_would_be_asked_for_is_refused_at_once(self):
        """For as long as the system asks, the whole device would stand still."""
        device, (_, uri) = self.device(), self.serve("--bind", "0.0.0.0")
        self.share(self.returning(7), "seven")
        port = uri.rstrip("/").rsplit(":", 1)[1]
        ann = self.as_("ann", device)
        # The system knows this one without asking, so nothing else keeps it from being fetched.
        own = f"coap://{socket.gethostname()}:{port}/seven"
        self.refused(["pull", own, *ann, "--wait", "30"], "fetch_failed")
        self.done("pull", f"coap://localhost:{port}/seven", *ann, "--wait", "30")
        self.assertEqual(self.runs(device), 7)

    def test_a_device_fetches_only_from_where_it_may(self):
        _, uri = self.serve()
        device = self.device("strict", "--fetch-from", uri + "good/")
        os.makedirs(self.path("shared/good"))
        for name in ("outside", "good/inside"):
            self.share(self.returning(7), name)
        ann = self.as_("ann", device)
        asked = []

        def answer(request):
            asked.append(request)
            return reply(request, RST)
        elsewhere = self.scripted(answer)
        careless = self.device("careless", "--fetch-from", elsewhere.removesuffix("file"))
        for path in ("../file", "%2e%2e/file", "./file"):
            with self.subTest(path=path):
                self.refused(["pull", elsewhere.removesuffix("file") + path,
                              *self.as_("ann", careless), "--wait", "30"], "fetch_failed")
        for elsewhere in (uri + "outside", uri + "good", elsewhere):
            with self.subTest(elsewhere=elsewhere):
                self.refused(["pull", elsewhere, *ann, "--wait", "30"], "fetch_failed")
        self.assertEqual(asked, [])
        self.done("pull", uri + "good/inside", *ann, "--wait", "30")
        self.assertEqual(self.runs(device), 7)
        for wrong in ("coap://192.0.2.1", "http://192.0.2.1/", "192.0.2.1/", "coap:///"):
            with self.subTest(wrong=wrong):
                self.refused(["device", "--listen", "0", "--state", self.path("s"),
                              "--fetch-from", wrong], "--fetch-from: ", 2)

    def test_what_makes_no_sense_about_keys_is_told(self):
        two = self.secret("two", "a:00\nb:01")
        self.refused(["device", "--listen", "0", "--state", self.path("s"), "--fetch-psk", two],
                     "has not one key but 2", 2)
        self.refused(["serve", self.folder.name, "--secure-port", "0"], "needs --psk", 2)
        self.refused(["serve", self.folder.name, "--secure-port", "x", "--psk", two],
                     "--secure-port: \"x\" is no number", 2)

    def test_a_fetch_that_broke_off_goes_on_where_it_stopped(self):
        device = self.device()
        envelope = contents(self.padded(5))
        asked = []

        def answer(request):
            asked.append(request.block2()[0])
            return reply(request, RST) if len(asked) == 4 else block_of(request, envelope, b"one")
        self.done("pull", self.scripted(answer), *self.as_("ann", device), "--wait", "30")
        self.assertEqual(self.runs(device), 5)
        # The block whose request was rejected is asked for again, and none before it.
        self.assertEqual(sorted(set(asked)), list(range(0, len(envelope), 1024)))
        self.assertEqual(asked.count(3 * 1024), 2)
        self.assertEqual(len(asked), len(set(asked)) + 1)

    def test_of_a_file_that_changes_in_the_middle_nothing_is_put_together(self):
        one, two = (contents(self.padded(number)) for number in (1, 2))
        for is_broken_off in (False, True):
            device = self.device(f"device-{is_broken_off}")
            asked = []

            def answer(request):
                asked.append(request.block2()[0])
                if len(asked) <= 3:
                    return block_of(request, one, b"one")
                if len(asked) == 4 and is_broken_off:
                    return reply(request, RST)
                return block_of(request, two, b"two")
            with self.subTest(is_broken_off=is_broken_off):
                uri = self.scripted(answer)
                self.refused(["pull", uri, *self.as_("ann", device), "--wait", "30"],
                             "fetch_failed")
                self.assertEqual(self.slots(device)[0]["state"], "free")
                # Told to once more, it has the new one.
                self.done("pull", uri, *self.as_("ann", device), "--wait", "30")
                self.assertEqual(self.runs(device), 2)

    def test_a_served_file_that_is_replaced_while_it_is_fetched_is_refused(self):
        device, (_, uri) = self.device(), self.serve()
        one, two = self.padded(1), self.padded(2)
        self.share(one, "file")

        def replace(number):
            if number == 4:
                self.share(two, "file")
            return True
        relay = Relay(int(uri.rstrip("/").rsplit(":", 1)[1]), forth=replace)
        self.addCleanup(relay.close)
        fetch = ["pull", relay.uri + "/file", *self.as_("ann", device), "--wait", "30"]
        self.refused(fetch, "fetch_failed")
        self.assertEqual(self.slots(device)[0]["state"], "free")
        self.done(*fetch)
        self.assertEqual(self.runs(device), 2)
