// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/base/borrowed.hpp>
#include <femto/engine/container.hpp>
#include <femto/engine/uuid.hpp>
#include <femto/helper/table.hpp>
#include <femto/platform/traits.hpp>
#include <femto/vm/context.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

namespace fc {

template <class Config>
class engine;
namespace detail {
template <class Config>
class roster;
template <class Config>
class runner;
} // namespace detail

/// Where a hook is fired from: by threads, or by interrupts (or by a thread that masks them).
enum class fired_from : std::uint8_t { threads, interrupts };

/// When a hook stops asking the containers attached to it. The numbers are those of the original
/// engine. One that faults never stops the others.
enum class hook_policy : std::uint8_t {
    run_all = 0,
    stop_if_negative = 1, ///< at the first r0 below 0
    stop_if_positive = 2, ///< at the first r0 above 0
    single = 3,           ///< at the first that ran without a fault
    only_first = 4        ///< at the first it asks, however that ends: the event is handed over
};

/// What a firmware says of a hook. Lies in ROM.
template <class Config>
struct hook_description {
    uuid id{};
    const char* name = "";
    fired_from where = fired_from::threads;
    hook_policy policy = hook_policy::run_all;
    /// What firing gives when no container ran without a fault.
    std::int64_t default_result = 0;
    /// Slots per run of a container, at most.
    std::uint32_t budget = Config::budget;
    /// Helpers that containers may call here.
    helper_set<typename Config::helpers> offers = helper_set<typename Config::helpers>::all();
    /// What a container must have been built for: a hash of the helpers, then one for each field of
    /// the context, as in `image::fingerprint`. Empty to take any.
    borrowed<std::uint32_t> layout{};
};

/// What became of an event.
struct hook_result {
    std::int64_t value = 0;   ///< r0 of the last container that ran without a fault
    std::uint8_t ran = 0;     ///< containers that did
    std::uint8_t unasked = 0; ///< containers in quarantine, or that wait for the next event
    errc error = errc::ok;    ///< of the last that failed
};

namespace detail {
/// What a hook is fired with. In one piece, so that it is passed on in registers.
template <class Config>
struct occasion {
    const context about;
    platform::request_of<typename Config::platform>* const with;
};
} // namespace detail

/// A place in the firmware where containers can be attached: the part that does not depend on what
/// they are given. Made after the engine it belongs to, destroyed before it, and never while it fires
/// (that traps).
template <class Config>
class hook_base {
public:
    hook_base(const hook_base&) = delete;
    hook_base& operator=(const hook_base&) = delete;

    const hook_description<Config>& about() const { return *about_; }
    /// By which tenants' rights name it; 255 when the engine had no room for it, or it is fired by
    /// interrupts, of which `Config::interrupt_levels` says that there are none.
    std::uint8_t number() const { return number_; }
    /// Asked before the engine's lock is taken, while another thread may attach.
    bool is_empty() const { return __atomic_load_n(&first_, __ATOMIC_RELAXED) == detail::nowhere; }

protected:
    using request = platform::request_of<typename Config::platform>;

    hook_base(engine<Config>& owner, const hook_description<Config>& about)
        : owner_{&owner}, about_{&about} {
        owner.add(*this); // when all is made: others may look for it from now on
    }
    ~hook_base() { owner_->remove(*this); }

    FEMTO_INLINE hook_result fire_bytes(const context& event, request* with) {
        return owner_->fire(*this, {event, with});
    }

private:
    friend class detail::roster<Config>;
    friend class detail::runner<Config>;

    engine<Config>* owner_;
    const hook_description<Config>* about_;
    std::uint8_t number_ = detail::nowhere;
    std::uint8_t first_ = detail::nowhere; // of the containers attached
    std::uint8_t firing_ = 0;              // events it is in the middle of
    bool has_waiting_ = false;             // containers that were attached meanwhile
};

/// A hook whose containers are given a Context: read-write, or read-only if it is const. The
/// firmware keeps it where the event happens and fires it there.
///
/// @tparam Context  a trivially copyable struct of fixed-width integers, laid out alike for host and
///                  container
template <class Context, class Config>
class hook : public hook_base<Config> {
    static_assert(std::is_trivially_copyable_v<Context>,
                  "a hook's context is plain data: containers see its bytes");

public:
    using typename hook_base<Config>::request;

    hook(engine<Config>& owner, const hook_description<Config>& about)
        : hook_base<Config>{owner, about} {}
    /// The description must outlive the hook.
    hook(engine<Config>& owner, const hook_description<Config>&& about) = delete;

    /// Runs the containers attached, in their order, as the policy says.
    /// @param with  what helpers find as `caller::request`
    /// @cost        with none attached, one load and one comparison
    FEMTO_INLINE hook_result fire(Context& event, request* with = nullptr) {
        if (this->is_empty()) [[likely]] {
            return {this->about().default_result};
        }
        if constexpr (std::is_const_v<Context>) {
            return this->fire_bytes(
                read_only({reinterpret_cast<const std::uint8_t*>(&event), sizeof event}), with);
        } else {
            return this->fire_bytes(bytes_of(event), with);
        }
    }
};

/// A hook whose containers are given bytes, such as a packet.
template <class Config>
class byte_hook : public hook_base<Config> {
public:
    using typename hook_base<Config>::request;

    byte_hook(engine<Config>& owner, const hook_description<Config>& about)
        : hook_base<Config>{owner, about} {}
    /// The description must outlive the hook.
    byte_hook(engine<Config>& owner, const hook_description<Config>&& about) = delete;

    /// As `hook::fire`. @param event  a span, or `fc::read_only(span)`
    FEMTO_INLINE hook_result fire(const context& event, request* with = nullptr) {
        if (this->is_empty()) [[likely]] {
            return {this->about().default_result};
        }
        return this->fire_bytes(event, with);
    }
};

} // namespace fc
