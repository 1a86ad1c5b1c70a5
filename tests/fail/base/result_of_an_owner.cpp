// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::result holds plain values only
#include <femto/base/result.hpp>

struct owner {
    ~owner() {}
};

fc::result<owner> made{owner{}};
