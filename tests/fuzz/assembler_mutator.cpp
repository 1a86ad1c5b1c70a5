// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Some changes put a whole printed instruction between two lines: hardly a flipped character
// leaves a source that assembles.
#include "differential/random.hpp"

#include <femto/isa/disassemble.hpp>
#include <femto/isa/table.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t max);

namespace {

/// An opcode of the table with fields that mostly print as an instruction and else as bytes.
std::string any_line(fc::test::random_numbers& random) {
    fc::isa::instruction in;
    do {
        in.opcode = static_cast<std::uint8_t>(random.below(256));
    } while (fc::isa::table[in.opcode].operands == fc::isa::form::illegal);
    constexpr std::array<std::int32_t, 8> numbers{0, 16, 32, 64, 1, 0x41, 0xF1, -1};
    in.dst = random.percent(80) ? static_cast<std::uint8_t>(random.below(11)) : std::uint8_t{0};
    in.src = random.percent(60) ? static_cast<std::uint8_t>(random.below(11)) : std::uint8_t{0};
    in.offset = static_cast<std::int16_t>(random.percent(50) ? 0 : random.between(-9, 9));
    in.imm = random.percent(70) ? random.one_of(numbers) : static_cast<std::int32_t>(random.bits());
    std::array<std::uint8_t, 2 * fc::isa::slot_bytes> text{};
    const auto slot = fc::isa::encode(in);
    std::memcpy(text.data(), slot.data(), slot.size());
    const auto line = fc::isa::disassemble_one(text, 0);
    return std::string{line.data(), line.size()} + '\n';
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t max, unsigned seed) {
    fc::test::random_numbers random{seed};
    std::string source(reinterpret_cast<const char*>(bytes), size);
    const std::size_t from = random.below(size + 1);
    const std::size_t end = source.find('\n', from);
    const std::size_t at = end == std::string::npos ? 0 : end + 1;
    if (random.percent(40)) {
        source.insert(at, any_line(random));
    } else if (random.percent(30)) {
        source.erase(at, source.find('\n', at) - at);
    } else {
        return LLVMFuzzerMutate(bytes, size, max);
    }
    if (source.size() > max) {
        return LLVMFuzzerMutate(bytes, size, max);
    }
    std::copy(source.begin(), source.end(), bytes);
    return source.size();
}
