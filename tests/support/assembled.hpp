// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/fixed_string.hpp>
#include <femto/isa/assemble.hpp>
#include <femto/isa/instruction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::test {

/// A program text that owns its bytes, on the boundary `verify` asks for.
template <std::size_t Bytes>
struct text {
    alignas(8) std::array<std::uint8_t, Bytes> bytes{};

    static constexpr std::size_t size() { return Bytes; }
    static constexpr std::uint32_t slots() { return Bytes / isa::slot_bytes; }
    constexpr const std::uint8_t* data() const { return bytes.data(); }
    constexpr operator std::span<const std::uint8_t>() const { return bytes; }
};

/// The text of instructions given field by field, valid or not.
template <std::size_t Slots>
constexpr text<Slots * isa::slot_bytes> text_of(const isa::instruction (&slots)[Slots]) {
    text<Slots * isa::slot_bytes> out;
    for (std::size_t i = 0; i < Slots; ++i) {
        const auto bytes = isa::encode(slots[i]);
        for (std::size_t j = 0; j < bytes.size(); ++j) {
            out.bytes[i * isa::slot_bytes + j] = bytes[j];
        }
    }
    return out;
}

namespace detail {
template <fixed_string Source>
constexpr auto assemble_literal() {
    constexpr auto made = [] {
        struct {
            std::array<std::uint8_t, 2 * sizeof(Source.text) + 64> bytes{};
            std::size_t size = 0;
        } out;
        out.size = *isa::assemble({Source.text, sizeof(Source.text) - 1}, out.bytes);
        return out;
    }();
    text<made.size> out;
    for (std::size_t i = 0; i < made.size; ++i) {
        out.bytes[i] = made.bytes[i];
    }
    return out;
}
} // namespace detail

/// A program written in llvm-objdump's syntax, assembled by the compiler: a mistake in it does not
/// compile. See include/femto/isa/README.md for the syntax.
template <fixed_string Source>
inline constexpr auto assembled = detail::assemble_literal<Source>();

} // namespace fc::test
