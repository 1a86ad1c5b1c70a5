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
    constexpr std::uint64_t sequence() const { return items_.scan(number_).uint(); }
    /// Which of the keys that `authenticate` was given it is signed by.
    constexpr std::size_t key() const { return key_; }

    constexpr std::uint32_t components() const { return items_.scan(components_).array(); }
    /// What the manifest calls component `index`, counted from 0.
    constexpr component_id component(std::uint32_t index) const {
        cbor::scanner from = items_.scan(components_);
        from.array();
        for (; index != 0; --index) {
            from.skip();
        }
        const std::uint32_t parts = from.array();
        return {from, parts};
    }

    /// The commands of a section; nothing when the manifest has none.
    constexpr std::span<const std::uint8_t> commands(section of) const {
        const std::uint8_t* sequence = sections_[static_cast<std::size_t>(of)];
        return sequence == nullptr ? std::span<const std::uint8_t>{}
                                   : items_.scan(sequence).bytes();
    }
    /// The first byte of the envelope, from which offsets count.
    constexpr const std::uint8_t* first() const { return items_.first; }

private:
    template <profile Profile, class Hash>
    friend class detail::manifest_reader;
    constexpr manifest() = default;

    item_bounds items_{};
    std::size_t key_ = 0;
    const std::uint8_t* number_ = nullptr;
    const std::uint8_t* components_ = nullptr;
    const std::uint8_t* sections_[sections]{};
};

} // namespace fc::update::suit
