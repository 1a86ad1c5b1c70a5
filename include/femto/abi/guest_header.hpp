// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/abi/arguments.hpp>
#include <femto/abi/contexts.hpp>
#include <femto/abi/devices.hpp>
#include <femto/abi/number_text.hpp>
#include <femto/abi/responses.hpp>
#include <femto/helper/c_header.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

// How the library's own types look to containers. For a host: a device needs none of it.

template <fc::described_context Context>
inline constexpr const char* fc::guest_type_name<Context> = fc::context_layout<Context>::c_name;
template <>
inline constexpr const char* fc::guest_type_name<fc::abi::guest_address> = "void *";
template <>
inline constexpr const char* fc::guest_type_name<fc::abi::payload_pointer> = "uint8_t *";
template <>
inline constexpr const char* fc::guest_type_name<fc::abi::device_handle> = "bpf_saul_reg_t *";

namespace fc {

/// What a generated header has beside the declarations of contexts.
struct context_header_text {
    /// Name of the include guard.
    const char* guard = "FEMTO_CONTEXTS_H";
    /// Stands before the declarations.
    const char* before = "#include <stdint.h>\n";
    /// Stands behind them.
    const char* after = "";
    /// A comment for a context, or for one of its fields if that is not null; null for none.
    const char* (*about)(const char* context, const char* field) = nullptr;
};

} // namespace fc

namespace fc::helpers {

template <>
inline constexpr c_parameter c_parameter_of<abi::text_output>{"", "char", " *"};
template <>
inline constexpr c_parameter c_parameter_of<abi::copied_bytes>{"", "void",
                                                               " *, const void *, uint64_t"};
template <>
inline constexpr c_parameter c_parameter_of<abi::format_values>{"", "", "..."};

/// `count` as C writes it.
struct decimal {
    constexpr explicit decimal(std::size_t count) {
        const abi::number_text made = abi::number_text{}.digits(count);
        for (std::size_t i = 0; i < made.text().size(); ++i) {
            text[i] = made.text()[i];
        }
    }
    std::array<char, abi::number_text::size_max + 1> text{};
};

/// The C declaration of a context, and its hashes as a macro for FEMTO_BUILT_FOR.
template <class Layout>
struct c_struct;
template <fixed_string Name, class... Fields>
struct c_struct<described<Name, Fields...>> {
    template <class T>
    struct declared {
        static constexpr const char* type = c_name<T>();
        static constexpr const char* after = " ";
    };
    template <class T, class Declared>
    struct declared<guest_pointer<T, Declared>> {
        static constexpr const char* type = c_name<Declared>();
        static constexpr const char* after = " *";
    };

    template <class Sink>
    static constexpr void write(Sink& sink, const context_header_text& text) {
        if (write_comment(sink, text, nullptr)) {
            sink("\n");
        }
        sink("typedef struct ");
        sink(Name.c_str());
        sink(" {\n");
        (write_field<Fields>(sink, text), ...);
        sink("} ");
        sink(Name.c_str());
        sink(";\n#define FEMTO_LAYOUT_");
        sink(Name.c_str());
        const char* between = " ";
        for (const std::uint32_t each : described<Name, Fields...>::hashes) {
            sink(between);
            sink(c_number{each}.text.data());
            sink("u");
            between = ", ";
        }
        sink("\n\n");
    }

private:
    template <class Sink>
    static constexpr bool write_comment(Sink& sink, const context_header_text& text,
                                        const char* field) {
        const char* const about = text.about != nullptr ? text.about(Name.c_str(), field) : nullptr;
        if (about != nullptr) {
            sink(field != nullptr ? " /* " : "/* ");
            sink(about);
            sink(" */");
        }
        return about != nullptr;
    }

    template <class Field, class Sink>
    static constexpr void write_field(Sink& sink, const context_header_text& text) {
        sink("    ");
        sink(declared<typename Field::element_type>::type);
        sink(declared<typename Field::element_type>::after);
        sink(Field::name.c_str());
        if constexpr (Field::count != 0) {
            sink("[");
            sink(decimal{Field::count}.text.data());
            sink("]");
        }
        sink(";");
        write_comment(sink, text, Field::name.c_str());
        sink("\n");
    }
};
template <fixed_string Name, class... Fields>
c_struct<described<Name, Fields...>> c_struct_of(const described<Name, Fields...>&);

} // namespace fc::helpers

namespace fc {

/// Writes the C declarations of contexts, those first that others point to or contain, and for each
/// a macro with its hashes: see FEMTO_BUILT_FOR in femto/guest/container.h.
/// @param sink  called with one NUL-terminated piece of the text after the other
template <described_context... Contexts, class Sink>
constexpr void write_context_header(Sink&& sink, const context_header_text& text = {}) {
    static_assert((... && (layout_of<Contexts>.size() != 0)));
    for (const char* piece : {"/* Generated: what hooks give to containers. */\n#ifndef ",
                              text.guard, "\n#define ", text.guard, "\n\n", text.before, "\n"}) {
        sink(piece);
    }
    (decltype(helpers::c_struct_of(context_layout<Contexts>{}))::write(sink, text), ...);
    sink(text.after);
    sink("#endif\n");
}
/// @param guard  name of the include guard. A type of its own, so that `{}` is no null pointer
template <described_context... Contexts, class Sink, std::convertible_to<const char*> Guard>
constexpr void write_context_header(Sink&& sink, Guard guard) {
    write_context_header<Contexts...>(sink, context_header_text{.guard = guard});
}

namespace abi {

/// What the library's helpers do, in one line each: comments in the guest header.
inline constexpr const char* about_helper(std::uint32_t id) {
    struct row {
        std::uint32_t id;
        const char* text;
    };
    constexpr auto rows = std::to_array<row>({
        {0x01, "(format, ...): %d %i %u %x %X %c %s %%, with l or ll of 64 bits; at most 4 values. "
               "Characters printed."},
        {0x02, "(destination, source, bytes): they may overlap. destination."},
        {0x03, "(value): in decimal, on a line of its own."},
        {0x10, "(key, value): 0, or -1 if there is no room."},
        {0x11, "(key, value): 0, or -1 if there is no room."},
        {0x12, "(key, &value): 0, or -1 if there is no room; a new key has the value 0."},
        {0x13, "(key, &value): 0, or -1 if there is no room; a new key has the value 0."},
        {0x14, "(key, value): 0, or -1 if there is no room."},
        {0x15, "(key, &value): 0, or -1 if there is no room; a new key has the value 0."},
        {0x20, "(): milliseconds; wraps."},
        {0x30, "(position): the device, or null."},
        {0x31, "(type): the first device of this type, or null."},
        {0x32, "(device, &data): how many numbers count, or negative."},
        {0x33, "(device, &data): how many numbers were taken, or negative."},
        {0x34, "(device, &value): the first number of a reading; as bpf_saul_reg_read."},
        {0x40, "(context, code): begins a response; 69 is 2.05. 0, or negative."},
        {0x41, "(context, flags): 1 if a payload follows. Bytes so far, or negative."},
        {0x42, "(context, format): bytes of the option Content-Format, or negative."},
        {0x43, "(context): where the payload goes; null before bpf_coap_opt_finish, or if none "
               "follows."},
        {0x50, "(out, value, scale): value * 10^scale, without a terminator. Characters."},
        {0x51, "(out, value): without a terminator. Characters."},
        {0x52, "(text): characters."},
        {0x60, "(): microseconds; wraps."},
        {0x61, "(&last, period): goes on period microseconds after last. Long-running only."},
        {0x70, "(port, pin): makes it an input. 0 or 1, or -1."},
        {0x71, "(port, pin): 0 or 1, or -1."},
        {0x72, "(port, pin, value): 0, or -1."},
        {0x80, "(): the display, or 0."},
        {0x81, "(display): 0, or -1."},
        {0x82, "(display, text): 0, or -1."},
        {0x83, "(display, row, column): 0, or -1."},
        {0x84, "(input): 0 right, 1 up, 2 down, 3 left, 4 none."},
    });
    for (const row& each : rows) {
        if (each.id == id) {
            return each.text;
        }
    }
    return nullptr;
}

/// What stands before the library's helpers in a guest header.
inline constexpr const char* helper_types = "#include <femto/guest/contexts.h>\n"
                                            "\n"
                                            "/* A sensor or actuator: a number that looks like a "
                                            "pointer. */\n"
                                            "typedef void bpf_saul_reg_t;\n";

/// Writes the C header of a table of `fc::abi::helpers`, a firmware's own ones included. Containers
/// include it in place of femto/guest/helpers.h. To have own ones in a header beside that one, give
/// `fc::write_guest_header` a table of those alone, and `#include <femto/guest/helpers.h>` as what
/// stands before them.
/// @param text  `before` stands behind the types of the library: includes, and declarations of your
///              own; where `about` is null, the library's helpers have comments all the same
template <class Table, class Sink>
constexpr void write_helper_header(Sink&& sink, const guest_header_text& text) {
    const auto with_both = [&](const char* piece) {
        sink(piece);
        if (piece == helper_types) {
            sink(text.before);
        }
    };
    write_guest_header<Table>(with_both,
                              {.guard = text.guard,
                               .before = helper_types,
                               .about = text.about != nullptr ? text.about : about_helper});
}
/// @param guard  name of the include guard
template <class Table, class Sink>
constexpr void write_helper_header(Sink&& sink, const char* guard = "FEMTO_HELPERS_H") {
    write_helper_header<Table>(sink, guest_header_text{.guard = guard});
}

} // namespace abi
} // namespace fc
