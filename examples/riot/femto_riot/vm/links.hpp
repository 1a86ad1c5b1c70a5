// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "coap_reply.hpp"

#include <femto/update/resource/routes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace femto_riot {

/// Which link leads to a path that begins with a slash; as many as there are if none does.
inline std::size_t index_of(const char *path)
{
    std::size_t i = 0;
    while (i < resource::links.size() &&
           (path[0] != '/' || std::string_view{path + 1} != resource::links[i].path)) {
        ++i;
    }
    return i;
}

/// What /.well-known/core tells of a path.
/// @return  its length, whether it fits or not; 0 for nothing
inline std::size_t write_link(const char *path, std::span<std::uint8_t> out)
{
    const std::size_t index = index_of(path);
    if (index == resource::links.size()) {
        return 0;
    }
    resource::response to{out};
    resource::answer_links({}, to, std::span{resource::links}.subspan(index, 1));
    return to.total_bytes();
}

/// A GET of a path, with the header and the token of what will answer it.
/// @return  its length; 0 if there is no room
inline std::size_t write_get(std::string_view path, std::span<const std::uint8_t> head,
                             std::span<std::uint8_t> out)
{
    coap_writer to{out};
    to.bytes(head);
    if (to.size() < coap_request::header_bytes) {
        return 0;
    }
    out[1] = static_cast<std::uint8_t>(resource::method::get);
    for (std::size_t end = 0; end < path.size();) {
        const std::size_t begin = end + 1;
        end = std::min(path.find('/', begin), path.size());
        const std::string_view segment = path.substr(begin, end - begin);
        to.option(option::uri_path,
                  {reinterpret_cast<const std::uint8_t *>(segment.data()), segment.size()});
    }
    return to.size();
}

} // namespace femto_riot
