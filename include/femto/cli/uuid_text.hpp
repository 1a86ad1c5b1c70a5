// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>
#include <femto/engine/uuid.hpp>

#include <string>

namespace fc::cli {

/// "1e9368b0-28f5-5222-8a46-2b8a7440069b", as RFC 9562 writes it.
inline std::string uuid_text(const uuid& id) {
    std::string out = hex_of(id.bytes);
    for (const unsigned at : {8U, 13U, 18U, 23U}) {
        out.insert(at, 1, '-');
    }
    return out;
}

} // namespace fc::cli
