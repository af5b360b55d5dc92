/* Campaigns of some bodies only. */
#include "store/campaign.h"
#include "store/scope.h"

static const struct field body_fields[] = {
    FIELD(struct campaign_body, id),
    FIELD(struct campaign_body, code),
    FIELD(struct campaign_body, name_fr),
    FIELD(struct campaign_body, name_nl),
};
static const struct shape body_shape = SHAPE(struct campaign_body, body_fields);

struct stmt campaign_sql_bodies = {
    .sql = "SELECT n.id, n.code, n.name_fr, n.name_nl FROM entity n"
           " WHERE EXISTS (SELECT 1 FROM plan p WHERE p.entity = n.id"
           " AND p.closed_on IS NULL) AND " REACHES_ENTITY(
               "'controller'", "n.id") " ORDER BY n.position, n.id",
    .params = 2,
    .row = &body_shape,
};

enum err campaign_bodies(struct db *db, int64_t account, struct date today,
                         struct list *out)
{
    return db_all(db, &campaign_sql_bodies, out, V(account), V(today));
}

static bool among(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++) {
        if (ids[i] == id)
            return true;
    }
    return false;
}

enum err campaign_restrict(struct db *db, struct arena *a,
                           const struct campaign *c, const int64_t *chosen,
                           size_t count, struct str reason,
                           const struct campaign_actor *who)
{
    struct list all;
    size_t kept = 0;

    TRY(campaign_entities(db, c, who->account, who->today, &all));
    for (size_t i = 0; i < all.count; i++) {
        struct campaign_entity e = *LIST_AT(struct campaign_entity, all, i);

        if (among(chosen, count, e.id)) {
            kept++;
            continue;
        }
        e.standing = S("not_subject");
        e.due_on = DATE_NONE;
        e.reason = reason;
        TRY(campaign_stand(db, a, c, &e, who));
    }
    return kept > 0 ? OK : ERR_INPUT;
}
