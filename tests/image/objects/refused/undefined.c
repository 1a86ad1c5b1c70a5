// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Calls what no one defines.
unsigned missing(unsigned x);
unsigned entry(unsigned* ctx) { return missing(*ctx); }
