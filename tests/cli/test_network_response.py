# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Containers that write the response to a request themselves."""

import json

from network import CRASHES, NetworkTest
from test_network_verbs import CLANG

# 2.05, Content-Format 0, and the payload of the request behind a '>'.
RESPONDS = b"""#include <femto/guest/container.h>
#include <femto/guest/helpers.h>
FEMTO_BUILT_FOR(bpf_coap_ctx_t);
FEMTO_ENTRY int64_t respond(const bpf_coap_ctx_t* request) {
    const femto_coap_pkt_t* const packet = request->pkt;
    const char first = packet->payload_len != 0 ? (char)packet->payload[0] : '-';
    bpf_gcoap_resp_init(request, CODE);
    bpf_coap_add_format(request, FORMAT);
    const int32_t head = bpf_coap_opt_finish(request, 1);
    char* const out = (char*)bpf_coap_get_pdu(request);
    if (head < 0 || out == NULL) {
        return -1;
    }
    out[0] = '>';
    out[1] = first;
    return head + 2;
}
"""


class Response(NetworkTest):
    def deployed(self, device, code=69, format=0):
        source = RESPONDS.replace(b"CODE", str(code).encode()).replace(b"FORMAT",
                                                                      str(format).encode())
        self.done("deploy", self.file("respond.c", source), "--key", self.path("ann"),
                  "--slot", "0", *CLANG, device.uri)
        return self.as_("ann", device)

    def test_what_the_container_writes_is_printed(self):
        device = self.device()
        ann = self.deployed(device)
        self.assertEqual(self.done("exec", "0", "--coap", *ann),
                         "2.05 Content, text/plain\n>-\n")
        self.assertEqual(self.done("exec", "0", "--coap", "--ctx", "41", *ann),
                         "2.05 Content, text/plain\n>A\n")
        self.assertEqual(json.loads(self.done("exec", "0", "--coap", "--ctx", "1b", *ann, "--json")),
                         {"code": "2.05", "format": 0, "text": ">\x1b", "payload": "3e1b"})
        self.assertEqual(self.done("exec", "0", "--coap", "--ctx", "1b", *ann),
                         "2.05 Content, text/plain\n>\\x1b\n")

    def test_formats_are_named_and_what_is_no_text_is_in_hexadecimal(self):
        device = self.device()
        for format, told in ((42, "application/octet-stream\n3e2d"), (50, "application/json\n>-"),
                             (11542, "format 11542\n3e2d")):
            ann = self.deployed(device, format=format)
            self.assertEqual(self.done("exec", "0", "--coap", *ann), f"2.05 Content, {told}\n")

    def test_a_refusal_of_the_container_is_one(self):
        device = self.device()
        ann = self.deployed(device, code=131)
        self.refused(["exec", "0", "--coap", *ann], r"\Arefused: >-")

    def test_who_may_not_exec_gets_no_response_of_a_container(self):
        device = self.device()
        self.deployed(device)
        self.refused(["exec", "0", "--coap", device.uri], "not_authorised")
        self.refused(["exec", "0", "--coap", *self.as_("bob", device)], "not_authorised")
        self.refused(["exec", "1", "--coap", *self.as_("ann", device)], "slot_empty")

    def test_a_payload_that_a_container_cannot_be_shown_is_refused_with_how_much_can(self):
        device = self.device()
        ann = self.deployed(device)
        self.assertEqual(self.done("exec", "0", "--coap", "--ctx", "41" * 1016, *ann),
                         "2.05 Content, text/plain\n>A\n")
        self.refused(["exec", "0", "--coap", "--ctx", "41" * 1017, *ann],
                     r"\Arefused: bad_request: there is more than the resource takes, at most 1016 bytes\n\Z")

    def test_a_container_that_writes_nothing_or_crashes_is_told(self):
        device = self.device(period=3600000)
        ann = self.as_("ann", device)
        self.done("push", self.signed("r0 = 0\nexit", hook="coap"), device.uri)
        self.refused(["exec", "0", "--coap", *ann],
                     r"\Arefused: no_response: the container wrote no response\n\Z")
        self.done("push", self.signed(CRASHES, hook="coap"), device.uri)
        self.refused(["exec", "0", "--coap", *ann], "illegal_memory: .*, at instruction 1")
