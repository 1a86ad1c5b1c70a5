// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/inspect/envelope.hpp>
#include <femto/cli/inspect/names.hpp>
#include <femto/cli/keys/key.hpp>
#include <femto/engine/rights.hpp>
#include <femto/update/suit/authenticate.hpp>
#include <femto/update/suit/payload_reader.hpp>
#include <femto/update/suit/processor.hpp>
#include <femto/update/tenant_entry.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fc::cli::inspect {

/// Why a device refuses an envelope.
struct refusal {
    errc code = errc::ok;
    std::uint32_t at = 0;
    std::string about{}; // what command or parameter it is, if it is one
};

namespace detail {

/// Takes every signature for good: what else is wrong shows.
struct believing : keys::cryptography {
    static constexpr bool supports(keys::scheme) { return true; }
    bool verify(keys::scheme, octets, octets, octets) { return true; }
};

/// A device that has all slots and is whatever it is asked about.
template <class Profile>
struct any_device {
    errc find(const suit::component_id& id, std::uint16_t& place) {
        std::vector<octets> parts;
        for (std::uint32_t i = 0; i < std::min(id.size(), 3U); ++i) {
            parts.push_back(id[i]);
        }
        if (!component_of<Profile>(parts)) {
            return errc::unknown_component;
        }
        place = static_cast<std::uint16_t>(found++);
        return errc::ok;
    }
    bool is(suit::identity, octets) const { return true; }
    result<bool> image_match(std::uint16_t, octets digest, std::uint32_t size) const {
        if (!brought) {
            return true;
        }
        return brought->size() == size && std::ranges::equal(keys::sha256_of(*brought), digest);
    }

    std::size_t found = 0;
    std::optional<octets> brought{}; // what came last; nothing when that is not in the envelope
};

template <class Profile>
class trial {
public:
    explicit trial(octets bytes) : bytes_{bytes} {}

    template <class Keys, class Crypto>
    refusal run(const Keys& keys, Crypto& crypto, std::span<const payload_view> payloads) {
        const auto head = suit::read_head<Profile>(bytes_, bytes_.size());
        if (!head) {
            // A device takes so many bytes at most; here there are no more.
            const bool is_cut = head.error() == errc::manifest_too_large;
            return {is_cut ? errc::truncated : head.error(), head.at()};
        }
        const auto manifest = suit::authenticate<Profile>(*head, keys, crypto);
        if (!manifest) {
            return {manifest.error(), manifest.at()};
        }
        any_device<Profile> device;
        suit::processor<Profile, any_device<Profile>> update{*manifest, device};
        if (const auto ready = update.start(); !ready) {
            return {ready.error(), ready.at(), name_of_offender(update.about())};
        }
        for (;;) {
            const auto next = update.resume();
            if (!next) {
                return {next.error(), next.at(), name_of_offender(update.about())};
            }
            if (next->what == suit::action::done) {
                break;
            }
            const auto& with = update.of(next->component);
            if (const errc wrong = own_rules(with); wrong != errc::ok) {
                return {wrong, 0};
            }
            device.brought = next->what == suit::action::write
                                 ? std::optional{with.bytes(suit::parameter::content)}
                                 : payload_at(with.bytes(suit::parameter::uri), payloads);
            if (is_missing(with.bytes(suit::parameter::uri), *next, device)) {
                const refusal why = rest(*head); // of one that is cut, it is behind the end
                return why.code == errc::ok ? refusal{errc::fetch_failed} : why;
            }
            update.succeeded();
        }
        return rest(*head);
    }

private:
    /// A reference within the envelope, to nothing.
    static bool is_missing(octets uri, const suit::request& next,
                           const any_device<Profile>& device) {
        return next.what == suit::action::fetch && !device.brought && !uri.empty() && uri[0] == '#';
    }

    static std::optional<octets> payload_at(octets uri, std::span<const payload_view> payloads) {
        for (const payload_view& each : payloads) {
            if (each.uri == plain_text(uri)) {
                return each.bytes;
            }
        }
        return std::nullopt;
    }

    /// What the parameters of femto may be.
    static errc own_rules(const suit::parameters& with) {
        const bool is_good = with.bytes(suit::parameter::name).size() <= update::name_bytes &&
                             with.number(suit::parameter::position) <= attachment::last;
        return is_good ? errc::ok : errc::value_out_of_range;
    }

    static std::string name_of_offender(const suit::offender& of) {
        switch (of.of) {
        case suit::offender::kind::command:
            return name_of<Profile, suit::command>(of.number, "command");
        case suit::offender::kind::parameter:
            return name_of<Profile, suit::parameter>(of.number, "parameter");
        case suit::offender::kind::none: break;
        }
        return {};
    }

    /// What comes behind the head.
    refusal rest(const suit::head& head) const {
        std::vector<std::uint8_t> room(most_envelope_bytes);
        suit::payload_reader<Profile> payloads{head, room};
        octets left = bytes_.subspan(head.size);
        for (;;) {
            const suit::piece found = payloads.next(left, {});
            if (found == suit::piece::refused) {
                return {payloads.error(), payloads.offset()};
            }
            if (found == suit::piece::more) {
                return {errc::truncated, payloads.offset()};
            }
            if (found == suit::piece::done) {
                return left.empty() ? refusal{} : refusal{errc::trailing_bytes, payloads.offset()};
            }
        }
    }

    /// What a device can have for an envelope at most, and so for a name in one.
    static constexpr std::size_t most_envelope_bytes = 65535;

    octets bytes_;
};

} // namespace detail

/// Gives an envelope to a device that is as the envelope wants it to be, and has the keys, or only the
/// given one.
template <class Profile>
refusal refusal_of(octets bytes, const envelope_view& view, const keys::public_key* by) {
    std::vector<suit::key> keys;
    const keys::key_id id = by == nullptr ? keys::key_id{} : keys::id_of(*by);
    if (by != nullptr) {
        keys.push_back({id, by->scheme, by->bytes});
        keys::cryptography crypto;
        return detail::trial<Profile>{bytes}.run(keys, crypto, view.payloads);
    }
    static constexpr std::uint8_t no_key[64]{};
    for (const signature_view& each : view.signatures) {
        const auto scheme = each.message.scheme;
        keys.push_back(
            {each.message.key_id, scheme, octets{no_key}.first(update::cose::key_bytes(scheme))});
    }
    detail::believing crypto;
    return detail::trial<Profile>{bytes}.run(keys, crypto, view.payloads);
}

} // namespace fc::cli::inspect
