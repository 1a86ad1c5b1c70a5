// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "differential/generator.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::fuzz {

/// How bytes become a program: a head of 8 bytes, then text, then what it runs on. The text stands
/// where mutations of libFuzzer hit it most, and may have any length.
class program_input {
public:
    static constexpr std::size_t head_bytes = 8;
    enum head : std::size_t { context, rodata, data, bss, relocations, targets, entry, budget };

    explicit program_input(std::span<const std::uint8_t> input) {
        const std::size_t given = std::min(input.size(), head_bytes);
        std::copy_n(input.begin(), given, head_.begin());
        rest_ = input.subspan(given);
    }

    std::size_t context_bytes() const { return head_[context] % 128 % 65; }
    std::size_t rodata_bytes() const { return head_[rodata] % 65; }
    std::size_t data_bytes() const { return head_[data] % 65; }
    std::size_t text_bytes() const {
        const std::size_t behind = context_bytes() + rodata_bytes() + data_bytes();
        return rest_.size() > behind ? rest_.size() - behind : rest_.size();
    }

    test::sample sample() const {
        test::sample out;
        std::span from = rest_;
        out.text = take(from, text_bytes());
        out.data = take(from, data_bytes());
        out.rodata = take(from, rodata_bytes());
        out.context = take(from, context_bytes());
        out.context_is_writable = head_[context] < 128;
        out.bss_bytes = static_cast<std::uint32_t>(
            std::min<std::size_t>(head_[bss], test::sample_data_max - out.data.size()));
        out.entry = head_[entry];
        // From a handful of slots, where every place to stop matters, to loops.
        out.budget = head_[budget] < 128 ? head_[budget] : head_[budget] * 8U;
        for (std::uint32_t i = 0; i < head_[relocations] % 4U; ++i) {
            if (8 * (i + 1) <= out.data.size()) {
                const auto to = static_cast<relocation::target>((head_[targets] >> (2 * i)) % 3);
                out.relocations.push_back({.offset = 8 * i, .to = to});
            }
        }
        return out;
    }

private:
    /// `bytes` bytes; those the input does not have are 0.
    static std::vector<std::uint8_t> take(std::span<const std::uint8_t>& from, std::size_t bytes) {
        const std::size_t given = std::min(bytes, from.size());
        // Made in one piece: no spare capacity behind it, where a sanitizer would see nothing.
        std::vector<std::uint8_t> out(bytes);
        std::copy_n(from.begin(), given, out.begin());
        from = from.subspan(given);
        return out;
    }

    std::array<std::uint8_t, head_bytes> head_{};
    std::span<const std::uint8_t> rest_{};
};

} // namespace fc::fuzz
