// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/errc.hpp>

#include <array>

namespace fc {

/// One row per error: its name in the source and the sentence a person reads.
struct error_row {
    errc code;
    const char* name;
    const char* sentence;
};

// The type is spelt out by to_array: GCC 12 puts a deduced std::array into .data, and RAM.
inline constexpr auto error_table = std::to_array<error_row>({
    error_row{errc::ok, "ok", "no error"},

    error_row{errc::illegal_instruction, "illegal_instruction", "there is no such instruction"},
    error_row{errc::illegal_jump, "illegal_jump",
              "the jump leaves the program or lands inside a 16-byte instruction"},
    error_row{errc::illegal_call, "illegal_call",
              "the call names no helper or function this program may call"},
    error_row{errc::illegal_length, "illegal_length",
              "the text is empty, longer than 65535 slots, or not a multiple of 8 bytes"},
    error_row{errc::illegal_register, "illegal_register", "there is no such register"},
    error_row{errc::no_exit, "no_exit", "execution can run past the last instruction"},
    error_row{errc::misaligned_text, "misaligned_text",
              "the text does not start on a 4-byte boundary"},
    error_row{
        errc::reserved_field, "reserved_field",
        "a field this instruction does not use, or a value of it that is reserved, is not zero"},
    error_row{errc::frame_pointer_write, "frame_pointer_write", "r10 cannot be written"},
    error_row{errc::incomplete_lddw, "incomplete_lddw",
              "a 16-byte instruction lacks its second half"},
    error_row{errc::missing_group, "missing_group",
              "the instruction is of a conformance group this Config leaves out"},
    error_row{errc::packet_access, "packet_access",
              "legacy packet access (LD ABS, LD IND) is not supported"},
    error_row{errc::unsupported_reference, "unsupported_reference",
              "references to maps, variables and BTF ids are not supported"},
    error_row{errc::illegal_section, "illegal_section",
              "a data section or one of its relocations is out of range"},

    error_row{errc::illegal_memory, "illegal_memory",
              "the access is outside the memory granted to the program"},
    error_row{errc::budget_exhausted, "budget_exhausted", "the instruction budget is used up"},
    error_row{errc::division, "division", "division by zero"},
    error_row{errc::stack_exhausted, "stack_exhausted", "a call needs more stack than is left"},
    error_row{errc::call_depth_exceeded, "call_depth_exceeded", "calls are nested too deeply"},
    error_row{errc::helper_failed, "helper_failed", "the helper reported a failure"},
    error_row{errc::would_block, "would_block",
              "the helper has to wait, which only a program that runs in slices can"},
    error_row{errc::no_response, "no_response", "the container wrote no response"},

    error_row{errc::not_running, "not_running", "no started program is waiting to be resumed"},
    error_row{errc::missing_data, "missing_data",
              "the program has data of its own and must be run through an instance"},
    error_row{errc::regions_full, "regions_full", "the memory policy has no free region"},
    error_row{errc::region_too_large, "region_too_large",
              "the region is larger than the memory policy can address"},
    error_row{errc::buffer_too_small, "buffer_too_small", "the buffer given is too small"},

    error_row{errc::helper_not_granted, "helper_not_granted",
              "the container asks for a helper that its tenant may not use"},
    error_row{errc::helper_not_offered, "helper_not_offered",
              "the container asks for a helper that this hook does not offer"},
    error_row{errc::helper_not_for_interrupts, "helper_not_for_interrupts",
              "the hook is fired from interrupts, and the helper may wait"},
    error_row{errc::hook_not_granted, "hook_not_granted",
              "the container's tenant may not use this hook"},
    error_row{
        errc::budget_not_granted, "budget_not_granted",
        "the budget is less than the container's longest straight run, or more than tenant and "
        "hook allow"},
    error_row{errc::abi_mismatch, "abi_mismatch",
              "the container was built for another layout of this hook's context"},

    error_row{errc::containers_full, "containers_full", "there is no room for another container"},
    error_row{errc::tenants_full, "tenants_full", "there is no room for another tenant"},
    error_row{errc::hooks_full, "hooks_full", "there is no room for another hook"},
    error_row{errc::tasks_full, "tasks_full",
              "there is no room for another long-running container"},
    error_row{errc::store_full, "store_full", "the key-value store has no free entry"},
    error_row{errc::store_quota_exceeded, "store_quota_exceeded",
              "the tenant has as many entries of the key-value store as it may have"},
    error_row{errc::nesting_exceeded, "nesting_exceeded",
              "hooks are fired from within hooks more deeply than there are machines for"},
    error_row{errc::unknown_container, "unknown_container", "there is no such container"},
    error_row{errc::unknown_hook, "unknown_hook", "there is no such hook"},
    error_row{errc::unknown_tenant, "unknown_tenant", "there is no such tenant"},
    error_row{errc::wrong_state, "wrong_state",
              "the container is not in a state in which that can be done"},
    error_row{errc::quarantined, "quarantined",
              "the container failed too often in a row and is not run"},
    error_row{errc::tenant_budget_exhausted, "tenant_budget_exhausted",
              "the tenant has used up its instructions for this window of time"},

    error_row{errc::unknown_function, "unknown_function", "there is no such function"},
    error_row{errc::bad_magic, "bad_magic", "the file is of no known format"},
    error_row{errc::bad_structure, "bad_structure", "the parts of the image contradict each other"},
    error_row{errc::truncated, "truncated", "it ends before its own description says"},
    error_row{errc::unsupported_machine, "unsupported_machine",
              "the object is not a relocatable 64-bit little-endian BPF file"},
    error_row{errc::unknown_section, "unknown_section", "there is no such section"},
    error_row{errc::unsupported_relocation, "unsupported_relocation",
              "a relocation is of a kind that cannot be resolved here"},
    error_row{errc::undefined_symbol, "undefined_symbol", "a symbol is used but not defined"},
    error_row{errc::unsupported_section, "unsupported_section",
              "a section needs what a container lacks: constructors, thread-local or packed data"},
    error_row{errc::unsupported_layout, "unsupported_layout",
              "images of this layout are not read here"},
    error_row{errc::ambiguous_layout, "ambiguous_layout",
              "the lengths of the image fit more than one layout: name the one it has"},
    error_row{errc::unsupported_version, "unsupported_version",
              "the image is of a version that is not known"},
    error_row{errc::compressed_text, "compressed_text",
              "the text is compressed, and nothing here unpacks it"},
    error_row{errc::unknown_feature, "unknown_feature",
              "the image sets a flag, or carries a note, that is not known"},

    error_row{errc::no_room_for_sections, "no_room_for_sections",
              "the layout holds text alone, and the program has data, rodata or bss"},
    error_row{errc::no_room_for_functions, "no_room_for_functions",
              "the layout has no function table"},
    error_row{errc::no_room_for_helpers, "no_room_for_helpers",
              "the layout cannot list the helpers a program may call"},
    error_row{errc::no_room_for_notes, "no_room_for_notes",
              "the layout cannot hold a contract, a fingerprint or a proof"},
    error_row{errc::no_room_for_entry, "no_room_for_entry",
              "the layout cannot say that a run starts with this function"},
    error_row{errc::no_room_for_relocations, "no_room_for_relocations",
              "the layout cannot say that data holds addresses"},

    error_row{errc::unknown_mnemonic, "unknown_mnemonic",
              "there is no such instruction to assemble"},
    error_row{errc::bad_operand, "bad_operand", "the operands do not fit the instruction"},
    error_row{errc::value_out_of_range, "value_out_of_range", "the number does not fit its field"},
    error_row{errc::unknown_label, "unknown_label", "the label is not defined"},

    error_row{errc::not_deterministic, "not_deterministic",
              "the CBOR has an indefinite length, a number longer than it need be, or map keys out "
              "of order or twice"},
    error_row{errc::unexpected_item, "unexpected_item",
              "the CBOR item is not of the type or length that belongs here"},
    error_row{errc::nested_too_deep, "nested_too_deep",
              "arrays, maps and sequences are nested deeper than this device reads"},
    error_row{errc::trailing_bytes, "trailing_bytes", "there are bytes behind the end"},
    error_row{errc::unsupported_algorithm, "unsupported_algorithm",
              "the signature or digest algorithm is none this device has"},
    error_row{errc::unknown_critical_header, "unknown_critical_header",
              "the signature has a header that must be understood and is not known"},
    error_row{errc::unsupported_manifest, "unsupported_manifest",
              "the manifest has a version or a section this device does not process"},
    error_row{errc::unsupported_command, "unsupported_command",
              "the manifest has a command this device does not execute"},
    error_row{errc::unsupported_parameter, "unsupported_parameter",
              "the manifest sets a parameter this device does not use"},
    error_row{errc::missing_parameter, "missing_parameter",
              "a command needs a parameter that the manifest did not set"},
    error_row{errc::manifest_too_large, "manifest_too_large",
              "the manifest has more bytes, components or commands than this device takes"},
    error_row{errc::missing_section, "missing_section",
              "a section was severed from the manifest and is not in the envelope"},

    error_row{errc::unknown_key, "unknown_key",
              "the manifest is signed by no key this device knows"},
    error_row{errc::wrong_algorithm, "wrong_algorithm",
              "the signature's algorithm is not the one its key is for"},
    error_row{errc::revoked_key, "revoked_key", "the key was retired or revoked"},
    error_row{errc::bad_signature, "bad_signature", "the signature is wrong"},
    error_row{errc::root_key_required, "root_key_required", "only a root key may sign this"},
    error_row{errc::crypto_failed, "crypto_failed", "the cryptographic library failed"},
    error_row{errc::wrong_vendor, "wrong_vendor", "the manifest is for devices of another vendor"},
    error_row{errc::wrong_class, "wrong_class", "the manifest is for another class of devices"},
    error_row{errc::wrong_device, "wrong_device", "the manifest is for another device"},
    error_row{errc::unchecked_identity, "unchecked_identity",
              "the manifest does not check the vendor and class before it changes something"},
    error_row{errc::unknown_component, "unknown_component",
              "the manifest names a component this device does not have"},
    error_row{errc::condition_failed, "condition_failed",
              "a condition of the manifest does not hold"},
    error_row{errc::digest_mismatch, "digest_mismatch",
              "the digest is not that of the bytes it stands for"},
    error_row{errc::size_mismatch, "size_mismatch",
              "the image is not as long as the manifest says"},
    error_row{errc::same_key, "same_key", "the list of tenants has one key twice"},

    error_row{errc::stale_sequence, "stale_sequence",
              "the slot has seen a manifest with a higher sequence number"},
    error_row{errc::same_sequence, "same_sequence",
              "the slot has had another image with this number, or removed it, or given it up"},
    error_row{errc::slot_not_granted, "slot_not_granted", "the key was not granted this slot"},
    error_row{errc::slot_busy, "slot_busy",
              "another update is under way, or a container is in the middle of a run"},
    error_row{errc::slot_empty, "slot_empty", "the slot has no container"},
    error_row{errc::image_too_large, "image_too_large",
              "the image is longer than the slot has room for"},
    error_row{errc::storage_failed, "storage_failed", "the storage could not be written or erased"},
    error_row{errc::fetch_failed, "fetch_failed", "it could not be fetched"},
    error_row{errc::trial_failed, "trial_failed",
              "the device started too often before the container had stood its trial"},
    error_row{errc::storage_unfit, "storage_unfit",
              "the storage is smaller than its slots, or not on an 8-byte boundary"},

    error_row{errc::not_authorised, "not_authorised", "the peer may not do this"},
    error_row{errc::too_many_requests, "too_many_requests",
              "there were too many requests of this kind"},
    error_row{errc::bad_request, "bad_request",
              "the request is not of the form this resource takes"},
    error_row{errc::unknown_resource, "unknown_resource", "there is no such resource"},
});

/// What `describe` says of a value that is no enumerator: an error a helper of the firmware made up.
inline constexpr error_row unknown_error{errc::ok, "unknown", "an error of the firmware's own"};

/// The row of `code`.
constexpr const error_row& describe(errc code) {
    for (const error_row& row : error_table) {
        if (row.code == code) {
            return row;
        }
    }
    return unknown_error;
}

/// The sentence of `code`: static storage, no trailing full stop.
constexpr const char* message(errc code) { return describe(code).sentence; }

} // namespace fc
