// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Writes the C header of a table with every kind of parameter and result, for compile_header.cmake.
#include <femto/helper/c_header.hpp>

#include <cstdint>
#include <cstdio>

namespace {

struct sample {
    std::int32_t value;
};
struct unnamed {
    std::int32_t value;
};
struct station {};
enum class colour : std::int8_t { red };

void nothing() {}
bool letters(bool, char, colour) { return true; }
std::uint64_t numbers(std::uint8_t, std::int16_t, std::uint32_t, std::int64_t) { return 0; }
fc::result<std::int32_t> read(station&, std::uint32_t, fc::guest<sample>) { return 0; }
fc::result<void> write(fc::guest<const sample>, fc::guest_string) { return {}; }
std::uint32_t add(fc::guest_span<const std::uint16_t>, fc::guest_span<std::uint8_t>) { return 0; }
colour choose(fc::guest<unnamed>) { return colour::red; }

} // namespace

template <>
inline constexpr const char* fc::guest_type_name<sample> = "struct sample";

using table = fc::helper_table<fc::helper<1, "nothing", nothing>, fc::helper<2, "letters", letters>,
                               fc::helper<3, "numbers", numbers>, fc::helper<4, "read", read>,
                               fc::helper<5, "write", write>, fc::helper<6, "add", add>,
                               fc::helper<0x7EFFFFFF, "choose", choose>>;

int main() {
    fc::write_guest_header<table>([](const char* piece) { std::fputs(piece, stdout); });
}
