// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/version.hpp>

// Attribute shims. The interpreter's shape (what is folded into a loop, what stays a call) decides
// its size and speed, so it is stated and not left to each compiler's inliner.
#define FEMTO_INLINE [[gnu::always_inline]] inline
#define FEMTO_OUTLINE [[gnu::noinline]]
/// Off the path of a running program: made small even where the rest is made fast.
#define FEMTO_COLD [[gnu::noinline, gnu::cold]]
