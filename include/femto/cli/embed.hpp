// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/cpp_array.hpp>
#include <femto/cli/cpp_name.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/cli/verified.hpp>
#include <femto/cli/write_file.hpp>
#include <femto/isa/disassemble.hpp>

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fc::cli {

/// `femto embed FILE`: makes a C++ header of a program, for firmware that has it compiled in.
class embed_verb {
public:
    explicit embed_verb(CLI::App& app)
        : app_{app.add_subcommand("embed", "Make a C++ header of a program")} {
        add_program_options(*app_, file_, entry_);
        app_->add_option("-o,--output", output_, "Where to [standard output]");
        app_->add_option("--name", name_, "What C++ shall call it [the name of FILE]");
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        const std::string name = cpp_name(name_, file_ == "-" ? "" : file_);
        const loaded_program program = load_program(file_, io, entry_);
        refuse_what_all_refuse(program);

        const std::string header = header_of(program, name);
        return write_output(output_, std::vector<std::uint8_t>{header.begin(), header.end()});
    }

private:
    static std::string header_of(const loaded_program& program, const std::string& name) {
        const fc::sections& parts = program.sections();
        std::string out = "// Made by `femto embed`; not to be edited.\n#pragma once\n\n"
                          "#include <femto/image/compiled_in.hpp>\n\n#include <cstdint>\n\n"
                          "namespace " +
                          name + "_parts {\n";
        std::string members = "    .text = " + name + "_parts::text,\n";
        std::string built_for;
        out += text_of(program);
        const auto add_bytes = [&](const char* part, std::span<const std::uint8_t> bytes) {
            if (!bytes.empty()) {
                out += "alignas(4) " + cpp_array_of(part, bytes);
                members += std::string{"    ."} + part + " = " + name + "_parts::" + part + ",\n";
            }
        };
        add_bytes("rodata", parts.rodata);
        add_bytes("data", parts.data);
        if (parts.bss_bytes != 0) {
            members += "    .bss_bytes = " + std::to_string(parts.bss_bytes) + ",\n";
        }
        if (!parts.relocations.empty()) {
            out += relocations_of(parts.relocations);
            members += "    .relocations = " + name + "_parts::relocations,\n";
        }
        members += "    .entry = " + std::to_string(parts.entry) + ",\n";
        if (!program.contents().notes.fingerprint.empty()) {
            out += words_of(program.contents().notes.fingerprint);
            built_for = ", fc::image::fingerprint{" + name + "_parts::built_for}";
        }
        return out + "} // namespace " + name +
               "_parts\n\n/// For fc::verify and fc::engine::load.\n" +
               "inline constexpr fc::image::compiled_in " + name + "{{\n" + members + "}" +
               built_for + "};\n";
    }

    /// An instruction per line, said beside it.
    static std::string text_of(const loaded_program& program) {
        const auto text = program.text();
        std::string out = "alignas(4) inline constexpr std::uint8_t text[] = {\n";
        isa::disassemble(text, [&](std::size_t slot, const isa::instruction_text& line) {
            if (const std::string& function = program.function_at(slot); !function.empty()) {
                // The colon: a name that ends in a backslash would go on in the next line.
                out += "    // " + on_one_line(function) + ":\n";
            }
            for (std::size_t done = 0; done < line.bytes(); done += isa::slot_bytes) {
                const auto bytes = text.subspan(slot * isa::slot_bytes + done, isa::slot_bytes);
                out += "    " + cpp_bytes(bytes);
                if (done == 0) {
                    out.append("// ").append(std::to_string(slot)).append(": ");
                    out.append(line.data(), line.size()).append("\n");
                } else {
                    out.back() = '\n';
                }
            }
        });
        return out + "};\n";
    }

    /// Of the context it was built for: a number for its helpers, then one for each field.
    static std::string words_of(const image::fingerprint& numbers) {
        std::string out = "inline constexpr std::uint32_t built_for[] = {\n   ";
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            out += ' ' + std::to_string(numbers[i]) + ',';
        }
        return out + "\n};\n";
    }

    static std::string relocations_of(std::span<const relocation> list) {
        std::string out = "inline constexpr fc::relocation relocations[] = {\n";
        for (const relocation& each : list) {
            const char* const target = each.to == relocation::target::data     ? "data"
                                       : each.to == relocation::target::rodata ? "rodata"
                                                                               : "text";
            out += "    {.offset = " + std::to_string(each.offset) +
                   ", .to = fc::relocation::target::" + target + "},\n";
        }
        return out + "};\n";
    }

    CLI::App* app_;
    std::string file_;
    std::string output_ = "-";
    std::optional<std::string> name_;
    entry_point entry_;
};

} // namespace fc::cli
