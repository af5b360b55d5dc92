/* GET /plans/{id}/obligations?show=STATE: what a plan's confirmed deadlines
 * oblige to, by printed line and day, each with how it stands. */

#include "document/obligation_rows.h"
#include "store/plan.h"
#include "web/page.h"

struct choice {
    struct str value;
    struct str word;
    int64_t count;
    bool here;
};
static const struct field choice_fields[] = {
    FIELD(struct choice, value),
    FIELD(struct choice, word),
    FIELD(struct choice, count),
    FIELD(struct choice, here),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

struct view {
    int64_t id;
    struct said title;
    struct str shown;
    struct list choices;
    struct list groups;
    bool none; /* no obligation at all */
};
static const struct field view_fields[] = {
    FIELD(struct view, id),
    FIELD_STRUCT(struct view, title, &said_shape),
    FIELD(struct view, shown),
    FIELD_LIST(struct view, choices, &choice_shape),
    FIELD_LIST(struct view, groups, &obligation_group_shape),
    FIELD(struct view, none),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static const struct {
    const char *value;
    const char *word;
} shows[] = {
    {"", N_("now and within a year")},
    {"pressing", N_("overdue or due soon")},
    {"told", N_("answered")},
    {"all", N_("all, until the end")},
};
enum { SHOWS = sizeof shows / sizeof *shows };

/* The general ones, then each state there is. */
static struct list choices(struct req *rq, struct list rows, struct str shown)
{
    struct choice *all =
        NEW_N(rq->arena, struct choice, SHOWS + OBLIGATION_STATES);
    int64_t counts[OBLIGATION_STATES];
    size_t n = 0;

    obligation_count(rows, rq->today, counts);
    for (size_t i = 0; i < SHOWS; i++)
        all[n++] =
            (struct choice){str_of(shows[i].value), tr(rq->lang, shows[i].word),
                            0, str_is(shown, shows[i].value)};
    for (unsigned s = 0; s < OBLIGATION_STATES; s++) {
        enum obligation_state state = (enum obligation_state)s;
        struct str name = obligation_state_name(state);

        if (counts[s] > 0)
            all[n++] =
                (struct choice){name, obligation_mark(rq->lang, state).word,
                                counts[s], str_eq(shown, name)};
    }
    return (struct list){all, n, &choice_shape};
}

static enum err show(struct req *rq)
{
    struct str shown = req_query(rq, "show");
    struct plan_head head;
    struct plan_edition edition;
    struct rule_rights rights;
    struct list rows;
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(rule_rights(rq->db, plan, rq->me.id, rq->today, &rights));
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, &head));
    TRY(plan_edition(rq->db, &head, rq->today, &edition));
    TRY(obligations_of_plan(rq->db, plan, rq->me.id, rq->today, &rows));
    if (!str_given(shown))
        shown = S("");
    struct view v = {
        .id = plan,
        .title = said_in(rq->lang, edition.title_fr, edition.title_nl),
        .shown = shown,
        .choices = choices(rq, rows, shown),
        .groups =
            obligation_groups(rq->arena, rq->lang, rq->today, rows, shown),
        .none = rows.count == 0,
    };

    if (str_empty(v.title.text))
        v.title.text = head.code;
    return res_render(rq, &v);
}

PAGE(plan_obligations, .get = show, .view = &view_shape,
     .sql = SQL(&rule_sql_rights, PLAN_STATEMENTS, OBLIGATION_READ_SQL));
