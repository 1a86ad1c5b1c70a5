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
template <profile Profile, class Keys, class Crypto>
class authentication;
} // namespace detail

/// The sequences of commands an update consists of, in the order in which they are executed, each
/// behind a run of the shared one (section 8.4.6).
enum class section : std::uint8_t { shared, payload_fetch, install, validate };
inline constexpr std::uint32_t sections = 4;

/// A manifest that is authentic: there is no way to one but `authenticate`. Its items are where the
/// head of its envelope has them.
class manifest {
public:
    /// It never falls from one manifest for a slot to the next.
    constexpr std::uint64_t sequence() const { return sequence_; }
    /// Which of the keys that `authenticate` was given it is signed by.
    constexpr std::size_t key() const { return key_; }

    constexpr std::uint32_t components() const { return component_count_; }
    /// What the manifest calls component `index`, counted from 0.
    constexpr component_id component(std::uint32_t index) const {
        cbor::scanner from = scan(components_);
        from.array();
        for (; index != 0; --index) {
            from.pass();
        }
        return component_id{from};
    }

    /// The offset of the commands of a section; 0 when the manifest has none.
    constexpr std::uint32_t commands(section of) const {
        return sections_[static_cast<std::size_t>(of)];
    }
    /// At an item that is at this offset.
    constexpr cbor::scanner scan(std::uint32_t item) const { return bytes_.scan(item); }

    /// What only those have who may make one.
    class maker {
        template <profile Profile, class Keys, class Crypto>
        friend class detail::authentication;
        maker() = default;
    };
    constexpr manifest(maker, const envelope_bytes& of) : bytes_{of} {}

private:
    template <profile Profile, class Hash>
    friend class detail::manifest_reader;
    template <profile Profile, class Keys, class Crypto>
    friend class detail::authentication;

    envelope_bytes bytes_;
    std::size_t key_ = 0;
    std::uint64_t sequence_ = 0;
    std::uint32_t components_ = 0;
    std::uint32_t component_count_ = 0;
    std::uint32_t sections_[sections]{};
};

} // namespace fc::update::suit
