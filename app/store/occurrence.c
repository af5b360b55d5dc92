#include "store/occurrence.h"

#include "core/json.h"
#include "store/obligation.h"
#include "store/scope.h"

static const struct field item_fields[] = {
    FIELD(struct occurrence_item, id),
    FIELD(struct occurrence_item, ref),
    FIELD(struct occurrence_item, title_fr),
    FIELD(struct occurrence_item, title_nl),
    FIELD(struct occurrence_item, closed_on),
    FIELD(struct occurrence_item, enters),
};
static const struct shape item_shape =
    SHAPE(struct occurrence_item, item_fields);

struct stmt occurrence_sql_item = {
    .sql = "SELECT x.id, x.ref, x.title_fr, x.title_nl, i.closed_on,"
           " " MAY_ENTER(
               "p") " AS enters FROM plan p"
                    " JOIN item i ON i.plan = p.id"
                    " JOIN edition_item x ON x.plan = p.id AND x.id = i.id"
                    " AND x.edition = (SELECT MAX(l.edition) FROM edition l"
                    " WHERE l.plan = p.id AND l.state = 'approved')"
                    " WHERE p.id = ? AND i.id = ? AND " MAY_WORK_ON_PLAN("p"),
    .params = 10,
    .row = &item_shape,
};

static const struct field row_fields[] = {
    FIELD(struct occurrence, id),       FIELD(struct occurrence, on_date),
    FIELD(struct occurrence, text_fr),  FIELD(struct occurrence, text_nl),
    FIELD(struct occurrence, ended_on),
};
static const struct shape row_shape = SHAPE(struct occurrence, row_fields);

/* occurrence_item, read first, decided that the account reaches the item. */
struct stmt occurrence_sql_of = {
    .sql = "SELECT id, on_date, text_fr, text_nl, ended_on FROM occurrence"
           " WHERE item = ?"
           " ORDER BY ended_on IS NOT NULL, on_date IS NULL, on_date, id",
    .params = 1,
    .row = &row_shape,
};
struct stmt occurrence_sql_add = {
    .sql = "INSERT INTO occurrence (code, item, on_date, text_fr, text_nl)"
           " VALUES (CONCAT('occurrence:', UUID_SHORT()), ?, ?, ?, ?)",
    .params = 4,
};
struct stmt occurrence_sql_change = {
    .sql = "UPDATE occurrence SET on_date = ?, text_fr = ?, text_nl = ?"
           " WHERE id = ? AND item = ? AND ended_on IS NULL",
    .params = 5,
};
struct stmt occurrence_sql_end = {
    .sql = "UPDATE occurrence SET ended_on = ?"
           " WHERE id = ? AND item = ? AND ended_on IS NULL",
    .params = 3,
};
struct stmt occurrence_sql_close = {
    .sql = "UPDATE item SET closed_on = ? WHERE id = ? AND plan = ?",
    .params = 3,
};

enum err occurrence_item(struct db *db, int64_t plan, int64_t item,
                         int64_t account, struct date today,
                         struct occurrence_item *out)
{
    return db_one(db, &occurrence_sql_item, out, V(account), V(today),
                  V(account), V(today), V(plan), V(item), V(account), V(today),
                  V(account), V(today));
}

enum err occurrences_of(struct db *db, int64_t item, struct list *out)
{
    return db_all(db, &occurrence_sql_of, out, V(item));
}

/* -- changing -------------------------------------------------------------- */

struct change {
    const char *act;
    int64_t plan;
    int64_t item;
    const struct occurrence *o;
};

static enum err record(struct db *db, struct arena *a, const struct change *c,
                       const struct rule_actor *who)
{
    struct buf text = buf_new(a, 200);
    int64_t changed = 0;

    buf_puts(&text, "occurrence/1");
    struct json j = json_open(&text);
    json_int(&j, "item", c->item);
    json_int(&j, "occurrence", c->o->id);
    json_date(&j, "on", c->o->on_date);
    json_str(&j, "text_fr", c->o->text_fr);
    json_str(&j, "text_nl", c->o->text_nl);
    json_close(&j);
    struct hash content = hash_of(buf_str(&text));
    struct decision decision = {
        .plan = c->plan,
        .act = str_of(c->act),
        .account = who->account,
        .object = S("item"),
        .key = str_printf(a, "%lld", (long long)c->item),
        .content = &content,
    };

    TRY(obligations_generate(db, a, c->plan, who->today, &changed));
    return decision_add(db, a, who->now, &decision);
}

enum err occurrence_write(struct db *db, struct arena *a, int64_t plan,
                          int64_t item, const struct occurrence *o,
                          const struct rule_actor *who)
{
    struct occurrence written = *o;
    int64_t matched;

    if (o->id) {
        TRY(db_do(db, &occurrence_sql_change, &matched, V(o->on_date),
                  V(o->text_fr), V(o->text_nl), V(o->id), V(item)));
        if (!matched)
            return ERR_NOT_FOUND;
    } else {
        TRY(db_do(db, &occurrence_sql_add, NULL, V(item), V(o->on_date),
                  V(o->text_fr), V(o->text_nl)));
        written.id = db_insert_id(db);
    }
    return record(
        db, a, &(struct change){"write_occurrence", plan, item, &written}, who);
}

enum err occurrence_end(struct db *db, struct arena *a, int64_t plan,
                        int64_t item, int64_t id, const struct rule_actor *who)
{
    struct occurrence ended = {.id = id, .on_date = who->today};
    int64_t matched;

    TRY(db_do(db, &occurrence_sql_end, &matched, V(who->today), V(id),
              V(item)));
    if (!matched)
        return ERR_NOT_FOUND;
    return record(db, a, &(struct change){"end_occurrence", plan, item, &ended},
                  who);
}

enum err occurrence_item_close(struct db *db, struct arena *a, int64_t plan,
                               int64_t item, struct date closed_on,
                               const struct rule_actor *who)
{
    struct occurrence closed = {.on_date = closed_on};

    TRY(db_do(db, &occurrence_sql_close, NULL, V(closed_on), V(item), V(plan)));
    return record(db, a, &(struct change){"close_item", plan, item, &closed},
                  who);
}
