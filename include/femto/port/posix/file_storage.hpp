// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT
#pragma once

#include <femto/platform/storage.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <span>
#include <string>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace fc::posix {

/// When what was written to a file has to be there after a loss of power.
enum class durability : std::uint8_t {
    each_write, ///< before `write` and `erase` return
    by_system,  ///< when the system finds time; a process that is killed loses nothing
};

/// Storage of a device on the desk: a file in a directory, with the rules of NOR flash. Bits only
/// fall, and an erasure raises those of a unit; a write that asks for more has failed, as one does
/// that is read again after it.
///
/// One process has it at a time.
template <std::size_t WriteBytes = 8, std::size_t EraseBytes = 4096>
class basic_file_storage {
public:
    static constexpr std::size_t write_bytes = WriteBytes;
    static constexpr std::size_t erase_bytes = EraseBytes;

    basic_file_storage() = default;
    ~basic_file_storage() { close(); }
    basic_file_storage(const basic_file_storage&) = delete;
    basic_file_storage& operator=(const basic_file_storage&) = delete;

    /// Opens `<directory>/storage`, and makes both where they are missing; what is new is erased.
    /// @param bytes  a multiple of `EraseBytes`. A file that is shorter grows, since one that was
    ///               being made may have been cut short
    /// @errors       device_or_resource_busy: another process has it; file_too_large: it is longer
    ///               than `bytes`, hence of another layout; invalid_argument; what the system says
    [[nodiscard]] std::error_code open(const std::string& directory, std::size_t bytes,
                                       durability when = durability::each_write) {
        close();
        const std::error_code error = try_to_open(directory, bytes, when);
        if (error) {
            close();
        }
        return error;
    }
    void close() {
        if (bytes_ != nullptr) {
            ::munmap(bytes_, size_);
        }
        if (file_ >= 0) {
            ::close(file_);
        }
        bytes_ = nullptr;
        size_ = 0;
        file_ = -1;
    }

    std::span<const std::uint8_t> contents() const {
        return {static_cast<const std::uint8_t*>(bytes_), size_};
    }

    bool write(std::size_t at, std::span<const std::uint8_t> bytes) {
        if (at % WriteBytes != 0 || bytes.size() % WriteBytes != 0 || at > size_ ||
            bytes.size() > size_ - at) {
            return false;
        }
        bool fits = true;
        while (!bytes.empty()) {
            std::array<std::uint8_t, 512> fallen;
            const auto piece = bytes.first(std::min(bytes.size(), fallen.size()));
            const auto before = contents().subspan(at, piece.size());
            for (std::size_t i = 0; i < piece.size(); ++i) {
                fallen[i] = piece[i] & before[i];
                fits = fits && fallen[i] == piece[i];
            }
            if (!put(at, std::span{fallen}.first(piece.size()))) {
                return false;
            }
            at += piece.size();
            bytes = bytes.subspan(piece.size());
        }
        return keep() && fits;
    }

    bool erase(std::size_t at) {
        return at % EraseBytes == 0 && at < size_ && raise(at, EraseBytes) && keep();
    }

private:
    std::error_code try_to_open(const std::string& directory, std::size_t bytes, durability when) {
        if (bytes == 0 || bytes % EraseBytes != 0) {
            return std::make_error_code(std::errc::invalid_argument);
        }
        if (::mkdir(directory.c_str(), 0777) != 0 && errno != EEXIST) {
            return last();
        }
        const std::string name = directory + "/storage";
        file_ = open_file(name.c_str());
        if (file_ < 0) {
            return last();
        }
        if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
            return errno == EWOULDBLOCK ? std::make_error_code(std::errc::device_or_resource_busy)
                                        : last();
        }
        struct ::stat about {};
        if (::fstat(file_, &about) != 0) {
            return last();
        }
        const auto there = static_cast<std::uint64_t>(about.st_size);
        if (there > bytes) {
            return std::make_error_code(std::errc::file_too_large);
        }
        when_ = when;
        const auto old = static_cast<std::size_t>(there);
        if (old < bytes && !(raise(old, bytes - old) && keep() && keep_name(directory))) {
            return last();
        }
        void* const mapped = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED, file_, 0);
        if (mapped == MAP_FAILED) {
            return last();
        }
        bytes_ = mapped;
        size_ = bytes;
        return {};
    }

    /// Under none of the numbers of standard streams, one of which may be closed: what is printed is
    /// not stored.
    static int open_file(const char* name) {
        const int made = ::open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (made < 0 || made > STDERR_FILENO) {
            return made;
        }
        const int moved = ::fcntl(made, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        const int error = errno;
        ::close(made);
        errno = error;
        return moved;
    }

    static std::error_code last() { return {errno, std::generic_category()}; }

    bool raise(std::size_t at, std::size_t bytes) {
        std::array<std::uint8_t, EraseBytes> raised;
        raised.fill(0xFF);
        while (bytes != 0) {
            const std::size_t now = std::min(bytes, raised.size());
            if (!put(at, std::span{raised}.first(now))) {
                return false;
            }
            at += now;
            bytes -= now;
        }
        return true;
    }

    bool put(std::size_t at, std::span<const std::uint8_t> bytes) {
        while (!bytes.empty()) {
            const ssize_t done =
                ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (done > 0) {
                at += static_cast<std::size_t>(done);
                bytes = bytes.subspan(static_cast<std::size_t>(done));
            } else if (done == 0 || errno != EINTR) {
                return false;
            }
        }
        return true;
    }

    bool keep() { return when_ == durability::by_system || ::fdatasync(file_) == 0; }
    /// The entry of a new file is the directory's.
    bool keep_name(const std::string& directory) const {
        if (when_ == durability::by_system) {
            return true;
        }
        const int entry = ::open(directory.c_str(), O_RDONLY | O_CLOEXEC | O_DIRECTORY);
        const bool is_kept = entry >= 0 && ::fsync(entry) == 0;
        if (entry >= 0) {
            ::close(entry);
        }
        return is_kept;
    }

    int file_ = -1;
    void* bytes_ = nullptr;
    std::size_t size_ = 0;
    durability when_ = durability::each_write;
};

/// With units as internal flash of microcontrollers often has them.
using file_storage = basic_file_storage<>;
static_assert(platform::storage<file_storage>);

} // namespace fc::posix
