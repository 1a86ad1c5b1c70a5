/*
 * SPDX-FileCopyrightText: 2026 The femto authors
 * SPDX-License-Identifier: MIT
 */

/**
 * @ingroup     sys_femto_riot
 * @{
 *
 * @file
 * @brief       Storage, cryptography and network for containers that come over it
 *
 * @author      The femto authors
 *
 * @}
 */

#include <errno.h>
#include <string.h>

#include "edsign.h"
#include "hashes/sha256.h"
#include "net/nanocoap_sock.h"
#include "random.h"

#ifdef MODULE_FEMTO_RIOT_DTLS
#include "net/gcoap.h"

#include "femto_riot_dtls.h"
#endif
#include "femto_riot_update.h"
#include "observe.h"

#define ERASE_BYTES CONFIG_FEMTO_RIOT_UPDATE_ERASE_BYTES

_Static_assert(sizeof(sha256_context_t) <= sizeof(femto_seam_sha256_t),
               "femto_seam_sha256_t has room for that of RIOT");

static const femto_update_params_t *_params;
static uint32_t _salt;
/* Where all that the storage holds is read; NULL before there is any. */
static const uint8_t *_contents;

#if CONFIG_FEMTO_RIOT_UPDATE_RAM
static _Alignas(8) uint8_t _ram[FEMTO_UPDATE_STORAGE_BYTES];
#endif

static int _open_storage(const femto_update_storage_t *it)
{
    mtd_dev_t *mtd = it->mtd;

    if (mtd != NULL) {
        int res = mtd_init(mtd);
        if (res < 0) {
            return res;
        }
        uint32_t sector = mtd->pages_per_sector * mtd->page_size;
        if (ERASE_BYTES % sector != 0 || it->offset % ERASE_BYTES != 0 ||
            CONFIG_FEMTO_RIOT_UPDATE_WRITE_BYTES % mtd->write_size != 0 ||
            it->offset + FEMTO_UPDATE_STORAGE_BYTES > (uint64_t)mtd->sector_count * sector) {
            return -EINVAL;
        }
    }
    if (it->mapped != NULL) {
        _contents = it->mapped;
        return 0;
    }
#if CONFIG_FEMTO_RIOT_UPDATE_RAM
    if (mtd == NULL) {
        memset(_ram, 0xFF, sizeof(_ram));
    }
    else {
        int res = mtd_read(mtd, _ram, it->offset, sizeof(_ram));
        if (res < 0) {
            return res;
        }
    }
    _contents = _ram;
    return 0;
#else
    return -ENOTSUP;
#endif
}

const uint8_t *femto_seam_storage(void)
{
    return _contents;
}

/* No write of RIOT's may go beyond its page. */
static bool _write_pages(mtd_dev_t *mtd, uint32_t at, const uint8_t *bytes, size_t size)
{
    while (size != 0) {
        size_t left = mtd->page_size - at % mtd->page_size;
        size_t piece = size < left ? size : left;
        if (mtd_write(mtd, bytes, at, piece) < 0) {
            return false;
        }
        at += piece;
        bytes += piece;
        size -= piece;
    }
    return true;
}

bool femto_seam_storage_write(size_t at, const void *bytes, size_t size)
{
    mtd_dev_t *mtd = _params->storage.mtd;

    if (mtd != NULL && !_write_pages(mtd, _params->storage.offset + at, bytes, size)) {
        return false;
    }
#if CONFIG_FEMTO_RIOT_UPDATE_RAM
    if (_contents == _ram) {
        memcpy(&_ram[at], bytes, size);
    }
#endif
    return memcmp(_contents + at, bytes, size) == 0;
}

bool femto_seam_storage_erase(size_t at)
{
    mtd_dev_t *mtd = _params->storage.mtd;

    if (mtd != NULL && mtd_erase(mtd, _params->storage.offset + at, ERASE_BYTES) < 0) {
        return false;
    }
#if CONFIG_FEMTO_RIOT_UPDATE_RAM
    if (_contents == _ram) {
        memset(&_ram[at], 0xFF, ERASE_BYTES);
    }
#endif
    return true;
}

void femto_seam_sha256_begin(femto_seam_sha256_t *hash)
{
    sha256_init((sha256_context_t *)hash->room);
}

void femto_seam_sha256_update(femto_seam_sha256_t *hash, const void *bytes, size_t size)
{
    sha256_update((sha256_context_t *)hash->room, bytes, size);
}

bool femto_seam_sha256_end(femto_seam_sha256_t *hash, uint8_t digest[32])
{
    sha256_final((sha256_context_t *)hash->room, digest);
    return true;
}

bool femto_seam_ed25519(const uint8_t key[32], const void *message, size_t size,
                        const uint8_t signature[64])
{
    return edsign_verify(signature, key, message, size) != 0;
}

const char *femto_seam_board(void)
{
    return RIOT_BOARD;
}

int femto_update_init(const femto_update_params_t *params)
{
    if (params == NULL || _params != NULL) {
        return FEMTO_ERR_ARGUMENT;
    }
    _params = params;
    _salt = random_uint32();
    int opened = _open_storage(&params->storage);
    /* Without storage whatever comes is refused for that reason. */
    int begun = femto_vm_update_begin(&params->about);
    return opened < 0 ? opened : begun;
}

/* Not for secrets: so that two endpoints are told apart, and nobody picks one for its sum. */
static uint32_t _sum(uint32_t sum, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        sum = (sum ^ ((const uint8_t *)bytes)[i]) * 16777619u;
    }
    return sum;
}

femto_peer_t femto_update_peer(const sock_udp_ep_t *remote, bool is_dtls)
{
    femto_peer_t from = {.identity = NULL};

    if (remote != NULL) {
        from.host = _sum(_salt, &remote->addr, sizeof(remote->addr));
        from.endpoint = _sum(from.host, &remote->port, sizeof(remote->port));
#ifdef MODULE_FEMTO_RIOT_DTLS
        if (is_dtls) {
            from.identity = femto_dtls_identity(remote);
        }
#endif
    }
    (void)is_dtls;
    return from;
}

ssize_t femto_update_handler(coap_pkt_t *pkt, uint8_t *buf, size_t len, coap_request_ctx_t *ctx)
{
    bool is_dtls = false;
#ifdef MODULE_FEMTO_RIOT_DTLS
    is_dtls = coap_request_ctx_get_tl_type(ctx) == GCOAP_SOCKET_TYPE_DTLS;
#endif
    const femto_peer_t from = femto_update_peer(coap_request_ctx_get_remote_udp(ctx), is_dtls);
    size_t size = pkt->payload + pkt->payload_len - pkt->buf;
    size_t made = femto_vm_manage(pkt->buf, size, &from, FEMTO_NOT_OBSERVED, buf, len);

    return made != 0 ? (ssize_t)made : -EBADMSG;
}

/* What is at hand, and why it came to an end. */
typedef struct {
    uint32_t number;
    int error;
} errand_t;

static int _take(void *arg, size_t offset, uint8_t *buf, size_t len, int more)
{
    errand_t *it = arg;

    (void)offset;
    (void)more;
    it->error = femto_vm_bring(it->number, buf, len);
    return it->error == 0 ? 0 : -ECANCELED;
}

int femto_update_poll(void)
{
    static femto_errand_t errand;

    while (femto_vm_errand(&errand)) {
        errand_t it = {.number = errand.number};
        int res = nanocoap_get_blockwise_url(errand.uri, COAP_BLOCKSIZE_64, _take, &it);

        if (it.error != 0) {
            break; /* it was refused, and knows why */
        }
        if (res < 0) {
            femto_vm_give_up(errand.number);
        }
        else {
            femto_vm_brought(errand.number);
        }
    }
    femto_observe_poll();
    return femto_vm_update_poll();
}
