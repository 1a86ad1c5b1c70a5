// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/image/detail/header.hpp>
#include <femto/image/detail/read_notes.hpp>
#include <femto/image/view.hpp>
#include <femto/isa/code_address.hpp>
#include <femto/isa/instruction.hpp>
#include <femto/isa/opcode.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace fc::image::detail {

/// @errors  as `open`
constexpr result<view> read_text(std::span<const std::uint8_t> bytes) {
    result<view> out{std::in_place};
    out->sections.text = bytes;
    if (bytes.empty() || bytes.size() % isa::slot_bytes != 0 || bytes.size() > image_bytes_max) {
        out = errc::illegal_length;
    }
    return out;
}

/// True when an instruction of `text` refers to data.
constexpr bool refers_to_data(std::span<const std::uint8_t> text) {
    for (std::size_t at = 0; at < text.size(); at += isa::slot_bytes) {
        if (text[at] == isa::opcode::lddw_data) {
            return true;
        }
        at += isa::opcode::takes_two_slots(text[at]) ? isa::slot_bytes : 0;
    }
    return false;
}

/// Reads an image with a header, part by part in their order.
class image_reader {
    using enum part_of_image;

public:
    constexpr image_reader(std::span<const std::uint8_t> bytes, layout as)
        : bytes_{bytes}, layout_{as} {}

    constexpr result<view> read(std::span<std::uint8_t> buffer) {
        // Filled in where the caller wants it: a view is large for the stack of a small device.
        result<view> out{std::in_place, layout_};
        if (const auto done = fill(*out, buffer); !done) {
            out = {done.error(), done.at()};
        }
        return out;
    }

private:
    constexpr result<void> fill(view& out, std::span<std::uint8_t> buffer) {
        if (const auto lengths = check_lengths(); !lengths) {
            return lengths;
        }
        if (const auto named = check_functions(); !named) {
            return named;
        }
        out.sections.text = part(text);
        out.sections.rodata = part(rodata);
        out.sections.data = part(data);
        out.functions = {part(functions), part(rodata), names()};
        if (out.sections.data.empty() && !out.sections.rodata.empty() &&
            refers_to_data(out.sections.text)) {
            out.sections.data = out.sections.rodata;
            out.data_is_rodata = true;
        }
        if (layout_ == layout::extended) {
            out.helpers = bytes_.subspan(head_.end());
            out.lists_helpers = true;
            return close_calls(out, buffer);
        }
        if (head_.flags == flag_notes) {
            const auto read = read_notes(bytes_, head_.end());
            if (!read) {
                return {read.error(), read.at()};
            }
            out.notes = *read;
        }
        if (layout_ == layout::fc32 && !out.functions.empty()) {
            out.sections.entry = out.functions[0].slot;
        }
        return {};
    }

    constexpr std::uint32_t offset_of(header_field field) const {
        return place_of(layout_, field).offset;
    }
    constexpr std::span<const std::uint8_t> part(part_of_image which) const {
        return bytes_.subspan(head_.begin(which), head_.length(which));
    }

    constexpr result<void> check_lengths() {
        if (const auto start = check_start(bytes_); !start) {
            return start;
        }
        if (bytes_.size() < header_bytes(layout_)) {
            return {errc::truncated, narrowed<std::uint32_t>(bytes_.size())};
        }
        const auto text_bytes =
            load_le<std::uint32_t>(bytes_.data() + offset_of(header_field::text_bytes));
        if (text_bytes == 0 || text_bytes % isa::slot_bytes != 0) {
            return {errc::illegal_length, offset_of(header_field::text_bytes)};
        }
        const auto head = read_header(bytes_, layout_);
        if (!head) {
            return {head.error(), head.at()};
        }
        head_ = *head;
        if ((head_.flags & ~flag_notes) != 0) {
            return {errc::unknown_feature, offset_of(header_field::flags)};
        }
        const std::uint32_t room = layout_ == layout::extended ? helpers_max : 0;
        if (head_.flags == 0 && bytes_.size() - head_.end() > room) {
            return {errc::bad_structure, head_.end() + room};
        }
        return {};
    }

    constexpr function_table::ends names() const {
        const bool is_micro_bpf = get(bytes_.data(), magic_at) == magic_micro_bpf;
        return is_micro_bpf ? function_table::ends::at_next : function_table::ends::at_nul;
    }

    constexpr result<void> check_functions() const {
        // A name that begins before the last NUL has an end.
        const auto named = part(rodata);
        std::size_t names_end = named.size();
        while (names() == function_table::ends::at_nul && names_end > 0 &&
               named[names_end - 1] != 0) {
            --names_end;
        }
        for (std::uint32_t at = head_.begin(functions); at < head_.begin(calls);
             at += function_entry::bytes) {
            const std::uint8_t* const entry = bytes_.data() + at;
            if (get(entry, function_entry::name.at) >= names_end) {
                return refuse(errc::bad_structure, at, function_entry::name);
            }
            if (get(entry, function_entry::flags.at) != 0) {
                return refuse(errc::unknown_feature, at, function_entry::flags);
            }
            if (!is_slot(get(entry, function_entry::location.at))) {
                return refuse(errc::bad_structure, at, function_entry::location);
            }
        }
        return {};
    }

    /// True for the offset of a slot of text.
    constexpr bool is_slot(std::uint64_t offset) const {
        return offset < head_.length(text) && offset % isa::slot_bytes == 0;
    }

    /// Makes each listed CALL one of a function of the program, in a copy of the text. Compilers
    /// leave such a CALL with src 1 and no target, and the table is what counts; micro-bpf also
    /// looks up those with src 0.
    constexpr result<void> close_calls(view& out, std::span<std::uint8_t> buffer) const {
        out.calls = call_table{part(calls)};
        if (out.calls.empty()) {
            return {};
        }
        const std::uint32_t length = head_.length(text);
        if (buffer.size() < length) {
            return {errc::buffer_too_small, length};
        }
        for (std::uint32_t i = 0; i < length; ++i) {
            buffer[i] = out.sections.text[i];
        }
        std::uint32_t least = 0; // where the next CALL may be: they rise, so each comes once
        for (std::uint32_t at = head_.begin(calls); at < head_.end(); at += call_entry::bytes) {
            const std::uint8_t* const entry = bytes_.data() + at;
            const auto from = static_cast<std::uint32_t>(get(entry, call_entry::call.at));
            const auto to = static_cast<std::uint32_t>(get(entry, call_entry::function.at));
            if (!is_slot(from) || from < least || !is_open_call(&buffer[from])) {
                return refuse(errc::bad_structure, at, call_entry::call);
            }
            if (!is_slot(to)) {
                return refuse(errc::bad_structure, at, call_entry::function);
            }
            least = from + isa::slot_bytes;
            std::uint8_t* const slot = &buffer[from];
            slot[1] = static_cast<std::uint8_t>((slot[1] & 15U) | isa::call_local << 4);
            store_le(slot + 4, static_cast<std::int32_t>(to / isa::slot_bytes) -
                                   static_cast<std::int32_t>(least / isa::slot_bytes));
        }
        out.sections.text = std::span<const std::uint8_t>{buffer.first(length)};
        return {};
    }

    static constexpr bool is_open_call(const std::uint8_t* slot) {
        const unsigned src = slot[1] >> 4;
        return slot[0] == isa::opcode::call && (src == isa::call_helper || src == isa::call_local);
    }

    static constexpr result<void> refuse(errc error, std::uint32_t entry,
                                         const record_field& field) {
        return {error, entry + field.at.offset};
    }

    std::span<const std::uint8_t> bytes_;
    layout layout_;
    header head_{};
};

} // namespace fc::image::detail
