// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/asm.hpp>
#include <femto/cli/build.hpp>
#include <femto/cli/device.hpp>
#include <femto/cli/disasm.hpp>
#include <femto/cli/dump.hpp>
#include <femto/cli/embed.hpp>
#include <femto/cli/example.hpp>
#include <femto/cli/explain.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/failure_text.hpp>
#include <femto/cli/identity.hpp>
#include <femto/cli/inspect.hpp>
#include <femto/cli/keygen.hpp>
#include <femto/cli/pack.hpp>
#include <femto/cli/plugin.hpp>
#include <femto/cli/remote_verbs.hpp>
#include <femto/cli/run.hpp>
#include <femto/cli/serve.hpp>
#include <femto/cli/sign.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/tenants.hpp>
#include <femto/cli/verify.hpp>
#include <femto/version.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace fc::cli {

/// The command `femto`: its verbs, and what becomes of their results and errors.
class command_line {
public:
    /// @param shelf  the lessons of `femto example`
    explicit command_line(lesson_shelf shelf = {}) : example_{app_, std::move(shelf)} {}

    /// @param arguments  without the program's name
    /// @return           0 done, 1 refused or faulted, 2 wrong usage
    int run(const std::vector<std::string>& arguments, streams io) {
        try {
            // CLI11 takes them from the back.
            app_.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
            const int written = write(run_chosen(io), io);
            return std::max({written, device_.exit_status(), inspect_.exit_status()});
        } catch (const CLI::CallForVersion&) {
            return write("femto " + std::to_string(FEMTO_VERSION_MAJOR) + "." +
                             std::to_string(FEMTO_VERSION_MINOR) + "." +
                             std::to_string(FEMTO_VERSION_PATCH) + "\n",
                         io);
        } catch (const CLI::Success&) {
            return write(help(), io);
        } catch (const CLI::Error& error) {
            return report(wrong_usage(complaint(error, arguments)), arguments, io);
        } catch (const failure& error) {
            return report(error, arguments, io);
        } catch (const std::exception& error) {
            return report({failure::kind::refused, error.what(), "host"}, arguments, io);
        }
    }

private:
    std::string run_chosen(streams& io) {
        if (run_.chosen()) {
            return run_.run(io);
        }
        if (verify_.chosen()) {
            return verify_.run(io);
        }
        if (disasm_.chosen()) {
            return disasm_.run(io);
        }
        if (embed_.chosen()) {
            return embed_.run(io);
        }
        if (build_.chosen()) {
            return build_.run(io);
        }
        if (pack_.chosen()) {
            return pack_.run(io);
        }
        if (dump_.chosen()) {
            return dump_.run(io);
        }
        if (device_.chosen()) {
            return device_.run(io);
        }
        if (explain_.chosen()) {
            return explain_.run(io);
        }
        if (example_.chosen()) {
            return example_.run(io);
        }
        if (keygen_.chosen()) {
            return keygen_.run(io);
        }
        if (tenants_.chosen()) {
            return tenants_.run(io);
        }
        if (identity_.chosen()) {
            return identity_.run(io);
        }
        if (sign_.chosen()) {
            return sign_.run(io);
        }
        if (inspect_.chosen()) {
            return inspect_.run(io);
        }
        if (serve_.chosen()) {
            return serve_.run(io);
        }
        if (remote_.chosen()) {
            return remote_.run(io);
        }
        return asm_.chosen() ? asm_.run(io) : plugin_.run(io);
    }

    /// CLI11's sentence, but for the one it gets wrong: of an unknown verb it only says that there
    /// must be one. And where more is said.
    std::string complaint(const CLI::Error& error, const std::vector<std::string>& given) const {
        const auto verbs = app_.get_subcommands();
        if (!verbs.empty()) {
            return error.what() + (" (femto " + verbs.front()->get_name()) + " --help)";
        }
        const auto unknown = std::ranges::find_if(
            given, [](const std::string& each) { return !each.starts_with('-'); });
        return (unknown != given.end() ? "there is no verb " + *unknown : error.what()) +
               " (femto --help)";
    }

    std::string help() const {
        const auto chosen = app_.get_subcommands();
        return chosen.empty() ? app_.help() : chosen.front()->help("femto");
    }

    /// Results are written whole or not at all, and never lost in silence.
    static int write(const std::string& result, streams& io) {
        io.out.write(result.data(), static_cast<std::streamsize>(result.size()));
        io.out.flush();
        if (io.out) {
            return 0;
        }
        io.err << "refused: standard output: cannot be written\n";
        return 1;
    }

    /// @param given  asks for JSON, perhaps, even if it makes no sense otherwise
    static int report(const failure& error, const std::vector<std::string>& given, streams& io) {
        io.err << text_of(error);
        const auto end = std::ranges::find(given, "--");
        if (std::find(given.begin(), end, "--json") != end) {
            write(json_of(error), io);
        }
        return error.exit_status();
    }

    CLI::App app_{"Runs, checks and shows femto containers", "femto"};
    build_verb build_{app_};
    run_verb run_{app_};
    verify_verb verify_{app_};
    disasm_verb disasm_{app_};
    asm_verb asm_{app_};
    dump_verb dump_{app_};
    pack_verb pack_{app_};
    embed_verb embed_{app_};
    device_verb device_{app_};
    explain_verb explain_{app_};
    keygen_verb keygen_{app_};
    tenants_verb tenants_{app_};
    identity_verb identity_{app_};
    sign_verb sign_{app_};
    inspect_verb inspect_{app_};
    serve_verb serve_{app_};
    remote_verbs remote_{app_};
    plugin_verb plugin_{app_};
    example_verb example_;
    [[maybe_unused]] CLI::App* one_verb_ = app_.require_subcommand(1);
    [[maybe_unused]] CLI::Option* version_ =
        app_.set_version_flag("--version", "", "Print the version");
};

} // namespace fc::cli
