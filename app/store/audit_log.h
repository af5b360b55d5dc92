/* The decisions a person may read, newest first. */
#ifndef STORE_AUDIT_LOG_H
#define STORE_AUDIT_LOG_H

#include "db/db.h"

enum { AUDIT_PAGE = 100 };

/* Who reads: auditors and controllers what they reach, administrators those on
 * accounts; an evaluation's for its seats alone (scope.h). */
struct audit_search {
    int64_t account;
    struct date today;
    struct str plan;      /* code */
    struct str act;       /* none of these given: all */
    struct str person;    /* a part of the name, or a login */
    struct instant from;  /* from then on; not given: from the first */
    struct instant until; /* before then */
    /* older than this one, the last of the page before; not given: newest */
    struct instant at;
    int64_t chain;
    int64_t n;
};

struct audit_entry {
    int64_t chain;
    int64_t n;
    struct instant made_at;
    struct str act;
    struct str object;
    struct str object_key;
    int64_t account; /* 0: the command line or the system */
    int64_t for_account;
    int64_t plan_id; /* 0: accounts and settings */
    struct str plan;
    struct str about; /* name of the account it is on */
    struct str name;  /* as of that day, as are the next two */
    struct str for_name;
    struct str function;
    struct str reason;
    bool erased; /* names and reason */
};

/* At most AUDIT_PAGE + 1, of struct audit_entry: one more says there are more.
 */
NODISCARD enum err audit_search(struct db *db, const struct audit_search *s,
                                struct list *out);

/* For PAGE's list. */
extern struct stmt audit_sql_reach, audit_sql_all, audit_sql_some,
    audit_sql_one;
#define AUDIT_LOG_SQL                                                          \
    &audit_sql_reach, &audit_sql_all, &audit_sql_some, &audit_sql_one

#endif
