// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What host_seam.cpp leaves out: the seam of femto_riot_update, over storage that finds fault with whoever breaks
// the rules of flash, and libsodium.
#include "update_stage.hpp"

namespace fc::test {

module_flash& update_flash() {
    static module_flash it{FEMTO_UPDATE_STORAGE_BYTES};
    return it;
}

} // namespace fc::test

using fc::test::update_flash;

namespace {

fc::crypto::libsodium::sha256& hash_in(femto_seam_sha256_t* it) {
    static_assert(sizeof(fc::crypto::libsodium::sha256) <= sizeof *it);
    return *reinterpret_cast<fc::crypto::libsodium::sha256*>(it->room);
}

} // namespace

const char* femto_seam_board() { return "a host"; }

const std::uint8_t* femto_seam_storage() { return update_flash().contents().data(); }
bool femto_seam_storage_write(std::size_t at, const void* bytes, std::size_t size) {
    return update_flash().write(at, {static_cast<const std::uint8_t*>(bytes), size});
}
bool femto_seam_storage_erase(std::size_t at) { return update_flash().erase(at); }

void femto_seam_sha256_begin(femto_seam_sha256_t* hash) {
    ::new (hash->room) fc::crypto::libsodium::sha256{};
}
void femto_seam_sha256_update(femto_seam_sha256_t* hash, const void* bytes, std::size_t size) {
    hash_in(hash).update({static_cast<const std::uint8_t*>(bytes), size});
}
bool femto_seam_sha256_end(femto_seam_sha256_t* hash, std::uint8_t digest[32]) {
    fc::platform::sha256_digest out{};
    const bool is_good = hash_in(hash).finish(out);
    std::copy(out.begin(), out.end(), digest);
    return is_good;
}
bool femto_seam_ed25519(const std::uint8_t key[32], const void* message, std::size_t size,
                        const std::uint8_t signature[64]) {
    fc::crypto::libsodium all;
    return all.verify(fc::platform::signature_scheme::ed25519, {key, 32},
                      {static_cast<const std::uint8_t*>(message), size}, {signature, 64});
}
