#include "store/agenda.h"

#include "core/json.h"

static const struct field agenda_fields[] = {
    FIELD(struct agenda, id),    FIELD(struct agenda, name),
    FIELD(struct agenda, dates), FIELD(struct agenda, next_on),
    FIELD(struct agenda, rules), FIELD(struct agenda, stewards),
    FIELD(struct agenda, mine),
};
static const struct shape agenda_shape = SHAPE(struct agenda, agenda_fields);

#define CALENDARS                                                              \
    "SELECT c.id, c.name,"                                                     \
    " (SELECT COUNT(*) FROM calendar_date d WHERE d.calendar = c.name)"        \
    " AS dates, (SELECT MIN(d.on_date) FROM calendar_date d"                   \
    " WHERE d.calendar = c.name AND d.on_date >= ?) AS next_on,"               \
    " (SELECT COUNT(*) FROM deadline_rule r WHERE r.calendar = c.name"         \
    " AND r.state = 'confirmed') AS rules,"                                    \
    " (SELECT GROUP_CONCAT(a.name ORDER BY a.name SEPARATOR ', ')"             \
    " FROM calendar_steward s JOIN account a ON a.id = s.account"              \
    " WHERE s.calendar = c.id) AS stewards,"                                   \
    " EXISTS (SELECT 1 FROM calendar_steward s WHERE s.calendar = c.id"        \
    " AND s.account = ?) AS mine FROM calendar c"

struct stmt agenda_sql_all = {
    .sql = CALENDARS " ORDER BY c.name",
    .params = 2,
    .row = &agenda_shape,
};
struct stmt agenda_sql_find = {
    .sql = CALENDARS " WHERE c.id = ?",
    .params = 3,
    .row = &agenda_shape,
};

static const struct field date_fields[] = {
    FIELD(struct agenda_date, id),
    FIELD(struct agenda_date, on_date),
    FIELD(struct agenda_date, text_fr),
    FIELD(struct agenda_date, text_nl),
};
static const struct shape date_shape = SHAPE(struct agenda_date, date_fields);

struct stmt agenda_sql_dates = {
    .sql = "SELECT id, on_date, text_fr, text_nl FROM calendar_date"
           " WHERE calendar = ? ORDER BY on_date IS NULL, on_date, id",
    .params = 1,
    .row = &date_shape,
};

static const struct field person_fields[] = {
    FIELD(struct agenda_person, account),
    FIELD(struct agenda_person, name),
};
static const struct shape person_shape =
    SHAPE(struct agenda_person, person_fields);

struct stmt agenda_sql_stewards = {
    .sql = "SELECT s.account, a.name FROM calendar_steward s"
           " JOIN account a ON a.id = s.account WHERE s.calendar = ?"
           " ORDER BY a.name, a.id",
    .params = 1,
    .row = &person_shape,
};
struct stmt agenda_sql_candidates = {
    .sql = "SELECT a.id AS account, a.name FROM account a"
           " WHERE a.disabled_at IS NULL AND NOT EXISTS (SELECT 1 FROM"
           " calendar_steward s WHERE s.calendar = ? AND s.account = a.id)"
           " ORDER BY a.name, a.id",
    .params = 1,
    .row = &person_shape,
};

struct stmt agenda_sql_add = {
    .sql = "INSERT INTO calendar_date (code, calendar, on_date, text_fr,"
           " text_nl) VALUES (CONCAT('calendar:', UUID_SHORT()), ?, ?, ?, ?)",
    .params = 4,
};
struct stmt agenda_sql_change = {
    .sql = "UPDATE calendar_date SET on_date = ?, text_fr = ?, text_nl = ?"
           " WHERE id = ? AND calendar = ?",
    .params = 5,
};
struct stmt agenda_sql_remove = {
    .sql = "DELETE FROM calendar_date WHERE id = ? AND calendar = ?",
    .params = 2,
};
struct stmt agenda_sql_grant = {
    .sql = "INSERT INTO calendar_steward (calendar, account, granted_by,"
           " granted_at) SELECT ?, id, ?, ? FROM account"
           " WHERE id = ? AND disabled_at IS NULL",
    .params = 4,
};
struct stmt agenda_sql_revoke = {
    .sql = "DELETE FROM calendar_steward WHERE calendar = ? AND account = ?",
    .params = 2,
};

enum err agendas(struct db *db, int64_t account, struct date today,
                 struct list *out)
{
    return db_all(db, &agenda_sql_all, out, V(today), V(account));
}

enum err agenda_find(struct db *db, int64_t id, int64_t account,
                     struct date today, struct agenda *out)
{
    return db_one(db, &agenda_sql_find, out, V(today), V(account), V(id));
}

enum err agenda_dates(struct db *db, struct str name, struct list *out)
{
    return db_all(db, &agenda_sql_dates, out, V(name));
}

enum err agenda_stewards(struct db *db, int64_t id, struct list *out)
{
    return db_all(db, &agenda_sql_stewards, out, V(id));
}

enum err agenda_candidates(struct db *db, int64_t id, struct list *out)
{
    return db_all(db, &agenda_sql_candidates, out, V(id));
}

/* -- changing -------------------------------------------------------------- */

static enum err decide(struct db *db, struct arena *a, const char *act,
                       const struct agenda *c, struct str what,
                       const struct rule_actor *who)
{
    struct hash content = hash_of(what);
    struct decision decision = {
        .act = str_of(act),
        .account = who->account,
        .object = S("calendar"),
        .key = str_printf(a, "%lld", (long long)c->id),
        .content = &content,
        .reason = what,
    };

    return decision_add(db, a, who->now, &decision);
}

static enum err follow(struct db *db, struct arena *a, const struct agenda *c,
                       const struct rule_actor *who)
{
    struct list plans;
    int64_t changed = 0;

    TRY(obligation_plans_of_calendar(db, c->name, &plans));
    return obligations_follow(db, a, plans, who->today, &changed);
}

static struct str date_json(struct arena *a, const struct agenda_date *d)
{
    struct buf text = buf_new(a, 200);

    buf_puts(&text, "calendar/1");
    struct json j = json_open(&text);
    json_int(&j, "date", d->id);
    json_date(&j, "on", d->on_date);
    json_str(&j, "text_fr", d->text_fr);
    json_str(&j, "text_nl", d->text_nl);
    json_close(&j);
    return buf_str(&text);
}

enum err agenda_date_write(struct db *db, struct arena *a,
                           const struct agenda *c, const struct agenda_date *d,
                           const struct rule_actor *who)
{
    struct agenda_date written = *d;
    int64_t matched;

    if (!c->mine)
        return ERR_FORBIDDEN;
    if (d->id) {
        TRY(db_do(db, &agenda_sql_change, &matched, V(d->on_date),
                  V(d->text_fr), V(d->text_nl), V(d->id), V(c->name)));
        if (!matched)
            return ERR_NOT_FOUND;
    } else {
        TRY(db_do(db, &agenda_sql_add, NULL, V(c->name), V(d->on_date),
                  V(d->text_fr), V(d->text_nl)));
        written.id = db_insert_id(db);
    }
    TRY(follow(db, a, c, who));
    return decide(db, a, "date_calendar", c, date_json(a, &written), who);
}

enum err agenda_date_remove(struct db *db, struct arena *a,
                            const struct agenda *c, int64_t date,
                            const struct rule_actor *who)
{
    struct agenda_date removed = {.id = date};
    int64_t matched;

    if (!c->mine)
        return ERR_FORBIDDEN;
    TRY(db_do(db, &agenda_sql_remove, &matched, V(date), V(c->name)));
    if (!matched)
        return ERR_NOT_FOUND;
    TRY(follow(db, a, c, who));
    return decide(db, a, "undate_calendar", c, date_json(a, &removed), who);
}

enum err agenda_grant(struct db *db, struct arena *a, const struct agenda *c,
                      int64_t account, const struct rule_actor *who)
{
    int64_t matched;

    TRY(db_do(db, &agenda_sql_grant, &matched, V(c->id), value_id(who->account),
              V(who->now), V(account)));
    if (!matched)
        return ERR_NOT_FOUND;
    return decide(db, a, "grant_calendar", c,
                  str_printf(a, "account %lld", (long long)account), who);
}

enum err agenda_revoke(struct db *db, struct arena *a, const struct agenda *c,
                       int64_t account, const struct rule_actor *who)
{
    int64_t matched;

    TRY(db_do(db, &agenda_sql_revoke, &matched, V(c->id), V(account)));
    if (!matched)
        return ERR_NOT_FOUND;
    return decide(db, a, "revoke_calendar", c,
                  str_printf(a, "account %lld", (long long)account), who);
}
