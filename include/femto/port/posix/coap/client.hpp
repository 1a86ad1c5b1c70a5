// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/port/posix/coap/answer.hpp>
#include <femto/port/posix/coap/client_options.hpp>
#include <femto/port/posix/coap/detail/block_option.hpp>
#include <femto/port/posix/coap/detail/conversation.hpp>
#include <femto/port/posix/coap/detail/freshness.hpp>
#include <femto/port/posix/coap/detail/incoming.hpp>
#include <femto/port/posix/coap/detail/push_blocks.hpp>
#include <femto/port/posix/coap/uri.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fc::posix::coap {

/// Asks one server, over UDP or DTLS; of one thread, which waits for the answer. Every wait has an end,
/// see `client_options`. After a failure the next question begins with a new connection.
class client {
public:
    /// @param address  coap://host:port or coaps://host:port; a path after it is not used
    [[nodiscard]] failure open(std::string_view address, client_options options = {}) {
        const std::optional<uri> to = parse_uri(address);
        if (!to) {
            return failure::bad_uri;
        }
        options.block_bytes = detail::block_size(options.block_bytes);
        options_ = std::move(options);
        return talk_.open(*to, options_);
    }
    void close() { talk_.close(); }

    /// Asks, with a payload in as many blocks as it takes, and gathers the answer. A server may want
    /// smaller blocks, and the body once more from its beginning (4.08).
    /// @param from  how much of the payload the server has, of a transfer that broke off; a multiple of 16
    answer send(const question& what, std::span<const std::uint8_t> payload = {},
                const progress& told = {}, std::uint64_t from = 0) {
        const auto to = parse_target(what.path);
        if (!to) {
            return detail::failed(failure::bad_uri).answer;
        }
        detail::outgoing message = begin(what, *to);
        detail::incoming got = detail::push_blocks(talk_, options_, message, payload, told, from);
        if (got.answer.error == failure::none && got.block2 && got.block2->more) {
            message = begin(what, *to);
            message.payload = payload; // FETCH says in it what is asked for
            return gather(message, std::move(got), payload.size() <= options_.block_bytes);
        }
        return std::move(got.answer);
    }

    /// Asks for what may be large and hands it on block by block; from the middle, if there is a part of
    /// it already. Where the answer is none, its ETag is that of what came.
    answer pull(const question& what, const sink& into, const resumption& at = {},
                const progress& told = {}) {
        const auto to = parse_target(what.path);
        if (!to) {
            return detail::failed(failure::bad_uri).answer;
        }
        std::optional<std::vector<std::uint8_t>> etag;
        if (!at.etag.empty()) {
            etag = at.etag;
        }
        answer out = pull(begin(what, *to), into, at, told, etag);
        if (!out.ok() && etag) {
            out.etag = std::move(*etag);
        }
        return out;
    }

    /// Asks to be told when the answer changes, and hands on each, after a silence the same again, until
    /// `news` or `goes_on`, which is asked at least every 100 ms while nothing is sent, says no.
    /// @param lost  told why, when there is to be a new connection
    answer follow(const question& what, const std::function<bool(const answer&)>& news,
                  const std::function<bool()>& goes_on = {},
                  const std::function<void(failure)>& lost = {}) {
        const auto to = parse_target(what.path);
        if (!to) {
            return detail::failed(failure::bad_uri).answer;
        }
        detail::outgoing message = begin(what, *to);
        const auto token = talk_.next_token();
        talk_.observe(token);
        answer out = follow(message, token, news, goes_on, lost);
        if (talk_.is_open()) {
            message.observe = 1;
            static_cast<void>(talk_.exchange(message, token, options_.farewell));
        }
        talk_.observe({});
        return out;
    }

private:
    using clock = std::chrono::steady_clock;

    static detail::outgoing begin(const question& what, const target& to) {
        detail::outgoing out;
        out.method = what.method;
        out.target = &to;
        out.content_format = what.content_format;
        out.accept = what.accept;
        return out;
    }

    /// The blocks after the first.
    answer gather(detail::outgoing message, detail::incoming first, bool may_ask_again) {
        using update::resource::method;
        if ((message.method != method::get && message.method != method::fetch) || !may_ask_again ||
            first.block2->number != 0) {
            return detail::failed(failure::bad_answer).answer;
        }
        std::vector<std::uint8_t> body = std::move(first.answer.payload);
        std::optional etag = first.answer.etag;
        answer out = pull(
            message,
            [&](std::uint64_t, std::span<const std::uint8_t> block) {
                body.insert(body.end(), block.begin(), block.end());
                return true;
            },
            {.from = body.size()}, {}, etag);
        if (out.ok()) {
            out.payload = std::move(body);
        }
        return out;
    }

    /// RFC 7959 section 2.4. All blocks have the ETag of the first, or none.
    answer pull(detail::outgoing message, const sink& into, const resumption& at,
                const progress& told, std::optional<std::vector<std::uint8_t>>& etag) {
        std::uint16_t most = options_.block_bytes;
        std::uint64_t offset = at.from;
        std::uint64_t total = 0;
        bool may_begin = at.from >= 16;
        while (true) {
            const std::uint64_t begin = offset / 16 * 16;
            const std::uint16_t size = detail::block_size_at(begin, most);
            message.block2 = {static_cast<std::uint32_t>(begin / size), size, false};
            if (begin / size > 0xFFFFF) {
                return detail::failed(failure::too_large).answer;
            }
            detail::incoming got = talk_.exchange(message);
            if (got.answer.code == update::resource::code::request_incomplete &&
                offset == at.from && std::exchange(may_begin, false)) {
                // There are servers that give the middle only to who had the beginning (aiocoap).
                message.block2 = {0, size, false};
                got = talk_.exchange(message);
                if (got.answer.ok() && etag.value_or(got.answer.etag) == got.answer.etag) {
                    continue;
                }
            }
            if (!got.answer.ok()) {
                return std::move(got.answer);
            }
            if (etag.value_or(got.answer.etag) != got.answer.etag) {
                return detail::failed(failure::mixed).answer;
            }
            etag = got.answer.etag;
            const std::vector<std::uint8_t> payload = std::move(got.answer.payload);
            got.answer.payload.clear();
            const auto block = got.block2.value_or(update::resource::block{});
            if (block.offset() != begin || (block.more && payload.size() != block.bytes) ||
                (block && payload.size() > block.bytes)) {
                return detail::failed(failure::bad_answer).answer;
            }
            const auto news = std::span{payload}.subspan(
                std::min<std::size_t>(payload.size(), static_cast<std::size_t>(offset - begin)));
            if (offset + news.size() > options_.answer_max) {
                return detail::failed(failure::too_large).answer;
            }
            if (!news.empty() && !into(offset, news)) {
                return detail::failed(failure::stopped).answer;
            }
            offset += news.size();
            total = got.size2 != 0 ? got.size2 : total;
            if (told && !told(offset, block.more ? total : offset)) {
                return detail::failed(failure::stopped).answer;
            }
            if (!block.more) {
                return std::move(got.answer);
            }
            most = std::min(most, block.bytes);
        }
    }

    answer follow(const detail::outgoing& message, const detail::conversation::token& token,
                  const std::function<bool(const answer&)>& news,
                  const std::function<bool()>& goes_on, const std::function<void(failure)>& lost) {
        detail::outgoing registration = message;
        registration.observe = 0;
        detail::incoming got = talk_.exchange(registration, token);
        while (true) {
            detail::freshness fresh; // a device that was started again counts from the beginning
            const bool is_observed = got.observe.has_value();
            answer last = handed_on(message, std::move(got), fresh, news);
            if (!last.ok()) {
                return last;
            }
            if (!is_observed) {
                return detail::failed(failure::not_observable).answer;
            }
            auto end = clock::now() + options_.renewal;
            while (clock::now() < end) {
                if (goes_on && !goes_on()) {
                    return last;
                }
                if (auto notification = talk_.news()) {
                    last = handed_on(message, std::move(*notification), fresh, news);
                    if (!last.ok()) {
                        return last;
                    }
                    end = clock::now() + options_.renewal;
                } else if (const failure error = talk_.wait(end - clock::now());
                           error != failure::none) {
                    return detail::failed(error).answer;
                }
            }
            got = renew(registration, token, goes_on, lost);
        }
    }

    /// Asks again, and then with new connections until the time for an answer is over.
    detail::incoming renew(const detail::outgoing& registration,
                           const detail::conversation::token& token,
                           const std::function<bool()>& goes_on,
                           const std::function<void(failure)>& lost) {
        detail::incoming got = talk_.exchange(registration, token, options_.renewal_answer);
        if (got.answer.error != failure::none && lost) {
            lost(got.answer.error);
        }
        const auto end = clock::now() + options_.exchange;
        while (got.answer.error != failure::none && clock::now() < end && (!goes_on || goes_on())) {
            talk_.rest(std::chrono::seconds{1});
            got = talk_.exchange(registration, token);
        }
        return got;
    }

    /// What `news` was given, which is `stopped` if it wants no more.
    answer handed_on(const detail::outgoing& message, detail::incoming got,
                     detail::freshness& fresh, const std::function<bool(const answer&)>& news) {
        if (!got.answer.ok() || (got.observe && !fresh.accept(*got.observe))) {
            return std::move(got.answer);
        }
        answer whole = got.block2 && got.block2->more ? gather(message, std::move(got), true)
                                                      : std::move(got.answer);
        if (whole.error == failure::mixed) {
            whole = {};
            whole.code = update::resource::code::content; // changed again: that is told next
            return whole;
        }
        if (whole.ok() && !news(whole)) {
            whole.error = failure::stopped;
        }
        return whole;
    }

    client_options options_{};
    detail::conversation talk_{};
};

} // namespace fc::posix::coap
