/* Canonical JSON for content hashes, log lines and small answers, written
 * straight into a buffer: keys in the order the caller writes them (who hashes
 * writes them sorted), no spaces, UTF-8 kept, control characters escaped. */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "core/buf.h"
#include "core/date.h"
#include "core/num.h"

struct json {
    struct buf *out;
    bool first;
};

struct json json_open(struct buf *out);                       /* writes { */
void json_close(struct json *j);                              /* writes } */
void json_str(struct json *j, const char *key, struct str v); /* none: null */
void json_int(struct json *j, const char *key, int64_t v);
void json_bool(struct json *j, const char *key, bool v);
void json_dec(struct json *j, const char *key, struct dec v); /* dec_text */
void json_date(struct json *j, const char *key, struct date v);
void json_raw(struct json *j, const char *key, struct str json_text);
/* "..."; bytes that are not UTF-8 become U+FFFD (log lines may hold any). */
void json_quote(struct buf *out, struct str s);

#endif
