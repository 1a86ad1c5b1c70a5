// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/attributes.hpp>
#include <femto/engine/store.hpp>
#include <femto/platform/console.hpp>
#include <femto/update/compat/answers.hpp>
#include <femto/update/compat/check_image.hpp>
#include <femto/update/compat/order.hpp>
#include <femto/update/compat/pull_order.hpp>
#include <femto/update/compat/resources.hpp>
#include <femto/update/compat/sets.hpp>
#include <femto/update/resource/management.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace fc {

/// Answers the requests of the originals' tools, and hands on all others to a management: what they ask for
/// is done by that, for whom it would do it.
///
///     namespace compat = fc::update::compat;
///     fc::compatible<decltype(manage), compat::micro_bpf, compat::femto_containers> both{manage, board};
///     both.handle(request, response);      // in the place of manage.handle
///
/// What cannot be had here is refused by its name. See update/compat/README.md.
///
/// @tparam Management  an `fc::management`
/// @tparam Sets        which resources: those of update/compat/sets.hpp
template <class Management, class... Sets>
class compatible {
    using config = typename Management::config;
    using platform_type = typename config::platform;
    using code = update::resource::code;
    using deed = update::resource::deed;
    using order = update::compat::order;
    using refusal = update::resource::refusal;
    using route = update::compat::route;
    using service = update::compat::service;
    using verdict = update::compat::verdict;
    using visitor = update::resource::visitor;
    using all = update::compat::resources<Sets...>;

public:
    using request = update::resource::request;
    using response = update::resource::response;

    /// Both must outlive it.
    compatible(Management& manage, platform_type& platform)
        : manage_{manage}, platform_{platform} {}
    compatible(const compatible&) = delete;
    compatible& operator=(const compatible&) = delete;

    /// Answers a request, as `update::resource::handler`.
    void handle(const request& asked, response& out) {
        const char* about = nullptr;
        manage_.answer(asked, out, links(), [&](const request& it, response& to) {
            const verdict done = serve(it, to);
            about = done.about;
            return done.why;
        });
        if (about != nullptr) {
            out.write(update::resource::text_of(", "));
            out.write(update::resource::until_zero(about));
        }
    }

    /// Of the management, and behind them those of `Sets`.
    static constexpr std::span<const update::resource::link> links() { return all::links; }
    /// As `management::version`.
    std::uint32_t version(std::size_t index) const {
        return index < Management::links().size() ? manage_.version(index) : 0;
    }

private:
    verdict serve(const request& asked, response& out) {
        const auto found = all::find(asked.path, asked.method);
        if (found.of_path == nullptr) {
            return {manage_.serve(asked, out)};
        }
        const route& of = *found.of_path;
        const bool is_ordered = of.slot == update::compat::ordered;
        if (!is_ordered && of.slot >= config::slots) {
            return {{errc::unknown_resource}};
        }
        if (found.it == nullptr) {
            return {{errc::bad_request, 0, code::method_not_allowed}};
        }
        const route& to = *found.it;
        const visitor from = update::resource::visitor_of(asked.peer, manage_.updates().tenants());
        // The payload, which says what slot it is about, is not looked at for strangers.
        const auto may = is_ordered ? update::resource::right::known : to.form.may;
        if (const refusal why = update::resource::admit(manage_.updates(), may, from, to.slot);
            why) {
            return {why};
        }
        if (const refusal why = update::resource::check_form(to.form, asked); why) {
            return {why};
        }
        const bool is_line = is_ordered || to.what == service::console;
        if (is_line && asked.payload.size() > update::compat::payload_max) {
            out.size1 = update::compat::payload_max;
            return {{errc::bad_request, 0, code::too_large}};
        }
        out.code = to.answer;
        out.content_format = to.form.gives;
        if (to.what == service::pull) {
            return pull(asked, from, out);
        }
        return is_ordered ? carry_out(to, asked, from, out) : tell(to, asked, from, out);
    }

    FEMTO_OUTLINE verdict pull(const request& asked, const visitor& from, response& out) {
        update::compat::pull_order wanted;
        if (const verdict flaw = wanted.read(asked.payload); flaw) {
            return flaw;
        }
        const unsigned slot = wanted.what.slot();
        if (slot >= config::slots) {
            return {{errc::unknown_resource}, "slot"};
        }
        if (update::compat::is_narrowed_at_load<config>(wanted.what)) {
            return {{errc::bad_request, 0, code::not_implemented}, "verification"};
        }
        if (manage_.updates().record(slot).has_image() && !wanted.may_replace) {
            return {{errc::wrong_state}, "erase"};
        }
        if (state_of(slot) == container_state::started) {
            return {{errc::wrong_state}, "slot"};
        }
        std::array<std::uint8_t, update::compat::payload_max + 32> room;
        response uri{room};
        wanted.write_uri(uri);
        request it = asked;
        it.payload = uri.payload();
        const refusal why = act(deed::pull, slot, it, from, out);
        if (!why) {
            out.write(update::resource::text_of(
                "SUIT pull request processed successfully for manifest: "));
            out.write(wanted.manifest);
        }
        return {why, why ? "address or manifest" : nullptr};
    }

    /// Runs or starts a container as an order says.
    FEMTO_OUTLINE verdict carry_out(const route& to, const request& asked, const visitor& from,
                                    response& out) {
        order wanted;
        if (const verdict flaw = wanted.read(asked.payload); flaw) {
            return flaw;
        }
        const unsigned slot = wanted.slot();
        if (slot >= config::slots) {
            return {{errc::unknown_resource}, "slot"};
        }
        if (const refusal why = update::resource::admit(manage_.updates(), to.form.may, from, slot);
            why) {
            return {why};
        }
        const auto image = manage_.updates().image(slot);
        if (const verdict flaw = update::compat::check_image<config>(image, wanted); flaw) {
            return flaw;
        }
        switch (to.what) {
        case service::packet: return respond(slot, asked, from, out);
        case service::start: return start(slot, asked, from, out);
        default: break;
        }
        const auto r0 = manage_.updates().run(slot);
        if (!r0) {
            return {{r0.error(), r0.at()}};
        }
        update::compat::write_result(out, *r0);
        return {};
    }

    verdict start(unsigned slot, const request& asked, const visitor& from, response& out) {
        const bool has_hook = manage_.updates().record(slot).image().hook != uuid{}.bytes;
        if (has_hook || state_of(slot) == container_state::started) {
            return {{errc::wrong_state}, has_hook ? "hook" : "slot"};
        }
        const refusal why = act(deed::start, slot, asked, from, out);
        if (!why) {
            out.write(update::resource::text_of("VM Execution request sent successfully!"));
        }
        return {why};
    }

    /// What has no order.
    verdict tell(const route& to, const request& asked, const visitor& from, response& out) {
        using update::resource::until_zero;
        switch (to.what) {
        case service::submit: return {act(deed::install, to.slot, asked, from, out)};
        case service::response: return respond(to.slot, asked, from, out);
        case service::fixed: return run_fixed(to.slot, asked, out);
        case service::console: return write_to_console(asked, out);
        case service::busy: tell_busy(out); break;
        case service::board: out.write(until_zero(manage_.board())); break;
        case service::state: out.write(update::compat::word_of(state_of(to.slot))); break;
        default: tell_counter(out); break;
        }
        return {};
    }

    verdict respond(std::uint32_t slot, const request& asked, const visitor& from, response& out) {
        request it = asked;
        it.query = {};
        it.query.push(update::resource::text_of("coap"));
        out.content_format = update::resource::format::none;
        out.max_age_s = 0; // another run may say something else
        return {act(deed::execute, slot, it, from, out)};
    }

    verdict run_fixed(std::uint32_t slot, const request& asked, response& out) {
        const auto r0 = run_on(slot, asked);
        if (!r0) {
            return {{r0.error(), r0.at()}};
        }
        update::compat::write_hundredths(out, *r0);
        return {};
    }
    /// The context is the request, where containers can be shown one.
    result<std::uint64_t> run_on(std::uint32_t slot, [[maybe_unused]] const request& asked) {
        if constexpr (update::resource::responds<typename Management::responder_type>) {
            return manage_.responder().run(asked, [&](const context& about, auto* with) {
                return manage_.updates().run(slot, about, with);
            });
        } else {
            return manage_.updates().run(slot);
        }
    }

    verdict write_to_console([[maybe_unused]] const request& asked, response& out) {
        if constexpr (platform::console<platform_type>) {
            std::array<char, update::compat::payload_max> line;
            for (std::size_t i = 0; i < asked.payload.size(); ++i) {
                const std::uint8_t each = asked.payload[i];
                if ((each < ' ' && each != '\n' && each != '\t') || each == 127) {
                    return update::compat::malformed("text");
                }
                line[i] = static_cast<char>(each);
            }
            platform_.write_text(std::span<const char>{line}.first(asked.payload.size()));
            out.write(update::resource::text_of("Success"));
            return {};
        } else {
            return {{errc::bad_request, 0, code::not_implemented}};
        }
    }

    /// "[false, true]": one for each slot.
    void tell_busy(response& out) {
        for (std::size_t i = 0; i < config::slots; ++i) {
            out.write(i == 0 ? update::resource::text_of("[") : update::resource::text_of(", "));
            const bool runs = state_of(i) == container_state::started;
            out.write(runs ? update::resource::text_of("true")
                           : update::resource::text_of("false"));
        }
        out.write(update::resource::text_of("]"));
    }

    /// What the containers of gcoap_bpf count.
    void tell_counter(response& out) {
        constexpr std::uint32_t key = 0x50;
        const auto* const it = manage_.updates().host().store().peek({}, store_scope::global, key);
        update::compat::write_digits(out, it == nullptr ? 0 : it->value);
    }

    container_state state_of(std::size_t slot) {
        auto& of = manage_.updates();
        const auto now = of.host().info(of.container(slot));
        return now ? now->state : container_state::free;
    }
    refusal act(deed what, std::uint32_t slot, const request& asked, const visitor& from,
                response& out) {
        return manage_.act(update::resource::route_of(what), slot, asked, from, out);
    }

    Management& manage_;
    [[maybe_unused]] platform_type& platform_;
};

} // namespace fc
