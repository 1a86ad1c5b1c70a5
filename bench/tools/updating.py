# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""What updates cost on a Cortex-M4, without cryptography."""

import re

from . import firmware, gates, table, targets, toolchain

FOLDER = toolchain.BENCH / "updating"
# What belongs together, by the names of the functions; the first that fits.
PARTS = [("cbor", "fc::update::cbor::"), ("cose", "fc::update::cose::"),
         ("suit", "fc::update::suit::"),
         ("slot", r"fc::update::((slot|journal)<|judge|is_installed|is_sound)"),
         ("slot", "fc::update::detail::(unit_writer|crc32c|erase)"),
         ("transfer", "fc::update::detail::(transfer|order|recipient|place_of|hook_of|\\w+_word)"),
         ("tenants", "fc::update::(key_set|detail::(take_|has_identity|are_equal|admit|rights_of|"
                     "known_keys|expect))"),
         ("hosting", "fc::update|fc::updates")]
# From the first byte of an envelope to an image that is committed.
INSTALL = ["cbor", "cose", "suit", "slot", "transfer"]
TEXTS = {"cbor": "CBOR", "cose": "COSE", "suit": "manifests", "slot": "slots and journal",
         "transfer": "envelopes, block by block", "tenants": "keys and rights",
         "hosting": "activation, trials, rollback", "rest": "of the engine and others, beside"}


def _name(signature):
    """A function's own name out of what nm prints, without its result and parameters."""
    depth = 0
    start = 0
    for at, letter in enumerate(signature):
        if letter == "<":
            depth += 1
        elif letter == ">":
            depth -= 1
        elif depth == 0 and letter == " ":
            start = at + 1
        elif depth == 0 and letter == "(" and at > start:
            return signature[start:at]
    return signature[start:]


def _functions(text):
    """{signature: bytes} of code and constants from what `nm -S -C` prints."""
    matches = (re.match(r"\S+ (\S+) [tTwWvVrR] (.+)", line) for line in text.splitlines())
    found = {}
    for match in matches:
        if match:
            found[match[2]] = max(found.get(match[2], 0), int(match[1], 16))
    return found


def _code(maker):
    source = FOLDER / "footprint.cpp"
    without = maker.cxx(source, maker.flags, "updating_without")
    whole = maker.cxx(source, [*maker.flags, "-DWITH_UPDATES"], "updating")
    asked = maker.cxx(FOLDER / "requests.cpp", maker.flags, "updating_asked")
    tersely = maker.cxx(FOLDER / "requests.cpp", [*maker.flags, "-DWITHOUT_SENTENCES"],
                        "updating_tersely")
    sums = [sum(size for name, size in firmware.sections_of(maker.tool("size", "-A", path)).items()
                if firmware.ROM_SECTION.match(name))
            for path in (whole, without, tersely, asked)]
    before = _functions(maker.tool("nm", "-S", "-C", without))
    found = {}
    for signature, size in _functions(maker.tool("nm", "-S", "-C", whole)).items():
        more = size - before.get(signature, 0)
        part = next((part for part, pattern in PARTS if re.match(pattern, _name(signature))), None)
        if part and more:
            found[part] = found.get(part, 0) + more
    total = sums[0] - sums[1]
    found["rest"] = total - sum(found.values())
    found["all"] = total
    found["install"] = sum(found[part] for part in INSTALL)
    found["requests"] = sums[2] - sums[0]
    found["sentences"] = sums[3] - sums[2]
    ram = firmware.arrays_of(maker.tool("nm", "-S", asked))
    return ({f"rom.{name}": size for name, size in found.items()} |
            {f"bytes.{name}": size for name, size in ram.items()})


def _counted(maker):
    made = maker.cxx(FOLDER / "firmware.cpp",
                     [f"-I{firmware.FOLDER}", *maker.flags], "updating_firmware")
    return maker.run(maker.link("updating_firmware", [made]))


def figures(build):
    """updating.cortex_m4.<rom|bytes|stack>.<what>, updating.cortex_m4.<manifest|update.<size>>."""
    maker = firmware.Maker(build, targets.CORES["cortex_m4"], "defaults")
    return {f"updating.cortex_m4.{name}": value
            for name, value in (_code(maker) | _counted(maker)).items()}


def summary(found):
    def of(name):
        return found[f"updating.cortex_m4.{name}"]

    rows = [[text, of(f"rom.{name}")] for name, text in TEXTS.items()]
    rows.append(["from an envelope to an image that is committed: the first five",
                 of("rom.install")])
    rows.append(["all", of("rom.all")])
    rows.append(["requests to manage the device, beside that", of("rom.requests")])
    rows.append(["what refusals say in words", of("rom.sentences")])
    code = table.render(["code on a Cortex-M4 beside an engine, -Os", "bytes"], rows)
    whole, more = of("update.1024"), of("update.2048")
    counts = table.render(["instructions, without cryptography", "counted"], [
        [f"a manifest, {of('envelope.bytes')} bytes with its envelope, up to the fetch",
         of("manifest")],
        ["an update with an image of 1 KiB, to its container on the hook", whole],
        ["each KiB more", more - whole]])
    stack = table.render(["C stack", "bytes"], [["a manifest, up to the fetch", of("stack.manifest")],
                                                ["an update", of("stack.update")],
                                                ["the start of a device", of("stack.recover")]])
    ram = table.render(["RAM", "bytes"], [
        ["all, with 2 slots and 1,024 bytes for an envelope", of("bytes.updates")],
        ["each slot, twice 128 bytes of data in it", of("bytes.slot")],
        ["the transfer, the envelope in it", of("bytes.transfer")],
        ["requests, with 128 bytes for a URI", of("bytes.management")]])
    return "\n\n".join([code, counts, stack, ram])


def in_a_sentence(found):
    """What the first README says of it."""
    def of(name):
        return f"{found[f'updating.cortex_m4.{name}']:,}"

    return (f"On a Cortex-M4 (-Os, without cryptography) it takes {of('rom.install')} B of code from an"
            f" envelope to an image that is\ncommitted, {of('rom.all')} B with rights, trials and"
            f" rollback, and {of('stack.update')} B of C stack"
            " ([bench](bench/README.md#updating) says how that\nwas measured).")


def shown(found):
    """What bench/README.md shows of it."""
    def of(name):
        return f"{found[f'updating.cortex_m4.{name}']:,}"

    def parts(names):
        return ", ".join(of(f"rom.{name}") for name in names)

    gate = gates.load("updating.cortex_m4.rom.install")["updating.cortex_m4.rom.install"]["gate"]
    met = found["updating.cortex_m4.rom.install"] <= gate
    more = (found["updating.cortex_m4.update.2048"] - found["updating.cortex_m4.update.1024"])
    return "\n".join([
        "| an update | |",
        "|---|---|",
        "| code from an envelope to an image that is committed: CBOR, COSE, manifest, slots and"
        f" journal, transfer | {of('rom.install')} B (gate {gate:,}{'' if met else ', missed'}):"
        f" {parts(INSTALL)}; what the compiler folds into another counts there |",
        f"| keys and rights; activation, trials, rollback | {of('rom.tenants')} B;"
        f" {of('rom.hosting')} B |",
        "| C stack of an update, of the start of a device |"
        f" {of('stack.update')} B, {of('stack.recover')} B |",
        f"| a manifest of {of('envelope.bytes')} bytes with its envelope, up to where its image is"
        f" fetched | {of('manifest')} instructions |",
        "| an update with an image of 1 KiB, from its first byte to its container on the hook |"
        f" {of('update.1024')} instructions |",
        f"| each KiB more | {more:,} instructions |",
        "| requests to manage the device, beside all that; what refusals say in words |"
        f" {of('rom.requests')} B; {of('rom.sentences')} B |",
        f"| RAM of requests, 128 B for a URI in it | {of('bytes.management')} B |",
        "| RAM of two slots, 512 B of their containers' data and 1,024 B for an envelope in it |"
        f" {of('bytes.updates')} B |"])
