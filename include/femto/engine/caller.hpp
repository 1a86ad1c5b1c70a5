// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/engine/store.hpp>
#include <femto/platform/traits.hpp>

namespace fc {

/// Who calls a helper, and what the helper reaches through that: the environment of every container
/// an engine runs. A helper that wants it takes `fc::caller<Platform>&` first.
template <class Platform>
class caller {
public:
    using platform_type = Platform;
    using store_type = stores<platform::guard_of<Platform>>;
    using request_type = platform::request_of<Platform>;

    /// Of nobody: to be assigned to before it is used.
    constexpr caller() = default;
    constexpr caller(Platform& platform, store_type& store, const store_user& user,
                     request_type* request)
        : platform_{&platform}, store_{&store}, request_{request}, user_{user} {}

    constexpr Platform& platform() const { return *platform_; }
    constexpr store_type& store() const { return *store_; }
    /// Whose stores it may use, and which container it is.
    constexpr const store_user& user() const { return user_; }
    /// What the hook passed beside the context; null when it passed nothing.
    constexpr request_type* request() const { return request_; }

private:
    Platform* platform_ = nullptr;
    store_type* store_ = nullptr;
    request_type* request_ = nullptr;
    store_user user_{};
};

} // namespace fc
