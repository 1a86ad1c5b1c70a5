// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/cbor/detail/ascends.hpp>
#include <femto/update/cbor/type.hpp>

#include <cstdint>

namespace fc::update::cbor::detail {

/// The arrays, maps and tags one is in, instead of recursion: their number is the sender's choice.
/// The outermost of them is the place of the one item that is passed.
class nesting {
public:
    constexpr nesting() : inner_{levels_} {
        inner_->items = 1;
        inner_->is_map = false;
    }
    nesting(const nesting&) = delete;
    nesting& operator=(const nesting&) = delete;

    constexpr bool full() const { return inner_ == levels_ + depth_max; }
    constexpr bool done() const { return levels_->items == 0; }

    /// What begins here is an item of the innermost.
    constexpr void begin(const std::uint8_t* item) { inner_->item = item; }
    constexpr const std::uint8_t* begun() const { return inner_->item; }

    /// Goes into an array, a map or a tag, whose argument this is; false if there is nothing in it.
    constexpr bool enter(type of, std::uint32_t argument) {
        ++inner_;
        inner_->items = of == type::tag ? 1 : argument;
        inner_->is_map = of == type::map;
        inner_->key = nullptr;
        if (inner_->is_map) {
            inner_->items *= 2;
        }
        return inner_->items != 0;
    }

    /// An item ends before `end`, and with it all that it is the last of. False when it is the key of
    /// a map and does not ascend from the one before; `begun` tells where.
    constexpr bool end(const std::uint8_t* end) {
        for (;; --inner_) {
            if (inner_->items != 0) {
                --inner_->items;
                if (inner_->is_map && inner_->items % 2 == 1) {
                    const std::uint8_t* const before = inner_->key;
                    inner_->key = inner_->item;
                    return ascends(before, {inner_->key, end});
                }
            }
            if (inner_->items != 0 || inner_ == levels_) {
                return true;
            }
        }
    }

private:
    struct level {
        std::uint32_t items; // that are still to end
        bool is_map;
        const std::uint8_t* item;
        const std::uint8_t* key; // the last one that ended
    };

    level levels_[1 + depth_max];
    level* inner_;
};

} // namespace fc::update::cbor::detail
