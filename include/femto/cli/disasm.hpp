// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/hex.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/streams.hpp>
#include <femto/isa/disassemble.hpp>

#include <CLI/CLI.hpp>

#include <cstddef>
#include <string>

namespace fc::cli {

/// `femto disasm FILE`: prints the text as llvm-objdump does; `femto asm` reads it back.
class disasm_verb {
public:
    explicit disasm_verb(CLI::App& app)
        : app_{app.add_subcommand("disasm", "Print the instructions of a program")} {
        add_program_options(*app_, file_, entry_);
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        const loaded_program program = load_program(file_, io, entry_);
        std::string out;
        isa::disassemble(program.text(), [&](std::size_t slot, const isa::instruction_text& line) {
            if (const std::string& name = program.function_at(slot); !name.empty()) {
                out += heading(slot, name);
            }
            const std::string number = std::to_string(slot);
            out.append(number.size() < number_width ? number_width - number.size() : 0, ' ');
            out.append(number).append(":\t").append(line.data(), line.size()).append("\n");
        });
        return out;
    }

private:
    /// "0000000000000060 <name>:", a label to the assembler.
    static std::string heading(std::size_t slot, const std::string& name) {
        const std::string address = to_hex(slot * isa::slot_bytes).substr(2);
        return std::string(16 - address.size(), '0') + address + " <" + on_one_line(name) + ">:\n";
    }

    static constexpr std::size_t number_width = 8;

    CLI::App* app_;
    std::string file_;
    entry_point entry_;
};

} // namespace fc::cli
