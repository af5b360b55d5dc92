/* GET /accounts?q=: who has an account, with which roles. */
#include "web/page.h"
#include "web/role.h"

enum { LINES_MAX = 200 };

struct line {
    int64_t id;
    struct str login;
    struct str name;
    struct str email;
    bool invited; /* has not chosen a password yet */
    bool disabled;
    int64_t bits;    /* of its roles */
    int64_t waiting; /* grants that a second person has not confirmed */
};
static const struct field line_fields[] = {
    FIELD(struct line, id),      FIELD(struct line, login),
    FIELD(struct line, name),    FIELD(struct line, email),
    FIELD(struct line, invited), FIELD(struct line, disabled),
    FIELD(struct line, bits),    FIELD(struct line, waiting),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct row {
    struct str href;
    struct str login;
    struct str name;
    struct str email;
    struct str roles;
    bool invited;
    bool disabled;
    int64_t waiting;
};
static const struct field row_fields[] = {
    FIELD(struct row, href),     FIELD(struct row, login),
    FIELD(struct row, name),     FIELD(struct row, email),
    FIELD(struct row, roles),    FIELD(struct row, invited),
    FIELD(struct row, disabled), FIELD(struct row, waiting),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct view {
    struct str q;
    struct list accounts;
    bool more; /* the search must be narrowed */
};
static const struct field view_fields[] = {
    FIELD(struct view, q),
    FIELD_LIST(struct view, accounts, &row_shape),
    FIELD(struct view, more),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct stmt accounts_found = {
    .sql = "SELECT a.id, a.login, a.name, a.email,"
           " a.password_hash IS NULL AS invited,"
           " a.disabled_at IS NOT NULL AS disabled,"
           " CAST(COALESCE(BIT_OR(IF(g.confirmed_at IS NOT NULL,"
           " 1 << (g.role - 1), 0)), 0) AS SIGNED) AS bits,"
           " COUNT(g.id) - COUNT(g.confirmed_at) AS waiting"
           " FROM account a LEFT JOIN assignment g ON g.account = a.id"
           " AND ? BETWEEN g.from_on AND g.to_on"
           " WHERE ? = '' OR LOCATE(?, a.login) OR LOCATE(?, a.name)"
           " OR LOCATE(?, a.email)"
           " GROUP BY a.id ORDER BY a.name, a.id LIMIT ?",
    .params = 6,
    .row = &line_shape,
};

static void row_fill(struct req *rq, const struct line *line, struct row *out)
{
    *out = (struct row){
        .href = PATH(rq, "/accounts/{}", V(line->id)),
        .login = line->login,
        .name = line->name,
        .email = line->email,
        .roles = roles_text(rq->arena, rq->lang, line->bits),
        .invited = line->invited && !line->disabled,
        .disabled = line->disabled,
        .waiting = line->waiting,
    };
}

static enum err show(struct req *rq)
{
    struct list lines;
    struct str q = req_query(rq, "q");

    q = str_given(q) ? str_trim(q) : S("");
    TRY(db_all(rq->db, &accounts_found, &lines, V(rq->today), V(q), V(q), V(q),
               V(q), V((int64_t)LINES_MAX + 1)));
    struct view view = {.q = q, .more = lines.count > LINES_MAX};
    size_t count = view.more ? LINES_MAX : lines.count;
    struct row *rows = NEW_N(rq->arena, struct row, count + 1);
    for (size_t i = 0; i < count; i++)
        row_fill(rq, LIST_AT(struct line, lines, i), &rows[i]);
    view.accounts = (struct list){rows, count, &row_shape};
    return res_render(rq, &view);
}

PAGE(account_list, .get = show, .view = &view_shape,
     .sql = SQL(&accounts_found), .no_store = true);
