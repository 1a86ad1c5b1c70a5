// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/bytes.hpp>
#include <femto/base/result.hpp>
#include <femto/image/extras.hpp>
#include <femto/image/format.hpp>
#include <femto/image/name.hpp>
#include <femto/image/sections.hpp>
#include <femto/isa/instruction.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::image::detail {

/// Bytes put one behind the other into a buffer that may be too small: what does not fit is only
/// counted, so that a caller learns how much it takes.
class image_bytes {
public:
    constexpr explicit image_bytes(std::span<std::uint8_t> out) : out_{out} {}

    constexpr std::uint64_t size() const { return size_; }
    constexpr bool fits() const { return size_ <= out_.size(); }

    constexpr void put_byte(std::uint8_t byte) {
        if (size_ < out_.size()) {
            out_[narrowed<std::size_t>(size_)] = byte;
        }
        ++size_;
    }
    constexpr void put_bytes(std::span<const std::uint8_t> bytes) {
        for (const std::uint8_t byte : bytes) {
            put_byte(byte);
        }
    }
    constexpr void put_zeroes(std::uint64_t count) {
        for (std::uint64_t i = 0; i < count && size_ + i < out_.size(); ++i) {
            out_[narrowed<std::size_t>(size_ + i)] = 0;
        }
        size_ += count;
    }

    /// What was written from `from` on, as far as it fits.
    constexpr std::span<std::uint8_t> since(std::uint64_t from) const {
        const std::uint64_t end = fits() ? size_ : out_.size();
        return from >= end
                   ? std::span<std::uint8_t>{}
                   : out_.subspan(narrowed<std::size_t>(from), narrowed<std::size_t>(end - from));
    }

private:
    std::span<std::uint8_t> out_;
    std::uint64_t size_ = 0;
};

/// Writes an image part by part in their order.
template <class Functions>
class image_writer {
public:
    constexpr image_writer(layout to, const sections& parts, const Functions& functions,
                           const extras& more, std::span<std::uint8_t> out)
        : to_{to}, parts_{parts}, functions_{functions}, more_{more}, bytes_{out}, out_{out} {}

    constexpr result<std::size_t> write() {
        if (const auto possible = check(); !possible) {
            return {possible.error(), possible.at()};
        }
        if (to_ == layout::text) {
            out_.put_bytes(parts_.text);
            return finish();
        }
        std::array<std::uint64_t, header_field_count> numbers{};
        const auto number = [&](header_field field) -> std::uint64_t& {
            return numbers[static_cast<std::size_t>(field)];
        };
        number(header_field::magic) = magic;
        number(header_field::version) = version;
        number(header_field::flags) = more_.notes.empty() ? 0 : flag_notes;
        number(header_field::text_bytes) = parts_.text.size();

        out_.put_zeroes(header_bytes(to_));
        const std::uint64_t data_at = out_.size();
        out_.put_bytes(parts_.data);
        out_.put_zeroes(parts_.bss_bytes);
        number(header_field::data_bytes) = fill_up(data_at);
        rodata_at_ = out_.size();
        out_.put_bytes(parts_.rodata);
        if (const auto named = put_names(); !named) {
            return {named.error(), named.at()};
        }
        number(header_field::rodata_bytes) = fill_up(rodata_at_);
        rodata_end_ = out_.size();
        out_.put_bytes(parts_.text);
        number(header_field::functions) = put_functions();
        out_.put_bytes(more_.helpers);
        put_notes();

        if (out_.fits()) {
            for (std::size_t i = 0; i < header_field_count; ++i) {
                put(bytes_.data(), place_of(to_, static_cast<header_field>(i)), numbers[i]);
            }
        }
        return finish();
    }

private:
    /// Whether the layout can say it at all.
    constexpr result<void> check() const {
        const bool is_text = to_ == layout::text;
        if (parts_.text.empty() || parts_.text.size() % isa::slot_bytes != 0) {
            return errc::illegal_length;
        }
        if (!parts_.relocations.empty()) {
            return {errc::no_room_for_relocations, parts_.relocations[0].offset};
        }
        if (is_text && parts_.has_data()) {
            return errc::no_room_for_sections;
        }
        if (to_ != layout::extended && !more_.helpers.empty()) {
            return errc::no_room_for_helpers;
        }
        if (more_.helpers.size() > helpers_max) {
            return errc::bad_structure;
        }
        if (to_ != layout::fc32 && !more_.notes.empty()) {
            return errc::no_room_for_notes;
        }
        std::uint32_t entry = 0;
        std::uint32_t index = 0;
        for (const auto& each : functions_) {
            if (is_text) {
                return errc::no_room_for_functions;
            }
            const std::uint64_t location = std::uint64_t{each.slot} * isa::slot_bytes;
            if (location >= parts_.text.size()) {
                return {errc::bad_structure, index};
            }
            if (location > reach(function_entry::location)) {
                return {errc::value_out_of_range, index};
            }
            if (index == 0 && to_ == layout::fc32) {
                entry = each.slot;
            }
            ++index;
        }
        if (parts_.entry != entry) {
            return {errc::no_room_for_entry, parts_.entry};
        }
        return {};
    }

    /// The highest number a field holds.
    static constexpr std::uint64_t reach(const record_field& of) {
        return (std::uint64_t{1} << (8 * of.at.bytes)) - 1;
    }

    /// Fills the part that began at `from` up, and gives its length.
    constexpr std::uint64_t fill_up(std::uint64_t from) {
        out_.put_zeroes((8 - (out_.size() - from) % 8) % 8);
        return out_.size() - from;
    }

    constexpr result<void> put_names() {
        std::uint32_t index = 0;
        for (const auto& each : functions_) {
            const auto& name = each.name;
            const std::uint64_t found = more_.shares_names ? find(name) : not_found;
            const std::uint64_t offset = found != not_found ? found : out_.size() - rodata_at_;
            // Names to share are only seen in a buffer that holds rodata: without one they take more
            // room here than it will turn out they need.
            const bool may_be_nearer = more_.shares_names && !out_.fits();
            const bool is_too_far = offset > reach(function_entry::name) && !may_be_nearer;
            if (is_too_far || name.size() > max_name_bytes) {
                return {errc::value_out_of_range, index};
            }
            for (std::size_t i = 0; i < name.size(); ++i) {
                if (name[i] == 0) {
                    return {errc::bad_structure, index};
                }
                if (found == not_found) {
                    out_.put_byte(name[i]);
                }
            }
            if (found == not_found) {
                out_.put_byte(0);
            }
            ++index;
        }
        return {};
    }

    /// Names do not move between being put and being pointed to: what is appended holds a NUL only
    /// at its end, so that no name is found any earlier than before.
    constexpr std::uint64_t put_functions() {
        std::uint64_t next_name = parts_.rodata.size();
        std::uint64_t count = 0;
        for (const auto& each : functions_) {
            const std::uint64_t name = more_.shares_names ? find(each.name) : next_name;
            next_name += each.name.size() + 1;
            std::array<std::uint8_t, function_entry::bytes> entry{};
            put(entry.data(), function_entry::name.at, name);
            put(entry.data(), function_entry::location.at,
                std::uint64_t{each.slot} * isa::slot_bytes);
            out_.put_bytes(entry);
            ++count;
        }
        return count;
    }

    /// Where `name` and its NUL first stand in the rodata written so far.
    template <class Name>
    constexpr std::uint64_t find(const Name& name) const {
        const std::uint64_t end = rodata_end_ != 0 ? rodata_end_ : out_.size();
        const auto rest = out_.since(rodata_at_);
        const std::uint64_t length =
            end - rodata_at_ < rest.size() ? end - rodata_at_ : rest.size();
        for (std::size_t at = 0; at + name.size() < length; ++at) {
            std::size_t same = 0;
            while (same < name.size() && rest[at + same] == name[same]) {
                ++same;
            }
            if (same == name.size() && rest[at + same] == 0) {
                return at;
            }
        }
        return not_found;
    }

    constexpr void put_notes() {
        const image::notes& all = more_.notes;
        if (all.empty()) {
            return;
        }
        const std::uint64_t hashes = all.fingerprint.size() * std::uint64_t{4};
        const auto whole = [](std::uint64_t length) {
            return length == 0 ? 0 : note_entry::bytes + length;
        };
        std::array<std::uint8_t, note_list::bytes> head{};
        put(head.data(), note_list::length.at,
            whole(all.has_contract ? 4 : 0) + whole(hashes) + whole(all.proof.size()));
        out_.put_bytes(head);
        if (all.has_contract) {
            put_note(note::contract, 4);
            put_word(all.contract);
        }
        if (!all.fingerprint.empty()) {
            put_note(note::fingerprint, hashes);
            for (std::size_t i = 0; i < all.fingerprint.size(); ++i) {
                put_word(all.fingerprint[i]);
            }
        }
        if (!all.proof.empty()) {
            put_note(note::proof, all.proof.size());
            out_.put_bytes(all.proof);
        }
    }
    constexpr void put_note(note kind, std::uint64_t length) {
        std::array<std::uint8_t, note_entry::bytes> head{};
        put(head.data(), note_entry::kind.at, static_cast<std::uint64_t>(kind));
        put(head.data(), note_entry::length.at, length);
        out_.put_bytes(head);
    }
    constexpr void put_word(std::uint32_t word) {
        std::array<std::uint8_t, 4> bytes{};
        store_le(bytes.data(), word);
        out_.put_bytes(bytes);
    }

    constexpr result<std::size_t> finish() const {
        if (out_.size() > image_bytes_max) {
            return errc::value_out_of_range;
        }
        if (!out_.fits()) {
            return {errc::buffer_too_small, static_cast<std::uint32_t>(out_.size())};
        }
        return narrowed<std::size_t>(out_.size());
    }

    static constexpr std::uint64_t not_found = ~std::uint64_t{0};

    layout to_;
    const sections& parts_;
    const Functions& functions_;
    const extras& more_;
    std::span<std::uint8_t> bytes_;
    image_bytes out_;
    std::uint64_t rodata_at_ = 0;
    std::uint64_t rodata_end_ = 0; // 0 until it is known
};

} // namespace fc::image::detail
