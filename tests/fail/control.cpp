// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What the cases do, done right. Without it a broken header would let every case pass.
#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>

fc::result<int> number() { return 1; }
static_assert(*fc::result<int>{2} == 2);
static_assert(fc::fits(1u, 2u, 1u));
