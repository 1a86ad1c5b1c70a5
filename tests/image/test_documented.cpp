// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// The tables of include/femto/image/README.md are those of the code, row by row.
#include "support/catch.hpp"

#include <femto/image/format.hpp>

#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace {

using fc::image::field_place;

std::string readme() {
    std::ifstream file{FEMTO_IMAGE_README};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string text_of(field_place at) {
    return at.bytes == 0 ? std::string{"-"}
                         : std::to_string(at.offset) + ", " + std::to_string(at.bytes);
}

} // namespace

TEST_CASE("the README has the fields of the headers", "[image]") {
    const std::string text = readme();
    for (const auto& row : fc::image::header_table) {
        const std::string line = "| `" + std::string{row.name} + "` | " + text_of(row.fc28) +
                                 " | " + text_of(row.fc32) + " | " + text_of(row.extended) + " | " +
                                 row.meaning + " |\n";
        CAPTURE(line);
        CHECK(text.find(line) != std::string::npos);
    }
}

TEST_CASE("the README has the fields of the records", "[image]") {
    const std::string text = readme();
    const auto check = [&](const char* record, std::span<const fc::image::record_field> fields) {
        for (const auto& field : fields) {
            const std::string line = "| " + std::string{record} + " | `" + field.name + "` | " +
                                     text_of(field.at) + " | " + field.meaning + " |\n";
            CAPTURE(line);
            CHECK(text.find(line) != std::string::npos);
        }
    };
    check("function", fc::image::function_entry::fields);
    check("call", fc::image::call_entry::fields);
    check("notes", fc::image::note_list::fields);
    check("note", fc::image::note_entry::fields);
}
