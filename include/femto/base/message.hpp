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
    error_row{errc::budget_not_granted, "budget_not_granted",
              "the container asks for more instructions per run than this hook allows"},
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
    error_row{errc::truncated, "truncated", "the image ends before its own description says"},
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
