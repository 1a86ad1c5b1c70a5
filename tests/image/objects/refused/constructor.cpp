// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Needs code to run before its entry.
volatile int source = 3;
int value = source; // volatile: clang would compute anything else itself
extern "C" int entry(const int* ctx) { return value + *ctx; }
