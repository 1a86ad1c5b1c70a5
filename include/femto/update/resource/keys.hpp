// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

namespace fc::update::resource {

/// What the maps of answers are keyed with. A number that was given stays: people's tools know it.
enum class key : std::uint8_t {
    slot,
    name,
    state,
    tenant,
    sequence,
    digest,
    size,
    hook,
    position,
    budget,
    key_id,
    on_trial,
    stopped,
    rolled_back,
    error,
    at,
    runs,
    instructions,
    faults,
    last_fault,
    last_at,
    faults_in_a_row,
    r0,
    context,
    number,
    registers,
    characters,
    board,
    version,
    groups,
    helpers,
    hooks,
    slots,
    free_slots,
    image_bytes,
    vendor,
    device_class,
    device,
    profile,
    keys,
    status,
    installed,
    refused,
    where,
    policy,
    layout,
    requests,
    refusals,
    store_used,
    store_entries,
    window_slots,
    skipped,
    granted,
    update,
    context_bytes,
    list,
    newest,
    code,
};

/// What tools call a key, and how they read its value. A firmware that asks for no names links none.
struct key_row {
    key number;
    const char* name;
    const char* value;
};

inline constexpr auto keys = std::to_array<key_row>({
    {key::slot, "slot", "number of the slot"},
    {key::name, "name", "text"},
    {key::state, "state",
     "of a container: fc::container_state, 0 for none; of an update: update_state"},
    {key::tenant, "tenant", "text: name of the tenant"},
    {key::sequence, "sequence", "number of the manifest it came with"},
    {key::digest, "digest", "bytes: SHA-256 of the image"},
    {key::size, "size", "bytes"},
    {key::hook, "hook", "bytes: UUID"},
    {key::position, "position", "on the hook, 0 for the first; left out: behind all"},
    {key::budget, "budget", "instruction slots per run; left out: what may be had"},
    {key::key_id, "key", "bytes: id of the key"},
    {key::on_trial, "trial", "true until it has run often enough to stay"},
    {key::stopped, "stopped", "true: it runs when that is asked for"},
    {key::rolled_back, "rolled-back", "true: the last update was given up"},
    {key::error, "error", "fc::errc"},
    {key::at, "at",
     "where the error is: instruction, byte, helper or hook; of wrong_state, fc::container_state"},
    {key::runs, "runs", "count since it was loaded"},
    {key::instructions, "instructions", "instruction slots"},
    {key::faults, "faults", "count; in the answer of /femto/faults, the reports"},
    {key::last_fault, "last-fault", "fc::errc"},
    {key::last_at, "last-at", "instruction of the last fault"},
    {key::faults_in_a_row, "faults-in-a-row", "count"},
    {key::r0, "r0", "64 bits"},
    {key::context, "context", "bytes, as the container left them"},
    {key::number, "number", "of the first character of the text; of the report, or the last one"},
    {key::registers, "registers", "array of 64 bits: r0 to r10"},
    {key::characters, "text", "bytes, as they were written"},
    {key::board, "board", "text"},
    {key::version, "version", "text: of femto"},
    {key::groups, "groups", "bit n: fc::group n"},
    {key::helpers, "helpers", "array of ids"},
    {key::hooks, "hooks", "array of maps"},
    {key::slots, "slots", "count, or array of maps"},
    {key::free_slots, "free-slots", "count"},
    {key::image_bytes, "image-bytes", "the longest image [bytes]"},
    {key::vendor, "vendor", "bytes: UUID"},
    {key::device_class, "class", "bytes: UUID"},
    {key::device, "device", "bytes: UUID"},
    {key::profile, "profile", "text: the form of manifests"},
    {key::keys, "keys", "array of maps"},
    {key::status, "status", "of a key: 0 active, 1 retired, 2 revoked"},
    {key::installed, "installed", "envelopes since the start"},
    {key::refused, "refused", "envelopes since the start"},
    {key::where, "where", "a hook is fired from: 0 threads, 1 interrupts"},
    {key::policy, "policy", "of a hook: fc::hook_policy"},
    {key::layout, "layout", "array of hashes: of the helpers, then of each field of the context"},
    {key::requests, "requests", "count since the start"},
    {key::refusals, "refusals", "array of counts, one for each cause"},
    {key::store_used, "store-used", "entries of the key-value stores"},
    {key::store_entries, "store-entries", "how many there may be"},
    {key::window_slots, "window-slots",
     "instruction slots per window of time; 0 for no such limit"},
    {key::skipped, "skipped", "runs that were not begun for want of slots"},
    {key::granted, "granted", "bit n: slot n"},
    {key::update, "update", "map: the last one"},
    {key::context_bytes, "context-bytes", "the longest context of exec [bytes]"},
    {key::list, "list", "sequence number of the list of tenants"},
    {key::newest, "newest", "the highest sequence number the slot has seen"},
    {key::code, "code",
     "of CoAP: how a fetch ended, as its answer or, where none came, a gateway says; else 0"},
});

/// The row of a key; null for a number that is none.
constexpr const key_row* find_key_row(std::uint64_t number) {
    for (const key_row& row : keys) {
        if (static_cast<std::uint64_t>(row.number) == number) {
            return &row;
        }
    }
    return nullptr;
}

/// What became of the last envelope: `key::state` of `key::update`.
enum class update_state : std::uint8_t { none, receiving, fetching, installed, refused };

} // namespace fc::update::resource
