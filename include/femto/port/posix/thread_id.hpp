// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#else
#include <functional>
#include <thread>
#endif

namespace fc::posix {

/// What the system calls the calling thread, where it numbers threads; elsewhere a number that other
/// threads are unlikely to have. Never 0.
inline std::uint32_t this_thread_id() {
#ifdef __linux__
    return static_cast<std::uint32_t>(syscall(SYS_gettid));
#else
    const auto hash = std::hash<std::thread::id>{}(std::this_thread::get_id());
    return static_cast<std::uint32_t>(hash) | 1U;
#endif
}

} // namespace fc::posix
