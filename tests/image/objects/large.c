// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// A table of 256 KiB.
#include <femto/guest/container.h>

static const uint64_t table[0x8000] = {[0 ... 0x7FFE] = 7, [0x7FFF] = 8};

FEMTO_ENTRY uint64_t large(const uint64_t* index) { return table[*index & 0x7FFF]; }
