// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/caller.hpp>
#include <femto/helper/guest.hpp>
#include <femto/platform/clock.hpp>

#include <cstdint>

namespace fc::abi {

/// `bpf_now_ms()`: milliseconds since some moment; wraps at 2^32.
template <platform::millisecond_clock Platform>
std::uint32_t now_ms(caller<Platform>& from) {
    return from.platform().now_ms();
}

/// `bpf_ztimer_now()`: microseconds since some moment; wraps at 2^32.
template <platform::microsecond_clock Platform>
std::uint32_t now_us(caller<Platform>& from) {
    return from.platform().now_us();
}

/// `bpf_ztimer_periodic_wakeup(&last, period)`: goes on `period` microseconds after `last`, which
/// becomes that moment, so that calls in a loop keep their rhythm however late each is. When one or
/// more periods were missed, `last` becomes now instead: they are not made up for.
///
/// Until then it is `errc::would_block`: the slice of a long-running container ends, and the next
/// begins with this call. A container that runs to its end cannot wait, and that is its fault.
template <platform::microsecond_clock Platform>
result<void> wait_for_period(caller<Platform>& from, guest<std::uint32_t> last,
                             std::uint32_t period) {
    const std::uint32_t now = from.platform().now_us();
    const std::uint32_t passed = now - last.get();
    if (passed < period) {
        return errc::would_block;
    }
    last.set(passed - period < period ? last.get() + period : now);
    return {};
}

} // namespace fc::abi
