// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <type_traits>

namespace fc::update::detail {

/// Room for a T that can only be made when others are there. Holds the last that was made there.
template <class T>
class room {
    static_assert(std::is_trivially_destructible_v<T>);

    /// Made where it is: a T on the C stack on its way here would be the largest thing on it.
    struct holder {
        T value;
        static void* operator new(std::size_t, unsigned char* where) { return where; }
    };

public:
    template <class... Arguments>
    T& make(Arguments&&... from) {
        return (new (bytes_) holder{T(static_cast<Arguments&&>(from)...)})->value;
    }
    /// The same of what `maker` gives.
    template <class Maker>
    T& make_by(Maker&& maker) {
        return (new (bytes_) holder{maker()})->value;
    }
    /// Only after `make`.
    T& operator*() {
        void* const here =
            bytes_; // compilers that warn of casts to what is aligned more do not here
        return __builtin_launder(static_cast<holder*>(here))->value;
    }
    T* operator->() { return &**this; }
    const T& operator*() const {
        const void* const here = bytes_;
        return __builtin_launder(static_cast<const holder*>(here))->value;
    }
    const T* operator->() const { return &**this; }

private:
    alignas(T) unsigned char bytes_[sizeof(holder)] = {};
};

} // namespace fc::update::detail
