// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/vm.hpp>

#include <cstddef>
#include <type_traits>

namespace fc::test {

/// The Configs that must be told apart by nothing but their speed: `Base` with each way to reach
/// an instruction. Pre-decoded cells cover texts of up to 256 slots here.
template <class Base>
struct compact : Base {
    static constexpr const char* name = "compact";
    using dispatch = fc::dispatch::compact;
};
template <class Base>
struct switched : Base {
    static constexpr const char* name = "switched";
    using dispatch = fc::dispatch::switched;
};
template <class Base>
struct threaded : Base {
    static constexpr const char* name = "threaded";
    using dispatch = fc::dispatch::threaded;
};
template <class Base>
struct decoded : Base {
    static constexpr const char* name = "threaded over cells";
    using dispatch = fc::dispatch::threaded;
    static constexpr std::size_t decode_slots = 256;
};

/// `Base` over host addresses.
template <class Base>
struct listed : Base {
    using memory = fc::memory::allow_list<Base::memory::capacity>;
};

/// Calls `visit.template operator()<Config>()` for every executor.
template <class Base, class Visit>
void each_executor(Visit&& visit) {
    visit.template operator()<compact<Base>>();
    visit.template operator()<switched<Base>>();
    visit.template operator()<threaded<Base>>();
    visit.template operator()<decoded<Base>>();
}

/// The same, over both memory policies.
template <class Base, class Visit>
void each_machine(Visit&& visit) {
    each_executor<Base>(visit);
    each_executor<listed<Base>>(visit);
}

} // namespace fc::test
