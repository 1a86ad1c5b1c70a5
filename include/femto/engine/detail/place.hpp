// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <type_traits>

namespace fc::detail {

/// Room for a T that is made elsewhere and copied in. Smaller than a `result<T>`, which would keep
/// an error for as long as there is none.
template <class T>
class place {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    void put(const T& value) { __builtin_memcpy(bytes_, &value, sizeof value); }
    /// Only after `put`.
    const T& operator*() const {
        return *__builtin_launder(static_cast<const T*>(static_cast<const void*>(bytes_)));
    }
    const T* operator->() const { return &**this; }

private:
    alignas(T) unsigned char bytes_[sizeof(T)] = {};
};

} // namespace fc::detail
