// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: fc::result<int>
#include <femto/base/result.hpp>

bool ok = fc::result<int>{1};
