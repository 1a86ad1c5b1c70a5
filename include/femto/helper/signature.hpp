// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/helper/argument.hpp>
#include <femto/helper/flaw.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace fc::helpers {

/// Parameter types without the leading environment.
template <class... Args>
struct parameters {};

template <class Return, class Environment, class... Args>
struct signature_of {
    static constexpr flaw found = flaw_of<Return, Args...>();
    static constexpr bool has_length = (... || measured<Args>);
    using returns = Return;
    using environment = Environment; // void when the helper takes none
    using arguments = parameters<Args...>;
};

template <class... Args>
struct split {
    template <class Return>
    using signature = signature_of<Return, void, Args...>;
};
// A reference to anything comes first and is the environment; guest memory is passed by value.
template <class Environment, class... Args>
struct split<Environment&, Args...> {
    template <class Return>
    using signature = signature_of<Return, Environment, Args...>;
};

template <class Callable>
struct signature {
    static constexpr flaw found = flaw::no_function;
    static constexpr bool has_length = true; // one sentence is enough
};
template <class Callable>
requires requires { &Callable::operator(); }
struct signature<Callable> : signature<decltype(&Callable::operator())> {};
template <class R, class... A>
struct signature<R (*)(A...)> : split<A...>::template signature<R> {};
template <class R, class... A>
struct signature<R (*)(A...) noexcept> : split<A...>::template signature<R> {};
template <class L, class R, class... A>
struct signature<R (L::*)(A...) const> : split<A...>::template signature<R> {};
template <class L, class R, class... A>
struct signature<R (L::*)(A...) const noexcept> : split<A...>::template signature<R> {};

using detail::is_result;

/// What r0 becomes: signed values are sign-extended, unsigned ones zero-extended.
template <class T>
constexpr std::uint64_t to_register(T value) {
    if constexpr (std::is_enum_v<T>) {
        return to_register(static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (std::is_signed_v<T>) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
    } else {
        return static_cast<std::uint64_t>(value);
    }
}

/// One argument among others, found by its position: std::tuple is not for freestanding code.
template <std::size_t Position, class T>
struct taken_argument {
    T value{};
};

template <class Positions, class... Args>
struct taken_arguments;
template <std::size_t... Positions, class... Args>
struct taken_arguments<std::index_sequence<Positions...>, Args...>
    : taken_argument<Positions, Args>... {

    /// Makes the values from r1 on; stops at the first that is refused.
    template <class Memory>
    constexpr errc take(const std::uint64_t* registers, const Memory& memory) {
        errc error = errc::ok;
        // A fold and no lambda, which GCC calls where size comes first, with all it captures in memory.
        [[maybe_unused]] const bool all =
            (... &&
             ((error = argument<Args>::take(registers + first_register(Positions), memory,
                                            taken_argument<Positions, Args>::value)) == errc::ok));
        return error;
    }

    /// Bytes of those whose length the container chose.
    constexpr std::size_t length() const {
        return (std::size_t{0} + ... + length_of(taken_argument<Positions, Args>::value));
    }

    /// Calls `function` with `first...` and the values.
    template <class Function, class... First>
    constexpr auto apply(const Function& function, First&... first) {
        return function(first..., taken_argument<Positions, Args>::value...);
    }

private:
    /// Of the argument at a position: those before it take one register each, or two.
    static constexpr std::size_t first_register(std::size_t position) {
        constexpr std::size_t taken[] = {argument<Args>::registers..., 0};
        std::size_t number = 1;
        for (std::size_t i = 0; i < position; ++i) {
            number += taken[i];
        }
        return number;
    }
    template <class T>
    static constexpr std::size_t length_of(const T& of) {
        if constexpr (measured<T>) {
            return of.bytes().size();
        } else {
            return 0;
        }
    }
};

/// Checks the arguments in r1 to r5, calls the helper, and puts what it returns into r0. On any
/// error r0 keeps its value.
/// @param meter  of the run, if any helper of the table is charged by length
template <auto Function, class Signature, std::uint32_t BytesPerSlot, class Memory,
          class Environment, class... Args, class... Meter>
constexpr errc call(std::uint64_t* registers, const Memory& memory, Environment& environment,
                    parameters<Args...>, [[maybe_unused]] Meter&... meter) {
    taken_arguments<std::index_sequence_for<Args...>, Args...> arguments{};
    if (const errc error = arguments.take(registers, memory); error != errc::ok) {
        return error;
    }
    if constexpr (BytesPerSlot != 0) {
        if (!(meter.charge(arguments.length() / BytesPerSlot) && ...)) {
            return errc::budget_exhausted;
        }
    }
    using Wanted = typename Signature::environment;
    static_assert(std::is_void_v<Wanted> ||
                      std::is_convertible_v<Environment*, std::add_pointer_t<Wanted>>,
                  "a helper's first parameter, if a reference, is to Config::environment; guest "
                  "memory is a fc::guest<T> or fc::guest_span<T>, by value");
    const auto invoke = [&] {
        if constexpr (std::is_void_v<Wanted>) {
            return arguments.apply(Function);
        } else {
            return arguments.apply(Function, environment);
        }
    };
    using Return = typename Signature::returns;
    if constexpr (std::is_void_v<Return>) {
        invoke();
        registers[0] = 0;
    } else if constexpr (is_result<Return>) {
        const Return outcome = invoke();
        if (!outcome) {
            // The end of the budget is the vm's to tell: a run that seems to pause would call again.
            return outcome.error() == errc::budget_exhausted ? errc::helper_failed
                                                             : outcome.error();
        }
        if constexpr (std::is_void_v<typename Return::value_type>) {
            registers[0] = 0;
        } else {
            registers[0] = to_register(*outcome);
        }
    } else {
        registers[0] = to_register(invoke());
    }
    return errc::ok;
}

} // namespace fc::helpers
