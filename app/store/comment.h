/* What people say to one another about a result. Scope is the caller's, but for
 * comment_mentions. */
#ifndef STORE_COMMENT_H
#define STORE_COMMENT_H

#include "db/db.h"

struct comment {
    int64_t id;
    int64_t account;
    struct str name;
    struct instant made_at;
    struct str body; /* none: deleted */
};

/* Of one result, oldest first. */
NODISCARD enum err comments_of(struct db *db, int64_t plan,
                               struct period period, int64_t measure,
                               struct list *out);
NODISCARD enum err comment_add(struct db *db, int64_t plan,
                               struct period period, int64_t measure,
                               int64_t account, struct instant now,
                               struct str body, int64_t *id);
NODISCARD enum err comment_mention(struct db *db, int64_t comment,
                                   int64_t account);
/* Its words and whom it mentioned; its place stays. ERR_NOT_FOUND unless it is
 * the account's own on that result, and not deleted yet. */
NODISCARD enum err comment_delete(struct db *db, int64_t id, int64_t plan,
                                  int64_t measure, int64_t account,
                                  struct instant now);

/* Whom the account may mention: others who work on the plan on that day; on a
 * result that is not submitted yet, those who see drafts. By name. */
struct comment_person {
    int64_t id;
    struct str login;
    struct str name;
};
extern const struct shape comment_person_shape;
NODISCARD enum err comment_people(struct db *db, int64_t plan, int64_t account,
                                  bool submitted, struct date today,
                                  struct list *out);

/* What mentions the account since that instant and it has not answered, in
 * plans it works on. */
struct comment_call {
    int64_t plan;
    struct period period;
    int64_t measure;
    struct str code; /* of the measure */
    struct str name; /* who mentions */
    struct instant made_at;
};
extern const struct shape comment_call_shape;
NODISCARD enum err comment_calls(struct db *db, int64_t account,
                                 struct date today, struct instant since,
                                 struct list *out);

extern struct stmt comment_sql_of, comment_sql_add, comment_sql_mention,
    comment_sql_delete, comment_sql_unmention, comment_sql_people,
    comment_sql_calls;
#define COMMENT_SQL                                                            \
    &comment_sql_of, &comment_sql_add, &comment_sql_mention,                   \
        &comment_sql_delete, &comment_sql_unmention, &comment_sql_people

#endif
