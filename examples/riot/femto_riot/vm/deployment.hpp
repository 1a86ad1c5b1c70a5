// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include "coap_reply.hpp"
#include "device.hpp"
#include "links.hpp"

#include <femto/update/resource/management.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace femto_riot {

static_assert(FEMTO_UPDATE_STORAGE_BYTES == fc::updates<device>::storage_bytes,
              "FEMTO_UPDATE_STORAGE_BYTES is what the C side has of storage");

/// Containers that come over the network, and the resources that manage them. Used under the engine's
/// lock.
class deployment {
    using management = fc::management<device, decltype(console::log)>;

public:
    deployment(engine &owner, board &system)
        : engine_{owner}, updates_{owner, system, storage_, crypto_, about_},
          manage_{updates_, system.log, femto_seam_board()}
    {
    }

    fc::result<void> begin(const femto_update_about_t &about)
    {
        about_.vendor = uuid_at(about.vendor);
        about_.device_class = uuid_at(about.device_class);
        about_.device = uuid_at(about.device);
        name_root(about.root_key);
        root_ = {.id = root_id_,
                 .scheme = fc::platform::signature_scheme::ed25519,
                 .bytes = {about.root_key, 32}};
        about_.roots = std::span<const fc::update::suit::key>{&root_, 1};
        about_.first_key_set =
            std::span<const std::uint8_t>{about.first_tenants, about.first_tenants_size};
        has_begun_ = true;
        return wake(updates_.recover());
    }
    bool has_begun() const { return has_begun_; }

    fc::result<void> poll() { return wake(manage_.poll()); }

    std::size_t reply(std::span<const std::uint8_t> request, const femto_peer_t &from,
                      std::uint32_t observed, std::span<std::uint8_t> out)
    {
        resource::peer peer{.endpoint = from.endpoint, .host = from.host};
        if (from.identity != nullptr) {
            peer.identity = {reinterpret_cast<const std::uint8_t *>(from.identity),
                             std::strlen(from.identity)};
            peer.is_secure = true;
        }
        return wake(replier_.reply(manage_, request, peer, observed, out));
    }

    /// What the link at a path leads to has changed when this has.
    std::uint32_t version(const char *path) const { return manage_.version(index_of(path)); }

    /// What an observer of a path is told: what it would be answered now.
    /// @param head  of the notification: header and token
    std::size_t notify(const char *path, std::span<const std::uint8_t> head,
                       const femto_peer_t &from, std::uint32_t observed,
                       std::span<std::uint8_t> out)
    {
        std::array<std::uint8_t, 48> asked{};
        const std::size_t size = write_get(path, head, asked);
        return size != 0 ? reply(std::span{asked}.first(size), from, observed, out) : 0;
    }

    bool errand(femto_errand_t &out) const
    {
        const auto it = manage_.errand();
        if (!it || it.uri.size() >= sizeof out.uri) {
            return false;
        }
        out.number = it.number;
        std::copy(it.uri.begin(), it.uri.end(), out.uri);
        out.uri[it.uri.size()] = 0;
        return true;
    }
    fc::errc bring(std::uint32_t number, std::span<const std::uint8_t> bytes)
    {
        return wake(manage_.bring(number, bytes)).error();
    }
    fc::errc brought(std::uint32_t number) { return wake(manage_.brought(number)).error(); }
    void give_up(std::uint32_t number) { manage_.give_up(number, fc::errc::fetch_failed); }

    /// Empty for one that did not come so.
    const char *name_of(fc::container_id id) const
    {
        for (std::size_t slot = 0; slot < device::slots; ++slot) {
            if (updates_.container(slot) == id && updates_.record(slot).has_image()) {
                static_assert(sizeof title_ > sizeof fc::update::image_record::name);
                const auto title = updates_.record(slot).image().title();
                std::copy(title.begin(), title.end(), title_.begin());
                title_[title.size()] = 0;
                return title_.data();
            }
        }
        return "";
    }

private:
    /// Signatures call a key by the first bytes of its thumbprint (RFC 9679): of the digest of
    /// {1: 1, -1: 6, -2: key}, which is OKP, Ed25519 and the key.
    void name_root(const std::uint8_t *key)
    {
        constexpr std::array<std::uint8_t, 8> before{0xA3, 0x01, 0x01, 0x20,
                                                     0x06, 0x21, 0x58, 0x20};
        seam_crypto::sha256 hash;
        hash.update(before);
        hash.update({key, 32});
        fc::platform::sha256_digest digest{};
        static_cast<void>(hash.finish(digest)); // without it, no signature is by that key
        std::copy_n(digest.begin(), root_id_.size(), root_id_.begin());
    }
    static fc::uuid uuid_at(const std::uint8_t *bytes)
    {
        fc::uuid out{};
        if (bytes != nullptr) {
            std::memcpy(out.bytes.data(), bytes, out.bytes.size());
        }
        return out;
    }
    /// Whatever happened may have started a container, which wants slices from now on.
    template <class Outcome>
    Outcome wake(const Outcome &of) const
    {
        bool has_task = false;
        engine_.each_container([&](const fc::container_info &each) {
            has_task = has_task || each.state == fc::container_state::started;
        });
        if (has_task) {
            femto_seam_started();
        }
        return of;
    }

    engine &engine_;
    fc::update::identity about_{};
    fc::update::suit::key root_{};
    std::array<std::uint8_t, fc::update::key_id_bytes> root_id_{};
    seam_storage storage_{};
    cryptography crypto_{};
    fc::updates<device> updates_;
    management manage_;
    coap_replier<management, CONFIG_FEMTO_RIOT_UPDATE_BLOCK_BYTES> replier_{};
    mutable std::array<char, 16> title_{};
    bool has_begun_ = false;
};

} // namespace femto_riot
