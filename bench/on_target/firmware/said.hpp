// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/bare_metal/detail/print.hpp>

#include <cstdint>

namespace bench {

inline void print(const char* text) { fc::bare_metal::detail::print(text); }
inline void print(std::uint32_t value) {
    char digits[11];
    char* at = digits + sizeof digits - 1;
    *at = 0;
    do {
        *--at = static_cast<char>('0' + value % 10);
        value /= 10;
    } while (value != 0);
    print(at);
}

/// What a firmware found: one `name=value` per line, a name having up to three parts.
class said {
public:
    void figure(const char* a, std::uint32_t value) {
        print(a);
        print("=");
        print(value);
        print("\n");
    }
    void figure(const char* a, const char* b, std::uint32_t value) {
        print(a);
        print(".");
        figure(b, value);
    }
    void figure(const char* a, const char* b, const char* c, std::uint32_t value) {
        print(a);
        print(".");
        figure(b, c, value);
    }
    void expect(bool good, const char* what, const char* which = "") {
        if (!good) {
            failed_ = true;
            print("wrong: ");
            print(what);
            print(" ");
            print(which);
            print("\n");
        }
    }
    /// @return  the firmware's exit status
    int end() const {
        print(failed_ ? "failed\n" : "done\n");
        return failed_ ? 1 : 0;
    }

private:
    bool failed_ = false;
};

} // namespace bench
