// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Slots in a file, which has the rules of flash and outlives the process.
#include "support/catch.hpp"
#include "update/slot_device.hpp"

#include <femto/port/posix/file_storage.hpp>

#include <array>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace fc::test {
namespace {

using posix::durability;
using storage = posix::basic_file_storage<8, 512>;
using layout = update::slot_layout<storage, 1, 150>;
using slot = update::slot<storage>;

/// A directory that is gone afterwards.
class scratch {
public:
    scratch() {
        const char* const base = std::getenv("TMPDIR");
        name_ = std::string{base != nullptr ? base : "/tmp"} + "/femto-slot-XXXXXX";
        REQUIRE(::mkdtemp(name_.data()) != nullptr);
    }
    ~scratch() {
        ::unlink(file().c_str());
        ::rmdir(state().c_str());
        ::rmdir(name_.c_str());
    }
    scratch(const scratch&) = delete;
    scratch& operator=(const scratch&) = delete;

    /// A folder in it that is not there yet.
    std::string state() const { return name_ + "/state"; }
    std::string file() const { return state() + "/storage"; }

private:
    std::string name_{};
};

TEST_CASE("a new file is erased, and lies on a page") {
    scratch here;
    storage flash;
    REQUIRE(!flash.open(here.state(), 4096));
    CHECK(flash.contents().size() == 4096);
    CHECK(reinterpret_cast<std::uintptr_t>(flash.contents().data()) % 4096 == 0);
    for (const std::uint8_t each : flash.contents()) {
        REQUIRE(each == 0xFF);
    }
}

TEST_CASE("in a file bits fall by writes and rise by erasures") {
    scratch here;
    storage flash;
    REQUIRE(!flash.open(here.state(), 2048));
    const std::array<std::uint8_t, 8> first{0x0F, 1, 2, 3, 4, 5, 6, 7};
    REQUIRE(flash.write(512, first));
    CHECK(flash.contents()[512] == 0x0F);
    const std::array<std::uint8_t, 8> second{0xF0, 0, 0, 0, 0, 0, 0, 0};
    CHECK(!flash.write(512, second)); // what it says cannot be there
    CHECK(flash.contents()[512] == 0);
    REQUIRE(flash.erase(512));
    CHECK(flash.contents()[512] == 0xFF);

    CHECK(!flash.write(4, first));
    CHECK(!flash.write(2048, first));
    CHECK(!flash.write(0, std::span{first}.first(4)));
    CHECK(!flash.erase(8));
    CHECK(!flash.erase(2048));

    std::vector<std::uint8_t> all(2048);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = static_cast<std::uint8_t>(i * 7);
    }
    REQUIRE(flash.write(0, all));
    CHECK(std::equal(all.begin(), all.end(), flash.contents().begin()));
}

TEST_CASE("what is in a file is there when it is opened again") {
    scratch here;
    std::uint64_t sequence = 0;
    for (const durability when : {durability::each_write, durability::by_system}) {
        for (int i = 0; i < 3; ++i) {
            storage flash;
            REQUIRE(!flash.open(here.state(), layout::end, when));
            slot it{flash, layout::place(0)};
            REQUIRE(it.recover());
            CHECK(it.record().sequence == sequence);
            REQUIRE(install(it, ++sequence) == errc::ok);
            REQUIRE(it.commit(update::confirmed(it.record())) == errc::ok);
            CHECK(has_whole_images(it));
        }
    }
}

TEST_CASE("a file that another has is busy, until that one closes it") {
    scratch here;
    storage flash;
    REQUIRE(!flash.open(here.state(), 2048));
    storage other;
    CHECK(other.open(here.state(), 2048) == std::errc::device_or_resource_busy);
    CHECK(other.contents().empty());
    CHECK(!other.write(0, std::array<std::uint8_t, 8>{}));
    CHECK(!other.erase(0));
    flash.close();
    CHECK(!other.open(here.state(), 2048));
}

TEST_CASE("a file that was cut short while it was made grows, one of another layout is refused") {
    scratch here;
    REQUIRE(::mkdir(here.state().c_str(), 0777) == 0);
    std::FILE* const half = std::fopen(here.file().c_str(), "wb");
    REQUIRE(half != nullptr);
    const std::array<std::uint8_t, 3> bytes{0xFF, 0xFF, 0xFF};
    REQUIRE(std::fwrite(bytes.data(), 1, bytes.size(), half) == bytes.size());
    std::fclose(half);

    storage flash;
    REQUIRE(!flash.open(here.state(), 2048));
    CHECK(flash.contents().size() == 2048);
    CHECK(flash.contents().back() == 0xFF);
    flash.close();
    CHECK(flash.open(here.state(), 1024) == std::errc::file_too_large);
    CHECK(flash.open(here.state(), 100) == std::errc::invalid_argument);
    CHECK(flash.open(here.state(), 0) == std::errc::invalid_argument);
    CHECK(flash.open(here.state() + "/no/such", 2048) == std::errc::no_such_file_or_directory);
    CHECK(!flash.open(here.state(), 2048));
}

/// What a child says: the number it begins to install, and the same again when that is done.
struct progress {
    std::uint64_t begun = 0;
    std::uint64_t done = 0;
};

/// Installs one image after the other until it is killed.
[[noreturn]] void install_for_ever(const std::string& directory, int pipe) {
    storage flash;
    if (flash.open(directory, layout::end, durability::by_system)) {
        ::_exit(2);
    }
    slot it{flash, layout::place(0)};
    if (!it.recover()) {
        ::_exit(3);
    }
    progress now;
    for (std::uint64_t sequence = it.record().sequence;;) {
        if (it.record().on_trial && it.commit(update::confirmed(it.record())) != errc::ok) {
            ::_exit(4);
        }
        now.begun = ++sequence;
        if (::write(pipe, &now, sizeof now) != sizeof now || install(it, sequence) != errc::ok) {
            ::_exit(5);
        }
        now.done = sequence;
        if (::write(pipe, &now, sizeof now) != sizeof now) {
            ::_exit(6);
        }
    }
}

TEST_CASE("a process that is killed leaves the old state or the new one") {
    scratch here;
    noise random{1};
    std::uint64_t installed = 0;
    for (int kill = 0; kill < 60; ++kill) {
        std::array<int, 2> pipe{};
        REQUIRE(::pipe(pipe.data()) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(pipe[0]);
            install_for_ever(here.state(), pipe[1]);
        }
        ::close(pipe[1]);
        // Once it has begun, at any moment.
        progress now;
        progress last;
        REQUIRE(::read(pipe[0], &last, sizeof last) == sizeof last);
        ::usleep(static_cast<useconds_t>(random.below(3000)));
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &now, sizeof now) == sizeof now) {
            last = now;
        }
        ::close(pipe[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));

        storage flash;
        REQUIRE(!flash.open(here.state(), layout::end, durability::by_system));
        slot it{flash, layout::place(0)};
        REQUIRE(it.recover());
        CHECK(it.record().sequence >= last.done);
        CHECK(it.record().sequence <= last.begun);
        CHECK(has_whole_images(it));
        installed = it.record().sequence;
    }
    std::printf("\nkilled 60 times, %llu images installed\n",
                static_cast<unsigned long long>(installed));
    CHECK(installed > 60);
}

} // namespace
} // namespace fc::test
