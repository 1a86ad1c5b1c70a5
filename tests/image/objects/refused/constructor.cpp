// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Needs code to run before its entry.
int start();
int value = 3;
__attribute__((constructor)) void prepare() { value = 4; }
extern "C" int entry(const int* ctx) { return value + *ctx; }
