// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/hosted.hpp>
#include <femto/update/detail/recipient.hpp>
#include <femto/update/detail/room.hpp>
#include <femto/update/identity.hpp>
#include <femto/update/step.hpp>
#include <femto/update/suit/authenticate.hpp>
#include <femto/update/suit/envelope.hpp>
#include <femto/update/suit/payload_reader.hpp>
#include <femto/update/suit/processor.hpp>

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
class transfer {
    using profile = typename Config::manifest_profile;
    using recipient_type = recipient<Config>;
    using processor_type = suit::processor<profile, recipient_type, Config::components>;

public:
    transfer(hosted<Config>& device, const identity& about)
        : device_{device}, about_{about}, recipient_{device, about} {}
    transfer(const transfer&) = delete;
    transfer& operator=(const transfer&) = delete;

    bool is_idle() const { return phase_ == phase::idle; }
    /// Where the image that it waits for is to be had. Into the head of the envelope.
    std::span<const std::uint8_t> uri() const {
        return phase_ == phase::fetching
                   ? processor_->of(request_.component).bytes(suit::parameter::uri)
                   : std::span<const std::uint8_t>{};
    }
    /// What an unsupported command or parameter, or a missing one, is called; also when it is over.
    const suit::offender& about() const { return offender_; }

    void begin() {
        phase_ = phase::head;
        filled_ = 0;
        wanted_ = {};
        offender_ = {};
        has_ended_ = false;
        is_executed_ = false;
    }
    void cancel() {
        phase_ = phase::idle;
        has_ended_ = false;
    }

    /// The next bytes of the envelope.
    /// @errors  and it is over: what is wrong, `at()` the byte of the envelope
    result<step> take(std::span<const std::uint8_t> block) {
        at_ = 0;
        const bool is_expected = phase_ == phase::head || phase_ == phase::members;
        return outcome(is_expected ? go_on(block) : errc::wrong_state);
    }
    /// There is no more of it.
    /// @errors  truncated; wrong_state: it was refused before
    result<step> end() {
        const bool is_short = phase_ == phase::head || phase_ == phase::members;
        return outcome(is_short ? errc::truncated : has_ended_ ? errc::ok : errc::wrong_state);
    }

    /// The next bytes of the image that it waits for.
    /// @errors  as of `take`, or wrong_state: it waits for none
    result<step> take_image(std::span<const std::uint8_t> bytes) {
        return outcome(phase_ == phase::fetching ? write(bytes) : errc::wrong_state);
    }
    /// That was all of the image.
    result<step> end_image() {
        errc error = phase_ == phase::fetching ? finish_image() : errc::wrong_state;
        error = error == errc::ok ? go_on({}) : error;
        return outcome(error);
    }

private:
    enum class phase : std::uint8_t {
        idle,
        head,      // until authentication, manifest and command sequences are there
        executing, // nothing is needed to go on
        members,   // integrated payloads, texts
        fetching,  // the envelope is there, and an image is to come from elsewhere
        installing // all is there
    };

    result<step> outcome(errc error) {
        if (error != errc::ok) {
            cancel();
            return {error, at_};
        }
        switch (phase_) {
        case phase::idle: return step::done;
        case phase::fetching: return step::fetch;
        default: return step::more;
        }
    }

    /// Does all that can be done with these bytes, one thing after the other and none within another.
    FEMTO_OUTLINE errc go_on(std::span<const std::uint8_t> block) {
        early_ = {};
        errc error = errc::ok;
        bool is_waiting = false;
        while (error == errc::ok && !is_waiting) {
            switch (phase_) {
            case phase::head:
                is_waiting = block.empty();
                error = is_waiting ? errc::ok : take_head(block);
                break;
            case phase::executing: error = execute(); break;
            case phase::members: error = take_member(block, is_waiting); break;
            case phase::installing: error = install(); break;
            default: is_waiting = true; break;
            }
        }
        return error;
    }

    /// What came with the end of the head is taken first.
    errc take_head(std::span<const std::uint8_t>& block) {
        for (; filled_ < buffer_.size() && !block.empty(); block = block.subspan(1)) {
            buffer_[filled_++] = block.front();
        }
        const std::span<const std::uint8_t> so_far{buffer_.data(), filled_};
        const auto head = suit::read_head<profile>(so_far, buffer_.size());
        at_ = head.at();
        if (!head) {
            return head.error() == errc::truncated ? errc::ok : head.error();
        }
        early_ = so_far.subspan(head->size);
        phase_ = phase::executing;
        members_.make(*head);
        return authorise(*head);
    }

    errc take_member(std::span<const std::uint8_t>& block, bool& is_waiting) {
        const auto found = members_->next(early_.empty() ? block : early_, wanted_);
        at_ = members_->offset();
        if (!found) {
            return found.error();
        }
        const auto& with = processor_->of(request_.component);
        switch (*found) {
        case suit::piece::more: is_waiting = block.empty(); return errc::ok;
        case suit::piece::begins:
            return members_->size() == with.number(suit::parameter::image_size)
                       ? errc::ok
                       : errc::size_mismatch;
        case suit::piece::bytes: return write(members_->bytes());
        case suit::piece::ends: wanted_ = {}; return finish_image();
        case suit::piece::done: break;
        }
        has_ended_ = true;
        phase_ = is_executed_ ? phase::installing : phase::fetching;
        if (!early_.empty() || !block.empty()) {
            return errc::trailing_bytes;
        }
        return wanted_.empty() ? errc::ok : errc::fetch_failed;
    }

    /// Who signed it, and whether that is one who may.
    FEMTO_OUTLINE errc authorise(const suit::head& head) {
        const known_keys keys{device_.keys(), about_.roots};
        const auto manifest =
            suit::authenticate<profile>(head, keys, device_.crypto(), Config::algorithm_numbers);
        if (!manifest) {
            at_ = manifest.at();
            return manifest.error();
        }
        manifest_.make(*manifest);
        const errc refused =
            meet(keys.is_root(manifest->key()), keys.tenant_key_of(manifest->key()));
        if (refused != errc::ok) {
            return refused;
        }
        const auto ready = processor_.make(*manifest_, recipient_).start();
        at_ = ready.at();
        offender_ = processor_->about();
        return ready.error();
    }

    /// What whoever signed may do.
    /// @param key  its number in the list of tenants
    FEMTO_OUTLINE errc meet(bool is_root, std::uint32_t key) {
        key_ = {};
        if (is_root) {
            recipient_.begin(nullptr);
            return errc::ok;
        }
        const tenant_key by = device_.keys().key(key);
        if (by.status != key_status::active) {
            return errc::revoked_key;
        }
        const tenant_entry tenant = device_.keys().tenant(by.tenant);
        recipient_.begin(&tenant);
        copy(by.id, key_);
        return errc::ok;
    }

    /// Executes the manifest up to where it needs something.
    FEMTO_OUTLINE errc execute() {
        const auto next = processor_->resume();
        if (!next) {
            at_ = next.at();
            offender_ = processor_->about();
            return next.error();
        }
        request_ = *next;
        if (next->what == suit::action::done) {
            is_executed_ = true;
            phase_ = has_ended_ ? phase::installing : phase::members;
            return errc::ok;
        }
        const auto& with = processor_->of(next->component);
        const auto is_wanted = prepare(with);
        if (!is_wanted) {
            at_ = is_wanted.at();
            return is_wanted.error();
        }
        if (!*is_wanted) {
            processor_->succeeded();
            return errc::ok;
        }
        if (next->what == suit::action::write) {
            const errc written = write(with.bytes(suit::parameter::content));
            return written != errc::ok ? written : finish_image();
        }
        return await(with.bytes(suit::parameter::uri));
    }

    /// An integrated payload comes with the envelope; for any other the envelope's end comes first.
    errc await(std::span<const std::uint8_t> uri) {
        const bool is_integrated = !uri.empty() && uri.front() == '#';
        if (is_integrated) {
            wanted_ = uri;
            phase_ = phase::members;
            return has_ended_ ? errc::fetch_failed : errc::ok;
        }
        phase_ = has_ended_ ? phase::fetching : phase::members;
        return errc::ok;
    }

    /// Makes room for an image.
    /// @return  false: it is there already, and active
    result<bool> prepare(const suit::parameters& with) {
        auto& at = recipient_.slot_at(request_.place);
        const auto judged = weigh(request_.place, with);
        if (!judged) {
            return judged.error();
        }
        const slot_record& now = at.record();
        const auto digest = with.bytes(suit::parameter::image_digest);
        const bool is_there =
            *judged == intake::retry && now.has_image() && same_bytes(now.image().digest, digest);
        // One that went bad in storage is mended. On trial it gives way at the next start.
        if (is_there &&
            (now.on_trial || *recipient_.image_match(request_.place, digest, now.image().size))) {
            return false;
        }
        if (now.on_trial) { // what comes now was signed by who knows of it
            const auto kept = device_.end_trial(request_.place);
            if (!kept) {
                return kept.error();
            }
        }
        const auto begun = at.begin_image(with.number(suit::parameter::image_size));
        return begun ? result<bool>{true} : result<bool>{begun.error(), begun.at()};
    }

    /// Whether a slot takes an image under these parameters, which may change until it is kept.
    FEMTO_OUTLINE result<intake> weigh(std::uint16_t place, const suit::parameters& with) {
        if (with.bytes(suit::parameter::name).size() > name_bytes ||
            with.number(suit::parameter::position) > attachment::last) {
            return errc::value_out_of_range;
        }
        return judge(recipient_.slot_at(place).record(), manifest_->sequence(),
                     digest_of(with.bytes(suit::parameter::image_digest)));
    }

    errc write(std::span<const std::uint8_t> bytes) {
        return recipient_.slot_at(request_.place).write_image(bytes).error();
    }

    errc finish_image() {
        const auto whole = recipient_.slot_at(request_.place).finish_image();
        if (!whole) {
            return whole.error();
        }
        recipient_.bring(request_.place, *whole);
        processor_->succeeded();
        phase_ = phase::executing;
        return errc::ok;
    }

    /// All is there, and as it was signed.
    errc install() {
        phase_ = phase::idle;
        for (std::uint32_t i = 0; i < manifest_->components(); ++i) {
            if (!processor_->wrote(i)) {
                continue;
            }
            std::uint16_t place = 0;
            result<void> done = keep(i, place);
            if (done && place != keys_place) {
                done = device_.take_over(place);
            }
            if (!done) {
                at_ = done.at();
                return done.error();
            }
        }
        return errc::ok;
    }
    /// Out of line, as what comes then needs the C stack.
    FEMTO_OUTLINE result<void> keep(std::uint32_t component, std::uint16_t& place) {
        const component_name name = *read_component<profile>(manifest_->component(component));
        place = name.place;
        const auto bytes = recipient_.brought(place);
        if (bytes.empty()) {
            return {}; // it was there already
        }
        const auto& with = processor_->of(component);
        const auto judged = weigh(place, with);
        if (!judged) {
            return judged.error();
        }
        image_record image;
        image.size = with.number(suit::parameter::image_size);
        image.position = attachment::last;
        image.budget = with.number(suit::parameter::budget);
        image.sequence = manifest_->sequence();
        image.digest = digest_of(with.bytes(suit::parameter::image_digest));
        image.hook = name.hook;
        image.key = key_;
        if (with.has(suit::parameter::position)) {
            image.position = static_cast<std::uint8_t>(with.number(suit::parameter::position));
        }
        copy(with.bytes(suit::parameter::name), image.name);
        return place == keys_place ? device_.install_keys(image, bytes)
                                   : device_.keep(place, image);
    }

    template <class To>
    static void copy(std::span<const std::uint8_t> from, To& to) {
        for (std::size_t i = 0; i < from.size() && i < to.size(); ++i) {
            to[i] = static_cast<typename To::value_type>(from[i]);
        }
    }

    hosted<Config>& device_;
    const identity& about_;
    recipient_type recipient_;
    room<suit::manifest> manifest_{};
    room<processor_type> processor_{};
    room<suit::payload_reader<profile>> members_{};
    std::span<const std::uint8_t> early_{};  // behind the head, in the buffer
    std::span<const std::uint8_t> wanted_{}; // URI of the integrated payload that is to come
    suit::request request_{};
    suit::offender offender_{};
    std::uint32_t filled_ = 0;
    std::uint32_t at_ = 0;
    std::array<std::uint8_t, key_id_bytes> key_{};
    phase phase_ = phase::idle;
    bool has_ended_ = false;   // the envelope
    bool is_executed_ = false; // the manifest
    std::array<std::uint8_t, Config::envelope_bytes> buffer_{};
};

} // namespace fc::update::detail
