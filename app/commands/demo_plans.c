/* Two plans of the demonstration on their way to a next edition: one waits for
 * its director, one came back with reasons. */
#include "commands/demo.h"

#include "document/edition.h"
#include "document/plan_way.h"

struct draft {
    int64_t plan;
    int64_t item; /* an operational objective with an indicator */
    int64_t indicator;
};
static const struct field draft_fields[] = {
    FIELD(struct draft, plan),
    FIELD(struct draft, item),
    FIELD(struct draft, indicator),
};
static const struct shape draft_shape = SHAPE(struct draft, draft_fields);

static struct stmt draft_of = {
    .sql = "SELECT p.id AS plan, i.item, i.id AS indicator FROM plan p"
           " JOIN edition_indicator i ON i.plan = p.id AND i.edition = 1"
           " WHERE p.code = ? AND i.type = 'percentage' AND i.red IS NOT NULL"
           " ORDER BY i.position LIMIT 1",
    .params = 1,
    .row = &draft_shape,
};
static struct stmt title_change = {
    .sql = "UPDATE edition_item SET title_fr = CONCAT(title_fr, ?),"
           " title_nl = CONCAT(title_nl, ?)"
           " WHERE plan = ? AND edition = 2 AND id = ?",
    .params = 4,
};
static struct stmt threshold_change = {
    .sql = "UPDATE edition_indicator SET red = red + 5"
           " WHERE plan = ? AND edition = 2 AND id = ?",
    .params = 2,
};

/* Staff write the next edition and submit it. */
static enum err submit(struct demo *d, const struct config *c, const char *code,
                       struct plan_way *way, struct draft *draft)
{
    struct letter letter = {d->db, d->arena, c, demo_day(2027, 1, 14, 34200)};
    int64_t author = d->samples[STAFF].id;

    TRY(db_one(d->db, &draft_of, draft, V(code)));
    TRY(edition_copy(d->db, draft->plan, 1, 2, author));
    TRY(db_do(d->db, &title_change, NULL, V(" d’ici la fin de 2028"),
              V(" tegen eind 2028"), V(draft->plan), V(draft->item)));
    TRY(db_do(d->db, &threshold_change, NULL, V(draft->plan),
              V(draft->indicator)));
    TRY(plan_way_open(d->db, d->arena, draft->plan, author,
                      (struct date){2027, 1, 14}, way));
    return plan_way_submit(&letter, way, (struct date){2027, 2, 1});
}

static enum err send_back(struct demo *d, const struct config *c,
                          const struct draft *draft)
{
    struct letter letter = {d->db, d->arena, c, demo_day(2027, 1, 15, 50400)};
    struct submission_remark remark = {
        draft->item, S("Indiquez ce qui sera fait en 2027 : l’échéance de "
                       "2028 est trop éloignée.")};
    struct plan_way way;

    TRY(plan_way_open(d->db, d->arena, draft->plan, d->samples[DIRECTOR].id,
                      (struct date){2027, 1, 15}, &way));
    return plan_way_return(&letter, &way, way.last.hash,
                           S("Le seuil rouge est relevé sans explication."),
                           (struct list){&remark, 1, NULL});
}

enum err demo_plans(struct demo *d, const struct config *c)
{
    struct plan_way way;
    struct draft draft;

    TRY(db_begin_write(d->db));
    TRY(submit(d, c, "DEMO-LOGEMENT", &way, &draft));
    TRY(submit(d, c, "DEMO-MOBILITE", &way, &draft));
    TRY(send_back(d, c, &draft));
    return db_commit(d->db);
}
