#!/bin/sh
# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
#
# What `./cmake/setup demo` shows: one C program on its whole way into femto, and natively beside it.
#   sh cmake/demo.sh <femto command line>
set -eu
cd "$(dirname "$0")/.."
femto=$1
out=$(dirname "$(dirname "$femto")")/demo
source=examples/programs/fletcher32.c
context=examples/programs/contexts/message.txt
object=$out/fletcher32.o
mkdir -p "$out"

step() { printf '\n== %s\n' "$*"; }
run() {
    printf '$ %s\n' "$*"
    "$@"
}

step "1. A C program: $source"
sed '1,3d' "$source"

step "2. Compiled for BPF by a stock compiler"
run clang --target=bpf -mcpu=v3 -O2 -ffreestanding -Iinclude -c "$source" -o "$object"
run "$femto" disasm "$object"

step "3. Verified: every rule, once, before it may run"
run "$femto" verify "$object"

step "4. Executed inside femto, over the $(wc -c <"$context") bytes of $context"
run "$femto" run "$object" --ctx-file "$context" --stats >"$out/femto.txt" 2>&1 || failed=yes
cat "$out/femto.txt"
[ -z "${failed:-}" ] || exit 1

step "5. The same source as native code"
run "${CC:-gcc}" -O2 -Iinclude -DFEMTO_PROGRAM=fletcher32 examples/programs/native.c "$source" \
    -o "$out/native"
run "$out/native" --ctx-file "$context" >"$out/native.txt"
cat "$out/native.txt"
native=$(tail -n 1 "$out/native.txt")
if ! grep -qx -- "$native" "$out/femto.txt"; then
    echo "femto and native code do not agree" >&2
    exit 1
fi
echo "The results are equal."

step "6. On a microcontroller"
for tool in arm-none-eabi-g++ qemu-system-arm python3; do
    if ! command -v $tool >/dev/null; then
        echo "Not shown: there is no $tool. \`./cmake/setup test\` installs it."
        exit 0
    fi
done
run bench/on_target/measure --core cortex_m4 --level v3 --build "$out/cortex_m4"
cat <<'END'

How to read the table: Fletcher32 over 360 bytes, in firmware for a Cortex-M4 under QEMU, for each ready-made Config.
  ROM            bytes of code and constants of verifier and vm together
  native         instructions the core executes for the same source compiled natively, at -O2
  Fletcher32 v3  those for one run of the program, compiled with -mcpu=v3 (and times native)
  empty run      those for a program that only returns 0
  verify         those to verify Fletcher32, once; per slot: divided by its slots
Its source is bench/workloads/fletcher32.c, which finds length and words in its context: by clang 14 it has 41 slots and
executes 1,472, where the program of the steps above has 39 and executes 1,470.
Beneath it: what verifier and vm call that is not in ROM.
END
