// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

namespace fc::helpers {

/// True when `name` is an identifier of C: letters, digits and underscores, no digit first.
constexpr bool is_identifier(const char* name) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    if (!is_letter(*name)) {
        return false;
    }
    for (; *name != '\0'; ++name) {
        if (!is_letter(*name) && (*name < '0' || *name > '9')) {
            return false;
        }
    }
    return true;
}

constexpr bool same_name(const char* left, const char* right) {
    for (; *left != '\0' && *left == *right; ++left, ++right) {
    }
    return *left == *right;
}

/// True when C or C++ keeps the identifier `name` for itself: the header for container authors is
/// for both.
constexpr bool is_keyword(const char* name) {
    // C23 6.4.1 without its _Names, which look reserved anyway; C++20 lex.key and its operators.
    const char* keyword =
        "alignas alignof and and_eq asm auto bitand bitor bool break case catch char "
        "char16_t char32_t char8_t class co_await co_return co_yield compl concept const "
        "const_cast consteval constexpr constinit continue decltype default delete do "
        "double dynamic_cast else enum explicit export extern false float for friend goto "
        "if inline int long mutable namespace new noexcept not not_eq nullptr operator or "
        "or_eq private protected public register reinterpret_cast requires restrict return "
        "short signed sizeof static static_assert static_cast struct switch template this "
        "thread_local throw true try typedef typeid typename typeof typeof_unqual union "
        "unsigned using virtual void volatile wchar_t while xor xor_eq ";
    while (*keyword != '\0') {
        const char* letter = name;
        for (; *keyword != ' ' && *keyword == *letter; ++keyword, ++letter) {
        }
        if (*keyword == ' ' && *letter == '\0') {
            return true;
        }
        while (*keyword != ' ') {
            ++keyword;
        }
        ++keyword;
    }
    return false;
}

} // namespace fc::helpers
