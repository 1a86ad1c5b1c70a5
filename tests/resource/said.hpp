// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/message.hpp>

#include <string>
#include <string_view>

namespace fc::test {

namespace resource = update::resource;

inline resource::text text(std::string_view from) { return {from.data(), from.size()}; }

/// The path "a/b", whose text must stay.
inline resource::path path(std::string_view joined) {
    resource::path out;
    while (!joined.empty()) {
        const std::size_t end = joined.find('/');
        out.push(text(joined.substr(0, end)));
        joined = end == joined.npos ? std::string_view{} : joined.substr(end + 1);
    }
    return out;
}

inline std::string said(const resource::response& by) {
    const auto bytes = by.payload();
    return {bytes.begin(), bytes.end()};
}

} // namespace fc::test
