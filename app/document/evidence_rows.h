/* Evidence as pages list it, and what the reader may do with each. */
#ifndef DOCUMENT_EVIDENCE_ROWS_H
#define DOCUMENT_EVIDENCE_ROWS_H

#include "store/evidence.h"
#include "store/result.h"
#include "view/view.h"

struct evidence_row {
    int64_t id;
    int64_t measure;
    struct str name;
    struct str size;
    struct str by;
    struct instant at;
    bool released;
    bool late; /* added after the approval that stands */
    struct str withdrawn_by;
    struct instant withdrawn_at;
    struct str withdrawn_reason;
    bool releases; /* the reader marks it, public or internal */
    bool removes;
    bool withdraws;
};
extern const struct shape evidence_row_shape;

/* Staff attach until the result is locked. */
bool evidence_may_add(const struct result_access *access,
                      const struct result_line *line);
/* Directors mark what is public; those above, too. */
bool evidence_may_release(const struct result_access *access,
                          const struct evidence *e);
/* While the result is prepared, and no approval has seen it. */
bool evidence_may_remove(const struct result_access *access,
                         const struct result_line *line,
                         const struct evidence *e);
/* In every other state but locked, with a reason. */
bool evidence_may_withdraw(const struct result_access *access,
                           const struct result_line *line,
                           const struct evidence *e);

/* rows: of struct evidence. inside: the reader has a part in the plan; others
 * get what is public. */
struct list evidence_rows(struct arena *a, enum lang lang,
                          const struct result_access *access, bool inside,
                          const struct result_line *line, struct list rows);

#endif
