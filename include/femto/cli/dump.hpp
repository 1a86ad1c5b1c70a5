// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/access.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/image/format.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fc::cli {

/// `femto dump FILE`: what an image says of itself.
class dump_verb {
public:
    explicit dump_verb(CLI::App& app)
        : app_{app.add_subcommand("dump", "Print the fields of an image")} {
        add_program_options(*app_, file_, entry_);
        app_->add_flag("--json", json_, "Print one JSON object, also for an error");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        const loaded_program program = load_program(file_, io, entry_);
        return json_ ? as_json(program) : as_table(program);
    }

private:
    static std::string row(std::string name, const std::string& value) {
        name.resize(std::max(name.size() + 1, std::size_t{15}), ' ');
        return name + value + "\n";
    }
    static const char* name_of(relocation::target to) {
        return to == relocation::target::text     ? "text"
               : to == relocation::target::rodata ? "rodata"
                                                  : "data";
    }

    /// Calls `visit` with each field of the header: its row, its place and its number.
    template <class Visit>
    static void each_field(const loaded_program& program, Visit&& visit) {
        if (!image::has_header(program.layout())) {
            return;
        }
        for (const image::header_row& each : image::header_table) {
            const auto place = image::place_of(program.layout(), each.field);
            if (place.bytes != 0) {
                visit(each, place, image::get(program.file().data(), place));
            }
        }
    }

    static bool is_bit_pattern(image::header_field field) {
        return field == image::header_field::magic || field == image::header_field::flags;
    }

    static std::string as_table(const loaded_program& program) {
        const image::loaded& has = program.contents();
        const fc::sections parts = has.stored();
        std::string out = row("layout", std::string{image::name_of(program.layout())} + ", " +
                                            count_of_bytes(program.file().size()));
        each_field(program, [&](const image::header_row& field, image::field_place place,
                                std::uint64_t value) {
            out += row(field.name,
                       "at " + std::to_string(place.offset) + ", " + count_of_bytes(place.bytes) +
                           ": " +
                           (is_bit_pattern(field.field) ? to_hex(value) : std::to_string(value)));
        });
        if (!image::has_header(program.layout())) {
            const auto add = [&](const char* name, std::size_t bytes) {
                out += bytes == 0 ? std::string{} : row(name, count_of_bytes(bytes));
            };
            add("text", parts.text.size());
            add("rodata", parts.rodata.size());
            add("data", parts.data.size());
            add("bss", parts.bss_bytes);
        }
        std::size_t index = 0;
        const std::size_t left_out =
            program.each_function([&](const std::string& name, std::uint32_t slot, std::uint32_t) {
                out += row("function " + std::to_string(index),
                           "slot " + std::to_string(slot) + ": " + on_one_line(name));
                ++index;
            });
        out += left_out == 0 ? std::string{} : row("functions", std::to_string(left_out) + " more");
        for (std::uint32_t i = 0; i < has.calls.size(); ++i) {
            out += row("call " + std::to_string(i), "slot " + std::to_string(has.calls[i].slot) +
                                                        ": of slot " +
                                                        std::to_string(has.calls[i].callee));
        }
        for (const std::uint8_t id : has.helpers) {
            out += row("helper", to_hex(id));
        }
        if (has.notes.has_contract) {
            out += row("contract", to_hex(has.notes.contract));
        }
        for (std::size_t i = 0; i < has.notes.fingerprint.size(); ++i) {
            out += row("fingerprint",
                       (i == 0 ? std::string{"helpers"} : "field " + std::to_string(i - 1)) + ": " +
                           to_hex(has.notes.fingerprint[i]));
        }
        if (!has.notes.proof.empty()) {
            out += row("proof", count_of_bytes(has.notes.proof.size()));
        }
        for (std::size_t i = 0; i < parts.relocations.size(); ++i) {
            out += row("address " + std::to_string(i),
                       "data + " + std::to_string(parts.relocations[i].offset) + ": into " +
                           name_of(parts.relocations[i].to));
        }
        return out + row("starts", "slot " + std::to_string(parts.entry));
    }

    /// Appends `, "name": [one, two]`: what `each_item` calls its argument with.
    template <class EachItem>
    static void add_list(std::string& out, const char* name, EachItem&& each_item) {
        out.append(", \"").append(name).append("\": [");
        const char* before = "";
        each_item([&](const std::string& item) {
            out.append(before).append(item);
            before = ", ";
        });
        out += ']';
    }

    static std::string as_json(const loaded_program& program) {
        const image::loaded& has = program.contents();
        const fc::sections parts = has.stored();
        const auto number = [](const char* name, std::uint64_t value) {
            return std::string{", \""} + name + "\": " + std::to_string(value);
        };
        std::string out =
            std::string{"{\"layout\": \""} + image::name_of(program.layout()) + "\"" +
            number("bytes", program.file().size()) + number("text_bytes", parts.text.size()) +
            number("rodata_bytes", parts.rodata.size()) + number("data_bytes", parts.data.size()) +
            number("bss_bytes", parts.bss_bytes) + number("entry", parts.entry);

        std::string fields;
        each_field(program, [&](const image::header_row& field, image::field_place,
                                std::uint64_t value) { fields += number(field.name, value); });
        out += fields.empty() ? fields : ", \"fields\": {" + fields.substr(2) + "}";

        std::size_t left_out = 0;
        add_list(out, "functions", [&](auto&& add) {
            left_out = program.each_function(
                [&](const std::string& name, std::uint32_t slot, std::uint32_t) {
                    add("{\"name\": " + json_string(name) + number("slot", slot) + "}");
                });
        });
        out += left_out == 0 ? std::string{} : number("functions_left_out", left_out);
        if (!has.calls.empty()) {
            add_list(out, "calls", [&](auto&& add) {
                for (std::uint32_t i = 0; i < has.calls.size(); ++i) {
                    add("{" + number("slot", has.calls[i].slot).substr(2) +
                        number("callee", has.calls[i].callee) + "}");
                }
            });
        }
        if (has.lists_helpers) {
            add_list(out, "helpers", [&](auto&& add) {
                for (const std::uint8_t id : has.helpers) {
                    add(std::to_string(id));
                }
            });
        }
        out += has.notes.has_contract ? number("contract", has.notes.contract) : std::string{};
        if (!has.notes.fingerprint.empty()) {
            add_list(out, "fingerprint", [&](auto&& add) {
                for (std::size_t i = 0; i < has.notes.fingerprint.size(); ++i) {
                    add(std::to_string(has.notes.fingerprint[i]));
                }
            });
        }
        out +=
            has.notes.proof.empty() ? std::string{} : number("proof_bytes", has.notes.proof.size());
        if (!parts.relocations.empty()) {
            add_list(out, "addresses", [&](auto&& add) {
                for (const relocation& each : parts.relocations) {
                    add("{" + number("offset", each.offset).substr(2) + ", \"to\": \"" +
                        name_of(each.to) + "\"}");
                }
            });
        }
        return out + "}\n";
    }

    CLI::App* app_;
    std::string file_;
    entry_point entry_;
    bool json_ = false;
};

} // namespace fc::cli
