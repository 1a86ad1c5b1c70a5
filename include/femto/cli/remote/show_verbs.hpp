// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/remote/tables.hpp>
#include <femto/cli/remote/verb.hpp>
#include <femto/cli/remote/words.hpp>

#include <string>

namespace fc::cli::remote {

/// `femto info` and `list`: what a resource tells, for people or for programs.
class show_verb : public verb {
public:
    using table = std::string (*)(const value&);

    show_verb(CLI::App& over, const char* name, const char* help, const char* path, table show)
        : verb{over, name, help}, path_{path}, show_{show} {
        to().add_to(app());
    }

    std::string run(streams& io) override {
        connection device = to().connect(io);
        const value got = device.read(path_);
        return json() ? json_of(got) + "\n" : show_(got);
    }

private:
    const char* path_;
    table show_;
};

/// `femto stats`: how much the containers ran, and what was asked of the device.
class stats_verb : public verb {
public:
    explicit stats_verb(CLI::App& over)
        : verb{over, "stats", "Show what the containers of a device did, and what it was asked"} {
        to().add_to(app());
    }

    std::string run(streams& io) override {
        connection device = to().connect(io);
        const value counts = device.read("femto/stats");
        const value slots = device.read("femto/slots");
        if (json()) {
            return "{\"device\": " + json_of(counts) +
                   ",\n \"slots\": " + json_of(slots[key::slots]) + "}\n";
        }
        return runs_of(slots) + counts_of(counts);
    }
};

/// `femto faults`: what went wrong in containers, of those that are gone as well.
class faults_verb : public verb {
public:
    explicit faults_verb(CLI::App& over)
        : verb{over, "faults", "Show the last faults on a device"} {
        to().add_to(app());
    }

    std::string run(streams& io) override {
        connection device = to().connect(io);
        const value faults = device.read("femto/faults");
        return json() ? json_of(faults) + "\n" : faults_of(faults, device.read("femto/slots"));
    }
};

/// `femto access`: what tenants may have on a device, and use; one that is no administrator sees itself.
class access_verb : public verb {
public:
    explicit access_verb(CLI::App& over)
        : verb{over, "access", "Show what the tenants of a device may have, and use of it"} {
        to().add_to(app());
    }

    std::string run(streams& io) override {
        connection device = to().connect(io);
        const value all = device.read("femto/tenants");
        return json() ? "{\"tenants\": " + json_of(all) + "}\n" : access_of(all);
    }
};

} // namespace fc::cli::remote
