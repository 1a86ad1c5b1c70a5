// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
// EXPECT: constexpr
#include <femto/base/result.hpp>

constexpr fc::result<int> neither{fc::errc::ok};
