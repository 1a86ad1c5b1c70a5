// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/message.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace femto_riot {

namespace resource = fc::update::resource;

/// Options of CoAP that requests and responses to manage a device have (RFC 7252, 7641, 7959).
namespace option {
inline constexpr std::uint32_t uri_host = 3;
inline constexpr std::uint32_t etag = 4;
inline constexpr std::uint32_t observe = 6;
inline constexpr std::uint32_t uri_port = 7;
inline constexpr std::uint32_t uri_path = 11;
inline constexpr std::uint32_t content_format = 12;
inline constexpr std::uint32_t max_age = 14;
inline constexpr std::uint32_t uri_query = 15;
inline constexpr std::uint32_t accept = 17;
inline constexpr std::uint32_t block2 = 23;
inline constexpr std::uint32_t block1 = 27;
inline constexpr std::uint32_t size1 = 60;
} // namespace option

/// A request as it lies in a datagram (RFC 7252 section 3), taken apart. Spans into that, but for what
/// the response begins with.
class coap_request {
public:
    static constexpr std::size_t header_bytes = 4;
    static constexpr std::size_t token_max = 8;

    resource::request asked{};
    resource::block block2{};                         ///< of the response, if it asks for one
    resource::code refused = resource::code::content; ///< another: what to answer without asking

    /// @return  false: it is none that could be answered
    bool read(std::span<const std::uint8_t> message)
    {
        const std::size_t token = message.empty() ? 0 : message[0] & 15U;
        if (message.size() < header_bytes + token || token > token_max || message[0] >> 6 != 1 ||
            (message[0] & 0x20U) != 0) {
            return false;
        }
        head_bytes_ = header_bytes + token;
        std::copy_n(message.begin(), head_bytes_, head_.begin());
        asked.method = static_cast<resource::method>(message[1]);
        if (message[1] == 0 || message[1] > static_cast<unsigned>(resource::method::ipatch)) {
            refused = resource::code::method_not_allowed;
        }
        return read_options(message.subspan(head_bytes_));
    }

    /// Header and token of the response: the same, acknowledged if that is wanted.
    std::span<const std::uint8_t> answer_head(resource::code with)
    {
        const bool is_confirmable = (head_[0] & 0x30U) == 0;
        head_[0] = static_cast<std::uint8_t>(head_[0] | (is_confirmable ? 0x20U : 0U));
        head_[1] = static_cast<std::uint8_t>(with);
        return std::span{head_}.first(head_bytes_);
    }

private:
    bool read_options(std::span<const std::uint8_t> left)
    {
        std::uint32_t number = 0;
        while (!left.empty() && left[0] != payload_marker) {
            const std::uint8_t first = left[0];
            left = left.subspan(1);
            std::uint32_t delta = first >> 4U;
            std::uint32_t length = first & 15U;
            if (!extend(delta, left) || !extend(length, left) || length > left.size()) {
                return false;
            }
            number += delta;
            take(number, left.first(length));
            left = left.subspan(length);
        }
        asked.payload = left.empty() ? left : left.subspan(1);
        return left.size() != 1; // a marker promises a payload
    }
    static constexpr std::uint8_t payload_marker = 0xFF;

    /// 13 and 14 stand for one byte and two that follow.
    static bool extend(std::uint32_t &number, std::span<const std::uint8_t> &left)
    {
        const std::size_t more = number == 13 ? 1 : number == 14 ? 2 : 0;
        if (number == 15 || left.size() < more) {
            return false;
        }
        if (more != 0) {
            number = more == 1 ? 13U + left[0] : 269U + (std::uint32_t{left[0]} << 8U | left[1]);
            left = left.subspan(more);
        }
        return true;
    }

    void take(std::uint32_t number, std::span<const std::uint8_t> value)
    {
        const resource::text text{reinterpret_cast<const char *>(value.data()), value.size()};
        std::uint32_t told = 0;
        for (const std::uint8_t byte : value.first(std::min<std::size_t>(value.size(), 4))) {
            told = told << 8U | byte;
        }
        const bool is_short = value.size() <= 2;
        switch (number) {
        case option::uri_host:
        case option::observe: // who observes is known to who received this
        case option::uri_port:
            return;
        case option::uri_path:
            asked.path.push(text);
            return;
        case option::uri_query:
            asked.query.push(text);
            return;
        case option::content_format:
            asked.content_format =
                is_short ? static_cast<std::uint16_t>(told) : resource::format::none;
            return;
        case option::accept:
            asked.accept = static_cast<std::uint16_t>(told);
            refuse_if(!is_short, resource::code::bad_option);
            return;
        case option::block1:
            take_block(value.size(), told, asked.block1);
            return;
        case option::block2:
            take_block(value.size(), told, block2);
            return;
        case option::size1:
            asked.size1 = value.size() <= 4 ? told : 0;
            return;
        default:
            refuse_if((number & 1U) != 0, resource::code::bad_option); // it has to be understood
        }
    }
    void take_block(std::size_t bytes, std::uint32_t told, resource::block &out)
    {
        const std::uint32_t exponent = told & 7U;
        refuse_if(bytes > 3 || exponent == 7, resource::code::bad_option);
        out = {told >> 4U, static_cast<std::uint16_t>(16U << (exponent % 7)), (told & 8U) != 0};
    }
    void refuse_if(bool wrong, resource::code with)
    {
        refused = wrong && refused == resource::code::content ? with : refused;
    }

    std::array<std::uint8_t, header_bytes + token_max> head_{};
    std::size_t head_bytes_ = 0;
};

} // namespace femto_riot
