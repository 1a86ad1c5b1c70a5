// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Any bytes twice: as a text to disassemble, which the assembler must read back to the same bytes,
// and as a source, refused with a line or assembled to what prints and assembles to itself.
#include "demand.hpp"

#include <femto/isa/assemble.hpp>
#include <femto/isa/disassemble.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::fuzz {
namespace {

using bytes = std::vector<std::uint8_t>;

std::string print(std::span<const std::uint8_t> text) {
    std::string out;
    std::size_t covered = 0;
    isa::disassemble(text, [&](std::size_t slot, const isa::instruction_text& line) {
        demand(slot * isa::slot_bytes == covered, "lines follow each other without a gap");
        demand(line.size() != 0 && line.size() <= isa::instruction_text::capacity,
               "a line has 1 to 64 characters");
        covered += line.bytes();
        out.append(line.data(), line.size()).push_back('\n');
    });
    demand(covered == text.size(), "every byte is printed");

    // The same through the other door, with just enough room and one character less.
    const auto exact = std::make_unique<char[]>(out.size());
    const auto written = isa::disassemble(text, std::span{exact.get(), out.size()});
    demand(written && *written == out.size() && std::equal(out.begin(), out.end(), exact.get()),
           "both ways to disassemble write the same");
    if (!out.empty()) {
        const auto less = isa::disassemble(text, std::span{exact.get(), out.size() - 1});
        demand(less.error() == errc::buffer_too_small, "a line is never cut");
    }
    return out;
}

result<std::size_t> assemble(std::string_view source, bytes& out) {
    const std::size_t most = isa::text_bytes_max(source.size());
    const auto room = std::make_unique<std::uint8_t[]>(most);
    const auto labels = std::make_unique<isa::label[]>(source.size());
    const auto size = isa::assemble(source, {room.get(), most}, {labels.get(), source.size()});
    out.clear();
    if (size) {
        out.assign(room.get(), room.get() + *size);
        if (*size != 0) {
            const auto less =
                isa::assemble(source, {room.get(), *size - 1}, {labels.get(), source.size()});
            demand(less.error() == errc::buffer_too_small, "less room is refused, not overrun");
        }
    }
    return size;
}

void demand_same(const bytes& text) {
    const std::string printed = print(text);
    bytes again;
    demand(static_cast<bool>(assemble(printed, again)), "what is printed assembles");
    demand(again == text, "what is printed assembles to the same bytes");
    demand(print(again) == printed, "and prints the same again");
}

class target {
public:
    void read(std::span<const std::uint8_t> input) {
        ++seen_.inputs;
        demand_same({input.begin(), input.end()});

        const std::string source{input.begin(), input.end()};
        bytes text;
        const auto size = assemble(source, text);
        if (!size) {
            const auto ends = std::count(source.begin(), source.end(), '\n');
            demand(size.at() >= 1 && size.at() <= static_cast<std::size_t>(ends) + 1,
                   "an error names a line of the source");
            demand(size.error() != errc::buffer_too_small, "text_bytes_max always suffices");
            ++seen_.refused;
            return;
        }
        ++seen_.finished;
        demand_same(text);
    }

private:
    tally seen_{"assembler"};
};

} // namespace
} // namespace fc::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static fc::fuzz::target all;
    all.read({bytes, size});
    return 0;
}
