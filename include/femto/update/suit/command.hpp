// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/update/suit/key.hpp>

#include <cstdint>

namespace fc::update::suit {

/// Conditions and directives. Any other number, and every negative one, which would be a custom
/// command, is refused like those.
enum class command : std::uint8_t {
    // Those that need a parameter of their own stand where that stands in `parameter`.
    vendor_identifier,
    class_identifier,
    device_identifier,
    image_match,
    abort,
    write,
    fetch,
    try_each,
    run_sequence,
    set_component_index,
    override_parameters,
    set_parameters,
    use_before,
    component_slot,
    check_content,
    set_dependency_index,
    process_dependency,
    copy,
    invoke,
    swap,
};
template <>
inline constexpr auto table_of<command> = std::to_array<key_row<command>>({
    {command::vendor_identifier, "suit-condition-vendor-identifier", "8.4.9.1", processed(1),
     processed(1)},
    {command::class_identifier, "suit-condition-class-identifier", "8.4.9.1", processed(2),
     processed(2)},
    {command::device_identifier, "suit-condition-device-identifier", "8.4.9.1", processed(24),
     refused(24)},
    {command::image_match, "suit-condition-image-match", "8.4.9.2", processed(3), processed(3)},
    {command::abort, "suit-condition-abort", "8.4.9.5", processed(14), refused(14)},
    {command::write, "suit-directive-write", "8.4.10.6", processed(18), absent},
    {command::fetch, "suit-directive-fetch", "8.4.10.4", processed(21), processed(21)},
    {command::try_each, "suit-directive-try-each", "8.4.10.2", processed(15), processed(15)},
    {command::run_sequence, "suit-directive-run-sequence", "8.4.10.8", processed(32), refused(30)},
    {command::set_component_index, "suit-directive-set-component-index", "8.4.10.1", processed(12),
     processed(12)},
    {command::override_parameters, "suit-directive-override-parameters", "8.4.10.3", processed(20),
     processed(20)},
    {command::set_parameters, "suit-directive-set-parameters", "-09", absent, processed(19)},
    {command::use_before, "suit-condition-use-before", "-09", absent, refused(4)},
    {command::component_slot, "suit-condition-component-slot", "8.4.9.4", refused(5), refused(5)},
    {command::check_content, "suit-condition-check-content", "8.4.9.3", refused(6), absent},
    {command::set_dependency_index, "suit-directive-set-dependency-index", "-09", absent,
     refused(13)},
    {command::process_dependency, "suit-directive-process-dependency", "-09", absent, refused(18)},
    {command::copy, "suit-directive-copy", "8.4.10.5", refused(22), refused(22)},
    {command::invoke, "suit-directive-invoke", "8.4.10.7", refused(23), refused(23)},
    {command::swap, "suit-directive-swap", "8.4.10.9", refused(31), refused(32)},
});

} // namespace fc::update::suit
