// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/detail/hosted.hpp>
#include <femto/update/detail/recipient.hpp>
#include <femto/update/detail/room.hpp>
#include <femto/update/identity.hpp>
#include <femto/update/slot/sequence.hpp>
#include <femto/update/suit/authenticate.hpp>
#include <femto/update/suit/envelope.hpp>
#include <femto/update/suit/processor.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc::update::detail {

/// What one manifest orders, carried out on a device: nothing before whoever signed it is known, and
/// nothing that runs is touched before `install`.
template <class Config>
class order {
    using profile = typename Config::manifest_profile;
    using recipient_type = recipient<Config>;
    using processor_type = suit::processor<profile, recipient_type, Config::components>;

public:
    order(hosted<Config>& device, const identity& about)
        : device_{device}, about_{about}, recipient_{device, about} {}
    order(const order&) = delete;
    order& operator=(const order&) = delete;

    /// A manifest comes: whose it is, and whether that is one who may.
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

    /// Executes it up to an image that is to come, for which there is room then.
    FEMTO_OUTLINE errc execute() {
        for (;;) {
            const auto next = processor_->resume();
            if (!next) {
                at_ = next.at();
                offender_ = processor_->about();
                return next.error();
            }
            request_ = *next;
            if (next->what == suit::action::done) {
                return errc::ok;
            }
            bool is_there = false;
            errc error = prepare(is_there);
            if (error != errc::ok) {
                return error;
            }
            if (is_there) {
                processor_->succeeded();
                continue;
            }
            if (next->what == suit::action::fetch) {
                return errc::ok;
            }
            error = write(with().bytes(suit::parameter::content));
            error = error == errc::ok ? finish_image() : error;
            if (error != errc::ok) {
                return error;
            }
        }
    }
    /// There is nothing more to execute.
    bool is_executed() const { return request_.what == suit::action::done; }
    /// Where the image that is to come is to be had.
    std::span<const std::uint8_t> uri() const { return with().bytes(suit::parameter::uri); }
    /// The same if it comes with the envelope; nothing else.
    std::span<const std::uint8_t> wanted() const {
        const auto from = uri();
        const bool is_integrated = !is_executed() && !from.empty() && from.front() == '#';
        return is_integrated ? from : from.first(0);
    }
    /// The image is as long as it has to be.
    errc expect(std::uint32_t size) const {
        return size == with().number(suit::parameter::image_size) ? errc::ok : errc::size_mismatch;
    }

    /// The next bytes of it.
    errc write(std::span<const std::uint8_t> bytes) { return into().write_image(bytes); }
    /// That was all of it.
    errc finish_image() {
        if (into().incoming().empty()) {
            return errc::size_mismatch;
        }
        processor_->succeeded();
        return errc::ok;
    }

    /// All is there, and as it was signed.
    errc install() {
        for (std::uint32_t i = 0; i < manifest_->components(); ++i) {
            if (!processor_->wrote(i)) {
                continue;
            }
            const std::uint16_t place = processor_->place(i);
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

    /// Which command or parameter was refused; also when it is over.
    const suit::offender& about() const { return offender_; }

    void begin() {
        at_ = 0;
        offender_ = {};
    }

protected:
    std::uint32_t at_ = 0; // where what was refused is, in the envelope

private:
    const suit::parameters& with() const { return processor_->of(request_.component); }
    slot<typename Config::storage>& into() { return device_.at(request_.place); }

    /// What whoever signed may do.
    /// @param key  its number in the list of tenants
    FEMTO_OUTLINE errc meet(bool is_root, std::uint32_t key) {
        key_ = {};
        if (is_root) {
            recipient_.begin(true, 0);
            return errc::ok;
        }
        const tenant_key by = device_.keys().key(key);
        if (by.status != key_status::active) {
            return errc::revoked_key;
        }
        copy(by.id, key_);
        recipient_.begin(false, device_.keys().tenant(by.tenant).slots);
        return errc::ok;
    }

    /// Makes room for an image, unless it is there already, and active.
    FEMTO_OUTLINE errc prepare(bool& is_there) {
        image_record image;
        errc error = describe(request_.component, request_.place, image);
        if (error != errc::ok) {
            return error;
        }
        auto& slot = into();
        const slot_record& now = slot.record();
        // One that went bad in storage is mended. On trial it gives way at the next start.
        is_there = is_installed(now, image) &&
                   (now.on_trial || device_.has_digest(slot.image(), image.digest));
        if (is_there) {
            return errc::ok;
        }
        if (now.on_trial) { // what comes now was signed by who knows of it
            error = device_.end_trial(request_.place);
        }
        return error == errc::ok ? slot.begin_image(image.size) : error;
    }

    /// What a slot is to know of the image of a component, under its parameters, which may change until
    /// it is kept.
    /// @errors  value_out_of_range; those of `judge`
    FEMTO_OUTLINE errc describe(std::uint32_t component, std::uint16_t place, image_record& image) {
        const auto& with = processor_->of(component);
        const auto name = with.bytes(suit::parameter::name);
        const std::uint32_t position = with.has(suit::parameter::position)
                                           ? with.number(suit::parameter::position)
                                           : attachment::last;
        if (name.size() > image.name.size() || position > attachment::last) {
            return errc::value_out_of_range;
        }
        image.sequence = manifest_->sequence();
        image.size = with.number(suit::parameter::image_size);
        image.budget = with.number(suit::parameter::budget);
        image.position = static_cast<std::uint8_t>(position);
        image.key = key_;
        copy(with.bytes(suit::parameter::image_digest), image.digest);
        copy(hook_of<profile>(manifest_->component(component)), image.hook);
        copy(name, image.name);
        return judge(device_.at(place).record(), image);
    }

    /// Out of line, as what comes then needs the C stack.
    FEMTO_OUTLINE result<void> keep(std::uint32_t component, std::uint16_t place) {
        const auto bytes = device_.at(place).incoming();
        if (bytes.empty()) {
            return {}; // it was there already
        }
        image_record image;
        errc error = describe(component, place, image);
        if (error == errc::ok) {
            if (place == keys_place) {
                return device_.install_keys(image, bytes);
            }
            error = device_.keep(place, image);
        }
        return error == errc::ok ? result<void>{} : error;
    }

    /// @param to  as long, or longer
    template <class To>
    static void copy(std::span<const std::uint8_t> from, To& to) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            to[i] = static_cast<typename To::value_type>(from[i]);
        }
    }

    hosted<Config>& device_;
    const identity& about_;
    recipient_type recipient_;
    room<suit::manifest> manifest_{};
    room<processor_type> processor_{};
    suit::request request_{};
    suit::offender offender_{};
    std::array<std::uint8_t, key_id_bytes> key_{};
};

} // namespace fc::update::detail
