// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/fixed_string.hpp>

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace fc {

/// A pointer of the container's to a T: what a context has where a container follows pointers. C
/// declares it as one to a Declared, such as `void` where containers bring their own view of a T.
template <class T, class Declared = T>
struct guest_pointer {
    std::uint64_t address = 0;
};

/// How a context is laid out, for containers in C. Say it of a struct of yours, once:
///
///     template <>
///     struct fc::context_layout<tick> : fc::described<"tick_t",
///                                                     fc::field<"previous", &tick::previous>,
///                                                     fc::field<"next", &tick::next>> {};
///
/// Then `write_context_header` writes its C declaration, `hashes` is what a hook is described with and
/// what a container brings along, and it does not compile when the two would differ.
template <class Context>
struct context_layout;

template <class T>
concept described_context = requires {
    { context_layout<T>::c_name } -> std::convertible_to<const char*>;
};

namespace detail {

template <class T>
struct member_of;
template <class Context, class T>
struct member_of<T Context::*> {
    using context = Context;
    using type = T;
};

/// An element of a field: its size, and what its bytes mean.
template <class T>
struct element {
    static constexpr bool is_known =
        std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, wchar_t>;
    // Whether a char has a sign is the compiler's choice, and that of the firmware may choose
    // otherwise than that of the container: a char is a char.
    static constexpr char kind = std::is_same_v<T, char> ? 'c' : (std::is_signed_v<T> ? 'i' : 'u');
    static constexpr std::size_t alignment = sizeof(T);
    static constexpr std::uint32_t inner = 0;
};
template <described_context T>
struct element<T> {
    static constexpr bool is_known = true;
    static constexpr char kind = 's';
    static constexpr std::size_t alignment = context_layout<T>::alignment;
    static constexpr std::uint32_t inner = context_layout<T>::hash;
};
template <class T, class Declared>
struct element<guest_pointer<T, Declared>> {
    static constexpr bool is_known = true;
    static constexpr char kind = 'p';
    static constexpr std::size_t alignment = 8;
    static constexpr std::uint32_t inner = element<T>::inner;
};

/// Where a member lies: there is no offsetof of a pointer to member, so an object whose bytes say
/// where they are is asked.
template <class Context, auto Member, class Type>
constexpr std::size_t position_of() {
    std::size_t position = 0;
    for (unsigned shift = 0; shift < 16; shift += 8) {
        std::array<std::uint8_t, sizeof(Context)> places{};
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i] = static_cast<std::uint8_t>(i >> shift);
        }
        const auto object = std::bit_cast<Context>(places);
        const auto first = [&] {
            if constexpr (std::is_array_v<Type>) {
                return (object.*Member)[0];
            } else {
                return object.*Member;
            }
        }();
        const auto bytes = std::bit_cast<std::array<std::uint8_t, sizeof first>>(first);
        position |= std::size_t{bytes[0]} << shift;
    }
    return position;
}

/// FNV-1a.
struct layout_hash {
    constexpr layout_hash& add(const char* text) {
        do {
            byte(static_cast<std::uint8_t>(*text));
        } while (*text++ != '\0');
        return *this;
    }
    constexpr layout_hash& add(std::size_t number) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            byte(static_cast<std::uint8_t>(number >> shift));
        }
        return *this;
    }
    constexpr void byte(std::uint8_t value) { hash_ = (hash_ ^ value) * 0x01000193U; }
    /// Never 0, which stands for what is not known.
    constexpr std::uint32_t value() const { return hash_ != 0 ? hash_ : 1; }

private:
    std::uint32_t hash_ = 0x811C9DC5U;
};

} // namespace detail

/// One member of a context, by the name that containers give it.
template <fixed_string Name, auto Member>
struct field {
    using context = typename detail::member_of<decltype(Member)>::context;
    using type = typename detail::member_of<decltype(Member)>::type;
    using element_type = std::remove_all_extents_t<type>;
    using element = detail::element<element_type>;
    static_assert(std::rank_v<type> <= 1, "a field of a context is an array of one dimension");

    static constexpr auto name = Name;
    static constexpr auto member = Member;
    static constexpr std::size_t count = std::is_array_v<type> ? std::extent_v<type> : 0;

    /// Changes with whatever a container relies on.
    static constexpr std::uint32_t hash_at(std::size_t position) {
        detail::layout_hash hash;
        hash.byte(static_cast<std::uint8_t>(element::kind));
        return hash.add(Name.c_str())
            .add(sizeof(element_type))
            .add(count)
            .add(position)
            .add(element::inner)
            .value();
    }
};

/// What is known of a context from its fields, all of them and in their order.
template <fixed_string Name, class... Fields>
struct described {
    static_assert(sizeof...(Fields) != 0, "a context has fields");

    static constexpr auto name = Name;
    static constexpr const char* c_name = name.text;
    static constexpr std::size_t fields = sizeof...(Fields);
    static constexpr std::size_t bytes = (0 + ... + sizeof(typename Fields::type));
    static constexpr std::size_t alignment = [] {
        std::size_t most = 1;
        for (const std::size_t each : {Fields::element::alignment...}) {
            most = each > most ? each : most;
        }
        return most;
    }();

    /// Where each field lies.
    static constexpr std::array<std::size_t, fields> positions = [] {
        std::array<std::size_t, fields> at{sizeof(typename Fields::type)...};
        std::size_t sum = 0;
        for (std::size_t& each : at) {
            const std::size_t size = each;
            each = sum;
            sum += size;
        }
        return at;
    }();

    /// What `hook_description::layout`, the section .femto.layout of an object and the fingerprint
    /// of an image say: 0, since a container that calls few of a firmware's helpers does not depend
    /// on the others; one number per field, which is never 0; and one for the size of all.
    static constexpr std::array<std::uint32_t, fields + 2> hashes = [] {
        std::array<std::uint32_t, fields + 2> out{};
        std::size_t i = 0;
        ((out[i + 1] = Fields::hash_at(positions[i]), ++i), ...);
        out[i + 1] = detail::layout_hash{}.add(bytes).add(alignment).value();
        return out;
    }();

    /// All of that in one number.
    static constexpr std::uint32_t hash = [] {
        detail::layout_hash all;
        for (const std::uint32_t each : hashes) {
            all.add(each);
        }
        return all.value();
    }();

    /// What `at()` of an `errc::abi_mismatch` means.
    static constexpr const char* name_of(std::size_t at) {
        constexpr std::array<const char*, fields + 1> names{"the helpers", Fields::name.text...};
        return at < names.size() ? names[at] : "the size";
    }

    /// True when containers can have fields of these types.
    static constexpr bool is_known = (... && Fields::element::is_known);

    /// True when the compiler of the firmware lays out `Context` as those of containers do.
    template <class Context>
    static constexpr bool is_layout_of() {
        if constexpr (is_known) {
            return sizeof(Context) == bytes && alignof(Context) == alignment && is_aligned() &&
                   is_in_place<Context>();
        } else {
            return true; // that is another sentence
        }
    }

private:
    static constexpr bool is_aligned() {
        const std::array<std::size_t, fields> alignments{Fields::element::alignment...};
        for (std::size_t i = 0; i < fields; ++i) {
            if (positions[i] % alignments[i] != 0) {
                return false;
            }
        }
        return bytes % alignment == 0;
    }
    template <class Context>
    static constexpr bool is_in_place() {
        const std::array<std::size_t, fields> real{
            detail::position_of<Context, Fields::member, typename Fields::type>()...};
        for (std::size_t i = 0; i < fields; ++i) {
            if (real[i] != positions[i]) {
                return false;
            }
        }
        return true;
    }
};

/// What a hook is described with: `{.layout = fc::layout_of<tick>}`.
template <described_context Context>
inline constexpr const auto& layout_of = []() -> const auto& {
    static_assert(context_layout<Context>::is_known,
                  "a field of a context is an integer, a guest_pointer, a struct that is described "
                  "itself, or an array of those");
    static_assert(context_layout<Context>::template is_layout_of<Context>(),
                  "fc::context_layout must list every member, in their order, and leave no gaps: "
                  "containers are compiled for what it says");
    return context_layout<Context>::hashes;
}
();

} // namespace fc
