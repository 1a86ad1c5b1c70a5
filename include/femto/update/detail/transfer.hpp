// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/order.hpp>
#include <femto/update/detail/room.hpp>
#include <femto/update/step.hpp>
#include <femto/update/suit/envelope.hpp>
#include <femto/update/suit/payload_reader.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// One envelope on its way in, in pieces of any length. Its head is kept until it is over, images go to
/// storage as they come.
///
/// Nothing of the device changes before the signature is known to be good, and nothing that runs before
/// the envelope is at its end and every image is the one that was signed.
template <class Config>
class transfer : private order<Config> {
    using base = order<Config>;
    using profile = typename Config::manifest_profile;
    using octets = std::span<const std::uint8_t>;

public:
    using base::about;
    using base::base;
    transfer(const transfer&) = delete;
    transfer& operator=(const transfer&) = delete;

    bool is_idle() const { return phase_ <= phase::installed; }
    /// Where the image that it waits for is to be had. Into the head of the envelope.
    octets uri() const { return phase_ == phase::fetching ? base::uri() : octets{}; }

    void begin() {
        phase_ = phase::head;
        filled_ = 0;
        base::begin();
    }
    void cancel() { phase_ = phase::idle; }

    /// The next bytes of the envelope.
    /// @errors  and it is over: what is wrong, `at()` the byte of the envelope
    result<step> take(octets block) {
        errc error = is_short() ? errc::ok : errc::wrong_state;
        if (phase_ == phase::head) {
            error = take_head(block);
        }
        return outcome(error == errc::ok ? go_on(block) : error);
    }
    /// There is no more of it.
    /// @errors  truncated; wrong_state: it was refused before
    result<step> end() {
        return outcome(is_short()              ? errc::truncated
                       : phase_ == phase::idle ? errc::wrong_state
                                               : errc::ok);
    }

    /// The next bytes of the image that it waits for.
    /// @errors  as of `take`, or wrong_state: it waits for none
    result<step> take_image(octets bytes) {
        return outcome(phase_ == phase::fetching ? this->write(bytes) : errc::wrong_state);
    }
    /// That was all of the image.
    result<step> end_image() {
        return outcome(phase_ == phase::fetching ? this->finish_image() : errc::wrong_state);
    }

private:
    enum class phase : std::uint8_t {
        idle,
        installed, // the last was
        head,      // until authentication, manifest and command sequences are there
        members,   // integrated payloads, texts
        fetching   // the envelope is there; an image that is to come is to come from elsewhere
    };

    /// More of the envelope is to come.
    bool is_short() const { return phase_ == phase::head || phase_ == phase::members; }

    /// Whatever was refused, it is over; and so it is when all is there.
    FEMTO_OUTLINE result<step> outcome(errc error) {
        if (error == errc::ok && phase_ == phase::fetching && this->is_executed()) {
            phase_ = phase::installed;
            error = this->install();
        } else if (error == errc::ok && phase_ == phase::fetching && !this->wanted().empty()) {
            error = errc::fetch_failed; // it was to come with the envelope
        }
        if (error != errc::ok) {
            cancel();
            return {error, this->at_};
        }
        return phase_ == phase::installed  ? step::done
               : phase_ == phase::fetching ? step::fetch
                                           : step::more;
    }

    /// @param block  what there was room for is cut off its front
    FEMTO_OUTLINE errc take_head(octets& block) {
        const std::size_t room = buffer_.size() - filled_;
        const octets now = block.first(block.size() < room ? block.size() : room);
        std::uint8_t* to = &buffer_[filled_];
        for (const std::uint8_t each : now) {
            *to++ = each;
        }
        filled_ += static_cast<std::uint32_t>(now.size());
        block = block.subspan(now.size());
        const octets so_far{buffer_.data(), filled_};
        const auto head = suit::read_head<profile>(so_far, buffer_.size());
        if (!head) {
            this->at_ = head.at();
            return head.error() == errc::truncated ? errc::ok : head.error();
        }
        const octets behind = so_far.subspan(head->size);
        members_.make(*head, std::span{buffer_}.subspan(head->size));
        phase_ = phase::members;
        errc error = this->authorise(*head);
        error = error == errc::ok ? this->execute() : error;
        return error == errc::ok ? go_on(behind) : error;
    }

    /// Does all that can be done with these bytes of what follows the head.
    FEMTO_OUTLINE errc go_on(octets bytes) {
        while (phase_ == phase::members) {
            const suit::piece found = members_->next(bytes, this->wanted());
            this->at_ = members_->offset();
            errc error = errc::ok;
            switch (found) {
            case suit::piece::more: return errc::ok;
            case suit::piece::begins: error = this->expect(members_->size()); break;
            case suit::piece::bytes: error = this->write(members_->bytes()); break;
            case suit::piece::ends: error = this->finish_image(); break;
            case suit::piece::done: phase_ = phase::fetching; break;
            case suit::piece::refused: error = members_->error(); break;
            }
            if (error != errc::ok) {
                return error;
            }
        }
        return bytes.empty() ? errc::ok : errc::trailing_bytes;
    }

    room<suit::payload_reader<profile>> members_{};
    std::uint32_t filled_ = 0;
    phase phase_ = phase::idle;
    std::array<std::uint8_t, Config::envelope_bytes> buffer_{};
};

} // namespace fc::update::detail
