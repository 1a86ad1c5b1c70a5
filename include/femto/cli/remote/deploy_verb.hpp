// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/base/message.hpp>
#include <femto/cli/compile.hpp>
#include <femto/cli/device/hooks.hpp>
#include <femto/cli/device/read_tenant.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/file.hpp>
#include <femto/cli/keys/key_file.hpp>
#include <femto/cli/manifest/description.hpp>
#include <femto/cli/pack.hpp>
#include <femto/cli/process.hpp>
#include <femto/cli/remote/push_verb.hpp>
#include <femto/cli/remote/verb.hpp>
#include <femto/cli/remote/words.hpp>
#include <femto/cli/sign.hpp>
#include <femto/image/open.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli::remote {

/// `femto deploy FILE.c DEVICE`: build, pack, sign, push and start in one go, each as the verb of that
/// name does it. What the manifest has to say and nobody said, the device and the container say.
class deploy_verb : public verb {
public:
    explicit deploy_verb(CLI::App& over)
        : verb{over, "deploy", "Build, pack, sign, push and start a container in one go"} {
        app().add_option("FILE", file_, "C or C++ source, object or image")->required();
        app().add_option("--key", key_, "The private key to sign with, in PEM")->required();
        app().add_option("--clang", how_.clang, "The compiler [clang]");
        // DEVICE has that name already: of one device there is its address.
        manifest::add_options(
            app(), says_,
            {{"device", nullptr},
             {"uri", nullptr},
             {"vendor", "UUID of who makes the devices [what the device says]"},
             {"class", "UUID of the class of devices [what the device says]"},
             {"hook", "Hook of the container, a name or UUID [the one FILE was built for]"},
             {"name", "Name of the container [that of FILE]"},
             {"sequence", "Sequence number [above all that the slot has seen]"}});
        app().get_option("--slot")->required();
        to().add_to(app());
    }

    std::string run(streams& io) override {
        refuse_device("FILE", file_);
        static_cast<void>(keys::read_private_key(key_, io)); // before anything is built
        const temporary_folder folder;
        const std::string image = folder.path() + "/image";
        pack(folder.path(), image, io);
        connection device = to().connect(io);
        return in_full(
            device, [&] { return says_.hook; },
            [&] {
                complete(device, image, io);
                const std::string envelope = folder.path() + "/envelope";
                sign(image, envelope, io);
                progress_bar bar{io};
                const auto bytes = read_program(envelope, io);
                std::string said =
                    told(push(device, bytes, bar), inspect::read_envelope(bytes), json());
                start_again(device);
                return said;
            });
    }

private:
    /// Runs another verb, as its own command would.
    template <class Verb>
    static void also(const std::vector<std::string>& arguments, streams& io) {
        CLI::App app;
        Verb other{app};
        app.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
        static_cast<void>(other.run(io));
    }

    void pack(const std::string& folder, const std::string& image, streams& io) const {
        std::string object = file_;
        if (is_named_as_source(file_)) {
            object = folder + "/object.o";
            write_file(object, compiled(file_, how_, io));
        }
        also<pack_verb>({"pack", object, "-o", image}, io);
    }

    /// Says what was not said.
    void complete(connection& device, const std::string& image, streams& io) {
        const value about = device.read("femto");
        const auto take = [](std::optional<uuid>& into, const value& from) {
            into = into ? into : uuid_in(from);
        };
        take(says_.vendor, about[key::vendor]);
        take(says_.device_class, about[key::device_class]);
        if (!says_.name) {
            std::string name = std::filesystem::path{file_}.stem().string();
            name.resize(std::min<std::size_t>(name.size(), update::name_bytes));
            if (device::is_name(name)) {
                says_.name = name;
            }
        }
        const auto bytes = read_program(image, io);
        if (const auto opened = image::open(bytes); opened && !says_.hook) {
            const auto number = device::hook_built_for(opened->notes.fingerprint);
            if (number) {
                says_.hook = device::known_hooks[*number].id;
            }
        }
        if (!says_.sequence) { // twice in a second is twice, too
            using namespace std::chrono;
            const auto now = duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
            const std::uint64_t newest = slot(device)[key::newest].number;
            if (newest == std::numeric_limits<std::uint64_t>::max()) {
                throw failure{failure::kind::refused,
                              "slot " + std::to_string(*says_.slot) +
                                  " has seen the highest sequence number, " +
                                  std::to_string(newest) + ", and takes no other container",
                              describe(errc::stale_sequence).name};
            }
            says_.sequence = std::max(static_cast<std::uint64_t>(now), newest + 1);
        }
    }
    value slot(connection& device) const {
        return device.read("femto/slots/" + std::to_string(*says_.slot));
    }

    void sign(const std::string& image, const std::string& envelope, streams& io) const {
        std::vector<std::string> line{"sign", image, "--key", key_, "-o", envelope};
        const auto add = [&](const char* option, const std::optional<std::string>& text) {
            if (text) {
                line.insert(line.end(), {option, *text});
            }
        };
        const auto id = [](const std::optional<uuid>& of) {
            return of ? std::optional{uuid_text(*of)} : std::nullopt;
        };
        const auto number = [](const auto& of) {
            return of ? std::optional{std::to_string(*of)} : std::nullopt;
        };
        add("--vendor", id(says_.vendor));
        add("--class", id(says_.device_class));
        add("--hook", id(says_.hook));
        add("--slot", number(says_.slot));
        add("--sequence", number(says_.sequence));
        add("--position", number(says_.position));
        add("--budget", number(says_.budget));
        add("--name", says_.name);
        also<sign_verb>(line, io);
    }

    /// A slot that was stopped keeps what comes to it, and does not begin with it.
    void start_again(connection& device) const {
        if (slot(device)[key::stopped].number == 0) {
            return;
        }
        try {
            device.ask({.method = method::post,
                        .path = "femto/slots/" + std::to_string(*says_.slot) + "/start"});
        } catch (const failure& why) {
            throw failure{failure::kind::refused,
                          "installed, but not started: " + std::string{why.what()}, why.name()};
        }
    }

    std::string file_;
    std::string key_;
    compilation how_;
    manifest::description says_;
};

} // namespace fc::cli::remote
