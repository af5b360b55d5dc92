#include "document/evidence_rows.h"

#include "document/attachment.h"

static const struct field row_fields[] = {
    FIELD(struct evidence_row, id),
    FIELD(struct evidence_row, measure),
    FIELD(struct evidence_row, name),
    FIELD(struct evidence_row, size),
    FIELD(struct evidence_row, by),
    FIELD(struct evidence_row, at),
    FIELD(struct evidence_row, released),
    FIELD(struct evidence_row, late),
    FIELD(struct evidence_row, withdrawn_by),
    FIELD(struct evidence_row, withdrawn_at),
    FIELD(struct evidence_row, withdrawn_reason),
    FIELD(struct evidence_row, releases),
    FIELD(struct evidence_row, removes),
    FIELD(struct evidence_row, withdraws),
};
const struct shape evidence_row_shape = SHAPE(struct evidence_row, row_fields);

static bool stands(const struct evidence *e)
{
    return !str_given(e->withdrawn_name);
}

bool evidence_may_add(const struct result_access *access,
                      const struct result_line *line)
{
    return access->enters && line->state != STATE_LOCKED;
}

bool evidence_may_release(const struct result_access *access,
                          const struct evidence *e)
{
    return (access->directs || access->decides) && stands(e);
}

static bool prepared(const struct result_line *line)
{
    return line->state == STATE_NONE || line->state == STATE_DRAFT ||
           line->state == STATE_RETURNED;
}

bool evidence_may_remove(const struct result_access *access,
                         const struct result_line *line,
                         const struct evidence *e)
{
    bool approved =
        str_given(line->approved_hash) && e->added_at.s <= line->decided_at.s;

    return access->enters && prepared(line) && !approved && !e->released &&
           stands(e);
}

bool evidence_may_withdraw(const struct result_access *access,
                           const struct result_line *line,
                           const struct evidence *e)
{
    return access->enters && line->state != STATE_LOCKED && stands(e) &&
           !evidence_may_remove(access, line, e);
}

static struct evidence_row row_of(struct arena *a, enum lang lang,
                                  const struct result_access *access,
                                  const struct result_line *line,
                                  const struct evidence *e)
{
    bool approved =
        line->state == STATE_APPROVED || line->state == STATE_LOCKED;

    return (struct evidence_row){
        .id = e->id,
        .measure = e->measure,
        .name = e->name,
        .size = attachment_size(a, lang, e->bytes),
        .by = e->added_name,
        .at = e->added_at,
        .released = e->released,
        .late = approved && e->added_at.s > line->decided_at.s,
        .withdrawn_by = e->withdrawn_name,
        .withdrawn_at = e->withdrawn_at,
        .withdrawn_reason = e->withdrawn_reason,
        .releases = evidence_may_release(access, e),
        .removes = evidence_may_remove(access, line, e),
        .withdraws = evidence_may_withdraw(access, line, e),
    };
}

struct list evidence_rows(struct arena *a, enum lang lang,
                          const struct result_access *access, bool inside,
                          const struct result_line *line, struct list rows)
{
    struct evidence_row *out = NEW_N(a, struct evidence_row, rows.count + 1);
    size_t n = 0;

    for (size_t i = 0; i < rows.count; i++) {
        const struct evidence *e = LIST_AT(struct evidence, rows, i);

        if (!inside && (!e->released || !stands(e)))
            continue;
        out[n] = row_of(a, lang, access, line, e);
        if (!inside) /* names are internal */
            out[n].by = STR_NONE;
        n++;
    }
    return (struct list){out, n, &evidence_row_shape};
}
