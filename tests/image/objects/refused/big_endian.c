// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

unsigned entry(const unsigned* ctx) { return *ctx; }
