// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/admission.hpp>
#include <femto/update/resource/config.hpp>
#include <femto/update/resource/counts.hpp>
#include <femto/update/resource/detail/execute.hpp>
#include <femto/update/resource/detail/tell_device.hpp>
#include <femto/update/resource/detail/tell_faults.hpp>
#include <femto/update/resource/detail/tell_log.hpp>
#include <femto/update/resource/detail/tell_slot.hpp>
#include <femto/update/resource/detail/tell_stats.hpp>
#include <femto/update/resource/detail/tell_tenants.hpp>
#include <femto/update/resource/diagnostic.hpp>
#include <femto/update/resource/errand.hpp>
#include <femto/update/resource/inbox.hpp>
#include <femto/update/resource/items.hpp>
#include <femto/update/resource/log_ring.hpp>
#include <femto/update/resource/message.hpp>
#include <femto/update/resource/number.hpp>
#include <femto/update/resource/refusal.hpp>
#include <femto/update/resource/responder.hpp>
#include <femto/update/resource/routes.hpp>
#include <femto/update/resource/visitor.hpp>
#include <femto/update/updates.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Answers requests to manage a device: what it is, what its slots hold, start, stop, execute, remove and
/// install. It is told requests and gives responses, whatever carries them: see
/// update/resource/README.md for the resources, and port/ for who carries them.
///
///     fc::management manage{updates, log, "greenhouse"};
///     server.open(options, [&](const auto& asked, auto& out) { manage.handle(asked, out); });
///     ...
///     manage.poll();                       // now and then
///
/// Every request either does what it says or changes nothing; the refused are counted. For one thread,
/// that of its `updates`.
///
/// @tparam Config     derived from `fc::update_defaults` and `fc::management_defaults`
/// @tparam Log        what /femto/log tells: an `fc::update::resource::log_ring`
/// @tparam Responder  lets containers write responses: see `fc::update::resource::no_responder`
template <class Config, update::resource::log Log = update::resource::no_log,
          class Responder = update::resource::no_responder>
class management {
    static_assert(management_config<Config>,
                  "the Config derives from fc::update_defaults and fc::management_defaults");
    static_assert(detail::checked_management<Config>::value);

    using code = update::resource::code;
    using deed = update::resource::deed;
    using items = update::resource::items;
    using key = update::resource::key;
    using refusal = update::resource::refusal;
    using route = update::resource::route;
    using visitor = update::resource::visitor;

public:
    using config = Config;
    using responder_type = Responder;
    using updates_type = fc::updates<Config>;
    using request = update::resource::request;
    using response = update::resource::response;

    /// All must outlive it.
    /// @param board  what people call such devices
    management(updates_type& updates, const Log& log, const char* board = "")
        : updates_{updates}, log_{log}, board_{board}, inbox_{updates} {}
    management(updates_type& updates, const Log&& log, const char* board = "") = delete;
    management(const management&) = delete;
    management& operator=(const management&) = delete;

    /// Answers a request, as `update::resource::handler`.
    void handle(const request& asked, response& out) {
        answer(asked, out, links(),
               [this](const request& it, response& to) { return serve(it, to); });
    }

    // For resources beside these, as those of update/compat: who asks for them is counted, has rights and is
    // refused as here.

    /// Answers a request with what `serve(asked, out)` does, which is a `refusal`. @param links  all there are
    template <class Serve>
    void answer(const request& asked, response& out, std::span<const update::resource::link> links,
                Serve serve) {
        ++counts_.requests;
        if (asked.path.is(update::resource::links_path)) {
            update::resource::answer_links(asked, out, links);
            if (!update::resource::is_success(out.code)) {
                counts_.note(update::resource::cause::request);
            }
            return;
        }
        watch_list();
        const refusal why = serve(asked, out);
        if (why) {
            counts_.note(update::resource::row_of(why.error).why);
            refuse(why, out);
        }
    }

    /// Does what a request asks for, or says why not.
    refusal serve(const request& asked, response& out) {
        const auto found = update::resource::find_route(asked.path, asked.method);
        if (found.of_path == nullptr) {
            return {errc::unknown_resource};
        }
        std::uint32_t slot = 0;
        if (found.of_path->has_slot()) {
            const auto number =
                update::resource::read_number(asked.path[update::resource::slot_segment]);
            if (!number || *number >= Config::slots) {
                return {errc::unknown_resource};
            }
            slot = *number;
        }
        if (found.it == nullptr) {
            return {errc::bad_request, 0, code::method_not_allowed};
        }
        const route& to = *found.it;
        const visitor from = update::resource::visitor_of(asked.peer, updates_.tenants());
        if (const refusal why = update::resource::admit(updates_, to.may, from, slot); why) {
            return why;
        }
        if (const refusal why = update::resource::check_form(to, asked); why) {
            return why;
        }
        return act(to, slot, asked, from, out);
    }

    /// Does what a route says for a visitor who may.
    refusal act(const route& to, std::uint32_t slot, const request& asked, const visitor& from,
                response& out) {
        switch (to.what) {
        case deed::remove:
        case deed::start:
        case deed::stop: return change(to.what, slot, out);
        case deed::execute:
            return asked.query.has(update::resource::text_of("coap"))
                       ? respond(slot, asked, out)
                       : update::resource::detail::execute(updates_, slot, asked, out);
        case deed::install: return inbox_.push(asked, from, out);
        case deed::pull: return inbox_.pull(asked, from, out);
        case deed::tell_log: return update::resource::detail::tell_log(log_, asked, out);
        default: break;
        }
        out.content_format = update::resource::format::cbor;
        items answer{out};
        tell(to.what, slot, from, answer);
        return {};
    }

    updates_type& updates() { return updates_; }
    const char* board() const { return board_; }
    Responder& responder() { return responder_; }

    /// `updates::poll`, and looks after what is on its way.
    /// @errors  storage_failed
    result<void> poll() {
        const auto done = updates_.poll();
        inbox_.poll();
        watch_list();
        return done;
    }

    /// For /.well-known/core, and for a transport that wants to know what can be observed.
    static constexpr std::span<const update::resource::link> links() {
        return update::resource::links;
    }
    /// Changes when what a link leads to does: for notifications. Always 0 for one that cannot be
    /// observed. @param index  of `links()`
    std::uint32_t version(std::size_t index) const {
        switch (update::resource::deed_of_link(index)) {
        case deed::tell_log: return log_.end();
        case deed::tell_faults: return updates_.host().faults().count();
        default: return 0;
        }
    }

    /// What the device is to get from elsewhere, if anything; bring it with the functions below.
    update::resource::errand errand() const { return inbox_.errand(); }
    /// The next bytes of it, in order.
    /// @errors  and it is over: wrong_state, it is not that errand any more; those of `updates::take`
    result<update::step> bring(std::uint32_t number, std::span<const std::uint8_t> bytes) {
        return inbox_.bring(number, bytes);
    }
    /// There is no more of it. After `step::fetch`, look at `errand` again.
    result<update::step> brought(std::uint32_t number) { return inbox_.brought(number); }
    /// It cannot be had. @param why  fetch_failed, say
    /// @param as  what came in its place: the code of an answer, or as a gateway says it that got none
    void give_up(std::uint32_t number, errc why, code as = {}) { inbox_.give_up(number, why, as); }

    const update::resource::request_counts& counts() const { return counts_; }

private:
    /// Not part of `act`: the records that this makes would be on the C stack of every request.
    FEMTO_OUTLINE refusal change(deed what, std::uint32_t slot, response& out) {
        out.code = what == deed::remove ? code::deleted : code::changed;
        const auto done = what == deed::remove  ? updates_.remove(slot)
                          : what == deed::start ? updates_.start(slot)
                                                : updates_.stop(slot);
        return {done.error(), done.at()};
    }

    FEMTO_OUTLINE void tell(deed what, std::uint32_t slot, const visitor& from, items& to) {
        namespace detail = update::resource::detail;
        switch (what) {
        case deed::tell_device: return detail::tell_device(updates_, board_, to);
        case deed::tell_slots: return tell_slots(to);
        case deed::tell_slot: return detail::tell_slot(updates_, slot, to);
        case deed::tell_stats: return detail::tell_stats(updates_, counts_, to);
        case deed::tell_faults:
            return detail::tell_faults<Config>(updates_, {updates_, from, faults_before_}, to);
        default: return detail::tell_tenants(updates_, from, to);
        }
    }

    FEMTO_OUTLINE void tell_slots(items& to) {
        to.map(2);
        to.put_array(key::slots, Config::slots);
        for (std::size_t i = 0; i < Config::slots; ++i) {
            update::resource::detail::tell_slot(updates_, i, to);
        }
        inbox_.tell(to);
    }

    refusal respond([[maybe_unused]] std::uint32_t slot, [[maybe_unused]] const request& asked,
                    [[maybe_unused]] response& out) {
        if constexpr (update::resource::responds<Responder>) {
            const auto outcome =
                responder_.respond(asked, out, [&](const context& about, auto* with) {
                    return updates_.run(slot, about, with);
                });
            const bool is_too_large = outcome.error() == errc::bad_request;
            return {outcome.error(), outcome.at(), is_too_large ? code::too_large : code{}};
        }
        return {errc::bad_request, 0, code::not_implemented};
    }

    /// When the list of tenants has become another, what was reported so far belongs to the one before.
    void watch_list() {
        const std::uint64_t now = updates_.list().sequence;
        if (now != list_) {
            const bool is_first = list_ == unknown_list;
            faults_before_ = is_first ? 0 : updates_.host().faults().count();
            list_ = now;
        }
    }

    FEMTO_OUTLINE void refuse(const refusal& why, response& out) {
        out.max_age_s = seconds_until(why.error);
        update::resource::write_diagnostic<Config::has_sentences>(why, out);
        const auto& about = updates_.offender();
        if ((why.error == errc::unsupported_command || why.error == errc::unsupported_parameter ||
             why.error == errc::missing_parameter || why.error == errc::unsupported_manifest) &&
            about.of != update::suit::offender::kind::none) {
            update::resource::write_offender<Config::has_sentences,
                                             typename Config::manifest_profile>(about, out);
        }
    }
    /// When to try again.
    static constexpr std::uint32_t seconds_until(errc error) {
        switch (error) {
        case errc::slot_busy: return Config::transfer_timeout_ms / 1000 + 1;
        case errc::too_many_requests: return Config::envelope_every_ms / 1000 + 1;
        case errc::tenant_budget_exhausted: return Config::window_ms / 1000 + 1;
        default: return response::max_age_default_s;
        }
    }

    static constexpr std::uint64_t unknown_list = ~std::uint64_t{0};

    updates_type& updates_;
    const Log& log_;
    const char* board_;
    update::resource::inbox<Config> inbox_;
    [[no_unique_address]] Responder responder_{};
    update::resource::request_counts counts_{};
    std::uint64_t list_ = unknown_list;
    std::uint32_t faults_before_ = 0;
};

template <class Config, class Log>
management(updates<Config>&, const Log&, const char* = "") -> management<Config, Log>;

} // namespace fc
