// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/result.hpp>
#include <femto/update/slot/detail/unit_writer.hpp>
#include <femto/update/slot/journal.hpp>
#include <femto/update/slot/layout.hpp>
#include <femto/update/slot/record.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update {

/// A place for one container in storage: two images, of which one can run while the other is
/// written, and a journal that says which.
///
/// Power may be lost, and storage may fail, at any moment of any call: the slot is then as it was
/// before the call, or as it is after it. `recover` comes first, at every start.
///
/// Whoever commits has the images checked: the slot knows lengths and not digests.
template <platform::storage Storage>
class slot {
    using geometry = journal_geometry<Storage>;

public:
    /// @param storage  outlives the slot; others may have their own places in it
    constexpr slot(Storage& storage, slot_place place)
        : storage_{storage}, place_{place}, journal_{place} {}
    slot(const slot&) = delete;
    slot& operator=(const slot&) = delete;

    /// Reads what the slot was when power was lost; what was being written is forgotten.
    /// @errors  storage_failed: also if the storage has no such place or is not aligned. What
    ///          `record` gives may be run, and nothing changes before the storage works again
    result<void> recover();

    /// The state of the slot; empty before `recover`.
    const slot_record& record() const { return record_; }
    /// The longest image, in bytes.
    std::uint32_t capacity() const { return place_.image_bytes; }

    /// An image that the record describes, where it lies, on an 8-byte boundary; else nothing.
    /// @param index  0 or 1
    std::span<const std::uint8_t> image(std::size_t index) const {
        return bytes_of(index, record_.images[index].size);
    }

    /// Erases the image that is not active, for one of `size` bytes. What was written to it is lost.
    /// @errors  slot_busy: it is what to go back to from the image on trial; confirm or roll back
    ///          first. image_too_large, `at()` the capacity; size_mismatch: 0 bytes; storage_failed;
    ///          wrong_state: `recover` was not called
    result<void> begin_image(std::uint32_t size);
    /// The next bytes of the image that was begun, any number of them.
    /// @errors  size_mismatch: more than were announced, of which none is written; `at()` how many
    ///          there are so far. wrong_state: none was begun; storage_failed: it has to begin again
    result<void> write_image(std::span<const std::uint8_t> bytes);
    /// All bytes are there.
    /// @return  the image, where it lies: what to take the digest of before it is committed
    /// @errors  size_mismatch, `at()` how many there are; wrong_state, storage_failed
    result<std::span<const std::uint8_t>> finish_image();

    /// Makes `next` the state of the slot: see transitions.hpp. When it fails the slot is what it was,
    /// and once the storage works again it is certain to be.
    /// @errors  storage_failed; wrong_state: `next` describes an image that is neither described now
    ///          nor finished, or `recover` was not called; stale_sequence: its number is lower
    result<void> commit(const slot_record& next);

private:
    enum class state : std::uint8_t {
        unread,
        doubtful, ///< a restart could find another record than this one
        certain
    };

    std::uint32_t offset_of(std::size_t index) const {
        return place_.offset + 2 * geometry::half_bytes +
               static_cast<std::uint32_t>(index) * place_.image_bytes;
    }
    std::span<const std::uint8_t> bytes_of(std::size_t index, std::uint32_t size) const {
        const std::span<const std::uint8_t> all = storage_.contents();
        return size == 0 ? all.first(0) : all.subspan(offset_of(index), size);
    }
    bool is_whole(const slot_record& next) const;
    /// Puts the record behind whatever an append that failed has left.
    bool settle() {
        if (state_ == state::doubtful && journal_.append(storage_, record_)) {
            state_ = state::certain;
        }
        return state_ == state::certain;
    }

    Storage& storage_;
    slot_place place_;
    journal<Storage> journal_;
    detail::unit_writer<Storage> units_{};
    std::uint32_t size_ = 0;    // of the image that was begun; 0: none was
    std::uint32_t written_ = 0; // of them
    state state_ = state::unread;
    bool is_finished_ = false;
    slot_record
        record_{}; // the longest comes last: what is near is reached by shorter instructions
};

template <platform::storage Storage>
FEMTO_OUTLINE result<void> slot<Storage>::recover() {
    size_ = 0;
    is_finished_ = false;
    const std::span<const std::uint8_t> all = storage_.contents();
    const std::uint64_t end =
        place_.offset + 2 * (std::uint64_t{geometry::half_bytes} + place_.image_bytes);
    if (reinterpret_cast<std::uintptr_t>(all.data()) % 8 != 0 || all.size() < end ||
        (place_.offset | place_.image_bytes) % geometry::erase_bytes != 0) {
        return errc::storage_failed; // and it stays unread
    }
    state_ = journal_.recover(storage_, record_) ? state::certain : state::doubtful;
    return state_ == state::certain ? result<void>{} : errc::storage_failed;
}

template <platform::storage Storage>
FEMTO_OUTLINE result<void> slot<Storage>::begin_image(std::uint32_t size) {
    if (state_ == state::unread) {
        return errc::wrong_state;
    }
    if (size == 0) {
        return errc::size_mismatch;
    }
    if (size > capacity()) {
        return {errc::image_too_large, capacity()};
    }
    const std::size_t spare = record_.spare();
    if (record_.images[spare].is_there()) {
        return errc::slot_busy;
    }
    size_ = 0;
    is_finished_ = false;
    if (!settle()) {
        return errc::storage_failed;
    }
    for (std::uint32_t at = 0; at < size; at += geometry::erase_bytes) {
        if (!storage_.erase(offset_of(spare) + at)) {
            return errc::storage_failed;
        }
    }
    units_.start(offset_of(spare));
    size_ = size;
    written_ = 0;
    return {};
}

template <platform::storage Storage>
FEMTO_OUTLINE result<void> slot<Storage>::write_image(std::span<const std::uint8_t> bytes) {
    if (size_ == 0 || is_finished_) {
        return errc::wrong_state;
    }
    if (bytes.size() > size_ - written_) {
        return {errc::size_mismatch, written_};
    }
    if (!units_.add(storage_, bytes)) {
        size_ = 0;
        return errc::storage_failed;
    }
    written_ += static_cast<std::uint32_t>(bytes.size());
    return {};
}

template <platform::storage Storage>
FEMTO_OUTLINE result<std::span<const std::uint8_t>> slot<Storage>::finish_image() {
    if (size_ == 0 || is_finished_) {
        return errc::wrong_state;
    }
    if (written_ != size_) {
        return {errc::size_mismatch, written_};
    }
    if (!units_.finish(storage_)) {
        size_ = 0;
        return errc::storage_failed;
    }
    is_finished_ = true;
    return bytes_of(record_.spare(), size_);
}

/// True when every image that `next` describes is in storage.
template <platform::storage Storage>
bool slot<Storage>::is_whole(const slot_record& next) const {
    for (std::size_t i = 0; i < next.images.size(); ++i) {
        const std::uint32_t size = next.images[i].size;
        const bool is_new = is_finished_ && i == record_.spare() && size == size_;
        if (size != 0 && size != record_.images[i].size && !is_new) {
            return false;
        }
    }
    return is_sound(next, capacity());
}

template <platform::storage Storage>
FEMTO_OUTLINE result<void> slot<Storage>::commit(const slot_record& next) {
    if (state_ == state::unread || !is_whole(next)) {
        return errc::wrong_state;
    }
    if (next.sequence < record_.sequence) {
        return errc::stale_sequence;
    }
    size_ = 0;
    is_finished_ = false;
    if (!journal_.append(storage_, next)) {
        state_ = state::doubtful;
        settle();
        return errc::storage_failed;
    }
    record_ = next;
    state_ = state::certain;
    return {};
}

} // namespace fc::update
