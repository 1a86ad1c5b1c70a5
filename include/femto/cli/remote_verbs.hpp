// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/failure.hpp>
#include <femto/cli/streams.hpp>

#ifdef FEMTO_COAP
#include <femto/cli/remote/deploy_verb.hpp>
#include <femto/cli/remote/log_verb.hpp>
#include <femto/cli/remote/pull_verb.hpp>
#include <femto/cli/remote/push_verb.hpp>
#include <femto/cli/remote/show_verbs.hpp>
#include <femto/cli/remote/slot_verbs.hpp>
#endif

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

#ifdef FEMTO_COAP

/// The verbs that ask a device for something, over CoAP.
class remote_verbs {
public:
    explicit remote_verbs(CLI::App& app) {
        using update::resource::method;
        add<remote::deploy_verb>(app);
        add<remote::push_verb>(app);
        add<remote::pull_verb>(app);
        add<remote::show_verb>(app, "info", "Show what a device is and has", "femto",
                               remote::device_of);
        add<remote::show_verb>(app, "list", "Show the slots of a device", "femto/slots",
                               remote::slots_of);
        add<remote::stats_verb>(app);
        add<remote::faults_verb>(app);
        add<remote::log_verb>(app);
        add<remote::access_verb>(app);
        add<remote::exec_verb>(app);
        add<remote::deed_verb>(app, "start", "Have a container of a device run when its hook fires",
                               method::post, "/start");
        add<remote::deed_verb>(app, "stop", "Have a container of a device run no more",
                               method::post, "/stop");
        add<remote::deed_verb>(app, "remove", "Empty a slot of a device", method::del, "");
    }

    bool chosen() const { return find() != nullptr; }
    std::string run(streams& io) const { return find()->run(io); }

private:
    template <class Verb, class... Arguments>
    void add(CLI::App& app, Arguments&&... about) {
        all_.push_back(std::make_unique<Verb>(app, std::forward<Arguments>(about)...));
    }
    remote::verb* find() const {
        const auto at = std::ranges::find_if(all_, [](const auto& it) { return it->chosen(); });
        return at == all_.end() ? nullptr : at->get();
    }

    std::vector<std::unique_ptr<remote::verb>> all_;
};

#else

/// They are there, and say what they lack.
class remote_verbs {
public:
    explicit remote_verbs(CLI::App& app) {
        for (const char* name : {"deploy", "push", "pull", "info", "list", "stats", "faults", "log",
                                 "access", "exec", "start", "stop", "remove"}) {
            all_.push_back(app.add_subcommand(name, "Needs CoAP, which this build has not"));
            all_.back()->allow_extras();
        }
    }

    bool chosen() const {
        return std::ranges::any_of(all_, [](const CLI::App* it) { return it->parsed(); });
    }
    std::string run(streams&) const {
        throw wrong_usage("this femto has no CoAP: it was built without libcoap 3");
    }

private:
    std::vector<CLI::App*> all_;
};

#endif

} // namespace fc::cli
