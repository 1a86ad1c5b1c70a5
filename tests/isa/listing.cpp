// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Compares the disassembler with llvm-objdump over one object, instruction by instruction, and
// assembles llvm-objdump's own text back into the object's bytes.
//
//     isa_listing PLAIN ALU32
//     isa_listing --variants
//
// Both files are outputs of `llvm-objdump -d`, the second with `--mattr=+alu32`, which is the only
// way to have the 32-bit atomics printed in full. Prints what was compared; exit status 1 after a
// difference. With --variants it writes an assembler source of all that the table can express and
// LLVM's syntax too, as bytes, to be made an object of and compared likewise.

#include "isa/variants.hpp"

#include <femto/isa/assemble.hpp>
#include <femto/isa/disassemble.hpp>
#include <femto/isa/table.hpp>

#include <cctype>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace isa = fc::isa;

struct listed {
    std::vector<std::uint8_t> bytes;
    std::string text;
};

/// `      12:\tb7 01 00 00 05 00 00 00\tr1 = 0x5`; all other lines are headings.
std::vector<listed> read_listing(const char* path) {
    std::vector<listed> out;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(":\t");
        const auto tab = colon == std::string::npos ? colon : line.find('\t', colon + 2);
        if (tab == std::string::npos || line.find_first_not_of(" 0123456789") != colon) {
            continue;
        }
        listed entry;
        std::istringstream bytes{line.substr(colon + 2, tab - colon - 2)};
        for (unsigned byte = 0; bytes >> std::hex >> byte;) {
            entry.bytes.push_back(static_cast<std::uint8_t>(byte));
        }
        entry.text = line.substr(tab + 1);
        out.push_back(entry);
    }
    return out;
}

std::string without_annotation(std::string text) {
    const auto open = text.rfind(" <");
    if (open != std::string::npos && text.back() == '>' &&
        text.find(' ', open + 1) == std::string::npos) {
        text.erase(open);
    }
    return text;
}

/// llvm-objdump 14 prints decimal numbers where 19 prints hexadecimal ones.
std::string in_hexadecimal(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto is_word = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
        };
        if (!is_word(text[i])) {
            out += text[i++];
            continue;
        }
        std::string word;
        while (i < text.size() && is_word(text[i])) {
            word += text[i++];
        }
        if (word.find_first_not_of("0123456789") == std::string::npos) {
            char hex[32];
            std::snprintf(hex, sizeof hex, "0x%llx", std::stoull(word));
            word = hex;
        }
        out += word;
    }
    return out;
}

/// The two differences that README.md of the module explains: femto prints 32-bit atomics as
/// `--mattr=+alu32` does, but for the addition without fetch.
bool printed_as_alu32(const isa::instruction& in) {
    return isa::table[in.opcode].needs == isa::group::atomic32 && in.imm != 0;
}

/// True where LLVM's text says less than the bytes: then it cannot give them back.
bool loses_something(const isa::instruction& in) {
    const isa::form form = isa::table[in.opcode].operands;
    return (form == isa::form::call && in.src != 0 && in.imm >= 0) ||
           (form == isa::form::call_reg && in.imm != 0);
}

/// True where LLVM 19 prints another text, as README.md of the module lists, or none.
bool differs_from_llvm(const isa::row& row, const isa::instruction& in) {
    return row.needs == isa::group::section ||
           (row.operands == isa::form::call && in.src == 0 && in.imm < 0) ||
           (row.operands == isa::form::call_reg && in.imm != 0) ||
           (row.operands == isa::form::packet && row.src == isa::src_use::read && in.imm != 0);
}

void write_variants() {
    std::cout << ".text\n";
    for (const isa::row& row : isa::rows) {
        fc::test::each_variant(row, [&](const isa::instruction& in) {
            if (differs_from_llvm(row, in)) {
                return;
            }
            const auto code = fc::test::encode(in, 0, row.operands == isa::form::wide);
            const char* separator = ".byte ";
            for (std::size_t i = 0; i < code.size; ++i) {
                std::cout << separator << static_cast<int>(code.bytes[i]);
                separator = ",";
            }
            std::cout << '\n';
        });
    }
}

} // namespace

int main(int count, char** arguments) {
    if (count == 2 && std::string{arguments[1]} == "--variants") {
        write_variants();
        return 0;
    }
    if (count != 3) {
        std::cerr << "usage: isa_listing PLAIN ALU32 | --variants\n";
        return 2;
    }
    const std::vector<listed> plain = read_listing(arguments[1]);
    const std::vector<listed> alu32 = read_listing(arguments[2]);
    if (plain.empty() || plain.size() != alu32.size()) {
        std::cerr << "no instructions, or two listings of different objects\n";
        return 1;
    }

    std::set<int> opcodes;
    int differences = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const listed& entry = plain[i];
        if (entry.bytes.size() < isa::slot_bytes) {
            std::cerr << "cannot read: " << entry.text << '\n';
            return 1;
        }
        const isa::instruction in = isa::decode(entry.bytes.data());
        const std::string& llvm = printed_as_alu32(in) ? alu32[i].text : entry.text;
        opcodes.insert(in.opcode);

        const isa::instruction_text line = isa::disassemble_one(entry.bytes, 0);
        const std::string text{line.data(), line.size()};
        if (without_annotation(text) != in_hexadecimal(without_annotation(llvm)) ||
            line.bytes() != entry.bytes.size()) {
            std::cerr << "llvm-objdump: " << llvm << "\nfemto:        " << text << '\n';
            ++differences;
        }

        // Each text of LLVM's, in either spelling, gives the bytes; so does femto's, always.
        for (const std::string* source : {&llvm, &alu32[i].text, &text}) {
            std::vector<std::uint8_t> back(entry.bytes.size());
            const auto size = isa::assemble(*source, back);
            const bool same = size && back == entry.bytes;
            if (!same && !(source != &text && loses_something(in))) {
                std::cerr << "does not assemble back: " << *source << '\n';
                ++differences;
            }
        }
    }
    std::cout << plain.size() << " instructions, opcodes";
    for (const int opcode : opcodes) {
        std::printf(" %02x", static_cast<unsigned>(opcode));
    }
    std::cout << '\n';
    return differences == 0 ? 0 : 1;
}
