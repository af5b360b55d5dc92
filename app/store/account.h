/* Accounts, their roles, and the mailed links that let a person choose a
 * password. Sessions are web/'s. */
#ifndef STORE_ACCOUNT_H
#define STORE_ACCOUNT_H

#include "db/db.h"

struct account_row {
    int64_t id;
    struct str login;
    struct str name;
    struct str email;
    struct str lang;          /* fr nl en */
    struct str password_hash; /* none: not chosen yet */
    bool sample;              /* of the demonstration */
    bool disabled;
    int64_t version; /* optimistic lock */
};

/* ERR_NOT_FOUND when there is none. Disabled ones are found too. */
NODISCARD enum err account_by_id(struct db *db, int64_t id,
                                 struct account_row *out);
NODISCARD enum err account_by_login(struct db *db, struct str login,
                                    struct account_row *out);
NODISCARD enum err account_by_email(struct db *db, struct str email,
                                    struct account_row *out);

/* Roles that hold today, as bits: 1 << n for the n-th value of assignment.role
 * from 0, which is web/page.h's enum role. */
NODISCARD enum err account_roles(struct db *db, int64_t account,
                                 struct date today, int64_t *bits);

/* Without a password. id is set. ERR_CONFLICT: db_duplicate is account_login
 * or account_email. */
NODISCARD enum err account_add(struct db *db, struct instant now,
                               struct account_row *account);
/* Both end every session and link of the account. ERR_NOT_FOUND. */
NODISCARD enum err account_password_set(struct db *db, int64_t id,
                                        struct str hash);
NODISCARD enum err account_disable(struct db *db, int64_t id,
                                   struct instant now);
/* The reverse; ERR_NOT_FOUND unless it is disabled. */
NODISCARD enum err account_enable(struct db *db, int64_t id);

struct assignment {
    int64_t account;
    struct str role;
    bool everything; /* else of the entity, or of the plan */
    int64_t entity;  /* with what is below it; 0: none */
    int64_t plan;    /* 0: none */
    struct date from_on;
    struct date to_on;    /* not given: without an end */
    int64_t granted_by;   /* 0: the command line */
    int64_t confirmed_by; /* 0: the command line, or nobody yet */
    bool confirmed;       /* holds; else it is proposed */
};

bool account_role_known(struct str role);
/* Roles that approve, judge or audit hold once a second person confirmed them
 * (DOMAIN section 1). */
bool account_role_needs_two(struct str role);

/* ERR_INPUT: no role of that name. */
NODISCARD enum err account_assign(struct db *db, struct instant now,
                                  const struct assignment *assignment);

enum link_kind {
    LINK_INVITATION, /* 72 hours */
    LINK_RESET,      /* 2 hours */
};

/* A token to mail; only its hash is stored. Earlier links of the account end.
 */
NODISCARD enum err account_link_add(struct db *db, struct arena *a,
                                    struct instant now, int64_t account,
                                    enum link_kind kind, struct str *token);
/* Whose link it is; ERR_NOT_FOUND when unknown, used, expired, or the account
 * is disabled. Showing its page does not use it up. */
NODISCARD enum err account_link_find(struct db *db, struct instant now,
                                     struct str token, int64_t *account);
/* The same, once: the second time is ERR_NOT_FOUND. */
NODISCARD enum err account_link_use(struct db *db, struct instant now,
                                    struct str token, int64_t *account);

/* For PAGE's list. */
extern struct stmt account_sql_by_id, account_sql_by_login,
    account_sql_by_email, account_sql_roles, account_sql_add,
    account_sql_password, account_sql_disable, account_sql_enable,
    account_sql_sessions_end, account_sql_assign, account_sql_links_end,
    account_sql_link_add, account_sql_link_find, account_sql_link_use;
#define ACCOUNT_PASSWORD_SQL                                                   \
    &account_sql_password, &account_sql_sessions_end, &account_sql_links_end
#define ACCOUNT_DISABLE_SQL                                                    \
    &account_sql_disable, &account_sql_sessions_end, &account_sql_links_end
#define ACCOUNT_LINK_ADD_SQL &account_sql_links_end, &account_sql_link_add
#define ACCOUNT_LINK_USE_SQL &account_sql_link_find, &account_sql_link_use

#endif
