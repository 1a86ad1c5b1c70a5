// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/detail/endpoint.hpp>
#include <femto/port/posix/coap/detail/inquiry.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/detail/observers.hpp>
#include <femto/port/posix/coap/detail/patience.hpp>
#include <femto/port/posix/coap/detail/reply.hpp>
#include <femto/port/posix/coap/detail/server_keys.hpp>
#include <femto/port/posix/coap/detail/sessions.hpp>
#include <femto/port/posix/coap/detail/waiting.hpp>
#include <femto/port/posix/coap/server_options.hpp>
#include <femto/update/resource/links.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <poll.h>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace fc::posix::coap {

/// Answers CoAP requests over UDP and DTLS, all of them by one handler; of one thread, that calls `poll`.
///
/// Blocks of a request go to the handler one by one, as they come (`request::block1`); blocks of an answer
/// are cut from what it writes (`response`). What a stranger can make it hold is bounded: see
/// `server_options`.
class server {
public:
    using handler =
        std::function<void(const update::resource::request&, update::resource::response&)>;

    server() = default;
    ~server() { close(); }
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    /// @return  invalid_argument: the address is none, or keys are missing for `secure_port`;
    ///          address_in_use; not_supported: libcoap has no DTLS with such keys here
    [[nodiscard]] std::error_code open(server_options options, handler answers) {
        close();
        detail::silence();
        options_ = std::move(options);
        handler_ = std::move(answers);
        std::random_device random;
        sessions_ = detail::sessions{random()};
        observers_ = detail::observers{options_.observers_max, options_.observations_each_max};
        keys_.open(random);
        const std::error_code error = listen();
        if (error) {
            close();
        }
        return error;
    }

    /// Tells observers that there is nothing to observe any more.
    void close() {
        if (context_) {
            coap_register_event_handler(context_.get(), nullptr);
            coap_register_nack_handler(context_.get(), nullptr);
        }
        context_.reset();
        port_ = 0;
        secure_port_ = 0;
        counts_ = {};
        is_due_ = false;
    }

    /// 0 where there is no such service.
    std::uint16_t port() const { return port_; }
    std::uint16_t secure_port() const { return secure_port_; }

    /// Answers what has arrived, and repeats and notifies what is due. Waits if there is nothing, for a
    /// message, for one of `others` or for the end of the time; a signal that is handled ends it early.
    /// @param others  descriptors to wait for too, as for poll(2), whose `revents` are set
    [[nodiscard]] std::error_code poll(std::chrono::milliseconds timeout,
                                       std::span<pollfd> others = {}) {
        if (std::exchange(is_due_, false)) { // what was asked for has no descriptor to wait for
            timeout = std::chrono::milliseconds{0};
            coap_io_process(context_.get(), COAP_IO_NO_WAIT);
        }
        return waiting_.run(context_.get(), timeout, others);
    }

    /// Readable when `poll` has something to do, for a loop of one's own: after each wait, at the latest
    /// after a second, call `poll` with no time. -1 where libcoap has no such descriptor.
    int descriptor() const { return context_ ? coap_context_get_coap_fd(context_.get()) : -1; }

    /// Lets observers of a path know what it is now, with the next `poll`. Who has not acknowledged the
    /// one before gets the next when they have: what was in between is lost to them.
    void notify(std::string_view path) {
        if (context_) {
            coap_str_const_t name{path.size(), reinterpret_cast<const std::uint8_t*>(path.data())};
            coap_resource_t* it = coap_get_resource_from_uri_path(context_.get(), &name);
            if (it != nullptr) {
                coap_resource_notify_observers(it, nullptr);
                is_due_ = true;
            }
        }
    }

    server_counts counts() const {
        server_counts out = counts_;
        out.unknown_identities = keys_.unknown();
        out.sessions = sessions_.size();
        out.observers = observers_.size();
        return out;
    }

private:
    static constexpr const char* well_known = ".well-known/core";

    std::error_code listen() {
        context_.reset(coap_new_context(nullptr));
        if (!context_) {
            return std::make_error_code(std::errc::not_enough_memory);
        }
        coap_context_t* const it = context_.get();
        coap_set_app_data(it, this);
        coap_register_event_handler(it, on_event);
        coap_register_nack_handler(it, on_undelivered);
        detail::limit(it, options_);
        detail::add_unknown(it, on_request);
        detail::add_resource(it, well_known, on_request, false);
        for (const update::resource::link& each : options_.links) {
            if (each.is_observable) {
                detail::add_resource(it, each.path, on_request, true);
            }
        }
        if (options_.port) {
            if (auto error = detail::open_endpoint(it, options_.address, *options_.port,
                                                   COAP_PROTO_UDP, port_)) {
                return error;
            }
        }
        if (options_.secure_port) {
            if (auto error = keys_.use(it, options_, sessions_)) {
                return error;
            }
            return detail::open_endpoint(it, options_.address, *options_.secure_port,
                                         COAP_PROTO_DTLS, secure_port_);
        }
        return {};
    }

    static server& of(const coap_session_t* session) {
        return *static_cast<server*>(coap_get_app_data(coap_session_get_context(session)));
    }

    static int on_event(coap_session_t* session, const coap_event_t event) {
        server& me = of(session);
        switch (event) {
        case COAP_EVENT_SERVER_SESSION_NEW:
            me.sessions_.add(session);
            detail::set_patience(session, me.options_.ack_timeout, me.options_.repetitions_max);
            break;
        case COAP_EVENT_DTLS_CONNECTED: me.sessions_.secure(session); break;
        case COAP_EVENT_SERVER_SESSION_DEL:
            me.observers_.remove(session);
            me.sessions_.forget(session);
            break;
        default: break;
        }
        return 0;
    }

    /// A notification was rejected, or nobody acknowledged it.
    static void on_undelivered(coap_session_t* session, const coap_pdu_t* sent, coap_nack_reason_t,
                               coap_mid_t) {
        of(session).observers_.remove(session, coap_pdu_get_token(sent));
    }

    static void on_request(coap_resource_t*, coap_session_t* session, const coap_pdu_t* request,
                           const coap_string_t*, coap_pdu_t* response) {
        server& me = of(session);
        detail::reply out;
        try {
            out = me.answer(session, request, response);
        } catch (...) { // must not pass through libcoap, which is C
            ++me.counts_.failures;
            out = detail::bare(update::resource::code::internal_error);
        }
        if (is_notification(response) && !update::resource::is_success(out.code)) {
            me.observers_.remove(session, coap_pdu_get_token(response));
            detail::refuse_observer(out, session, coap_pdu_get_token(response));
            out = detail::bare(update::resource::code::valid);
        }
        detail::write(out, session, response);
    }

    /// Requests are answered by acknowledgements, or unconfirmably; what is sent unasked is confirmable
    /// here (`add_resource`).
    static bool is_notification(const coap_pdu_t* response) {
        return coap_pdu_get_type(response) == COAP_MESSAGE_CON;
    }

    detail::reply answer(coap_session_t* session, const coap_pdu_t* message,
                         const coap_pdu_t* response) {
        detail::inquiry asked = detail::read(message);
        if (is_notification(response)) {
            return notification(session, message, asked);
        }
        if (asked.refusal) {
            ++counts_.refused;
            return detail::bare(*asked.refusal);
        }
        if (asked.request.method == update::resource::method::get ||
            asked.request.method == update::resource::method::fetch) {
            return observed(session, message, asked);
        }
        const std::uint32_t sum = detail::sum_of(message);
        const auto now = detail::memory_of_requests::clock::now();
        detail::memory_of_requests& recent = sessions_.of(session).recent;
        if (const detail::reply* before = recent.find(coap_pdu_get_mid(message), sum, now)) {
            ++counts_.repeated;
            return *before;
        }
        detail::reply out = handled(session, asked);
        recent.keep(coap_pdu_get_mid(message), sum, now, out);
        return out;
    }

    detail::reply notification(coap_session_t* session, const coap_pdu_t* message,
                               detail::inquiry& asked) {
        if (!observers_.has(session, coap_pdu_get_token(message))) {
            return detail::bare(update::resource::code::not_found);
        }
        ++counts_.notifications;
        return handled(session, asked);
    }

    /// libcoap puts an observer on its list before anybody is asked, and off again for an error.
    detail::reply observed(coap_session_t* session, const coap_pdu_t* message,
                           detail::inquiry& asked) {
        using update::resource::observation;
        if (!is_observable(asked.request.path)) {
            asked.request.observe = observation::none;
        }
        if (asked.request.observe == observation::end) {
            observers_.remove(session, coap_pdu_get_token(message));
        }
        detail::reply out = handled(session, asked);
        if (asked.request.observe != observation::begin) {
            return out;
        }
        if (update::resource::is_success(out.code) &&
            !observers_.add(session, coap_pdu_get_token(message), detail::name_of(message))) {
            out = detail::bare(update::resource::code::unavailable);
        }
        if (!update::resource::is_success(out.code)) {
            observers_.remove(session, coap_pdu_get_token(message));
        }
        return out;
    }

    bool is_observable(const update::resource::path& path) const {
        for (const update::resource::link& each : options_.links) {
            if (each.is_observable && path.is(each.path)) {
                return true;
            }
        }
        return false;
    }

    detail::reply handled(const coap_session_t* session, detail::inquiry& asked) {
        if (coap_session_get_proto(session) == COAP_PROTO_DTLS) {
            // libcoap with GnuTLS does not report the end of a handshake (4.3.1); but it takes no request
            // before it, and no other handshake after it.
            sessions_.secure(session);
        }
        asked.request.peer = sessions_.of(session).peer();
        const std::uint16_t most = detail::block_size(options_.block_bytes);
        if (asked.block2.bytes > most) {
            asked.block2.number = asked.block2.offset() / most;
            asked.block2.bytes = most;
        }
        std::array<std::uint8_t, 1024> room;
        const std::size_t bytes = asked.block2 ? asked.block2.bytes : most;
        update::resource::response given{std::span{room}.first(bytes), asked.block2.offset()};
        ++counts_.handled;
        if (asked.request.path.is(well_known)) {
            update::resource::answer_links(asked.request, given, options_.links);
        } else {
            handler_(asked.request, given);
        }
        if (!asked.block2 && given.has_more()) {
            asked.block2.bytes = most;
        }
        return detail::reply_of(asked.request, given, asked.block2);
    }

    server_options options_{};
    handler handler_{};
    detail::sessions sessions_{};
    detail::observers observers_{};
    detail::server_keys keys_{};
    detail::waiting waiting_{};
    server_counts counts_{};
    std::uint16_t port_ = 0;
    std::uint16_t secure_port_ = 0;
    bool is_due_ = false;
    detail::owned_context context_{}; // goes first: while it is freed, it may call back
};

} // namespace fc::posix::coap
