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
    FEMTO_INLINE errc authorise(const suit::head& head) {
        const known_keys keys{device_.keys(), about_.roots};
        const auto& manifest = authentic_.make_by([&] {
            return suit::authenticate<profile>(head, keys, device_.crypto(),
                                               Config::algorithm_numbers);
        });
        if (!manifest) {
            at_ = manifest.at();
            return manifest.error();
        }
        manifest_ = &*manifest;
        const errc refused =
            meet(keys.is_root(manifest->key()), keys.tenant_key_of(manifest->key()));
        if (refused != errc::ok) {
            return refused;
        }
        offender_ = &processor_.make(*manifest_, recipient_).about();
        const auto ready = processor_->start();
        at_ = ready.at();
        return ready.error();
    }

    /// Executes it up to an image that is to come, for which there is room then.
    FEMTO_OUTLINE errc execute() {
        wanted_ = {};
        for (;;) {
            const auto next = processor_->resume();
            if (!next) {
                at_ = next.at();
                return next.error();
            }
            wants_ = next->what;
            if (wants_ == suit::action::done) {
                return errc::ok;
            }
            select(next->component);
            errc error = describe();
            if (error == errc::ok && !is_there()) {
                error = make_room();
                if (error == errc::ok && wants_ == suit::action::fetch) {
                    const auto from = uri();
                    if (!from.empty() && from.front() == '#') {
                        wanted_ = from;
                    }
                    return errc::ok;
                }
                // The processor has compared its size with that of the image.
                error = error == errc::ok ? write(with_->bytes(suit::parameter::content)) : error;
            }
            if (error != errc::ok) {
                return error;
            }
            processor_->succeeded();
        }
    }
    /// There is nothing more to execute.
    bool is_executed() const { return wants_ == suit::action::done; }
    /// Where the image that is to come is to be had.
    std::span<const std::uint8_t> uri() const { return with_->bytes(suit::parameter::uri); }
    /// The same if it comes with the envelope; nothing else.
    std::span<const std::uint8_t> wanted() const { return wanted_; }
    /// The image is as long as it has to be.
    errc expect(std::uint32_t size) const {
        return size == image_.size ? errc::ok : errc::size_mismatch;
    }

    /// The next bytes of it.
    errc write(std::span<const std::uint8_t> bytes) { return into_->write_image(bytes); }
    /// That was all of it: goes on.
    FEMTO_OUTLINE errc finish_image() {
        if (!into_->is_whole()) {
            return errc::size_mismatch;
        }
        processor_->succeeded();
        return execute();
    }

    /// All is there, and as it was signed.
    FEMTO_INLINE errc install() {
        at_ = 0;
        for (std::uint32_t i = 0; i < manifest_->components(); ++i) {
            if (!processor_->wrote(i)) {
                continue;
            }
            select(i);
            const auto bytes = into_->incoming();
            const bool is_keys = place_ == keys_place;
            errc error = describe();
            if (error == errc::ok && bytes.empty()) { // it was there already, and may be gone now
                if (is_installed(into_->record(), image_)) {
                    continue;
                }
                error = errc::size_mismatch;
            }
            if (error != errc::ok) {
                return error;
            }
            const auto done = is_keys ? device_.install_keys(image_, bytes)
                                      : device_.install_image(place_, image_);
            if (!done) {
                at_ = done.at();
                return done.error();
            }
        }
        return errc::ok;
    }

    /// Which command or parameter was refused; also when it is over.
    const suit::offender& about() const {
        static constexpr suit::offender nothing{};
        return offender_ == nullptr ? nothing : *offender_;
    }

    void begin() {
        at_ = 0;
        offender_ = nullptr;
    }

protected:
    std::uint32_t at_ = 0; // where what was refused is, in the envelope

private:
    /// What follows is about this component.
    FEMTO_OUTLINE void select(std::uint32_t component) {
        component_ = component;
        place_ = processor_->place(component);
        with_ = &processor_->of(component);
        into_ = &device_.at(place_);
    }

    /// What whoever signed may do.
    /// @param key  its number in the list of tenants
    errc meet(bool is_root, std::uint32_t key) {
        image_.key = {};
        if (is_root) {
            recipient_.begin(*manifest_, true, 0);
            return errc::ok;
        }
        const tenant_key by = device_.keys().key(key);
        if (by.status != key_status::active) {
            return errc::revoked_key;
        }
        copy(by.id, image_.key);
        recipient_.begin(*manifest_, false, device_.keys().tenant(by.tenant).slots);
        return errc::ok;
    }

    /// Whether the image is there already, and active. One that went bad in storage is mended; on trial
    /// it gives way at the next start.
    bool is_there() {
        const slot_record& now = into_->record();
        return is_installed(now, image_) &&
               (now.on_trial || device_.has_digest(into_->image(), image_.digest));
    }
    /// Makes room for it. What comes now was signed by who knows of the one on trial.
    errc make_room() {
        const errc error = into_->record().on_trial ? device_.end_trial(place_) : errc::ok;
        return error == errc::ok ? into_->begin_image(image_.size) : error;
    }

    /// What a slot is to know of the image, under the parameters of its component, which may change until
    /// it is kept.
    /// @errors  value_out_of_range; those of `judge`
    FEMTO_OUTLINE errc describe() {
        const auto name = with_->bytes(suit::parameter::name);
        const std::uint32_t position = with_->has(suit::parameter::position)
                                           ? with_->number(suit::parameter::position)
                                           : attachment::last;
        if (name.size() > image_.name.size() || position > attachment::last) {
            return errc::value_out_of_range;
        }
        image_.sequence = manifest_->sequence();
        image_.size = with_->number(suit::parameter::image_size);
        image_.budget = with_->number(suit::parameter::budget);
        image_.position = static_cast<std::uint8_t>(position);
        copy(with_->bytes(suit::parameter::image_digest), image_.digest);
        copy(hook_of<profile>(manifest_->component(component_)), image_.hook);
        copy(name, image_.name);
        return judge(into_->record(), image_);
    }

    /// @param to  as long, or longer: zeros are behind it then
    template <class Byte, std::size_t Size>
    static void copy(std::span<const std::uint8_t> from, std::array<Byte, Size>& to) {
        copy(from.data(), from.size(), to.data(), Size);
    }
    FEMTO_OUTLINE static void copy(const std::uint8_t* from, std::size_t size, void* to,
                                   std::size_t room) {
        for (std::size_t i = 0; i < room; ++i) {
            static_cast<std::uint8_t*>(to)[i] = i < size ? from[i] : 0;
        }
    }

    hosted<Config>& device_;
    const identity& about_;
    recipient_type recipient_;
    // What is near is reached by shorter instructions: the longest comes last.
    const suit::manifest* manifest_ = nullptr;
    // Of the component at hand:
    slot<typename Config::storage>* into_ = nullptr;
    const suit::parameters* with_ = nullptr;
    std::uint32_t component_ = 0;
    std::uint16_t place_ = 0;
    suit::action wants_ = suit::action::done;
    std::span<const std::uint8_t> wanted_{};
    image_record image_{};
    const suit::offender* offender_ = nullptr; // of the processor, once there is one
    room<result<suit::manifest>> authentic_{};
    room<processor_type> processor_{};
};

} // namespace fc::update::detail
