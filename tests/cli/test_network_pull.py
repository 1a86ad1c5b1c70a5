# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Devices that fetch what they are to run."""

import json
import os
import shutil
import subprocess

from harness import FEMTO
from network import NetworkTest


class Pull(NetworkTest):
    def serve(self):
        os.makedirs(self.path("shared"), exist_ok=True)
        server = subprocess.Popen(
            [FEMTO, "serve", self.path("shared"), "--port", "0", "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (server.kill(), server.wait(), server.stdout.close()))
        return server, json.loads(server.stdout.readline())["uri"]

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
        self.refused(["pull", "http://x", *ann], "bad_request")
        server.kill()
        server.wait()
        self.done("pull", uri + "nothing", *ann)
        # It goes on answering while it tries.
        self.done("push", self.returning(3), *self.as_("ops", device))
        self.assertEqual(self.runs(device), 3)
        self.refused(["pull", uri + "nothing", *ann, "--wait", "x"], "is no number", 2)
