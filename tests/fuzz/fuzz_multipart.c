/* Uploads: the first line is the content type, the rest the body. What is read
 * lies inside the body, and written again it reads the same. */
#include <string.h>

#include "core/buf.h"
#include "core/utf8.h"
#include "fuzz.h"
#include "web/private.h"

static void put_quoted(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\r' || s.p[i] == '\n')
            buf_printf(out, "%%%02X", (unsigned)s.p[i]);
        else
            buf_byte(out, s.p[i]);
    }
}

/* With a boundary that the body does not hold: the fuzzer learns it. */
static struct str written(struct arena *a, const struct multipart *m)
{
    struct buf out = buf_new(a, 1000);

    for (size_t i = 0; i < m->count; i++) {
        buf_puts(&out, "--f4b1c7e09d2a\r\nContent-Disposition: form-data;"
                       " name=\"");
        put_quoted(&out, m->at[i].name);
        if (str_given(m->at[i].filename)) {
            buf_puts(&out, "\"; filename=\"");
            put_quoted(&out, m->at[i].filename);
        }
        buf_puts(&out, "\"\r\n\r\n");
        buf_put(&out, m->at[i].bytes);
        buf_puts(&out, "\r\n");
    }
    buf_puts(&out, "--f4b1c7e09d2a--");
    return buf_str(&out);
}

static void same(struct arena *a, struct str body, const struct multipart *m)
{
    struct multipart again;

    HOLDS(multipart_read(a, S("multipart/form-data; boundary=f4b1c7e09d2a"),
                         written(a, m), &again) == OK);
    HOLDS(again.count == m->count);
    for (size_t i = 0; i < m->count; i++) {
        const struct multipart_part *p = &m->at[i];

        HOLDS(utf8_valid(p->name) && utf8_valid(p->filename));
        HOLDS(p->bytes.p >= body.p &&
              p->bytes.p + p->bytes.n <= body.p + body.n);
        HOLDS(str_eq(p->name, again.at[i].name));
        HOLDS(str_given(p->filename) == str_given(again.at[i].filename));
        HOLDS(str_eq(p->filename, again.at[i].filename));
        HOLDS(str_eq(p->bytes, again.at[i].bytes));
    }
}

FUZZ(multipart)
{
    struct arena *a = arena_new((size_t)16 << 20, NULL);
    struct str body = fuzz_text(data, size), type;
    struct multipart m;

    if (size < 100000 && str_cut(&body, '\n', &type) && str_given(body) &&
        !memmem(body.p, body.n, "f4b1c7e09d2a", 12) &&
        multipart_read(a, type, body, &m) == OK)
        same(a, body, &m);
    arena_free(a);
    return 0;
}
