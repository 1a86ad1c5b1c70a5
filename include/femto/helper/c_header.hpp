// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/helper/table.hpp>

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc {

/// How container authors write T. A structure of yours that helpers take through `guest<T>` has
/// whatever name its own C header gives it; say it here, or it is written `void`. An enumeration that
/// is not said is written as its underlying type.
///
///     template <>
///     inline constexpr const char* fc::guest_type_name<sample> = "struct sample";
template <class T>
inline constexpr const char* guest_type_name = "void";

namespace helpers {

/// The C name of a type as containers pass and return it.
template <class T>
constexpr const char* c_name() {
    if constexpr (std::is_void_v<T>) {
        return "void";
    } else if constexpr (std::is_enum_v<T>) {
        return same_name(guest_type_name<T>, "void") ? c_name<std::underlying_type_t<T>>()
                                                     : guest_type_name<T>;
    } else if constexpr (is_result<T>) {
        return c_name<typename T::value_type>();
    } else if constexpr (std::same_as<T, char>) {
        return "char";
    } else if constexpr (std::is_integral_v<T>) {
        constexpr std::array<std::array<const char*, 4>, 2> names{{
            {"uint8_t", "uint16_t", "uint32_t", "uint64_t"},
            {"int8_t", "int16_t", "int32_t", "int64_t"},
        }};
        constexpr std::size_t log2_bytes = std::bit_width(sizeof(T)) - 1;
        return names[std::is_signed_v<T>][log2_bytes];
    } else {
        return guest_type_name<T>;
    }
}

/// How a parameter is declared: `before`, the name of a type, `after`.
struct c_parameter {
    const char* before;
    const char* type;
    const char* after;
};

template <class T>
inline constexpr c_parameter c_parameter_of{"", c_name<T>(), ""};
template <class T>
inline constexpr c_parameter c_parameter_of<guest<T>>{"", c_name<T>(), " *"};
template <class T>
inline constexpr c_parameter c_parameter_of<guest<const T>>{"const ", c_name<T>(), " *"};
// The count is 64 bits wide because its register is: of a narrower one, the compiler of the
// container may leave anything in the upper half.
template <class T>
inline constexpr c_parameter c_parameter_of<guest_span<T>>{"", c_name<T>(), " *, uint64_t"};
template <class T>
inline constexpr c_parameter c_parameter_of<guest_span<const T>>{"const ", c_name<T>(),
                                                                 " *, uint64_t"};
template <>
inline constexpr c_parameter c_parameter_of<guest_string>{"const ", "char", " *"};

/// `id` as C writes it.
struct c_number {
    constexpr explicit c_number(std::uint32_t id) {
        std::size_t digits = 1;
        while (digits < 8 && id >> (4 * digits) != 0) {
            ++digits;
        }
        text[0] = '0';
        text[1] = 'x';
        for (std::size_t i = 0; i < digits; ++i) {
            text[2 + i] = "0123456789abcdef"[id >> (4 * (digits - 1 - i)) & 15U];
        }
    }
    std::array<char, 11> text{};
};

/// "(uint32_t, const char *)".
template <class... Args, class Sink>
constexpr void write_parameters(Sink& sink, parameters<Args...>) {
    if constexpr (sizeof...(Args) == 0) {
        sink("(void)");
    } else {
        const char* between = "(";
        for (const c_parameter& each : {c_parameter_of<Args>...}) {
            sink(between);
            sink(each.before);
            sink(each.type);
            sink(each.after);
            between = ", ";
        }
        sink(")");
    }
}

/// One helper: a constant pointer to a function at the address that is its id, which compilers turn
/// into a call of that number. The cast names the whole type because C++ accepts nothing less.
template <class Helper, class Sink>
constexpr void write_declaration(Sink& sink) {
    static_assert(Helper::id != 0,
                  "C cannot call the helper with id 0: it would be a null pointer");
    using returns = typename Helper::signature::returns;
    constexpr typename Helper::signature::arguments arguments{};
    sink("static ");
    sink(c_name<returns>());
    sink(" (*const ");
    sink(Helper::name.c_str());
    sink(")");
    write_parameters(sink, arguments);
    sink(" = (");
    sink(c_name<returns>());
    sink(" (*)");
    write_parameters(sink, arguments);
    sink(")");
    sink(c_number{Helper::id}.text.data());
    sink(";\n");
}

template <class Table>
struct c_header;
template <class... Helpers>
struct c_header<helper_table<Helpers...>> {
    static constexpr bool names_differ() {
        const std::array<const char*, sizeof...(Helpers)> names{Helpers::name.text...};
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (same_name(names[i], names[j])) {
                    return false;
                }
            }
        }
        return true;
    }
    static_assert(names_differ(), "C calls helpers by name: two of this table have the same");

    template <class Sink>
    static constexpr void write(Sink& sink, const char* (*about)(std::uint32_t id)) {
        [[maybe_unused]] const auto one = [&]<class Helper>(const Helper*) {
            if (const char* const text = about != nullptr ? about(Helper::id) : nullptr;
                text != nullptr) {
                sink("/* ");
                sink(text);
                sink(" */\n");
            }
            write_declaration<Helper>(sink);
        };
        (one(static_cast<const Helpers*>(nullptr)), ...);
    }
};

} // namespace helpers

/// What a generated header has beside the declarations.
struct guest_header_text {
    /// Name of the include guard.
    const char* guard = "FEMTO_HELPERS_H";
    /// Stands before the declarations: includes, and types they name.
    const char* before = "";
    /// A comment for the helper with this id; null for none.
    const char* (*about)(std::uint32_t id) = nullptr;
};

/// Writes the C header through which containers call the helpers of `Table`: what a helper takes is
/// said once, in the firmware, and both the check at run time and this declaration follow from it.
///
/// Usable as C and C++. Integers keep their width, enumerations become their underlying type,
/// `guest<T>` a `T *`, `guest_span<T>` a `T *` and a count of elements, `guest_string` a
/// `const char *`, `result<T>` a T; an environment is not seen. Parameters stay without names: those
/// of a function are no part of its type, which is all that C++ lets a table know.
///
/// @param sink  called with one NUL-terminated piece of the text after the other
template <class Table, class Sink>
constexpr void write_guest_header(Sink&& sink, const guest_header_text& text) {
    for (const char* piece :
         {"/* Generated: the functions of the firmware. */\n#ifndef ", text.guard, "\n#define ",
          text.guard, "\n\n#include <stdint.h>\n", text.before, "\n"}) {
        sink(piece);
    }
    helpers::c_header<Table>::write(sink, text.about);
    sink("\n#endif\n");
}
/// @param guard  name of the include guard
template <class Table, class Sink>
constexpr void write_guest_header(Sink&& sink, const char* guard = "FEMTO_HELPERS_H") {
    write_guest_header<Table>(sink, guest_header_text{.guard = guard});
}

} // namespace fc
