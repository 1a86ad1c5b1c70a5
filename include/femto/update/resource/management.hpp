// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/update/resource/config.hpp>
#include <femto/update/resource/counts.hpp>
#include <femto/update/resource/detail/tell_device.hpp>
#include <femto/update/resource/detail/tell_faults.hpp>
#include <femto/update/resource/detail/tell_slot.hpp>
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

#include <array>
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
    using right = update::resource::right;
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
        if (const refusal why = admit(to.may, from, slot); why) {
            return why;
        }
        if (const refusal why = update::resource::check_form(to, asked); why) {
            return why;
        }
        return act(to, slot, asked, from, out);
    }

    /// Whether a visitor may do this.
    FEMTO_OUTLINE refusal admit(right may, const visitor& from, std::uint32_t slot) const {
        constexpr right readers = Config::public_reading ? right::anyone : right::known;
        if (may == right::anyone || (may == right::reader && readers == right::anyone)) {
            return {};
        }
        bool is_allowed = from.is_known();
        if (may == right::owner) {
            return admit_owner(from, slot);
        }
        if (may == right::administrator || (may == right::log_reader && !Config::shared_log)) {
            is_allowed = from.is_administrator;
        }
        return is_allowed ? refusal{} : forbid(from);
    }

    /// Does what a route says for a visitor who may.
    refusal act(const route& to, std::uint32_t slot, const request& asked, const visitor& from,
                response& out) {
        switch (to.what) {
        case deed::remove:
        case deed::start:
        case deed::stop: return change(to.what, slot, out);
        case deed::execute: return execute(slot, asked, out);
        case deed::install: return inbox_.push(asked, from, out);
        case deed::pull: return inbox_.pull(asked, from, out);
        case deed::tell_log: return tell_log(asked, out);
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
    void give_up(std::uint32_t number, errc why) { inbox_.give_up(number, why); }

    const update::resource::request_counts& counts() const { return counts_; }

private:
    refusal admit_owner(const visitor& from, std::uint32_t slot) const {
        if (!from.is_known()) {
            return forbid(from);
        }
        if (from.is_administrator) {
            return {};
        }
        const auto owner = updates_.owner(slot);
        if (owner && *owner == from.tenant) {
            return {};
        }
        const bool is_free = owner.error() == errc::slot_empty;
        return is_free && updates_.tenants().tenant(from.tenant).may_use_slot(slot)
                   ? refusal{errc::slot_empty}
                   : forbid(from);
    }
    /// To one who showed no key that is said in another way: with one it might be allowed.
    static refusal forbid(const visitor& from) {
        return {errc::not_authorised, 0, from.is_secure ? code::forbidden : code::unauthorized};
    }

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
        case deed::tell_stats: return tell_stats(to);
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

    FEMTO_OUTLINE void tell_stats(items& to) {
        std::size_t used = 0;
        for (const store_entry& each : updates_.host().store().entries()) {
            used += each.is_used() ? 1U : 0U;
        }
        to.map(6);
        to.put(key::installed, updates_.counts().installed);
        to.put(key::refused, updates_.counts().refused);
        to.put(key::requests, counts_.requests);
        to.put_array(key::refusals, counts_.refusals.size());
        for (const std::uint32_t each : counts_.refusals) {
            to.number(each);
        }
        to.put(key::store_used, used);
        to.put(key::store_entries, std::uint64_t{Config::store_entries});
    }

    refusal tell_log(const request& asked, response& out) {
        constexpr auto from_word = update::resource::text_of("from");
        std::uint32_t at = log_.begin();
        if (asked.query.has(from_word)) {
            const auto wanted = update::resource::read_number(asked.query.value_of(from_word));
            if (!wanted) {
                return {errc::bad_request};
            }
            // Numbers go round: what is not kept any more is not between begin and end.
            at = *wanted - log_.begin() <= log_.end() - log_.begin() ? *wanted : at;
        }
        out.content_format = update::resource::format::cbor;
        items to{out};
        to.map(2);
        to.put(key::number, at);
        to.put(key::characters);
        to.bytes_of(log_.end() - at);
        for (auto piece = log_.piece(at); !piece.empty(); piece = log_.piece(at)) {
            to.raw(piece);
            at += static_cast<std::uint32_t>(piece.size());
        }
        return {};
    }

    refusal execute(std::uint32_t slot, const request& asked, response& out) {
        if (asked.query.has(update::resource::text_of("coap"))) {
            return respond(slot, asked, out);
        }
        if (asked.payload.size() > Config::context_bytes) {
            out.size1 = Config::context_bytes;
            return {errc::bad_request, 0, code::too_large};
        }
        alignas(8) std::array<std::uint8_t, Config::context_bytes> room{};
        const auto about = std::span{room}.first(asked.payload.size());
        for (std::size_t i = 0; i < about.size(); ++i) {
            about[i] = asked.payload[i];
        }
        const container_id before = updates_.container(slot);
        const bool is_loaded{updates_.host().info(before)};
        const std::uint64_t used = instructions_of(before);
        const auto r0 = updates_.run(slot, about.empty() ? context{} : context{about});
        // Of one that is not loaded, the error is why: that may have been a fault, too.
        const bool is_fault =
            is_loaded && update::resource::row_of(r0.error()).why == update::resource::cause::fault;
        if (!r0 && !is_fault) {
            return {r0.error(), r0.at()};
        }
        const bool wants_context = asked.query.has(update::resource::text_of("context"));
        out.code = code::changed;
        out.content_format = update::resource::format::cbor;
        items to{out};
        to.map(std::size_t{2} + (r0 ? 0 : 1) + (wants_context ? 1 : 0));
        if (!r0) {
            to.put(key::error, r0.error());
            to.put(key::at, r0.at());
        }
        to.put(key::instructions, instructions_of(before) - used);
        if (r0) {
            to.put(key::r0, *r0);
        }
        if (wants_context) {
            to.put(key::context, about);
        }
        return {};
    }
    std::uint64_t instructions_of(container_id id) const {
        const auto now = updates_.host().info(id);
        return now ? now->done.instructions : 0;
    }

    refusal respond([[maybe_unused]] std::uint32_t slot, [[maybe_unused]] const request& asked,
                    [[maybe_unused]] response& out) {
        if constexpr (update::resource::responds<Responder>) {
            const auto outcome =
                responder_.respond(asked, out, [&](const context& about, auto* with) {
                    return updates_.run(slot, about, with);
                });
            return {outcome.error(), outcome.at()};
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
