// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/component_id.hpp>
#include <femto/update/suit/envelope.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

namespace detail {
template <profile Profile, class Hash>
class manifest_reader;
}

/// The sequences of commands an update consists of, in the order in which they are executed, each
/// behind a run of the shared one (section 8.4.6).
enum class section : std::uint8_t { shared, payload_fetch, install, validate };
inline constexpr std::uint32_t sections = 4;

/// A manifest that is authentic: there is no way to one but `authenticate`. Its items are where the
/// head of its envelope has them.
class manifest {
public:
    /// It never falls from one manifest for a slot to the next.
    constexpr std::uint64_t sequence() const {
        return scan(items_[static_cast<std::size_t>(manifest_key::sequence_number)]).uint();
    }
    /// Which of the keys that `authenticate` was given it is signed by.
    constexpr std::size_t key() const { return key_; }

    constexpr std::uint32_t components() const { return scan(components_).array(); }
    /// What the manifest calls component `index`, counted from 0.
    constexpr component_id component(std::uint32_t index) const {
        cbor::scanner from = scan(components_);
        from.array();
        for (; index != 0; --index) {
            from.skip();
        }
        return component_id{from};
    }

    /// Where the commands of a section are; 0 when the manifest has none.
    constexpr item_place commands(section of) const {
        return sections_[static_cast<std::size_t>(of)];
    }
    /// At an item.
    constexpr cbor::scanner scan(item_place item) const { return head_.scan(item); }

private:
    template <profile Profile, class Hash>
    friend class detail::manifest_reader;
    constexpr explicit manifest(const head& of, std::size_t key) : head_{of}, key_{key} {}

    head head_;
    std::size_t key_;
    item_place items_[static_cast<std::size_t>(manifest_key::text) + 1]{};
    item_place components_ = 0;
    item_place sections_[sections]{};
};

} // namespace fc::update::suit
