/* The reverse of core/json.h, for what it wrote: keys in the known order, no
 * spaces. The first thing that is not as expected makes the rest bad, so that
 * one look at the end is enough. Whoever must know that a text is canonical to
 * the byte writes it again and compares. */
#ifndef CORE_JSON_READ_H
#define CORE_JSON_READ_H

#include "core/str.h"

struct json_in {
    struct arena *arena; /* texts with escapes are copied there */
    struct str rest;
    bool first;
    bool bad;
};

struct json_in json_read(struct arena *a, struct str text);   /* reads { */
struct str json_take_str(struct json_in *j, const char *key); /* null: none */
int64_t json_take_int(struct json_in *j, const char *key);    /* null: 0 */
bool json_take_bool(struct json_in *j, const char *key);
/* Reads }: true when nothing was bad and nothing is left. */
bool json_read_end(struct json_in *j);

#endif
