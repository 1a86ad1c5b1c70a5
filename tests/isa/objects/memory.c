// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// Loads, stores and atomics of every width, offsets of both signs, relocated addresses, and the
// legacy packet access.

typedef unsigned long long u64;

#define ACCESS(name, type)                                                                         \
    type load_##name(const type* p) { return p[3]; }                                               \
    type load_back_##name(const type* p) { return p[-3]; }                                         \
    void store_##name(type* p, type value) { p[5] = value; }                                       \
    void store_back_##name(type* p) { p[-5] = 42; }                                                \
    void store_negative_##name(type* p) { p[0] = (type)-1; }

ACCESS(u8, unsigned char)
ACCESS(u16, unsigned short)
ACCESS(u32, unsigned int)
ACCESS(u64, unsigned long long)

long long load_s8(const signed char* p) { return p[1]; }
long long load_s16(const short* p) { return p[1]; }
long long load_s32(const int* p) { return p[-1]; }

#define ATOMIC(name, type)                                                                         \
    void atomic_add_##name(type* p, type v) { __sync_fetch_and_add(p, v); }                        \
    void atomic_add_far_##name(type* p, type v) { __sync_fetch_and_add(p - 4, v); }

#define FETCHING(name, type)                                                                       \
    type fetch_add_##name(type* p, type v) { return __sync_fetch_and_add(p, v); }                  \
    type fetch_sub_##name(type* p, type v) { return __sync_fetch_and_sub(p + 9, v); }              \
    type fetch_or_##name(type* p, type v) { return __sync_fetch_and_or(p, v); }                    \
    type fetch_and_##name(type* p, type v) { return __sync_fetch_and_and(p, v); }                  \
    type fetch_xor_##name(type* p, type v) { return __sync_fetch_and_xor(p - 7, v); }              \
    void lock_or_##name(type* p, type v) { __sync_fetch_and_or(p, v); }                            \
    void lock_and_##name(type* p, type v) { __sync_fetch_and_and(p, v); }                          \
    void lock_xor_##name(type* p, type v) { __sync_fetch_and_xor(p, v); }                          \
    type exchange_##name(type* p, type v) { return __sync_lock_test_and_set(p, v); }               \
    type compare_##name(type* p, type old, type v) {                                               \
        return __sync_val_compare_and_swap(p + 1, old, v);                                         \
    }

ATOMIC(u32, unsigned int)
ATOMIC(u64, unsigned long long)
#ifdef MCPU_V3 // clang itself tells only from 19 on
FETCHING(u32, unsigned int)
FETCHING(u64, unsigned long long)
#endif

static unsigned int counter = 7;
static const char greeting[] = "hello";
extern int elsewhere;
unsigned int count(void) { return ++counter; }
const char* address_of_data(int i) { return &greeting[i]; }
int address_elsewhere(void) { return elsewhere; }

struct large {
    char before[20000];
    u64 value;
};
u64 far_offset(const struct large* p) { return p->value; }
u64 on_the_stack(u64 a) {
    volatile u64 slots[32];
    slots[0] = a;
    slots[31] = 3;
    return slots[0] + slots[31];
}

u64 packet_byte(void*, u64) __asm__("llvm.bpf.load.byte");
u64 packet_half(void*, u64) __asm__("llvm.bpf.load.half");
u64 packet_word(void*, u64) __asm__("llvm.bpf.load.word");
u64 packet(void* skb, u64 at) {
    return packet_byte(skb, 3) + packet_half(skb, 14) + packet_word(skb, 26) +
           packet_byte(skb, at) + packet_half(skb, at) + packet_word(skb, at);
}
