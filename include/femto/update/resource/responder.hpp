// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/result.hpp>
#include <femto/update/resource/message.hpp>

#include <concepts>
#include <type_traits>

namespace fc::update::resource {

/// Lets a container write the response to a request, for `POST /femto/slots/N/exec?coap`:
///
///     result<void> respond(const request& asked, response& out, Run run);
///
/// It makes a context of the request, and has the container run on it with `run(context, request)`,
/// which is as `updates::run`. Its errors are those of the run; no_response; and bad_request: the request is longer than
/// what the container can be shown, and `out.size1` is what may be sent. `fc::port::coap_responder` is one.
struct no_responder {
    static constexpr bool is_there = false;
};

template <class Responder>
inline constexpr bool responds = [] {
    if constexpr (requires { Responder::is_there; }) {
        return bool{Responder::is_there};
    }
    return true;
}();

} // namespace fc::update::resource
