// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/container.hpp>
#include <femto/engine/contract.hpp>
#include <femto/image/compiled_in.hpp>
#include <femto/image/view.hpp>

#include <concepts>

namespace fc {

/// What says more of a container than its program: an image that was read, or what is compiled in.
template <class T>
concept container_source =
    std::derived_from<T, image::view> || std::derived_from<T, image::compiled_in>;

/// Names a container that came from such a source, and what it was built for: `attach` compares.
/// Anything else takes it for the id it has.
struct sourced_container {
    container_id id{};
    image::fingerprint built_for{};

    constexpr operator container_id() const { return id; }
};

namespace detail {

constexpr const sections& parts_of(const image::view& from) { return from.sections; }
constexpr const sections& parts_of(const image::compiled_in& from) { return from; }

constexpr const image::fingerprint& built_for(const image::view& from) {
    return from.notes.fingerprint;
}
constexpr const image::fingerprint& built_for(const image::compiled_in& from) {
    return from.built_for;
}

/// The helpers an image lists, or those the text is seen to call.
/// @errors  helper_not_offered, `at()` being an id that the firmware does not have
template <class Helpers>
constexpr result<helper_set<Helpers>> asks_of(const image::view& from) {
    return from.lists_helpers ? helpers_listed<Helpers>(from.helpers)
                              : helpers_called<Helpers>(from.sections.text);
}
template <class Helpers>
constexpr result<helper_set<Helpers>> asks_of(const image::compiled_in& from) {
    return helpers_called<Helpers>(from.text);
}

} // namespace detail
} // namespace fc
