// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/cli/c_array.hpp>
#include <femto/cli/failure.hpp>
#include <femto/cli/load.hpp>
#include <femto/cli/options.hpp>
#include <femto/cli/streams.hpp>
#include <femto/cli/verified.hpp>
#include <femto/cli/write_file.hpp>
#include <femto/image/write.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fc::cli {

/// `femto pack FILE`: makes an image of an object, or of another image.
class pack_verb {
public:
    explicit pack_verb(CLI::App& app)
        : app_{app.add_subcommand("pack", "Make an image of an object")} {
        app_->add_option("FILE", file_, "ELF object, image or bare text; - is standard input")
            ->required();
        app_->add_option("-o,--output", output_, "Where to")->required();
        add_layout_option(*app_, "--layout", layout_,
                          "What to make: text, fc28, fc32, extended or elf [fc32]");
        add_layout_option(*app_, "--from", entry_.layout,
                          "What FILE is: text, fc28, fc32, extended or elf [what it looks like]");
        add_entry_options(*app_, entry_);
        app_->add_option("--c-array", array_,
                         "Make a C header of the image: how its array is called");
        app_->add_option("--contract", contract_, "Number of the contract it is made for (fc32)");
        add_helpers_option(*app_, helpers_,
                           "Helpers it may call (extended) [those it is seen to call]");
        app_->add_option("--drop", dropped_,
                         "What to leave out: helpers, contract, fingerprint, proof")
            ->delimiter(',')
            ->check(CLI::IsMember{
                std::vector<std::string>{"helpers", "contract", "fingerprint", "proof"}});
    }

    bool chosen() const { return app_->parsed(); }

    std::string run(streams& io) const {
        const image::layout to = layout_.value_or(image::layout::fc32);
        if (!helpers_.empty() && to != image::layout::extended) {
            throw wrong_usage("--helpers: only extended lists helpers in an image");
        }
        if (to == image::layout::elf && !(entry_.section.empty() && entry_.function.empty())) {
            throw wrong_usage("--layout elf: an object keeps all its functions, and the start is "
                              "chosen where it is loaded");
        }
        if (array_) {
            check_array_name(*array_);
        }
        const std::optional<std::uint32_t> made_for = parse_contract();
        const loaded_program program = load_program(file_, io, entry_);
        refuse_what_all_refuse(program);
        if (to == image::layout::elf && program.layout() == to && !dropped_.empty()) {
            throw wrong_usage("--layout elf: an object is kept as it is");
        }
        const std::vector<std::uint8_t> image = image_of(program, to, made_for);
        return write_output(output_, array_ ? c_array_of(image, *array_) : image);
    }

private:
    std::optional<std::uint32_t> parse_contract() const {
        if (!contract_) {
            return std::nullopt;
        }
        const auto number = parse_number<std::uint32_t>(*contract_);
        if (!number) {
            throw wrong_usage("--contract: \"" + *contract_ + "\" is no number of 32 bits");
        }
        return number;
    }

    [[noreturn]] static void refuse(image::layout to, const std::string& why, errc error,
                                    std::uint32_t at = 0) {
        throw failure{failure::kind::refused,
                      std::string{image::name_of(to)} + " cannot say it: " + why,
                      describe(error).name, at};
    }

    /// The functions an image names: those other files could see, and the one a run starts with,
    /// which comes first where a run starts with the first. Bare text names none.
    static std::vector<image::named_slot> functions_of(const loaded_program& program,
                                                       image::layout to) {
        std::vector<image::named_slot> out;
        if (to == image::layout::text) {
            return out;
        }
        const std::uint32_t entry = program.sections().entry;
        program.contents().each_function([&](const image::function& each) {
            if (each.global || each.slot == entry) {
                out.push_back({std::string_view{reinterpret_cast<const char*>(each.name.data()),
                                                each.name.size()},
                               each.slot});
            }
        });
        const bool keeps_order = program.layout() != image::layout::elf;
        if (!keeps_order) { // that of a symbol table is chance
            std::ranges::stable_sort(out, {}, &image::named_slot::slot);
        }
        if (to == image::layout::fc32) {
            std::stable_partition(out.begin(), out.end(), [&](const image::named_slot& each) {
                return each.slot == entry;
            });
        }
        return out;
    }

    std::vector<std::uint8_t> helper_ids(const loaded_program& program) const {
        std::vector<std::uint32_t> ids;
        for (const desk_helper& each : helpers_) {
            // No more than there is room for: `any` is two billion.
            for (std::uint32_t id = each.first; id <= each.last && id <= 256; ++id) {
                ids.push_back(id);
            }
            ids.push_back(each.last);
        }
        if (helpers_.empty()) {
            ids = called_helpers(program);
        }
        std::ranges::sort(ids);
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        refuse_calls_beyond(ids, program);
        if (!ids.empty() && ids.back() > 255) {
            refuse(image::layout::extended,
                   "helper " + to_hex(ids.back()) + ": its ids are below 256",
                   errc::value_out_of_range);
        }
        std::vector<std::uint8_t> out(ids.size());
        std::ranges::transform(ids, out.begin(),
                               [](std::uint32_t id) { return static_cast<std::uint8_t>(id); });
        return out;
    }

    /// Those that were listed before, or those it calls by number: of calls by register the number
    /// is not seen.
    static std::vector<std::uint32_t> called_helpers(const loaded_program& program) {
        if (program.contents().lists_helpers) {
            return {program.contents().helpers.begin(), program.contents().helpers.end()};
        }
        std::vector<std::uint32_t> ids;
        each_call(program, [&](std::uint32_t, std::uint32_t id) { ids.push_back(id); });
        return ids;
    }

    /// Calls `visit` with the slot and the number of each call of a helper by its number.
    template <class Visit>
    static void each_call(const loaded_program& program, Visit&& visit) {
        const auto text = program.text();
        for (std::size_t at = 0; at < text.size(); at += isa::slot_bytes) {
            const isa::instruction in = isa::decode(&text[at]);
            if (isa::table[in.opcode].operands == isa::form::call && in.src == isa::call_helper) {
                visit(static_cast<std::uint32_t>(at / isa::slot_bytes),
                      static_cast<std::uint32_t>(in.imm));
            }
        }
    }

    /// What is seen to be called must be in the list, or no device would take the image.
    static void refuse_calls_beyond(const std::vector<std::uint32_t>& ids,
                                    const loaded_program& program) {
        each_call(program, [&](std::uint32_t slot, std::uint32_t id) {
            if (!std::ranges::binary_search(ids, id)) {
                refuse(image::layout::extended,
                       program.place(slot) + ": the list of helpers lacks " + to_hex(id),
                       errc::illegal_call, slot);
            }
        });
    }

    /// The list for an image: only extended has one, and `write` refuses it elsewhere.
    std::vector<std::uint8_t> helpers_of(const loaded_program& program, image::layout to) const {
        if (to == image::layout::extended) {
            return helper_ids(program);
        }
        const auto listed = program.contents().helpers;
        return drops("helpers") ? std::vector<std::uint8_t>{}
                                : std::vector<std::uint8_t>{listed.begin(), listed.end()};
    }

    image::notes notes_of(const loaded_program& program,
                          std::optional<std::uint32_t> made_for) const {
        image::notes out = program.contents().notes;
        out.has_contract = out.has_contract && !drops("contract");
        if (made_for) {
            out.has_contract = true;
            out.contract = *made_for;
        }
        if (drops("fingerprint")) {
            out.fingerprint = {};
        }
        if (drops("proof")) {
            out.proof = {};
        }
        return out;
    }

    bool drops(std::string_view what) const {
        return std::ranges::find(dropped_, what) != dropped_.end();
    }

    std::vector<std::uint8_t> image_of(const loaded_program& program, image::layout to,
                                       std::optional<std::uint32_t> made_for) const {
        if (to == image::layout::elf && program.layout() == to) {
            if (made_for) {
                refuse(to, fc::message(errc::no_room_for_notes), errc::no_room_for_notes);
            }
            return {program.file().begin(), program.file().end()};
        }
        const std::vector<image::named_slot> functions = functions_of(program, to);
        const std::vector<std::uint8_t> helpers = helpers_of(program, to);
        const image::extras more{
            .helpers = helpers, .notes = notes_of(program, made_for), .shares_names = true};
        // What an image reads twice, as rodata and as data, an object has to hold twice.
        const fc::sections parts =
            to == image::layout::elf ? program.sections() : program.contents().stored();
        std::vector<std::uint8_t> out;
        auto written = image::write(to, parts, functions, more, out);
        if (written.error() == errc::buffer_too_small) {
            out.resize(written.at());
            written = image::write(to, parts, functions, more, out);
        }
        if (!written) {
            refuse(to, about(written.error(), written.at(), program, functions), written.error(),
                   written.at());
        }
        out.resize(*written); // the first answer does not see which names can be shared
        return out;
    }

    /// The sentence of an error of `image::write`, with what its number means.
    static std::string about(errc error, std::uint32_t at, const loaded_program& program,
                             const std::vector<image::named_slot>& functions) {
        std::string place;
        if (error == errc::no_room_for_entry) {
            place = program.slot_and_function(at) + ": ";
        } else if (error == errc::no_room_for_relocations) {
            place = "byte " + std::to_string(at) + " of data: ";
        } else if (error == errc::value_out_of_range && at < functions.size()) {
            place = program.slot_and_function(functions[at].slot) + ": ";
        }
        const bool can_be_dropped =
            error == errc::no_room_for_helpers || error == errc::no_room_for_notes;
        return place + fc::message(error) + (can_be_dropped ? "; --drop leaves it out" : "");
    }

    CLI::App* app_;
    std::string file_;
    std::string output_;
    std::optional<image::layout> layout_;
    entry_point entry_;
    std::optional<std::string> array_;
    std::optional<std::string> contract_;
    std::vector<desk_helper> helpers_;
    std::vector<std::string> dropped_;
};

} // namespace fc::cli
