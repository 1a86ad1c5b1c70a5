// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/tenants.hpp>
#include <femto/update/detail/trials.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// Makes the containers that slots say are active those that the engine runs, for the tenants that the
/// list says there are.
template <class Config>
class hosted : public trials<Config> {
    using base = trials<Config>;

public:
    using base::base;
    using typename base::slot_type;

    /// What storage holds runs again; what was on trial for too many starts does not.
    /// @errors  storage_failed, and what keeps the list of tenants from being taken
    result<void> start(std::span<const std::uint8_t> first_key_set) {
        first_error wrong;
        this->first_tenant_ = static_cast<std::uint8_t>(this->engine_.tenant_count());
        wrong.unless(this->key_slot_.recover(), errc::storage_failed, 0);
        wrong.take(use_keys(first_key_set));
        for (slot_type& it : this->slots_) {
            wrong.unless(it.kept.recover(), errc::storage_failed, 0);
            wrong.take(this->begin_again(it));
        }
        return wrong ? result<void>{wrong.error(), wrong.at()} : result<void>{};
    }

    /// A list of tenants that came becomes the one that counts. What a tenant has whose entry is another
    /// now begins anew, or ends.
    /// @errors  those of `key_set::open`, tenants_full, storage_failed
    FEMTO_OUTLINE result<void> install_keys(const image_record& image,
                                            std::span<const std::uint8_t> bytes) {
        const auto fresh = key_set::open(bytes);
        if (!fresh) {
            return {fresh.error(), fresh.at()};
        }
        if (fresh->tenant_count() + this->first_tenant_ > Config::tenants) {
            return {errc::tenants_full, Config::tenants};
        }
        if constexpr (!platform::millisecond_clock<typename Config::platform>) {
            for (std::uint32_t i = 0; i < fresh->tenant_count(); ++i) {
                if (fresh->tenant(i).window_slots != 0) {
                    return {errc::budget_not_granted, i};
                }
            }
        }
        const errc error =
            this->key_slot_.commit(confirmed(installed(this->key_slot_.record(), image)));
        return error == errc::ok ? change_keys(*fresh) : error;
    }

private:
    /// The list in storage; the first one where there was none yet. One that is damaged counts for
    /// nothing: only a root is believed then. So it is where there is none at all.
    result<void> use_keys(std::span<const std::uint8_t> first) {
        const slot_record& now = this->key_slot_.record();
        auto bytes = first;
        if (now.has_image()) {
            bytes = this->key_slot_.image();
            if (!this->has_digest(bytes, now.image().digest)) {
                return errc::digest_mismatch;
            }
        }
        if (bytes.empty()) {
            return {};
        }
        const auto read = key_set::open(bytes);
        if (!read) {
            return {read.error(), read.at()};
        }
        this->keys_ = *read;
        return admit_tenants<Config>(this->keys_, this->engine_, this->first_tenant_);
    }

    result<void> change_keys(const key_set& to) {
        const key_set before = this->keys_; // its bytes are there until the next list comes
        for (std::uint32_t i = 0; i < before.tenant_count(); ++i) {
            const bool stays =
                i < to.tenant_count() && same_bytes(before.tenant(i).name, to.tenant(i).name);
            if (!stays) {
                clear_paid_by(this->engine_.store(), this->tenant(i).index);
            }
        }
        std::array<bool, Config::slots> goes_on{};
        for (std::size_t i = 0; i < this->slots_.size(); ++i) {
            const slot_record& now = this->slots_[i].kept.record();
            goes_on[i] = now.has_image() && this->is_hosted(this->slots_[i]) &&
                         is_same_owner(before, to, now.image());
        }
        this->keys_ = to;
        const auto admitted = admit_tenants<Config>(to, this->engine_, this->first_tenant_);
        for (std::size_t i = 0; i < this->slots_.size(); ++i) {
            if (!goes_on[i]) {
                this->let_go(this->slots_[i]);
                this->activate(this->slots_[i]);
            }
        }
        return admitted;
    }

    static bool is_same_owner(const key_set& a, const key_set& b, const image_record& image) {
        const auto in_a = a.find_key(image.key);
        const auto in_b = b.find_key(image.key);
        if (!in_a || !in_b) {
            return false;
        }
        const tenant_key of_a = a.key(*in_a);
        const tenant_key of_b = b.key(*in_b);
        return of_a.tenant == of_b.tenant && of_b.status != key_status::revoked &&
               same_bytes(a.tenant(of_a.tenant).bytes, b.tenant(of_b.tenant).bytes);
    }
};

} // namespace fc::update::detail
