// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace fc {

/// Every way a container can be refused or stopped. The values down to -13 are those the original
/// Femto-Containers engine used for the same condition; its other conditions start at -20.
/// The sentence of each stands in <femto/base/message.hpp>, which a device need not include.
/// A firmware's own helpers may fail with values from -128 to -100.
enum class errc : std::int8_t {
    ok = 0,

    // verify: the program never ran
    illegal_instruction = -1,
    illegal_jump = -3,
    illegal_call = -4,
    illegal_length = -5,
    illegal_register = -6,
    no_exit = -7,
    misaligned_text = -12,
    reserved_field = -20,
    frame_pointer_write = -21,
    incomplete_lddw = -22,
    missing_group = -23,
    packet_access = -24,
    unsupported_reference = -25,
    illegal_section = -26,

    // run: the program was stopped
    illegal_memory = -2,
    budget_exhausted = -8,
    division = -9, // kept for images of the original engine; femto follows RFC 9669 and divides
    stack_exhausted = -40,
    call_depth_exceeded = -41,
    helper_failed = -42,
    would_block = -43,

    // run: it came to its end without what it was for
    no_response = -44,

    // run: the call itself was wrong, nothing was executed
    not_running = -50,
    missing_data = -51,
    regions_full = -52,
    region_too_large = -53,
    buffer_too_small = -54,

    // engine: a right the container asks for is missing; `at` names it
    helper_not_granted = -30,
    helper_not_offered = -31,
    helper_not_for_interrupts = -32,
    hook_not_granted = -33,
    budget_not_granted = -34,
    abi_mismatch = -35,

    // engine: something is full, unknown, or not the time for it
    containers_full = -70,
    tenants_full = -71,
    hooks_full = -72,
    tasks_full = -73,
    store_full = -74,
    store_quota_exceeded = -75,
    nesting_exceeded = -76,
    unknown_container = -77,
    unknown_hook = -78,
    unknown_tenant = -79,
    wrong_state = -90,
    quarantined = -91,
    tenant_budget_exhausted = -92,

    // image
    unknown_function = -10,
    bad_magic = -11,
    bad_structure = -13,
    truncated = -60,
    unsupported_machine = -61,
    unknown_section = -62,
    unsupported_relocation = -63,
    undefined_symbol = -64,
    unsupported_section = -65,
    unsupported_layout = -66,
    ambiguous_layout = -67,
    unsupported_version = -68,
    compressed_text = -69,
    unknown_feature = -93,

    // image: what is to be written does not fit the layout
    no_room_for_sections = -94,
    no_room_for_functions = -95,
    no_room_for_helpers = -96,
    no_room_for_notes = -97,
    no_room_for_entry = -98,
    no_room_for_relocations = -99,

    // assembler
    unknown_mnemonic = -80,
    bad_operand = -81,
    value_out_of_range = -82,
    unknown_label = -83,

    // update, above 0 since no run ends so: what arrived is not what it has to be; `at` is the byte
    not_deterministic = 1,
    unexpected_item = 2,
    nested_too_deep = 3,
    trailing_bytes = 4,
    unsupported_algorithm = 5,
    unknown_critical_header = 6,
    unsupported_manifest = 7,
    unsupported_command = 8,
    unsupported_parameter = 9,
    missing_parameter = 10,
    manifest_too_large = 11,
    missing_section = 12,

    // update: it is not authentic, or not for this device
    unknown_key = 20,
    wrong_algorithm = 21,
    revoked_key = 22,
    bad_signature = 23,
    root_key_required = 24,
    crypto_failed = 25,
    wrong_vendor = 26,
    wrong_class = 27,
    wrong_device = 28,
    unchecked_identity = 29,
    unknown_component = 30,
    condition_failed = 31,
    digest_mismatch = 32,
    size_mismatch = 33,
    same_key = 35,

    // update: the slot
    stale_sequence = 40,
    same_sequence = 41,
    slot_not_granted = 42,
    slot_busy = 43,
    slot_empty = 44,
    image_too_large = 45,
    storage_failed = 46,
    fetch_failed = 47,
    trial_failed = 48,
    storage_unfit = 49,

    // update: a request to manage the device
    not_authorised = 60,
    too_many_requests = 61,
    bad_request = 62,
    unknown_resource = 63,
};

} // namespace fc
