// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Expands FEMTO_OPCODE(n) for n = 0 to 255, in order. C++ has no other way to make 256 cases or
// labels. Included where FEMTO_OPCODE is defined, which it undefines; deliberately without
// `#pragma once`.

#define FEMTO_ROW(h)                                                                               \
    FEMTO_OPCODE(h##0)                                                                             \
    FEMTO_OPCODE(h##1)                                                                             \
    FEMTO_OPCODE(h##2)                                                                             \
    FEMTO_OPCODE(h##3)                                                                             \
    FEMTO_OPCODE(h##4)                                                                             \
    FEMTO_OPCODE(h##5)                                                                             \
    FEMTO_OPCODE(h##6)                                                                             \
    FEMTO_OPCODE(h##7)                                                                             \
    FEMTO_OPCODE(h##8)                                                                             \
    FEMTO_OPCODE(h##9)                                                                             \
    FEMTO_OPCODE(h##A)                                                                             \
    FEMTO_OPCODE(h##B)                                                                             \
    FEMTO_OPCODE(h##C)                                                                             \
    FEMTO_OPCODE(h##D)                                                                             \
    FEMTO_OPCODE(h##E)                                                                             \
    FEMTO_OPCODE(h##F)
FEMTO_ROW(0x0)
FEMTO_ROW(0x1)
FEMTO_ROW(0x2)
FEMTO_ROW(0x3)
FEMTO_ROW(0x4)
FEMTO_ROW(0x5)
FEMTO_ROW(0x6)
FEMTO_ROW(0x7)
FEMTO_ROW(0x8)
FEMTO_ROW(0x9)
FEMTO_ROW(0xA)
FEMTO_ROW(0xB)
FEMTO_ROW(0xC)
FEMTO_ROW(0xD)
FEMTO_ROW(0xE)
FEMTO_ROW(0xF)
#undef FEMTO_ROW
#undef FEMTO_OPCODE
