// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/text.hpp>
#include <femto/isa/assemble.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// What the assembler makes of a source: the text, or the error and its line.
struct assembly {
    explicit assembly(std::span<const std::uint8_t> source)
        : text(isa::text_bytes_max(source.size())) {
        const auto colons = std::count(source.begin(), source.end(), ':');
        std::vector<isa::label> labels(static_cast<std::size_t>(colons));
        const isa::characters characters{reinterpret_cast<const char*>(source.data()),
                                         source.size()};
        const auto bytes = isa::assemble(characters, text, labels);
        error = bytes.error();
        line = bytes.at();
        text.resize(bytes ? *bytes : 0);
    }

    std::vector<std::uint8_t> text;
    errc error = errc::ok;
    std::uint32_t line = 0;
};

/// True for text as people write it, in UTF-8. No program passes for it: the last instruction is an
/// exit or a jump, and either has fields that must be 0.
inline bool is_written_by_hand(std::span<const std::uint8_t> file) {
    std::string_view rest{reinterpret_cast<const char*>(file.data()), file.size()};
    while (!rest.empty()) {
        const utf8_character next = utf8_at(rest);
        const bool is_blank = next.code >= '\t' && next.code <= '\r';
        if (next.bytes == 0 || (next.code < ' ' && !is_blank)) {
            return false;
        }
        rest.remove_prefix(next.bytes);
    }
    return true;
}

/// True for what `clang -S` writes: it names the file it came from before it says anything else.
inline bool is_of_clang(std::string_view text) {
    const std::string_view directive = "\t.file\t\"";
    const std::size_t at = text.find(directive);
    return at != text.npos && (at == 0 || text[at - 1] == '\n');
}

/// Refuses a source, where a program is wanted that was made of one.
/// @throws failure  saying what to do with it
inline void refuse_source(std::span<const std::uint8_t> file, const std::string& name) {
    if (!is_written_by_hand(file)) {
        return;
    }
    const std::string_view text{reinterpret_cast<const char*>(file.data()), file.size()};
    const auto has = [&](char c) { return text.find(c) != std::string_view::npos; };
    const char* what = "is no program: neither an ELF object nor bytes of instructions";
    if (assembly{file}.error == errc::ok) {
        what = "is assembler: make bare text of it with `femto asm FILE -o OUT`";
    } else if (is_of_clang(text)) {
        what = "is assembler as clang writes it: make an object of it with "
               "`clang --target=bpf -c FILE -o OUT`";
    } else if (has('{') && has('}') && has(';')) {
        what = "is C source: make an object of it with `femto build FILE -o OUT`";
    }
    throw failure{failure::kind::refused, name + ": " + what, describe(errc::bad_magic).name};
}

} // namespace fc::cli
