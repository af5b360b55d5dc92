/* Evaluations of mandates, for those with a seat in them and nobody else
 * (DOMAIN section 5): every statement carries the seat, no role replaces it. */
#ifndef STORE_EVALUATION_H
#define STORE_EVALUATION_H

#include "db/db.h"

struct evaluation_head {
    int64_t id;
    int64_t plan;
    struct str kind; /* mid, final, yearly */
    struct date evaluated_on;
    struct str procedure_lang; /* fr, nl */
    struct str state;          /* open, closed */
    struct str seat;           /* the account's own */
    struct str entity_fr;
    struct str entity_nl;
    struct str title_fr; /* of the plan's latest edition */
    struct str title_nl;
    struct str function_fr;
    struct str function_nl;
    struct str holder; /* on the date of the evaluation; none: vacant */
};

struct evaluation_seat_row {
    struct str seat;
    struct str name;
};

/* What was approved or declared for the mandate's measures, texts included:
 * by measure, then period. */
struct evaluation_result {
    int64_t measure;
    struct period period;
    struct dec value;
    int64_t decimals;
    struct str status; /* the chosen one, else the computed one */
    bool chosen;
    bool declared;
    bool not_applicable;
    struct str value_text;
    struct str description_fr;
    struct str description_nl;
};

extern struct stmt evaluations_of_account, evaluation_head_of,
    evaluation_seats_of, evaluation_results_of;
#define EVALUATION_STATEMENTS                                                  \
    &evaluation_head_of, &evaluation_seats_of, &evaluation_results_of

/* Lists of struct evaluation_head, latest first. */
NODISCARD enum err evaluations_of(struct db *db, int64_t account,
                                  struct date today, struct list *out);
/* ERR_NOT_FOUND: none, or no seat in it. */
NODISCARD enum err evaluation_head(struct db *db, int64_t id, int64_t account,
                                   struct date today,
                                   struct evaluation_head *out);
NODISCARD enum err evaluation_seats(struct db *db, int64_t id, int64_t account,
                                    struct date today, struct list *out);
NODISCARD enum err evaluation_results(struct db *db, int64_t id,
                                      int64_t account, struct date today,
                                      struct list *out);

/* -- opening one ----------------------------------------------------------- */

struct evaluation_opening {
    int64_t plan;
    struct str kind;
    struct date evaluated_on;
    struct str procedure_lang;
    int64_t secretary; /* who opens it, and sits as such */
    struct date today;
    struct instant now;
};

/* With the seats of its secretary and of the holder of the day, when the holder
 * has an account. ERR_NOT_FOUND: no mandate of that number within the
 * secretary's reach. */
NODISCARD enum err
evaluation_open(struct db *db, const struct evaluation_opening *o, int64_t *id);
/* seat: chair or member. ERR_FORBIDDEN: the account lacks that role for the
 * mandate, or holds the mandate. */
NODISCARD enum err evaluation_seat_take(struct db *db, int64_t id,
                                        int64_t account, struct date today,
                                        struct str seat);

extern struct stmt evaluation_sql_add, evaluation_sql_seat,
    evaluation_sql_seat_holder, evaluation_sql_seat_secretary;
#define EVALUATION_OPEN_STATEMENTS                                             \
    &evaluation_sql_add, &evaluation_sql_seat, &evaluation_sql_seat_holder,    \
        &evaluation_sql_seat_secretary

#endif
