// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

// The parameter types through which a helper sees container memory. Each stands for one or two
// guest registers that were resolved and bounds-checked before the helper was entered; there is no
// other way from a helper to container memory.

namespace fc {

/// What may lie in guest memory: anything of which every pattern of bits is a value. That of a
/// structure's members cannot be asked: give it none that is a bool, a pointer, or an enumeration
/// without fixed underlying type.
template <class T>
concept guest_object =
    std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && !std::is_member_pointer_v<T> &&
    !std::is_same_v<T, bool> && (!std::is_enum_v<T> || requires { T{std::uint8_t{0}}; });

namespace detail {
// Inherited: of a class that itself names a type of 8-byte alignment, GCC for ARM tells at every call
// that it was passed otherwise before version 7.1.
template <class T>
struct guest_types {
    using value_type = std::remove_const_t<T>;
    using byte_type = std::conditional_t<std::is_const_v<T>, const std::uint8_t, std::uint8_t>;
};
} // namespace detail

/// One T in guest memory, at any alignment; `guest<const T>` needs read permission only.
/// Takes one register: the address.
template <class T>
class guest : public detail::guest_types<T> {
    static constexpr bool is_bool = std::is_same_v<std::remove_const_t<T>, bool>;
    static_assert(!is_bool, "fc::guest<bool> is undefined for a byte other than 0 and 1, and a "
                            "container can write any: take fc::guest<std::uint8_t>");
    static constexpr bool is_object = is_bool || guest_object<std::remove_const_t<T>>;
    static_assert(is_object, "fc::guest<T>: every pattern of bits must be a T, so it is trivially "
                             "copyable, no pointer, and no enumeration without underlying type");

public:
    using typename detail::guest_types<T>::value_type;
    using typename detail::guest_types<T>::byte_type;

    constexpr guest() = default;
    constexpr explicit guest(byte_type* at) : at_{at} {}

    /// A copy of the value, read once.
    constexpr value_type get() const {
        if constexpr (std::is_integral_v<value_type>) {
            return load_le<value_type>(at_);
        } else {
            value_type value;
            __builtin_memcpy(&value, at_, sizeof value);
            return value;
        }
    }
    constexpr void set(const value_type& value) const requires(!std::is_const_v<T>) {
        if constexpr (std::is_integral_v<value_type>) {
            store_le(at_, value);
        } else {
            __builtin_memcpy(at_, &value, sizeof value);
        }
    }

private:
    byte_type* at_ = nullptr;
};

/// `size()` Ts in guest memory, at any alignment; `guest_span<const T>` needs read permission only.
/// Takes two registers: the address and the number of elements. Of no elements, any address is good.
template <class T>
class guest_span : public detail::guest_types<T> {
public:
    using typename detail::guest_types<T>::value_type;
    using byte_type = typename guest<T>::byte_type;

    /// Goes from element to element. It gives a `guest<T>` and no reference, which would have to be
    /// aligned.
    class iterator {
    public:
        using value_type = guest<T>;
        using difference_type = std::ptrdiff_t;

        constexpr iterator() = default;
        constexpr explicit iterator(byte_type* at) : at_{at} {}

        constexpr guest<T> operator*() const { return guest<T>{at_}; }
        constexpr iterator& operator++() {
            at_ += sizeof(T);
            return *this;
        }
        constexpr iterator operator++(int) {
            const iterator before = *this;
            ++*this;
            return before;
        }
        constexpr bool operator==(const iterator&) const = default;

    private:
        byte_type* at_ = nullptr;
    };

    constexpr guest_span() = default;
    constexpr guest_span(byte_type* at, std::size_t size) : at_{at}, size_{size} {}

    /// Number of elements.
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    /// Element `index`, which must be below `size()`.
    constexpr guest<T> operator[](std::size_t index) const {
        return guest<T>{at_ + index * sizeof(value_type)};
    }
    /// `for (const auto element : span) { sum += element.get(); }`
    constexpr iterator begin() const { return iterator{at_}; }
    constexpr iterator end() const { return iterator{at_ + size_ * sizeof(value_type)}; }
    /// The same memory as bytes.
    constexpr std::span<byte_type> bytes() const { return {at_, size_ * sizeof(value_type)}; }

private:
    byte_type* at_ = nullptr;
    std::size_t size_ = 0;
};

/// A NUL-terminated string in readable guest memory, its end found before the helper was entered.
/// Takes one register: the address.
class guest_string {
public:
    constexpr guest_string() = default;
    constexpr explicit guest_string(std::span<const std::uint8_t> bytes) : bytes_{bytes} {}

    /// Number of characters, the terminator not counted.
    constexpr std::size_t size() const { return bytes_.size(); }
    constexpr bool empty() const { return bytes_.empty(); }
    constexpr char operator[](std::size_t index) const { return static_cast<char>(bytes_[index]); }
    /// The characters without the terminator.
    constexpr std::span<const std::uint8_t> bytes() const { return bytes_; }

private:
    std::span<const std::uint8_t> bytes_{};
};

} // namespace fc
