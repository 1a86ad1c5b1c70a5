// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

namespace fc::platform {

/// What an engine asks of a firmware when it asks for nothing.
struct none {};

/// Masks nothing; the guard and the lock of a platform that has neither.
struct no_guard {};

/// What a hook passes to helpers beside the context, when it passes nothing.
struct no_request {};

namespace detail {
template <class Platform>
struct guard_of {
    using type = no_guard;
};
template <class Platform>
requires requires { typename Platform::interrupt_guard; }
struct guard_of<Platform> {
    using type = typename Platform::interrupt_guard;
};
template <class Platform>
struct lock_of {
    using type = no_guard;
};
template <class Platform>
requires requires { typename Platform::thread_lock; }
struct lock_of<Platform> {
    using type = typename Platform::thread_lock;
};
template <class Platform>
struct request_of {
    using type = no_request;
};
template <class Platform>
requires requires { typename Platform::request; }
struct request_of<Platform> {
    using type = typename Platform::request;
};
} // namespace detail

/// `Platform::interrupt_guard`, held around what interrupts share with the rest: a class that masks
/// them in its constructor and restores what it found in its destructor, since it is used within
/// interrupts as well. Held for a few instructions, or for as many steps as there are containers on a
/// hook or entries in the stores. A platform that fires hooks from interrupts has one.
template <class Platform>
using guard_of = typename detail::guard_of<Platform>::type;

/// `Platform::thread_lock`, held while a thread is inside the engine: a class that takes one
/// recursive mutex in its constructor and gives it back in its destructor. A platform whose threads
/// share an engine has one.
template <class Platform>
using lock_of = typename detail::lock_of<Platform>::type;

/// `Platform::request`: what hooks pass to helpers beside the context, such as the response to a
/// CoAP request.
template <class Platform>
using request_of = typename detail::request_of<Platform>::type;

} // namespace fc::platform
