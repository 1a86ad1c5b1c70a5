// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

namespace fc::update::detail {

/// Room for a T that can only be made when others are there. Holds the last that was put there.
template <class T>
class room {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    void put(const T& value) { __builtin_memcpy(bytes_, &value, sizeof value); }
    /// Only after `put`.
    T& operator*() { return *__builtin_launder(static_cast<T*>(static_cast<void*>(bytes_))); }
    T* operator->() { return &**this; }
    const T& operator*() const {
        return *__builtin_launder(static_cast<const T*>(static_cast<const void*>(bytes_)));
    }
    const T* operator->() const { return &**this; }

private:
    alignas(T) unsigned char bytes_[sizeof(T)] = {};
};

} // namespace fc::update::detail
