// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// CRC-32 (IEEE 802.3) of the context, four bits at a time: the table of constants lies in .rodata,
// which a container can read and not write.
#include <femto/guest/container.h>

static const uint32_t nibbles[16] = {
    0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
    0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
};

FEMTO_ENTRY uint64_t crc32(const uint8_t* bytes, uint64_t size) {
    uint32_t crc = 0xFFFFFFFF;
    for (uint64_t i = 0; i < size; ++i) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ nibbles[crc & 15];
        crc = crc >> 4 ^ nibbles[crc & 15];
    }
    return crc ^ 0xFFFFFFFF;
}
