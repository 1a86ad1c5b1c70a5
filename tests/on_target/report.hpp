// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#if __STDC_HOSTED__
#include <cstdio>
#else
#include <femto/port/bare_metal/start.hpp>
#endif

// What a program of these tests says. The same source is run on the host and on each core, and must
// say the same: what it finds is printed, not only whether that is right.
namespace fc::test {

inline void print(const char* text) {
    std::size_t length = 0;
    while (text[length] != 0) {
        ++length;
    }
#if __STDC_HOSTED__
    std::fwrite(text, 1, length, stdout);
#else
    bare_metal::semihosting_console::write(text, length);
#endif
}

inline void print(std::uint64_t value, unsigned base = 10) {
    char digits[21];
    char* at = digits + sizeof digits - 1;
    *at = 0;
    do {
        *--at = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    print(at);
}

/// All that was seen, in one number (FNV-1a).
class digest {
public:
    template <class Number>
    void add(Number seen) {
        auto value = static_cast<std::uint64_t>(seen);
        for (unsigned i = 0; i < 8; ++i, value >>= 8) {
            value_ = (value_ ^ static_cast<std::uint32_t>(value & 0xFF)) * 0x01000193U;
        }
    }
    std::uint32_t value() const { return value_; }

private:
    std::uint32_t value_ = 0x811C9DC5;
};

/// Counts checks, and prints the first that fail.
class report {
public:
    void expect(bool good, const char* what, std::uint64_t which = 0) {
        ++(good ? passed_ : failed_);
        if (!good && failed_ <= most_lines) {
            print("failed: ");
            print(what);
            print(" ");
            print(which);
            print("\n");
        }
    }
    /// @return  the program's exit status
    int end() const {
        print(passed_);
        print(" passed, ");
        print(failed_);
        print(" failed\n");
        return failed_ == 0 && passed_ != 0 ? 0 : 1;
    }

private:
    static constexpr std::uint32_t most_lines = 20;
    std::uint32_t passed_ = 0;
    std::uint32_t failed_ = 0;
};

} // namespace fc::test
