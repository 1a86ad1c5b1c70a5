// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/client_options.hpp>
#include <femto/port/posix/coap/detail/incoming.hpp>
#include <femto/port/posix/coap/detail/libcoap.hpp>
#include <femto/port/posix/coap/detail/lookup.hpp>
#include <femto/port/posix/coap/detail/patience.hpp>
#include <femto/port/posix/coap/detail/raw_key.hpp>
#include <femto/port/posix/coap/detail/waiting.hpp>
#include <femto/port/posix/coap/uri.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <poll.h>
#include <random>
#include <span>
#include <utility>

namespace fc::posix::coap::detail {

/// Messages to one server and their answers, one at a time, and notifications in between.
class conversation {
public:
    using clock = std::chrono::steady_clock;
    using token = std::array<std::uint8_t, 8>;

    conversation() = default;
    ~conversation() { close(); }
    conversation(const conversation&) = delete;
    conversation& operator=(const conversation&) = delete;

    failure open(const uri& to, const client_options& options) {
        close();
        silence();
        own_ = {};
        options_ = options;
        is_secure_ = to.is_secure;
        if (is_secure_ && !has_keys()) {
            return failure::no_key;
        }
        const auto found = look_up(to.host, to.port, options.numbers_only);
        if (!found) {
            return failure::no_address;
        }
        server_ = *found;
        std::random_device random;
        for (std::uint8_t& byte : token_) {
            byte = static_cast<std::uint8_t>(random());
        }
        return begin() ? failure::none : failure::no_socket;
    }
    void close() {
        if (context_) {
            coap_register_event_handler(context_.get(), nullptr);
            coap_register_nack_handler(context_.get(), nullptr);
            coap_register_response_handler(context_.get(), nullptr);
        }
        context_.reset(); // frees the session too
        session_ = nullptr;
        is_connected_ = false;
    }

    /// A token no message had before. What was told of the last is forgotten.
    token next_token() {
        for (std::uint8_t& byte : token_) {
            if (++byte != 0) {
                break;
            }
        }
        return token_;
    }

    incoming exchange(const outgoing& what) { return exchange(what, next_token()); }
    incoming exchange(const outgoing& what, const token& with) {
        return exchange(what, with, options_.exchange);
    }
    incoming exchange(const outgoing& what, const token& with, clock::duration patience) {
        if (!context_ && !begin()) {
            return failed(failure::no_socket);
        }
        expected_ = with;
        got_.reset();
        failure error = send(what, with);
        const auto begun = clock::now();
        while (error == failure::none && !got_) {
            const auto end =
                begun + (is_in_handshake() ? std::min<clock::duration>(options_.handshake, patience)
                                           : patience);
            error = clock::now() < end ? wait(end - clock::now()) : timeout();
        }
        expected_.reset();
        if (error != failure::none) {
            // libcoap goes on repeating what nobody waits for, and lets nothing else pass meanwhile.
            leave();
            return failed(error);
        }
        return std::move(*got_);
    }

    /// Notifications for this token are kept, the newest of them, until they are asked for.
    void observe(const std::optional<token>& with) {
        observed_ = with;
        news_.clear();
    }
    std::optional<incoming> news() {
        if (news_.empty()) {
            return std::nullopt;
        }
        incoming out = std::move(news_.front());
        news_.pop_front();
        return out;
    }
    bool is_open() const { return context_ != nullptr; }

    failure wait(clock::duration most) {
        pollfd other{options_.other_descriptor, POLLIN, 0};
        const auto slice = std::min<clock::duration>(most, std::chrono::milliseconds{100});
        const auto error =
            waiting_.run(context_.get(), std::chrono::ceil<std::chrono::milliseconds>(slice),
                         {&other, options_.other_descriptor < 0 ? 0U : 1U});
        if (options_.meanwhile) {
            options_.meanwhile();
        }
        return error ? failure::no_socket : std::exchange(undelivered_, failure::none);
    }
    /// Lets time pass between two connections.
    void rest(clock::duration time) const {
        const auto end = clock::now() + time;
        while (clock::now() < end) {
            pollfd other{options_.other_descriptor, POLLIN,
                         0}; // poll takes no notice of a negative one
            static_cast<void>(::poll(&other, 1, 100));
            if (options_.meanwhile) {
                options_.meanwhile();
            }
        }
    }

private:
    static constexpr std::size_t news_max = 8;

    /// Closes, and keeps one's own address: a server knows by it who is in the middle of a transfer. Not
    /// with DTLS, where a second handshake at the same address is an attack to some servers.
    void leave() {
        if (!is_secure_ && session_ != nullptr) {
            own_ = *coap_session_get_addr_local(session_);
        }
        close();
    }
    bool begin() {
        context_.reset(coap_new_context(nullptr));
        if (!context_) {
            return false;
        }
        coap_set_app_data(context_.get(), this);
        coap_register_event_handler(context_.get(), on_event);
        coap_register_nack_handler(context_.get(), on_undelivered);
        coap_register_response_handler(context_.get(), on_response);
        undelivered_ = failure::none;
        session_ = is_secure_ ? secure_session() : plain_session();
        if (session_ == nullptr) {
            close();
            return false;
        }
        set_patience(session_, options_.ack_timeout, options_.repetitions_max);
        return true;
    }
    bool has_keys() const {
        return options_.raw_key.empty() ? !options_.identity.empty() && !options_.key.empty()
                                        : !options_.server_key.empty();
    }
    coap_session_t* plain_session() {
        coap_session_t* out = nullptr;
        if (own_) {
            out = coap_new_client_session(context_.get(), &*own_, &server_, COAP_PROTO_UDP);
        }
        return out != nullptr
                   ? out // somebody else may have the address now
                   : coap_new_client_session(context_.get(), nullptr, &server_, COAP_PROTO_UDP);
    }
    coap_session_t* secure_session() {
        if (!options_.raw_key.empty()) {
            coap_dtls_pki_t raw = raw_key_setup(options_.raw_key, on_raw_key, this);
            return !has_raw_keys() ? nullptr
                                   : coap_new_client_session_pki(context_.get(), nullptr, &server_,
                                                                 COAP_PROTO_DTLS, &raw);
        }
        coap_dtls_cpsk_t setup{};
        setup.version = COAP_DTLS_CPSK_SETUP_VERSION;
        setup.psk_info.identity = {options_.identity.size(),
                                   reinterpret_cast<const std::uint8_t*>(options_.identity.data())};
        setup.psk_info.key = view(options_.key);
        return coap_new_client_session_psk2(context_.get(), nullptr, &server_, COAP_PROTO_DTLS,
                                            &setup);
    }

    failure send(const outgoing& what, const token& with) {
        coap_pdu_t* message =
            coap_pdu_init(COAP_MESSAGE_CON, static_cast<coap_pdu_code_t>(what.method),
                          coap_new_message_id(session_), coap_session_max_pdu_size(session_));
        if (message == nullptr) {
            return failure::no_socket;
        }
        if (!fill(message, what, with)) {
            coap_delete_pdu(message);
            return failure::bad_uri;
        }
        undelivered_ = failure::none;
        // Gone, or kept for later, or lost for good: then it said so to `on_undelivered`, or will not.
        if (coap_send(session_, message) == COAP_INVALID_MID) {
            return undelivered_ != failure::none ? undelivered_ : timeout();
        }
        return failure::none;
    }
    /// A server that does not like a key says nothing, so as not to tell what was wrong with it.
    failure timeout() const {
        return is_in_handshake() ? failure::no_handshake : failure::no_answer;
    }
    bool is_in_handshake() const { return is_secure_ && !is_connected_; }

    static conversation& of(const coap_session_t* session) {
        return *static_cast<conversation*>(coap_get_app_data(coap_session_get_context(session)));
    }
    static int on_raw_key(const char* name, const std::uint8_t* der, std::size_t size,
                          coap_session_t*, unsigned, int, void* argument) {
        const auto& expected = static_cast<conversation*>(argument)->options_.server_key;
        const auto key = raw_key(name, der, size);
        return std::equal(key.begin(), key.end(), expected.begin(), expected.end()) ? 1 : 0;
    }
    static int on_event(coap_session_t* session, const coap_event_t event) {
        if (event == COAP_EVENT_DTLS_CONNECTED) {
            of(session).is_connected_ = true;
        }
        return 0;
    }
    static void on_undelivered(coap_session_t* session, const coap_pdu_t* sent,
                               coap_nack_reason_t reason, coap_mid_t) {
        conversation& me = of(session);
        if (sent == nullptr || !has_token(sent, me.expected_)) {
            return;
        }
        switch (reason) {
        case COAP_NACK_RST: me.undelivered_ = failure::rejected; break;
        case COAP_NACK_TLS_FAILED: me.undelivered_ = failure::no_handshake; break;
        case COAP_NACK_ICMP_ISSUE:
        case COAP_NACK_NOT_DELIVERABLE: me.undelivered_ = failure::unreachable; break;
        default: me.undelivered_ = me.timeout(); break;
        }
    }
    static bool has_token(const coap_pdu_t* message, const std::optional<token>& wanted) {
        const auto has = view(coap_pdu_get_token(message));
        return wanted && std::equal(has.begin(), has.end(), wanted->begin(), wanted->end());
    }
    static coap_response_t on_response(coap_session_t* session, const coap_pdu_t* sent,
                                       const coap_pdu_t* received, const coap_mid_t) {
        conversation& me = of(session);
        me.is_connected_ = true; // which libcoap with GnuTLS does not report (4.3.1)
        // An acknowledgement that libcoap has no message for is a repetition of an earlier one.
        const bool is_late = coap_pdu_get_type(received) == COAP_MESSAGE_ACK && sent == nullptr;
        try {
            if (has_token(received, me.expected_) && !me.got_ && !is_late) {
                me.got_ = read_answer(received);
                return COAP_RESPONSE_OK;
            }
            if (has_token(received, me.observed_) && !is_late) {
                if (me.news_.size() == news_max) {
                    me.news_.pop_front();
                }
                me.news_.push_back(read_answer(received));
                return COAP_RESPONSE_OK;
            }
        } catch (...) { // no memory for it; C is no place for exceptions
        }
        // A late answer. Who observes no more says so, but an acknowledgement is never rejected.
        return coap_pdu_get_type(received) == COAP_MESSAGE_ACK ? COAP_RESPONSE_OK
                                                               : COAP_RESPONSE_FAIL;
    }

    client_options options_{};
    coap_address_t server_{};
    std::optional<coap_address_t> own_{}; // of the session before
    token token_{};
    std::optional<token> expected_{};
    std::optional<token> observed_{};
    std::optional<incoming> got_{};
    std::deque<incoming> news_{};
    failure undelivered_ = failure::none;
    waiting waiting_{};
    owned_context context_{};
    coap_session_t* session_ = nullptr;
    bool is_secure_ = false;
    bool is_connected_ = false;
};

} // namespace fc::posix::coap::detail
