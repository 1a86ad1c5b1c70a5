// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/image/open.hpp>
#include <femto/update/detail/holdings.hpp>

#include <array>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// Makes of the image that is active in a slot the container that the engine has of it.
template <class Config>
class activation : public holdings<Config> {
    using base = holdings<Config>;

public:
    using base::base;
    using typename base::engine_type;
    using typename base::slot_type;

    /// Makes a container of the active image, in the place of the one that runs. Refused, that goes on.
    FEMTO_OUTLINE void activate(slot_type& it) {
        const slot_record& now = it.kept.record();
        if (!now.has_image()) {
            this->let_go(it);
            return;
        }
        const auto done = load(it, now.image(), it.kept.image(), now.stopped);
        it.refusal = done.error();
        it.refused_at = done.at();
    }

    /// Has a container that is loaded do what its image is for: wait for its hook, or run in slices.
    /// @errors  unknown_hook; those of `engine::attach` and `start`
    template <class Container>
    result<void> begin(const Container& it, const image_record& image, const attachment& how) {
        if (image.hook == no_hook) {
            return this->engine_.start(it);
        }
        auto* const hook = this->engine_.find_hook({image.hook});
        return hook == nullptr ? errc::unknown_hook : this->engine_.attach(it, *hook, how);
    }

    /// The same for the container of a slot.
    result<void> begin(slot_type& it) {
        const image_record& image = it.kept.record().image();
        const auto opened = image::open(it.kept.image());
        return begin(it.container, image,
                     {.position = image.position,
                      .budget = image.budget,
                      .built_for = opened ? opened->notes.fingerprint : image::fingerprint{}});
    }

    static constexpr std::array<std::uint8_t, 16> no_hook{};

private:
    /// Every check that there is, once more: what lies in storage may have changed since it was
    /// installed, and so may what its tenant is granted.
    FEMTO_OUTLINE result<void> load(slot_type& it, const image_record& image,
                                    std::span<const std::uint8_t> bytes, bool is_stopped) {
        const auto owner = this->owner_of(image);
        if (!owner) {
            return owner.error();
        }
        const auto index = static_cast<std::uint32_t>(&it - this->slots_.data());
        if (!this->keys_.tenant(*owner).may_use_slot(index)) {
            return {errc::slot_not_granted, index};
        }
        if (!this->has_digest(bytes, image.digest)) {
            return errc::digest_mismatch;
        }
        const auto opened = image::open(bytes);
        if (!opened) {
            return {opened.error(), opened.at()};
        }
        const std::uint8_t area = it.area ^ 1U;
        const auto next = put(it, this->tenant(*owner), *opened, it.data[area], image, is_stopped);
        if (!next) {
            return {next.error(), next.at()};
        }
        static_cast<void>(this->engine_.move(*next, image.position).error()); // if it is on a hook
        this->hold(it, *next);
        it.area = area;
        it.slices = 0;
        it.instructions = 0;
        return {};
    }

    /// Puts the new one where the old one was: in one step where both are on the same hook and of the
    /// same tenant, else the old one goes when the new one is there.
    result<container_id> put(slot_type& it, tenant_id tenant, const image::view& from,
                             std::span<std::uint8_t> data, const image_record& image,
                             bool is_stopped) {
        const attachment how{.position = image.position, .budget = image.budget};
        auto* const hook = this->engine_.find_hook({image.hook});
        const auto old = this->engine_.info(it.container);
        const bool is_exchange = old && !is_stopped && hook != nullptr &&
                                 old->hook == hook->number() && old->tenant == tenant.index;
        const auto asks = fc::detail::asks_of<typename Config::helpers>(from);
        if (!asks) {
            return {asks.error(), asks.at()};
        }
        if (is_exchange) {
            const auto next = this->engine_.replace(it.container, from, data, *asks, how);
            return next ? result<container_id>{next->id}
                        : result<container_id>{next.error(), next.at()};
        }
        const auto next = this->engine_.load(tenant, from, data, *asks);
        if (!next) {
            return {next.error(), next.at()};
        }
        const bool was_started = old && old->state == container_state::started;
        if (was_started) { // it would keep the one task there may be
            static_cast<void>(this->engine_.stop(it.container).error());
        }
        const auto begun = is_stopped ? result<void>{} : begin(*next, image, how);
        if (!begun) {
            static_cast<void>(this->engine_.unload(*next).error());
            if (was_started) {
                static_cast<void>(this->engine_.start(it.container).error());
            }
            return {begun.error(), begun.at()};
        }
        this->let_go(it);
        return next->id;
    }
};

} // namespace fc::update::detail
