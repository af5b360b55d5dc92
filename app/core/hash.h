/* SHA-256 (libsodium) and hexadecimal. */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include "core/str.h"

struct hash {
    unsigned char bytes[32];
};

struct hash hash_of(struct str bytes);

/* The same of what comes piece by piece. */
struct hash_sum {
    uint64_t state[16]; /* room for libsodium's */
};
struct hash_sum hash_begin(void);
void hash_add(struct hash_sum *sum, struct str bytes);
struct hash hash_end(const struct hash_sum *sum); /* may go on afterwards */

struct str hash_hex(struct arena *a, struct hash h); /* 64 lower-case digits */
NODISCARD enum err hash_from_hex(struct str hex, struct hash *out);
void random_bytes(void *out, size_t n);
struct str random_token(struct arena *a); /* 43 characters, URL-safe, 256 bit */

#endif
