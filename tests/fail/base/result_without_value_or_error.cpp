// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: constant expression
#include <femto/base/result.hpp>

constexpr fc::result<int> neither{fc::errc::ok};
