// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Most changes keep the sum of an image's parts, on which everything depends: a part grows or
// shrinks together with its field, or its bytes change where they are.
#include "differential/random.hpp"

#include <femto/image/detect.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t max);

namespace {

using fc::image::layout;
using fc::image::detail::part_of_image;

void change_number(fc::test::random_numbers& random, std::uint8_t* at, fc::image::field_place of) {
    constexpr std::uint64_t edges[] = {
        0, 1, 6, 7, 8, 16, 0x7FFFFFFF, 0xFFFFFFF8, ~std::uint64_t{0}};
    std::uint64_t value = fc::image::get(at, of);
    switch (random.below(4)) {
    case 0: value = edges[random.below(std::size(edges))]; break;
    case 1: value += 8; break;
    case 2: value -= 8; break;
    default: value ^= std::uint64_t{1} << random.below(8U * of.bytes);
    }
    fc::image::put(at, of, value);
}

/// Makes room for whole units in the middle of a part, or takes them out.
std::size_t resize(fc::test::random_numbers& random, std::uint8_t* bytes, std::size_t size,
                   std::size_t max, layout as, const fc::image::detail::header& head) {
    const auto which = static_cast<part_of_image>(random.below(as == layout::extended ? 5 : 4));
    const auto field = fc::image::place_of(as, fc::image::detail::field_of(which));
    std::size_t unit = fc::image::detail::unit_bytes[static_cast<std::size_t>(which)];
    std::uint64_t units = 1;
    if (which == part_of_image::text) {
        unit = units = 8;
    }
    const std::size_t from = head.begin(which);
    const std::size_t length = head.length(which);
    const std::size_t at = from + random.below(static_cast<unsigned>(length / unit + 1)) * unit;
    const std::uint64_t number = fc::image::get(bytes, field);
    if (random.percent(50)) {
        if (size + unit > max) {
            return size;
        }
        std::memmove(bytes + at + unit, bytes + at, size - at);
        fc::image::put(bytes, field, number + units);
        return size + unit;
    }
    if (at + unit > from + length) {
        return size;
    }
    std::memmove(bytes + at, bytes + at + unit, size - at - unit);
    fc::image::put(bytes, field, number - units);
    return size - unit;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t max, unsigned seed) {
    fc::test::random_numbers random{seed};
    const auto as = fc::image::detect({bytes, size});
    if (!as || !fc::image::has_header(*as) || random.percent(10)) {
        return LLVMFuzzerMutate(bytes, size, max);
    }
    const auto read = fc::image::detail::read_header({bytes, size}, *as);
    if (!read) { // notes were cut
        return LLVMFuzzerMutate(bytes, size, max);
    }
    const auto& head = *read;
    if (random.percent(40)) {
        return resize(random, bytes, size, max, *as, head);
    }
    if (random.percent(20)) {
        const auto& row = fc::image::header_table[random.below(fc::image::header_table.size())];
        const auto field = fc::image::place_of(*as, row.field);
        if (field.bytes != 0) {
            change_number(random, bytes, field);
        }
        return size;
    }
    // Functions, calls and notes refer to other bytes, and are few.
    const std::size_t tables = head.begin(part_of_image::functions);
    const bool in_tables = tables < size && random.percent(60);
    const std::size_t from = in_tables ? tables : fc::image::header_bytes(*as);
    if (in_tables && random.percent(50)) {
        const std::size_t at = from + random.below(static_cast<unsigned>(size - from));
        bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1U << random.below(8)));
    } else if (from < size) {
        LLVMFuzzerMutate(bytes + from, size - from, size - from);
    }
    return size;
}
