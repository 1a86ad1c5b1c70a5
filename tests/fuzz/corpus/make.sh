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
