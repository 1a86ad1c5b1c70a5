// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/cbor/writer.hpp>
#include <femto/update/suit/description.hpp>
#include <femto/update/suit/tables.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::suit {

namespace detail {

template <profile Profile>
class manifest_writer {
public:
    constexpr manifest_writer(const description& of, std::span<std::uint8_t> out)
        : of_{of}, out_{out} {}

    constexpr result<std::span<const std::uint8_t>> write() {
        const bool has_own = of_.position.is_set || of_.budget.is_set || !of_.name.empty();
        if (!Profile::is_current && (has_own || !of_.device.empty())) {
            return errc::unsupported_parameter;
        }
        out_.map(5);
        put(manifest_key::version);
        out_.uint(manifest_version);
        put(manifest_key::sequence_number);
        out_.uint(of_.sequence);
        put(manifest_key::common);
        write_common();
        // In the order of their numbers.
        if (Profile::is_current) {
            write_validate();
            write_install();
        } else {
            write_install();
            write_validate();
        }
        return out_.written();
    }

private:
    /// Conditions report all there is, directives report when they fail (the draft's examples).
    static constexpr std::uint64_t report_all = 15;
    static constexpr std::uint64_t report_failure = 2;

    template <class Key>
    constexpr void put(Key key) {
        out_.integer(number_of<Profile>(key));
    }
    constexpr void put_command(command which, std::uint64_t policy) {
        put(which);
        out_.uint(policy);
    }
    constexpr void put_bytes(parameter which, std::span<const std::uint8_t> value) {
        put(which);
        out_.bytes(value);
    }

    constexpr void write_common() {
        const std::size_t from = out_.size();
        out_.map(2);
        put(common_key::components);
        out_.array(1);
        out_.array(of_.component.size());
        for (const auto part : of_.component) {
            out_.bytes(part);
        }
        put(common_key::shared_sequence);
        write_shared();
        out_.enclose(from);
    }

    constexpr void write_shared() {
        const bool has_device = !of_.device.empty();
        const std::size_t from = out_.size();
        out_.array(has_device ? 8 : 6);
        put(command::override_parameters);
        out_.map(has_device ? 5 : 4);
        put_bytes(parameter::vendor_identifier, of_.vendor);
        put_bytes(parameter::class_identifier, of_.device_class);
        put(parameter::image_digest);
        const std::size_t container = out_.size();
        out_.array(2);
        put(digest_algorithm::sha256);
        out_.bytes(of_.digest);
        out_.enclose(container);
        put(parameter::image_size);
        out_.uint(of_.size);
        if (has_device) {
            put_bytes(parameter::device_identifier, of_.device);
        }
        put_command(command::vendor_identifier, report_all);
        put_command(command::class_identifier, report_all);
        if (has_device) {
            put_command(command::device_identifier, report_all);
        }
        out_.enclose(from);
    }

    constexpr void write_install() {
        put(manifest_key::install);
        const std::size_t from = out_.size();
        out_.array(6);
        put(Profile::is_current ? command::override_parameters : command::set_parameters);
        out_.map(std::size_t{1} + of_.position.is_set + of_.budget.is_set + !of_.name.empty());
        put(parameter::uri);
        out_.text(of_.uri);
        put_number(parameter::position, of_.position);
        put_number(parameter::budget, of_.budget);
        if (!of_.name.empty()) {
            put(parameter::name);
            out_.text(of_.name);
        }
        put_command(command::fetch, report_failure);
        put_command(command::image_match, report_all);
        out_.enclose(from);
    }
    constexpr void put_number(parameter which, const optional_number& number) {
        if (number.is_set) {
            put(which);
            out_.uint(number.value);
        }
    }

    constexpr void write_validate() {
        put(manifest_key::validate);
        const std::size_t from = out_.size();
        out_.array(2);
        put_command(command::image_match, report_all);
        out_.enclose(from);
    }

    const description& of_;
    cbor::writer out_;
};

} // namespace detail

/// Writes the manifest of a description: without the head of its byte string, which its envelope gives it.
/// @errors  buffer_too_small, with the size it takes; unsupported_parameter: what revision -09 cannot
///          say (a device, a position, a budget, a name)
template <profile Profile>
constexpr result<std::span<const std::uint8_t>> write_manifest(const description& of,
                                                               std::span<std::uint8_t> out) {
    return detail::manifest_writer<Profile>{of, out}.write();
}

} // namespace fc::update::suit
