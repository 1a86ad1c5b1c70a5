#!/bin/sh
# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
#
# Makes the seeds again: real programs and objects, built by clang from the sources of the examples
# and tests. The results are committed, so that a fuzz run depends on no compiler of the machine.
set -eu
cd "$(dirname "$0")"
root=../../..
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p program object image assembler

compile() { # <cpu> <source> <object>
    clang --target=bpf -mcpu="$1" -Os -ffreestanding -I "$root/include" -c "$2" -o "$3"
}

# Head of program_input.hpp: context, rodata, data, bss, relocations, their targets, entry, budget.
program() { # <name> <source> <cpu> <head as octal escapes> <context as octal escapes>
    compile "$3" "$2" "$scratch/$1.o"
    llvm-objcopy -O binary --only-section=.text "$scratch/$1.o" "$scratch/$1.text"
    { printf "$4"; cat "$scratch/$1.text"; printf "$5"; } >"program/$1"
}
context='\0\001\002\003\004\005\006\007\010\011\012\013\014\015\016\017'
head='\020\0\0\0\0\0\0\377'
for name in fletcher32 moving_average sort; do
    program "$name" "$root/examples/programs/$name.c" v3 "$head" "$context"
done
program memcpy_halves "$root/examples/programs/memcpy_halves.c" v1 "$head" "$context"

for name in calls places pointers tables; do
    compile v3 "$root/tests/image/objects/$name.c" "object/$name"
    llvm-objcopy --strip-unneeded "object/$name"
done

# The images the tests have byte by byte.
for name in increment two_functions counter calls literal noted; do
    printf '#include "image/images.hpp"\n#include <cstdio>\nint main() {
        std::fwrite(images::%s.data(), 1, images::%s.size(), stdout); }\n' "$name" "$name" |
        clang++ -std=c++20 -I "$root/tests" -x c++ - -o "$scratch/image"
    "$scratch/image" >"image/$name"
done

for name in alu control memory; do
    compile v3 "$root/tests/isa/objects/$name.c" "$scratch/$name.o" 2>/dev/null || continue
    llvm-objdump -d --no-show-raw-insn "$scratch/$name.o" |
        grep '^ ' | head -n 24 | sed 's/^ *[0-9]*:\t*//; s/ *<.*>$//' >"assembler/$name"
done

# What no disassembler prints.
cat >assembler/labels <<'END'
main:   r0 = 0x10 ll        # comment
again:  r0 += -1
        if r0 s> 3 goto again
        lock *(u64 *)(r10 - 8) += r0
        call helper
        .byte 0x95, 0, 0, 0, 0, 0, 0, 0
helper: w0 = -w0 ; exit
        goto main
END

# Pairs of an operation and its operand: see `operations::read` in tests/engine.
mkdir -p engine
printf '\001\004\001\011\016\003' >engine/attach_and_fire
printf '\001\030\016\0\016\0\016\0\016\0\011\0\016\0' >engine/quarantine
printf '\001\016\001\004\016\001\003\0\016\001' >engine/unloads_itself
printf '\001\016\001\004\016\001\010\005\016\001\016\001' >engine/replaces_itself
printf '\0\035\012\0\015\0\013\0\003\0' >engine/start_and_stop
printf '\201\004\016\001\016\001\016\001\016\001\014\144\016\001' >engine/window_of_time

# Items of CBOR, and signed messages: of draft-ietf-suit-manifest, RFC 9052, and of every parameter
# and way to hold a payload.
mkdir -p cbor cose
hex() { # <file> <digits>
    env printf "$(printf %s "$2" | sed 's/../\\x&/g')" >"$1"
}
hex cbor/numbers 0017181818ff190100ff20371a000100001b00000001000000003903e73b7fffffffffffffff
hex cbor/strings 404401020304606449455446
hex cbor/text 69c3bcf0908591e6b0b4581901020304050607080910111213141516171819202122232425
hex cbor/nested 8301820203a2616101616282020380a0a1820102d818438101f5
hex cbor/simple f4f5f6f7f0f820f8ff
hex cbor/manifest a50101020003585fa202818141000458568614a40150fa6b4a53d5ad5fdfbe9de663e4d41ffe02501492af1425695e48bf429b2d51f2ab45035824822f582000112233445566778899aabbccddeeff0123456789abcdeffedcba98765432100e1987d0010f020f074382030f0943821702
hex cose/detached d28443a10126a0f65840408d0816f9b510749bf6a51b066951e08a4438f849eb092a1ac768eed9de696c1b1dd35d82ef149e6a73a61976ad2cfe78444b8064293350a122f332cb49f0da
hex cose/attached d28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36
hex cose/named d2844aa20132044566656d746fa0f65840f4bab785ca9d81de777f5ae9d42da26e16a1c74bc2ecaeec5083e593d93574c86e6c6b3e88297b86bd48e9948d7eb028860fb632b9ec1c7d08165efed2f7a608
hex cose/critical d2844aa3012802820104044107a206f661618101410542aabb
hex cose/deep_parameters d2844aa3012803820161612601a206f6616181d2844aa3012801a206f6616181d2844aa3012803820161612601a203820161612601a206f661618101410542aabb01410542aabb

# Which units, what is around, which places are records: see `target::read` in journal.cpp. Then a
# record: zeros, the size of the first image, zeros, and the bytes from `format` on.
mkdir -p journal
journal() { # <name> <head as octal escapes> <size as octal escapes> <end as octal escapes>
    { printf "$2"; head -c 104 /dev/zero; printf "$3"; head -c 108 /dev/zero; printf "$4"; } \
        >"journal/$1"
}
journal empty '\001\001\001' '\0\0\0\0' '\001\002\0\0\0\0\0\0'
journal in_use '\0\001\001' '\144\0\0\0' '\001\0\0\0\0\0\0\0'
journal on_trial '\002\001\001' '\144\0\0\0' '\001\0\001\001\001\0\0\0'
journal two_halves '\003\003\003' '\144\0\0\0' '\001\0\0\0\0\001\0\0'
