// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Lines of slots, as a host asks for that was sent a device's fault_report.
#include "support/catch.hpp"

#include <femto/cli/source_map.hpp>
#include <femto/engine/fault.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

using fc::cli::line_table;
using fc::cli::source_map;

std::vector<std::uint8_t> object() {
    std::ifstream file{FAULTS, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// The slot of the only instruction that has `operand`.
std::uint16_t slot_of(const std::vector<std::uint8_t>& file, const fc::cli::entry_point& entry,
                      const std::string& operand) {
    const fc::cli::loaded_program program{file, entry};
    const auto slots = static_cast<std::uint16_t>(program.text().size() / 8);
    for (std::uint16_t slot = 0; slot < slots; ++slot) {
        if (program.instruction_at(slot).find(operand) != std::string::npos) {
            return slot;
        }
    }
    FAIL("no instruction has " << operand);
    return 0;
}

TEST_CASE("a fault report leads to the line of its slot, in whichever section that was") {
    struct row {
        fc::cli::entry_point entry;
        const char* operand; // of the access that faults
        const char* text;    // of its line
    };
    const std::vector<std::uint8_t> file = object();
    for (const row& each :
         {row{{}, "+ 0xc8)", "line: deeper"}, row{{"near", ""}, "+ 0x12c)", "line: far_away"},
          row{{"far", ""}, "+ 0x12c)", "line: far_away"}}) {
        fc::fault_report report;
        report.slot = slot_of(file, each.entry, each.operand);
        const fc::cli::source_line where = source_map{file, each.entry}.at(report.slot);
        if (!line_table::is_built_in) {
            CHECK(where.line == 0);
            continue;
        }
        REQUIRE(std::filesystem::path{where.file}.filename() == "faults.c");
        std::ifstream source{where.file};
        std::string text;
        for (std::uint32_t i = 0; i < where.line; ++i) {
            std::getline(source, text);
        }
        CHECK(text.find(each.text) != std::string::npos);
    }
}

TEST_CASE("a slot that the program does not have has no line") {
    const std::vector<std::uint8_t> file = object();
    const source_map map{file};
    for (const std::uint32_t slot : {65535U, 0xFFFFFFFFU, 10000U}) {
        CHECK(map.at(slot).line == 0);
    }
}

TEST_CASE("bytes that are no object have no lines, and it is said why") {
    const std::vector<std::uint8_t> text{0x95, 0, 0, 0, 0, 0, 0, 0};
    const source_map map{text};
    CHECK(map.at(0).line == 0);
    CHECK(map.why_unknown() == "only an object has line numbers");
}

} // namespace
