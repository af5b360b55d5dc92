#include "core/hash.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define HEX S("0123456789abcdef")

struct hash hash_of(struct str bytes)
{
    struct hash h;

    crypto_hash_sha256(h.bytes, (const unsigned char *)(bytes.p ? bytes.p : ""),
                       bytes.n);
    return h;
}

_Static_assert(sizeof(crypto_hash_sha256_state) <=
                   sizeof(((struct hash_sum *)0)->state),
               "struct hash_sum holds libsodium's state");

struct hash_sum hash_begin(void)
{
    struct hash_sum sum = {{0}};
    crypto_hash_sha256_state state;

    crypto_hash_sha256_init(&state);
    memcpy(sum.state, &state, sizeof state);
    return sum;
}

void hash_add(struct hash_sum *sum, struct str bytes)
{
    crypto_hash_sha256_state state;

    memcpy(&state, sum->state, sizeof state);
    crypto_hash_sha256_update(
        &state, (const unsigned char *)(bytes.p ? bytes.p : ""), bytes.n);
    memcpy(sum->state, &state, sizeof state);
}

struct hash hash_end(const struct hash_sum *sum)
{
    crypto_hash_sha256_state state;
    struct hash h;

    memcpy(&state, sum->state, sizeof state);
    crypto_hash_sha256_final(&state, h.bytes);
    return h;
}

struct str hash_hex(struct arena *a, struct hash h)
{
    char *p = arena_alloc(a, 2 * sizeof h.bytes + 1, 1);

    for (size_t i = 0; i < sizeof h.bytes; i++) {
        p[2 * i] = HEX.p[h.bytes[i] >> 4];
        p[2 * i + 1] = HEX.p[h.bytes[i] & 15];
    }
    return (struct str){p, 2 * sizeof h.bytes};
}

static int nibble(char c)
{
    return (int)str_find(HEX, c, 0);
}

enum err hash_from_hex(struct str hex, struct hash *out)
{
    *out = (struct hash){{0}};
    if (hex.n != 2 * sizeof out->bytes)
        return ERR_INPUT;
    for (size_t i = 0; i < sizeof out->bytes; i++) {
        int high = nibble(hex.p[2 * i]), low = nibble(hex.p[2 * i + 1]);

        if (high < 0 || low < 0)
            return ERR_INPUT;
        out->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return OK;
}

void random_bytes(void *out, size_t n)
{
    if (sodium_init() < 0) /* no source of randomness: nothing is safe */
        abort();
    randombytes_buf(out, n);
}

struct str random_token(struct arena *a)
{
    enum { TOKEN = 43 };
    unsigned char secret[32];
    char *p = arena_alloc(a, TOKEN + 1, 1);

    random_bytes(secret, sizeof secret);
    sodium_bin2base64(p, TOKEN + 1, secret, sizeof secret,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(secret, sizeof secret);
    return (struct str){p, TOKEN};
}
