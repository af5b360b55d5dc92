/* GET /plans?kind=: the plans within reach, in the printed order of the bodies
 * they belong to. */

#include "document/plan_words.h"
#include "store/plan.h"
#include "web/page.h"

struct row {
    int64_t id;
    int64_t entity;
    struct str entity_name;
    bool another; /* the first row of its body */
    struct str title;
    struct str title_lang; /* given where not in the reader's language */
    struct str section;
    struct str kind;
    struct str grade;
    struct str holder;
    struct str period_text;
    struct str state;
    bool approved;
    bool closed;
};
static const struct field row_fields[] = {
    FIELD(struct row, id),          FIELD(struct row, entity),
    FIELD(struct row, entity_name), FIELD(struct row, another),
    FIELD(struct row, title),       FIELD(struct row, title_lang),
    FIELD(struct row, section),     FIELD(struct row, kind),
    FIELD(struct row, grade),       FIELD(struct row, holder),
    FIELD(struct row, period_text), FIELD(struct row, state),
    FIELD(struct row, approved),    FIELD(struct row, closed),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct tab {
    struct str kind;
    struct str text;
    int64_t count;
    bool here;
};
static const struct field tab_fields[] = {
    FIELD(struct tab, kind),
    FIELD(struct tab, text),
    FIELD(struct tab, count),
    FIELD(struct tab, here),
};
static const struct shape tab_shape = SHAPE(struct tab, tab_fields);

struct view {
    int64_t count;
    bool all;
    struct list tabs;
    struct list rows;
};
static const struct field view_fields[] = {
    FIELD(struct view, count),
    FIELD(struct view, all),
    FIELD_LIST(struct view, tabs, &tab_shape),
    FIELD_LIST(struct view, rows, &row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct row row_of(struct req *rq, const struct plan_row *p)
{
    struct said title = said_in(rq->lang, p->title_fr, p->title_nl);

    return (struct row){
        .id = p->id,
        .entity = p->entity,
        .entity_name = said_in(rq->lang, p->entity_fr, p->entity_nl).text,
        .title = title.text,
        .title_lang = title.other ? title.lang : STR_NONE,
        .section = said_in(rq->lang, p->section_fr, p->section_nl).text,
        .kind = plan_word(rq->lang, WORDS_PLAN_KIND, p->kind),
        .grade = p->grade,
        .holder = p->holder,
        .period_text = p->period_text,
        .state = plan_word(rq->lang, WORDS_EDITION_STATE, p->state),
        .approved = str_is(p->state, "approved"),
        .closed =
            date_given(p->closed_on) && date_cmp(p->closed_on, rq->today) <= 0,
    };
}

static struct list tabs_of(struct req *rq, struct list plans, struct str kind)
{
    static const char *const kinds[] = {"mandate", "orientation", "strategic",
                                        "policy"};
    struct tab *tabs = NEW_N(rq->arena, struct tab, 4);
    size_t count = 0;

    for (size_t k = 0; k < 4; k++) {
        struct tab tab = {
            .kind = str_of(kinds[k]),
            .text = plan_word(rq->lang, WORDS_PLAN_KIND, str_of(kinds[k])),
            .here = str_is(kind, kinds[k]),
        };
        for (size_t i = 0; i < plans.count; i++)
            tab.count +=
                str_eq(LIST_AT(struct plan_row, plans, i)->kind, tab.kind);
        if (tab.count > 0)
            tabs[count++] = tab;
    }
    return (struct list){tabs, count, &tab_shape};
}

static enum err show(struct req *rq)
{
    struct view v = {0};
    struct list plans;
    struct str kind = req_query(rq, "kind");
    struct row *rows;
    int64_t entity = 0;

    TRY(plans_in_scope(rq->db, rq->me.id, rq->today, &plans));
    rows = NEW_N(rq->arena, struct row, plans.count);
    v.count = (int64_t)plans.count;
    v.all = str_empty(kind);
    v.tabs = tabs_of(rq, plans, kind);
    v.rows = (struct list){rows, 0, &row_shape};
    for (size_t i = 0; i < plans.count; i++) {
        const struct plan_row *plan = LIST_AT(struct plan_row, plans, i);
        if (!v.all && !str_eq(plan->kind, kind))
            continue;
        rows[v.rows.count] = row_of(rq, plan);
        rows[v.rows.count].another = plan->entity != entity;
        entity = plan->entity;
        v.rows.count++;
    }
    return res_render(rq, &v);
}

PAGE(plan_list, .get = show, .view = &view_shape,
     .sql = SQL(&plans_of_account));
