// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/errc.hpp>
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
    constexpr slot(Storage& storage, const slot_place& place) : journal_{storage, place} {}
    slot(const slot&) = delete;
    slot& operator=(const slot&) = delete;

    /// Reads what the slot was when power was lost; what was being written is forgotten.
    /// @return  false: the storage failed, has no such place or is not aligned. What `record` gives
    ///          may be run, and nothing changes before the storage works again
    [[nodiscard]] bool recover();

    /// The state of the slot; empty before `recover`.
    const slot_record& record() const { return record_; }
    /// The longest image, in bytes.
    std::uint32_t capacity() const { return place().image_bytes; }

    /// An image that the record describes, where it lies, on an 8-byte boundary; else nothing.
    /// @param index  0 or 1
    std::span<const std::uint8_t> image(std::size_t index) const {
        return bytes_of(index, record_.images[index].size);
    }

    /// The active one.
    std::span<const std::uint8_t> image() const {
        return bytes_of(record_.active, record_.has_image() ? record_.image().size : 0);
    }

    /// Erases the image that is not active, for one of `size` bytes. What was written to it is lost.
    /// @errors  slot_busy: it is what to go back to from the image on trial; confirm or roll back
    ///          first. image_too_large; size_mismatch: 0 bytes; storage_failed; wrong_state: there
    ///          was no `recover`
    [[nodiscard]] errc begin_image(std::uint32_t size);
    /// The next bytes of the image that was begun, any number of them. With the last, it is whole.
    /// @errors  size_mismatch: more than were announced, of which none is written; storage_failed: it
    ///          has to begin again
    [[nodiscard]] errc write_image(std::span<const std::uint8_t> bytes);
    /// The image that was begun, where it lies, once it is whole: what to take the digest of before it
    /// is committed; else nothing.
    std::span<const std::uint8_t> incoming() const { return bytes_of(record_.spare(), whole()); }
    /// Whether there is one.
    bool is_whole() const { return whole() != 0; }
    /// Whatever was begun is not to be had any more.
    void forget_image() { size_ = left_ = 0; }

    /// Makes `next` the state of the slot: see transitions.hpp. What was begun goes on, unless another
    /// image is active then, or none. When it fails the slot is what it was,
    /// and once the storage works again it is certain to be.
    /// @errors  storage_failed; wrong_state: `next` describes an image that is neither described now
    ///          nor whole, or there was no `recover`; stale_sequence: its number is lower
    [[nodiscard]] errc commit(const slot_record& next);

private:
    enum class state : std::uint8_t {
        unread,
        doubtful, ///< a restart could find another record than this one
        certain
    };

    std::uint32_t offset_of(std::size_t index) const {
        return place().offset + 2 * geometry::half_bytes +
               static_cast<std::uint32_t>(index) * place().image_bytes;
    }
    FEMTO_OUTLINE std::span<const std::uint8_t> bytes_of(std::size_t index,
                                                         std::uint32_t size) const {
        return size == 0 ? std::span<const std::uint8_t>{}
                         : storage().contents().subspan(offset_of(index)).first(size);
    }
    Storage& storage() const { return journal_.storage(); }
    const slot_place& place() const { return journal_.place(); }
    /// The bytes of an image that was begun, once it is whole.
    std::uint32_t whole() const { return left_ == 0 ? size_ : 0; }
    bool has_place() const;
    bool has_images_of(const slot_record& next) const;
    /// Puts the record behind whatever an append that failed has left.
    FEMTO_OUTLINE bool settle() {
        if (state_ == state::doubtful && journal_.append(record_)) {
            state_ = state::certain;
        }
        return state_ == state::certain;
    }

    // What is near is reached by shorter instructions: the longest comes last.
    state state_ = state::unread;
    journal<Storage> journal_;
    detail::unit_writer<Storage> units_{};
    std::uint32_t size_ = 0; // of the image that was begun; 0: none was
    std::uint32_t left_ = 0; // of it, not written yet
    slot_record record_{};
};

template <platform::storage Storage>
bool slot<Storage>::has_place() const {
    const std::span<const std::uint8_t> all = storage().contents();
    const std::uint32_t from = place().offset;
    // Of either kind of half, journal and image.
    const std::size_t room = all.size() < from ? 0 : (all.size() - from) / 2;
    return reinterpret_cast<std::uintptr_t>(all.data()) % 8 == 0 &&
           (from | capacity()) % geometry::erase_bytes == 0 && room >= geometry::half_bytes &&
           room - geometry::half_bytes >= capacity();
}

template <platform::storage Storage>
FEMTO_OUTLINE bool slot<Storage>::recover() {
    forget_image();
    if (!has_place()) {
        return false; // and it stays unread
    }
    const bool is_certain = journal_.recover(record_);
    state_ = is_certain ? state::certain : state::doubtful;
    return is_certain;
}

template <platform::storage Storage>
FEMTO_OUTLINE errc slot<Storage>::begin_image(std::uint32_t size) {
    if (state_ == state::unread) {
        return errc::wrong_state;
    }
    if (size == 0) {
        return errc::size_mismatch;
    }
    if (size > capacity()) {
        return errc::image_too_large;
    }
    const std::size_t spare = record_.spare();
    if (record_.images[spare].is_there()) {
        return errc::slot_busy;
    }
    forget_image();
    const std::uint32_t from = offset_of(spare);
    if (!settle() || !detail::erase(storage(), from, size)) {
        return errc::storage_failed;
    }
    units_.start(from);
    size_ = left_ = size;
    return errc::ok;
}

template <platform::storage Storage>
FEMTO_OUTLINE errc slot<Storage>::write_image(std::span<const std::uint8_t> bytes) {
    if (bytes.size() > left_) {
        return errc::size_mismatch;
    }
    left_ -= static_cast<std::uint32_t>(bytes.size());
    if (!units_.add(storage(), bytes) || (is_whole() && !units_.finish(storage()))) {
        forget_image();
        return errc::storage_failed;
    }
    return errc::ok;
}

/// True when every image that `next` describes is in storage.
template <platform::storage Storage>
bool slot<Storage>::has_images_of(const slot_record& next) const {
    for (std::size_t i = 0; i < next.images.size(); ++i) {
        const std::uint32_t size = next.images[i].size;
        const bool is_described = size == 0 || size == record_.images[i].size;
        if (!is_described && (i != record_.spare() || size != whole())) {
            return false;
        }
    }
    return is_sound(next, capacity());
}

template <platform::storage Storage>
FEMTO_OUTLINE errc slot<Storage>::commit(const slot_record& next) {
    if (state_ == state::unread || !has_images_of(next)) {
        return errc::wrong_state;
    }
    if (next.sequence < record_.sequence) {
        return errc::stale_sequence;
    }
    if (!journal_.append(next)) {
        forget_image();
        state_ = state::doubtful;
        settle();
        return errc::storage_failed;
    }
    if (next.active != record_.active) {
        forget_image();
    }
    record_ = next;
    state_ = state::certain;
    return errc::ok;
}

} // namespace fc::update
