// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

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
        : manifest_{of.scan(of.item(envelope_key::manifest)).skip()}, keys_{keys}, crypto_{crypto},
          accepted_{accepted} {}

    /// Section 8.3: the digest of the manifest, then signatures of that.
    /// @return  which key it was
    FEMTO_INLINE constexpr result<std::size_t> check(cbor::scanner in) {
        at_ = in.offset();
        const std::uint32_t outer = in.enter();
        std::uint32_t blocks = in.array();
        if (Profile::is_current) {
            blocks -= blocks != 0;
            const std::uint32_t at = in.offset();
            const std::uint32_t container = in.enter();
            take_own_digest(in);
            in.leave(container);
            digest_.rest = in.since(at);
        }
        if (blocks > authentications_max) {
            in.refuse(errc::manifest_too_large, at_);
        }
        for (; blocks != 0 && !in.failed(); --blocks) {
            cbor::scanner block = in.nested();
            if (!is_found_ && !in.failed()) {
                try_block(block);
            }
        }
        in.leave(outer);
        if (in.failed()) {
            return {in.error(), in.offset()};
        }
        if (!is_found_) {
            return {why_ == errc::ok ? errc::unknown_key : why_, at_};
        }
        return key_;
    }

private:
    /// Takes a digest that has to be that of the manifest.
    constexpr void take_own_digest(cbor::scanner& in) {
        const std::uint32_t from = in.offset();
        const auto digest = take_digest<Profile>(in);
        if (!in.failed()) {
            const errc error = compare_digest<typename Crypto::sha256>(manifest_, digest);
            if (error != errc::ok) {
                in.refuse(error, from);
            }
        }
    }

    FEMTO_INLINE constexpr void try_block(cbor::scanner& block) {
        const std::uint32_t at = block.offset();
        const auto message = cose::read_sign1(std::move(block), accepted_);
        if (!message) {
            note(message.error(), message.at());
        } else if (message->is_detached != Profile::is_current) {
            note(errc::unexpected_item, at);
        } else if constexpr (Profile::is_current) {
            try_keys(*message, at);
        } else {
            cbor::scanner payload{message->payload};
            take_own_digest(payload);
            payload.end();
            if (payload.failed()) {
                note(payload.error(), at);
                return;
            }
            const cose::string_head head{message->payload.size()};
            digest_ = {head, message->payload};
            try_keys(*message, at);
        }
    }

    constexpr void try_keys(const cose::sign1& message, std::uint32_t at) {
        note(errc::unknown_key, at);
        for (std::size_t i = 0; i < keys_.size() && !is_found_; ++i) {
            const key each = keys_[i];
            const bool is_meant = message.has_key_id ? same_bytes(each.id, message.key_id)
                                                     : each.scheme == message.scheme;
            if (!is_meant) {
                continue;
            }
            if (verifications_left_ == 0) {
                return;
            }
            --verifications_left_;
            const auto verified =
                cose::verify<signed_bytes>(message, digest_, each.scheme, each.bytes, crypto_);
            is_found_ = static_cast<bool>(verified);
            key_ = i;
            if (!verified) {
                note(verified.error(), at);
            }
        }
    }

    /// Of several signatures the one that came closest says why: the enumerators of `errc` ascend so.
    FEMTO_OUTLINE constexpr void note(errc why, std::uint32_t at) {
        if (why_ == errc::ok || why > why_) {
            why_ = why;
            at_ = at;
        }
    }

    std::span<const std::uint8_t> manifest_;
    const Keys& keys_;
    Crypto& crypto_;
    cose::split_string digest_{}; // what is signed
    std::size_t key_ = 0;
    std::uint32_t at_ = 0;
    std::uint32_t verifications_left_ = verifications_max;
    cose::numbers accepted_;
    errc why_ = errc::ok;
    bool is_found_ = false;
};

template <profile Profile, class Keys, class Crypto>
FEMTO_OUTLINE constexpr result<std::size_t> find_signer(const head& of, const Keys& keys,
                                                        Crypto& crypto, cose::numbers accepted) {
    return authentication<Profile, Keys, Crypto>{of, keys, crypto, accepted}.check(
        of.scan(of.item(envelope_key::authentication_wrapper)));
}

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
constexpr result<manifest> authenticate(const head& of, const Keys& keys, Crypto& crypto,
                                        cose::numbers accepted = cose::numbers::fully_specified) {
    const auto signer = detail::find_signer<Profile>(
        of, keys, crypto, Profile::is_current ? accepted : cose::numbers::polymorphic_too);
    if (!signer) {
        return {signer.error(), signer.at()};
    }
    return detail::manifest_reader<Profile, typename Crypto::sha256>::read(of, *signer);
}

} // namespace fc::update::suit
