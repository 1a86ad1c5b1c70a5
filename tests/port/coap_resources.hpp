// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/resource/links.hpp>
#include <femto/update/resource/message.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fc::test {

namespace resource = update::resource;

/// `count` bytes that are unlike when any two blocks of them are exchanged.
inline std::string pattern(std::size_t count) {
    std::string out(count, '\0');
    std::uint32_t state = 1;
    for (char& byte : out) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return out;
}

inline constexpr resource::link test_links[] = {
    {.path = "hello", .type = "greeting", .format = resource::format::text},
    {.path = "pattern", .type = "bytes", .format = resource::format::octets},
    {.path = "store", .type = "store"},
    {.path = "clock", .type = "clock", .is_observable = true},
    {.path = "long/clock", .type = "clock", .is_observable = true},
};

/// What the tests ask for: a resource for each thing a transport has to do.
class test_resources {
public:
    bool clock_moved = false; ///< since somebody looked: observers are to be told
    /// What who asks for the clock is told in place of the time: a refusal, or an exception of a handler.
    resource::code clock_refusal{};
    bool clock_throws = false;

    void move_clock() {
        ++time_;
        clock_moved = true;
    }

    void handle(const resource::request& asked, resource::response& out) {
        using resource::method;
        if (asked.path.is("hello")) {
            out.content_format = resource::format::text;
            say(out, "hello");
        } else if (asked.path.is("pattern")) { // ?bytes=N
            out.content_format = resource::format::octets;
            say(out, pattern(number(asked.query.value_of(resource::text_of("bytes")))));
        } else if (asked.path.is("store")) {
            store(asked, out);
        } else if (asked.path.is("store/size")) {
            say(out, std::to_string(stored_.size()));
        } else if (asked.path.is("echo")) {
            out.code = resource::code::content;
            out.content_format = asked.content_format;
            out.write(asked.payload);
        } else if (asked.path.is("count") && asked.method == method::post) {
            out.code = resource::code::changed;
            say(out, std::to_string(++count_));
        } else if (asked.path.is("clock")) {
            clock(asked, out, 0);
        } else if (asked.path.is("long/clock")) {
            clock(asked, out, 2500);
        } else if (asked.path.is("who")) {
            who(asked, out);
        } else if (asked.path.is("throws")) {
            throw std::runtime_error{"a handler's own"};
        } else if (asked.path.is("much") && asked.method == method::post) {
            out.code = resource::code::changed;
            say(out, pattern(2000));
        } else {
            out.refuse(resource::code::not_found, resource::text_of("no such resource"));
        }
    }

private:
    static constexpr std::size_t store_max = 100'000;

    static void say(resource::response& to, std::string_view text) {
        to.write(resource::text{text.data(), text.size()});
    }
    static std::uint32_t number(resource::text from) {
        std::uint32_t out = 0;
        std::from_chars(from.data(), from.data() + from.size(), out);
        return std::min<std::uint32_t>(out, 1'000'000);
    }

    void store(const resource::request& asked, resource::response& out) {
        switch (asked.method) {
        case resource::method::get:
            out.content_format = resource::format::octets;
            return say(out, stored_);
        case resource::method::del:
            stored_.clear();
            out.code = resource::code::deleted;
            return;
        case resource::method::put:
        case resource::method::post: return receive(asked, out);
        default: return out.refuse(resource::code::method_not_allowed);
        }
    }
    /// Takes a body block by block, from one peer at a time. A block that is there already is welcome
    /// again: the answer to it may have been lost.
    void receive(const resource::request& asked, resource::response& out) {
        if (asked.size1 > store_max || asked.payload.size() + asked.offset() > store_max) {
            out.size1 = store_max;
            return out.refuse(resource::code::too_large, resource::text_of("100000 bytes"));
        }
        if (asked.is_first_block()) {
            arriving_.clear();
            from_ = asked.peer.endpoint;
        }
        const std::size_t end = asked.offset() + asked.payload.size();
        if (from_ != asked.peer.endpoint || asked.offset() > arriving_.size() ||
            (asked.offset() < arriving_.size() && end != arriving_.size())) {
            return out.refuse(resource::code::request_incomplete,
                              resource::text_of("out of order"));
        }
        if (asked.query.has(resource::text_of("short")) && !asked.block1 &&
            asked.payload.size() > 128) {
            return out.refuse(resource::code::too_large);
        }
        arriving_.resize(asked.offset());
        arriving_.append(asked.payload.begin(), asked.payload.end());
        out.code = asked.is_last_block() ? resource::code::changed : resource::code::continues;
        if (asked.query.has(resource::text_of("small"))) {
            out.block1_bytes = 32;
        }
        if (asked.is_last_block()) {
            stored_ = arriving_;
        }
    }

    void clock(const resource::request& asked, resource::response& out, std::size_t more) {
        if (asked.method == resource::method::post) {
            move_clock();
            out.code = resource::code::changed;
            return;
        }
        if (clock_throws) {
            throw std::runtime_error{"a clock's own"};
        }
        if (clock_refusal != resource::code{}) {
            return out.refuse(clock_refusal, resource::text_of("no more"));
        }
        say(out, std::to_string(time_) + std::string(more, static_cast<char>('a' + time_ % 26)));
    }

    static void who(const resource::request& asked, resource::response& out) {
        say(out, asked.peer.is_secure ? "secure:" : "plain");
        out.write(asked.peer.identity);
    }

    std::string stored_{};
    std::string arriving_{};
    std::uint32_t from_ = 0;
    unsigned count_ = 0;
    unsigned time_ = 0;
};

} // namespace fc::test
