/* What everybody would have to be chased for today, for the job that reminds:
 * it reads for all people at once, so nothing here takes a reader's scope but
 * through the roles of those who are told. */
#ifndef STORE_REMINDER_H
#define STORE_REMINDER_H

#include "domain/reminder.h"
#include "store/approval.h"

struct reminder_contact {
    struct str name;
    struct str email;
};

/* A plan and period of which somebody is told. */
struct reminder_plan {
    int64_t plan;
    struct period period;
    struct reminder_term term; /* due_on counts the body's extension */
    struct str entity_fr;
    struct str entity_nl;
    struct str name_fr; /* section, else title */
    struct str name_nl;
    struct reminder_contact contact; /* the nearest controller; may be none */
};

/* One line of one person's digest, if its time has come. */
struct reminder_fact {
    const struct reminder_plan *of;
    int64_t account;
    bool approves;         /* waits for approval; else is to be handed in */
    bool obligation;       /* of a deadline; else a result */
    bool superior;         /* told when it is late for long only */
    int64_t count;         /* results or obligations */
    int64_t first;         /* measure, or obligation */
    struct instant oldest; /* submission, of what waits for approval */
    struct instant newest;
};

/* Sorted by account. Facts and names live in keep; scratch is reset. */
struct reminder_facts {
    struct reminder_fact *at;
    size_t count;
};
NODISCARD enum err reminder_collect(struct db *db, struct arena *keep,
                                    struct arena *scratch,
                                    const struct reminder_rules *rules,
                                    struct date today,
                                    struct reminder_facts *out);

/* A person with wishes and last digest. */
struct reminder_reader {
    int64_t account;
    struct str name;
    struct str email;
    struct str lang;
    struct reminder_wish wish;
    struct date last_on;
    struct instant last_at;
};
/* Accounts that are not disabled: of struct reminder_reader, by account. */
NODISCARD enum err reminder_readers(struct db *db, struct arena *a,
                                    struct list *out);
NODISCARD enum err reminder_reader(struct db *db, int64_t account,
                                   struct reminder_reader *out);
NODISCARD enum err reminder_wish_keep(struct db *db, int64_t account,
                                      const struct reminder_wish *wish);

/* Notes the digest of that day in the current transaction; ERR_CONFLICT:
 * another job did. */
NODISCARD enum err reminder_mark(struct db *db, int64_t account,
                                 struct date today, struct instant now);

/* People with one of staff, director and controller on the plan: of struct
 * reminder_role, the nearest first. */
struct reminder_role {
    int64_t account;
    struct str role;
    int64_t depth;
    struct str login;
    struct str email;
    struct str name;
    bool holder;
};
NODISCARD enum err reminder_roles(struct db *db, int64_t plan,
                                  struct date today, struct list *out);
/* Those of one role, as reminder_entrants and reminder_superiors read them. */
struct reminder_person *reminder_role_people(struct arena *a, struct list roles,
                                             const char *role, size_t *count);
/* Who is named responsible for a measure in that edition; may be none. */
NODISCARD enum err reminder_responsible(struct db *db, int64_t plan,
                                        int64_t edition, int64_t measure,
                                        struct str *out);

/* For PAGE's list. */
extern struct stmt reminder_sql_roles, reminder_sql_responsible,
    reminder_sql_reader, reminder_sql_wish;

#endif
