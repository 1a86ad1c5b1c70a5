// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/verify/program.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// A program together with its own data and bss, which persist from run to run. Borrows both.
template <class Program>
class instance {
public:
    constexpr instance(const Program& code, std::span<std::uint8_t> data)
        : code_{&code}, data_{data} {}

    constexpr const Program& code() const { return *code_; }
    constexpr std::span<std::uint8_t> data() const { return data_; }

private:
    const Program* code_;
    std::span<std::uint8_t> data_;
};

namespace detail {
template <class T>
inline constexpr bool is_program = false;
template <class Semantics, std::size_t DecodeSlots>
inline constexpr bool is_program<program<Semantics, DecodeSlots>> = true;
template <class Program>
inline constexpr bool is_program<instance<Program>> = is_program<Program>;
} // namespace detail

/// Fills `storage` with a fresh copy of the program's data, bss behind it. Call it again to
/// restart the program.
/// @param storage  at least `code.data_bytes()` bytes; must outlive the instance
/// @errors         buffer_too_small, `at()` being the bytes needed; illegal_section, the offset of a
///                 relocation
template <class Program>
constexpr result<instance<Program>> instantiate(const Program& code,
                                                std::span<std::uint8_t> storage) {
    const std::span<const std::uint8_t> initial = code.data();
    if (storage.size() < initial.size() || storage.size() - initial.size() < code.bss_bytes()) {
        return {errc::buffer_too_small, static_cast<std::uint32_t>(code.data_bytes())};
    }
    const std::span<std::uint8_t> data = storage.first(code.data_bytes());
    for (std::size_t i = 0; i < data.size(); ++i) {
        data[i] = i < initial.size() ? initial[i] : std::uint8_t{0};
    }
    // A scratch policy of the same kind tells where the sections will lie: under `segmented` that
    // is the same in every vm, under `allow_list` it is where they are.
    typename Program::semantics::memory places;
    if (const errc error = places.assign({.data = data, .rodata = code.rodata()});
        error != errc::ok) {
        return error;
    }
    for (const relocation& each : code.relocations()) {
        if (!fits<std::size_t>(each.offset, initial.size(), sizeof(std::uint64_t))) {
            return {errc::illegal_section, each.offset};
        }
        std::uint64_t base = isa::code_address_base;
        if (each.to == relocation::target::data) {
            base = places.address_of(memory::section::data);
        } else if (each.to == relocation::target::rodata) {
            base = places.address_of(memory::section::rodata);
        }
        std::uint8_t* word = &data[each.offset];
        store_le(word, load_le<std::uint64_t>(word) + base);
    }
    return instance<Program>{code, data};
}

/// An instance borrows its program: one that dies with this expression cannot have any.
template <class Program>
result<instance<Program>> instantiate(const Program&& code,
                                      std::span<std::uint8_t> storage) = delete;

} // namespace fc
