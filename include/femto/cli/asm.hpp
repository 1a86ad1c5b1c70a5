// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/hex.hpp>
#include <femto/cli/source.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/write_file.hpp>

#include <CLI/CLI.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// `femto asm FILE`: makes bare text of what `disasm` prints or a person writes.
class asm_verb {
public:
    explicit asm_verb(CLI::App& app)
        : app_{app.add_subcommand("asm", "Assemble a source to bare text")} {
        app_->add_option("FILE", file_, "Source; - is standard input")->required();
        auto* out = app_->add_option("-o,--output", output_, "Where to [standard output]");
        app_->add_flag("--hex", hex_, "Print hexadecimal bytes, a line per slot")->excludes(out);
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        const std::vector<std::uint8_t> text = assembled(read_program(file_, io, source_bytes_max));
        return hex_ ? hex_lines(text) : write_output(output_, text);
    }

private:
    /// The longest program is 65535 slots: 64 characters for each of them.
    static constexpr std::size_t source_bytes_max = std::size_t{4} << 20;

    static std::vector<std::uint8_t> assembled(const std::vector<std::uint8_t>& source) {
        assembly made{source};
        if (made.error != errc::ok) {
            throw failure{failure::kind::refused, made.error, "line " + std::to_string(made.line),
                          made.line};
        }
        return std::move(made.text);
    }

    static std::string hex_lines(const std::vector<std::uint8_t>& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            out += hex_of(std::span{text}.subspan(i, 1));
            out += (i + 1) % isa::slot_bytes == 0 || i + 1 == text.size() ? '\n' : ' ';
        }
        return out;
    }

    CLI::App* app_;
    std::string file_;
    std::string output_ = "-";
    bool hex_ = false;
};

} // namespace fc::cli
