// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>
#include <femto/update/resource/code.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace fc::update::resource {

/// What kind of thing was wrong; refused requests are counted by it, in this order.
enum class cause : std::uint8_t {
    request,      ///< the form of the request
    rights,       ///< nobody who may do this
    pace,         ///< too many, or something else is under way
    manifest,     ///< the form of the envelope or the manifest
    authenticity, ///< keys, signatures, digests
    device,       ///< a manifest for another device
    slot,         ///< what the slot holds or has seen, or there is no room
    container,    ///< the image, its program or its contract
    fault,        ///< a run ended with a fault
    failure,      ///< of storage, cryptography or who had the image
};
inline constexpr std::size_t cause_count = static_cast<std::size_t>(cause::failure) + 1;
/// What tools call them. A firmware that does not ask for names links none.
inline constexpr std::array<const char*, cause_count> cause_names{
    "request", "rights", "pace",      "manifest", "authenticity",
    "device",  "slot",   "container", "fault",    "failure"};

/// What `at()` of an error says.
enum class place : std::uint8_t { none, byte, instruction, helper, hook, slot, most, state };

/// Errors that requests are answered alike for: those from `first` to `last`, by number.
struct refusal_row {
    errc first;
    errc last;
    code as;
    place at;
    cause why;
};

/// The errors of a helper of the firmware's own.
inline constexpr auto own_first = static_cast<errc>(-128);
inline constexpr auto own_last = static_cast<errc>(-100);

/// Every error but `ok`, by its number.
inline constexpr auto refusal_table = std::to_array<refusal_row>({
    {own_first, own_last, code::internal_error, place::instruction, cause::fault},
    {errc::no_room_for_relocations, errc::unknown_feature, code::unprocessable, place::byte,
     cause::container},
    {errc::tenant_budget_exhausted, errc::tenant_budget_exhausted, code::too_many_requests,
     place::none, cause::pace},
    {errc::quarantined, errc::quarantined, code::conflict, place::none, cause::slot},
    {errc::wrong_state, errc::wrong_state, code::conflict, place::state, cause::slot},
    {errc::unknown_label, errc::unknown_mnemonic, code::unprocessable, place::byte,
     cause::manifest},
    {errc::unknown_tenant, errc::unknown_hook, code::unprocessable, place::none, cause::container},
    {errc::unknown_container, errc::unknown_container, code::not_found, place::none, cause::slot},
    {errc::nesting_exceeded, errc::containers_full, code::unavailable, place::none, cause::slot},
    {errc::compressed_text, errc::unsupported_machine, code::unprocessable, place::byte,
     cause::container},
    {errc::truncated, errc::truncated, code::bad_request, place::byte, cause::manifest},
    {errc::buffer_too_small, errc::not_running, code::internal_error, place::none, cause::failure},
    {errc::no_response, errc::no_response, code::internal_error, place::none, cause::fault},
    {errc::would_block, errc::stack_exhausted, code::internal_error, place::instruction,
     cause::fault},
    {errc::abi_mismatch, errc::abi_mismatch, code::unprocessable, place::none, cause::container},
    {errc::budget_not_granted, errc::budget_not_granted, code::forbidden, place::most,
     cause::rights},
    {errc::hook_not_granted, errc::hook_not_granted, code::forbidden, place::hook, cause::rights},
    {errc::helper_not_for_interrupts, errc::helper_not_offered, code::unprocessable, place::helper,
     cause::container},
    {errc::helper_not_granted, errc::helper_not_granted, code::forbidden, place::helper,
     cause::rights},
    {errc::illegal_section, errc::reserved_field, code::unprocessable, place::instruction,
     cause::container},
    {errc::bad_structure, errc::bad_structure, code::unprocessable, place::byte, cause::container},
    {errc::misaligned_text, errc::misaligned_text, code::unprocessable, place::none,
     cause::container},
    {errc::bad_magic, errc::unknown_function, code::unprocessable, place::byte, cause::container},
    {errc::division, errc::budget_exhausted, code::internal_error, place::instruction,
     cause::fault},
    {errc::no_exit, errc::illegal_jump, code::unprocessable, place::instruction, cause::container},
    {errc::illegal_memory, errc::illegal_memory, code::internal_error, place::instruction,
     cause::fault},
    {errc::illegal_instruction, errc::illegal_instruction, code::unprocessable, place::instruction,
     cause::container},

    {errc::not_deterministic, errc::trailing_bytes, code::bad_request, place::byte,
     cause::manifest},
    {errc::unsupported_algorithm, errc::missing_parameter, code::unprocessable, place::byte,
     cause::manifest},
    {errc::manifest_too_large, errc::manifest_too_large, code::too_large, place::none,
     cause::manifest},
    {errc::missing_section, errc::missing_section, code::unprocessable, place::byte,
     cause::manifest},
    {errc::unknown_key, errc::wrong_algorithm, code::unauthorized, place::none,
     cause::authenticity},
    {errc::revoked_key, errc::revoked_key, code::forbidden, place::none, cause::authenticity},
    {errc::bad_signature, errc::bad_signature, code::unauthorized, place::none,
     cause::authenticity},
    {errc::root_key_required, errc::root_key_required, code::forbidden, place::none, cause::rights},
    {errc::crypto_failed, errc::crypto_failed, code::internal_error, place::none, cause::failure},
    {errc::wrong_vendor, errc::condition_failed, code::unprocessable, place::none, cause::device},
    {errc::digest_mismatch, errc::same_key, code::unprocessable, place::none, cause::authenticity},
    {errc::stale_sequence, errc::same_sequence, code::conflict, place::none, cause::slot},
    {errc::slot_not_granted, errc::slot_not_granted, code::forbidden, place::slot, cause::rights},
    {errc::slot_busy, errc::slot_busy, code::unavailable, place::none, cause::pace},
    {errc::slot_empty, errc::slot_empty, code::not_found, place::none, cause::slot},
    {errc::image_too_large, errc::image_too_large, code::too_large, place::none, cause::slot},
    {errc::storage_failed, errc::storage_failed, code::internal_error, place::none, cause::failure},
    {errc::fetch_failed, errc::fetch_failed, code::bad_gateway, place::none, cause::failure},
    {errc::trial_failed, errc::trial_failed, code::conflict, place::none, cause::slot},
    {errc::storage_unfit, errc::storage_unfit, code::internal_error, place::none, cause::failure},
    {errc::not_authorised, errc::not_authorised, code::forbidden, place::none, cause::rights},
    {errc::too_many_requests, errc::too_many_requests, code::too_many_requests, place::none,
     cause::pace},
    {errc::bad_request, errc::bad_request, code::bad_request, place::none, cause::request},
    {errc::unknown_resource, errc::unknown_resource, code::not_found, place::none, cause::request},
});

/// What an error that has no row is answered like.
inline constexpr refusal_row unforeseen{own_first, own_first, code::internal_error, place::none,
                                        cause::failure};

/// How requests that end with an error are answered.
constexpr const refusal_row& row_of(errc error) {
    for (const refusal_row& row : refusal_table) {
        if (error >= row.first && error <= row.last) {
            return row;
        }
    }
    return unforeseen;
}

/// Why a request is refused; not at all if `error` is `ok`.
struct refusal {
    errc error = errc::ok;
    std::uint32_t at = 0;
    /// In place of what the table says; empty where it is right.
    code as{};

    constexpr explicit operator bool() const { return error != errc::ok; }
    constexpr code answer() const { return as != code{} ? as : row_of(error).as; }
};

} // namespace fc::update::resource
