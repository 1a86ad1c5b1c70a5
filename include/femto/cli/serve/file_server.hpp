// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#ifdef FEMTO_COAP

#include <femto/cli/device/interruption.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/serve/shared_folder.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/text.hpp>
#include <femto/port/posix/coap/server.hpp>

#include <chrono>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace fc::cli {

/// A file server over CoAP, from its start to an interruption.
class file_server {
public:
    file_server(const shared_folder& folder, streams& io) : folder_{folder}, io_{io} {}

    /// @param announce  called with the URIs, by coap and by coaps, when it can be reached
    /// @return          how many requests it answered
    /// @throws failure
    template <class Announce>
    std::uint64_t run(const posix::coap::server_options& at, const Announce& announce) {
        const device::interruption interrupted;
        posix::coap::server server;
        const auto error = server.open(
            at, [this](const auto& request, auto& response) { answer(request, response); });
        if (error) {
            throw failure{failure::kind::refused,
                          at.address + ":" + std::to_string(*at.port) + ": " + error.message(),
                          "host"};
        }
        const bool has_brackets = at.address.find(':') != at.address.npos;
        const auto uri = [&](const char* scheme, std::uint16_t port) {
            return scheme + (has_brackets ? "[" + at.address + "]" : at.address) + ":" +
                   std::to_string(port) + "/";
        };
        announce(uri("coap://", server.port()),
                 at.secure_port ? uri("coaps://", server.secure_port()) : std::string{});
        // A signal ends a wait early, but for one that comes right before it.
        constexpr std::chrono::milliseconds longest{200};
        while (!interrupted.happened() && io_.out) {
            if (const auto broken = server.poll(longest)) {
                throw failure{failure::kind::refused, broken.message(), "host"};
            }
        }
        return server.counts().handled;
    }

private:
    void answer(const update::resource::request& request, update::resource::response& response) {
        using update::resource::code;
        if (request.method != update::resource::method::get) {
            return response.refuse(code::method_not_allowed);
        }
        const shared_folder::reading found = folder_.read(request.path);
        if (found.code != code::content) {
            const std::string_view why = found.why;
            response.refuse(found.code, {why.data(), why.size()});
        } else {
            response.content_format = update::resource::format::octets;
            response.write(found.bytes);
        }
        if (response.offset() == 0) { // each further block is no news
            std::string path;
            for (std::size_t i = 0; i < request.path.size(); ++i) {
                path += "/" + on_one_line({request.path[i].data(), request.path[i].size()});
            }
            io_.err << "GET " << path << ": " << update::resource::name_of(found.code) << ", "
                    << found.bytes.size() << " bytes" << std::endl;
        }
    }

    const shared_folder& folder_;
    streams& io_;
};

} // namespace fc::cli

#endif // FEMTO_COAP
