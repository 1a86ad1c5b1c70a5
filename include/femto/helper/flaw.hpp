// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/helper/argument.hpp>

#include <cstdint>
#include <type_traits>

namespace fc::helpers {

/// What can be wrong with a helper. The sentence of each stands in `checked`.
enum class flaw : std::uint8_t {
    none,
    no_function,
    reference,
    pointer,
    enumeration,
    parameter,
    registers,
    returns_errc,
    returns
};

template <class T>
inline constexpr bool is_returned = std::is_void_v<T> || std::is_integral_v<T> || std::is_enum_v<T>;
template <class T>
inline constexpr bool is_returned<result<T>> = is_returned<T>;

template <class T>
inline constexpr unsigned registers_of = 0;
template <class T>
requires requires { argument<T>::registers; }
inline constexpr unsigned registers_of<T> = argument<T>::registers;

/// The first flaw of a function that takes Args, the environment left out, and returns Return.
template <class Return, class... Args>
constexpr flaw flaw_of() {
    if ((... || std::is_reference_v<Args>)) {
        return flaw::reference;
    }
    if ((... || std::is_pointer_v<Args>)) {
        return flaw::pointer;
    }
    if ((... || (std::is_enum_v<Args> && registers_of<Args> == 0))) {
        return flaw::enumeration;
    }
    if ((... || (registers_of<Args> == 0))) {
        return flaw::parameter;
    }
    if ((0U + ... + registers_of<Args>) > 5) {
        return flaw::registers;
    }
    if (std::is_same_v<Return, errc>) {
        return flaw::returns_errc;
    }
    return is_returned<Return> ? flaw::none : flaw::returns;
}

/// The id again; or one sentence that says what is wrong with the function. Not a part of the class
/// `helper`, since of an invalid class compilers tell all that follows from it.
template <class Signature>
constexpr std::uint32_t checked(std::uint32_t id) {
    constexpr flaw found = Signature::found;
    static_assert(found != flaw::no_function,
                  "a helper is a function or a captureless lambda, and no template");
    static_assert(found != flaw::reference,
                  "a helper's parameters, but for a first one of type Config::environment&, are no "
                  "references: take integers, fc::guest<T>, fc::guest_span<T> or fc::guest_string");
    static_assert(found != flaw::pointer,
                  "a helper gets no pointers, which nobody would have checked: take fc::guest<T>, "
                  "fc::guest_span<T> or fc::guest_string");
    static_assert(found != flaw::enumeration,
                  "a helper's enumeration needs a fixed underlying type: a container can pass any "
                  "number");
    static_assert(found != flaw::parameter,
                  "a helper's parameters are integers, enumerations, fc::guest<T>, "
                  "fc::guest_span<T> or fc::guest_string, after an optional environment reference");
    static_assert(found != flaw::registers,
                  "a helper takes at most five guest registers, r1 to r5");
    static_assert(found != flaw::returns_errc,
                  "a helper that can fail returns fc::result<T>: an errc would be a number in r0");
    static_assert(found != flaw::returns,
                  "a helper returns void, an integer, an enumeration, or fc::result of those");
    return id;
}

} // namespace fc::helpers
