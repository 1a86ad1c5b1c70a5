// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/detail/ascends.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstdint>
#include <span>

namespace fc::update::cbor::detail {

/// The arrays, maps and tags one is in, instead of recursion: their number is the sender's choice.
class nesting {
public:
    constexpr bool empty() const { return depth_ == 0; }
    constexpr bool full() const { return depth_ == depth_max; }

    /// What begins at offset `at` is an item of the innermost.
    constexpr void begin(std::uint32_t at) {
        if (!empty()) {
            levels_[depth_ - 1].item = at;
        }
    }

    /// Goes into an array, a map or a tag, whose argument this is; false if there is nothing in it.
    constexpr bool enter(type of, std::uint32_t argument) {
        level& inner = levels_[depth_++];
        inner.items = argument;
        inner.key = no_key;
        inner.key_end = 0;
        if (of == type::map) {
            inner.items *= 2;
            inner.key = 0;
        } else if (of == type::tag) {
            inner.items = 1;
        }
        return inner.items != 0;
    }

    /// An item ends before offset `end` of `bytes`, and with it all that it is the last of.
    /// False when it is the key of a map and does not ascend from the one before; `begun` tells where.
    constexpr bool end(const std::uint8_t* bytes, std::uint32_t end) {
        while (!empty()) {
            level& inner = levels_[depth_ - 1];
            if (inner.items != 0) {
                --inner.items;
                if (inner.key != no_key && inner.items % 2 == 1 && !take_key(inner, bytes, end)) {
                    return false;
                }
                if (inner.items != 0) {
                    return true;
                }
            }
            --depth_;
        }
        return true;
    }
    constexpr std::uint32_t begun() const { return levels_[depth_ - 1].item; }

private:
    /// Where items have no keys. A key is not there, since bytes are less than 4 GiB.
    static constexpr std::uint32_t no_key = 0xFFFFFFFF;

    struct level {
        std::uint32_t items; // that are still to end
        std::uint32_t item;
        std::uint32_t key; // the last one that ended, empty at first
        std::uint32_t key_end;
    };

    static constexpr bool take_key(level& map, const std::uint8_t* bytes, std::uint32_t end) {
        const std::span before{bytes + map.key, map.key_end - map.key};
        map.key = map.item;
        map.key_end = end;
        return ascends(before, {bytes + map.key, end - map.key});
    }

    level levels_[depth_max];
    std::uint32_t depth_ = 0;
};

} // namespace fc::update::cbor::detail
