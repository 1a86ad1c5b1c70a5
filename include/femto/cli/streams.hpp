// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <istream>
#include <ostream>

namespace fc::cli {

/// Where a command reads and writes: results go to `out`, what led to them and errors to `err`, so
/// that the result of a command can be used while its course is watched.
struct streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

} // namespace fc::cli
