// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/base/same_bytes.hpp>
#include <femto/platform/crypto.hpp>
#include <femto/update/cose/read.hpp>
#include <femto/update/cose/verify.hpp>
#include <femto/update/suit/detail/manifest_reader.hpp>
#include <femto/update/suit/envelope.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace fc::update::suit {

/// A key whose signature a device believes.
struct key {
    std::span<const std::uint8_t> id{}; ///< what a signature may call it by
    platform::signature_scheme scheme = platform::signature_scheme::ed25519;
    std::span<const std::uint8_t> bytes{}; ///< the public key, as platform/crypto.hpp says
};

/// Keys by number: a span of them, or a list that makes each when it is asked.
template <class Keys>
concept key_list = requires(const Keys& keys, std::size_t i) {
    { keys.size() } -> std::convertible_to<std::size_t>;
    { keys[i] } -> std::convertible_to<key>;
};

/// Verifications that one envelope may cost: signatures that name no key are tried with those of their
/// scheme in the order of the list, up to here.
inline constexpr std::uint32_t verifications_max = 8;

/// Signatures of one manifest that are looked at: each may cost a verification by every key.
inline constexpr std::uint32_t authentications_max = 4;

namespace detail {

/// Bytes on the C stack for what is signed: 53 around the protected header, which has an algorithm
/// and may have a key's name of up to 50.
inline constexpr std::size_t signed_bytes = 112;

/// Looks for a signature of a manifest by one of the keys.
template <profile Profile, class Keys, class Crypto>
class authentication {
public:
    constexpr authentication(const head& of, const Keys& keys, Crypto& crypto,
                             cose::numbers accepted)
        : head_{of}, keys_{keys}, crypto_{crypto}, accepted_{accepted} {}

    FEMTO_INLINE constexpr result<manifest> check() {
        result<manifest> made{std::in_place, manifest::maker{}, head_};
        manifest& into = *made;
        cbor::scanner in = head_.scan(head_.item(envelope_key::authentication_wrapper));
        take_signatures(in);
        into.key_ = key_;
        in.go_to(head_.item(envelope_key::manifest));
        if (!in.failed()) {
            manifest_reader<Profile, typename Crypto::sha256>{head_, into}.take(in);
        }
        if (in.failed()) {
            made = {in.error(), in.offset()};
        }
        return made;
    }

private:
    /// Section 8.3: the digest of the manifest, then signatures of that.
    FEMTO_INLINE constexpr void take_signatures(cbor::scanner& in) {
        // Of several signatures the one that came closest says why: the enumerators of `errc` ascend so.
        errc why = errc::ok;
        std::uint32_t at = in.offset();
        bool is_found = false;
        const std::uint32_t outer = in.enter();
        std::uint32_t blocks = in.array();
        if (Profile::is_current) {
            blocks -= blocks != 0;
            const std::uint32_t from = in.offset();
            const std::uint32_t container = in.enter();
            take_own_digest(in);
            in.leave(container);
            digest_.rest = in.since(from);
        }
        if (blocks > authentications_max) {
            in.refuse(errc::manifest_too_large, at);
        }
        for (; blocks != 0 && !in.failed(); --blocks) {
            const std::uint32_t from = in.offset();
            in.bytes();
            if (is_found || in.failed()) {
                continue;
            }
            cbor::scanner block = head_.scan(from);
            try_block(block);
            is_found = !block.failed();
            if (why == errc::ok || block.error() > why) {
                why = block.error();
                at = block.offset();
            }
        }
        in.leave(outer);
        if (!is_found) {
            in.refuse(why == errc::ok ? errc::unknown_key : why, at);
        }
    }

    /// Takes a digest that has to be that of the manifest.
    constexpr void take_own_digest(cbor::scanner& in) const {
        take_digest_of<Profile, typename Crypto::sha256>(head_.item(envelope_key::manifest), head_,
                                                         in);
    }

    /// A signature, which is refused in a scanner of its own: others may do.
    FEMTO_INLINE constexpr void try_block(cbor::scanner& block) {
        block.enter();
        const std::uint32_t at = block.offset();
        cose::sign1 message;
        cose::take_sign1(block, message, accepted_);
        if (message.is_detached != Profile::is_current) {
            block.refuse(errc::unexpected_item, at);
        }
        if (block.failed()) {
            return;
        }
        errc why = errc::ok;
        if constexpr (Profile::is_current) {
            why = try_keys(message);
        } else {
            cbor::scanner payload{message.payload};
            take_own_digest(payload);
            payload.end();
            const cose::string_head head{message.payload.size()};
            digest_ = {head, message.payload};
            why = payload.failed() ? payload.error() : try_keys(message);
        }
        if (why != errc::ok) {
            block.refuse(why, at);
        }
    }

    /// @return  of several keys, too, what comes closest
    FEMTO_INLINE constexpr errc try_keys(const cose::sign1& message) {
        errc why = errc::unknown_key;
        for (key_ = 0; key_ < keys_.size(); ++key_) {
            const key each = keys_[key_];
            const bool is_meant = message.has_key_id ? same_bytes(each.id, message.key_id)
                                                     : each.scheme == message.scheme;
            if (!is_meant) {
                continue;
            }
            if (verifications_left_ == 0) {
                break;
            }
            --verifications_left_;
            const errc error =
                cose::verify<signed_bytes>(message, digest_, each.scheme, each.bytes, crypto_)
                    .error();
            if (error == errc::ok) {
                return errc::ok;
            }
            why = error > why || !Crypto::supports(each.scheme) ? error : why;
        }
        return why;
    }

    const head& head_;
    const Keys& keys_;
    Crypto& crypto_;
    cose::numbers accepted_;
    cose::split_string digest_{}; // what is signed
    std::size_t key_ = 0;         // that was tried last
    std::uint32_t verifications_left_ = verifications_max;
};

} // namespace detail

/// Makes a manifest of the head of an envelope: compares its digest, verifies its signature, and only
/// then looks into it. Severed sections are compared with their digests.
///
/// @param keys      to try, those that a signature names first
/// @param accepted  names of algorithms that are taken; revision -09 knows only the older ones
/// @errors          digest_mismatch; unknown_key, wrong_algorithm, bad_signature, unsupported_algorithm,
///                  unknown_critical_header: of several signatures, that of the best;
///                  crypto_failed; unsupported_manifest: its version, or a section that is not
///                  processed; missing_section; manifest_too_large: too many signatures;
///                  unexpected_item and those of `cbor::scanner`
/// @cost            a digest of the manifest and of each severed section, and at most
///                  `verifications_max` verifications
template <profile Profile, key_list Keys, platform::crypto Crypto>
FEMTO_INLINE constexpr result<manifest>
authenticate(const head& of, const Keys& keys, Crypto& crypto,
             cose::numbers accepted = cose::numbers::fully_specified) {
    return detail::authentication<Profile, Keys, Crypto>{
        of, keys, crypto, Profile::is_current ? accepted : cose::numbers::polymorphic_too}
        .check();
}

} // namespace fc::update::suit
