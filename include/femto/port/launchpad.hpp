// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/borrowed.hpp>
#include <femto/engine/engine.hpp>

#include <cstdint>

namespace fc::port {

/// The part that all launchpads have: a hook of their own, and what the firmware says of it. Each has
/// a description, `about`, that the firmware may replace: where two of a kind are to be told apart,
/// the second has an `id` and a `name` of its own, and any may have its own policy, budget and offers.
/// What containers are given there, and from where it is fired, are the launchpad's affair: `layout`
/// and `where` of a description are not taken.
template <class Hook, class Config, fired_from Where = fired_from::threads>
class launchpad {
public:
    launchpad(const launchpad&) = delete;
    launchpad& operator=(const launchpad&) = delete;

    /// For `engine::attach`.
    hook_base<Config>& hook() { return hook_; }

protected:
    launchpad(engine<Config>& host, const hook_description<Config>& description,
              borrowed<std::uint32_t> layout)
        : about_{completed(description, layout)}, hook_{host, about_} {}
    ~launchpad() = default;

    Hook& own_hook() { return hook_; }

private:
    static hook_description<Config> completed(hook_description<Config> description,
                                              borrowed<std::uint32_t> layout) {
        description.layout = layout;
        description.where = Where;
        return description;
    }

    hook_description<Config> about_; // a copy: who describes a hook in passing need not keep it
    Hook hook_;
};

} // namespace fc::port
