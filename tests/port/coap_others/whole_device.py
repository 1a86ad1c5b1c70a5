# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""A whole device, `femto device --listen`, managed by implementations of others: what its operator's
command line does is left to them."""
import os
import sys

from peers import ALICE, run

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../cli"))

# Prints "hi" each time: bpf_printf of a text on the stack.
HI = "r1 = 0x0a6968\n*(u64 *)(r10 - 8) = r1\nr1 = r10\nr1 += -8\ncall 0x1\nr0 = 42\nexit"
BLOCK = 256


def manage(report, femto, ask, peer):
    os.environ["FEMTO"] = femto
    from network import KEYS, NetworkTest

    # Programs that take a key as an argument take none that has a zero in it.
    KEYS.update({"ops": b"secret of ops".hex(), "ann": b"secret of ann".hex()})
    bench = NetworkTest()
    bench.setUp()
    try:
        own = bench.secret("own", f"{ALICE[0]}:{ALICE[1].hex()}\n")
        device = bench.device("device", "--fetch-psk", own)
        if add := report.part("asks a device", "UDP", peer.asks_in_blocks):
            push(add, bench, device, peer, device.uri, None)
        if add := report.part("asks a device", "DTLS", peer.asks_by_dtls):
            ann, ops, eve = ((name, bytes.fromhex(KEYS[name])) for name in ("ann", "ops", "eve"))
            if peer.asks_in_blocks:
                push(add, bench, device, peer, device.secure, ann)
            else:
                bench.done("push", bench.signed(HI), device.uri)
            operate(add, bench, device, peer, ann, ops, eve)
        for index, over in enumerate(("UDP", "DTLS")):
            if add := report.part("answers a device", over, len(peer.ports) > index):
                fetch(add, bench, device, ask, peer, index)
    finally:
        bench.doCleanups()


def push(add, bench, device, peer, uri, keys):
    with open(bench.signed(HI), "rb") as file:
        envelope = file.read()
    turned = bytearray(envelope)
    turned[len(turned) // 3] ^= 1
    got = peer.ask("post", uri + "/femto/install", BLOCK, bytes(turned), keys=keys)
    add("an envelope with a bit changed is refused", got[0][:2] == "4.", got)
    got = peer.ask("post", uri + "/femto/install", BLOCK, envelope, keys=keys)
    slot = bench.slots(device)[0]
    add(f"install of {len(envelope)} bytes",
        got[0] == "2.04" and slot.get("name") == f"ann-{bench.sequence}", (got, slot))
    # In one block: what a running container did is another thing in the next.
    got = peer.ask("get", uri + "/femto/slots", keys=keys)
    add("slots", got[0] == "2.05" and slot["name"].encode() in got[1], got)
    if keys is None:
        got = peer.ask("post", uri + "/femto/slots/0/stop")
        add("stop by a stranger is refused", got[0] == "4.01", got)


def operate(add, bench, device, peer, ann, ops, eve):
    slot = device.secure + "/femto/slots/0"
    got = peer.ask("post", slot + "/exec", keys=ann)
    add("exec", got[0] == "2.04" and b"\x18\x2a" in got[1], got)  # 42 as CBOR has it
    got = peer.ask("follow", device.secure + "/femto/log", keys=ops)
    add("log, observed", b"hi" in got[1], got)
    got = peer.ask("post", slot + "/stop", keys=eve)
    add("stop by another is refused",
        got[0][:2] == "4." and not bench.slots(device)[0]["stopped"], got)
    got = peer.ask("post", slot + "/stop", keys=ann)
    add("stop", got[0] == "2.04" and bench.slots(device)[0]["stopped"], got)
    got = peer.ask("post", slot + "/start", keys=ann)
    add("start", got[0] == "2.04" and not bench.slots(device)[0]["stopped"], got)
    got = peer.ask("delete", slot, keys=ann)
    add("DELETE", got[0] == "2.02" and "name" not in bench.slots(device)[0], got)


def fetch(add, bench, device, ask, peer, secure):
    """Their server has the envelope."""
    uri = f"coap{'s' if secure else ''}://127.0.0.1:{peer.ports[secure]}"
    with open(bench.returning(7 + secure), "rb") as file:
        envelope = file.read()
    stored = run([ask, "put", uri, peer.paths["store"], "1024", *(ALICE if secure else ())], envelope)
    told = bench.femto("pull", f"{uri}/{peer.paths['store']}", *bench.as_("ann", device), "--wait", "30")
    add(f"pull of {len(envelope)} bytes", told.status == 0 and bench.runs(device) == 7 + secure,
        (stored, told.out, told.err))
