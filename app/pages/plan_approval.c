/* GET, POST /plans/{id}/approval: of how many levels a plan's results are
 * approved, and who is named to approve last. */
#include "document/delegation_page.h"
#include "document/plan_words.h"
#include "store/approval.h"
#include "web/page.h"

enum { LEVELS_AT_MOST = 5 };

struct view {
    int64_t plan;
    struct str title;
    int64_t levels;
    struct list people; /* who could approve, by distance */
};
static const struct field view_fields[] = {
    FIELD(struct view, plan),
    FIELD(struct view, title),
    FIELD(struct view, levels),
    FIELD_LIST(struct view, people, &delegation_option_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct setting {
    int64_t levels;
    int64_t last;
};
static const struct form_field setting_fields[] = {
    FORM_FIELD(struct setting, levels, .required = true, .label = N_("Levels")),
    FORM_FIELD(struct setting, last, .label = N_("Approves last")),
};
static const struct form form = FORM(struct setting, setting_fields);

static enum err open(struct req *rq, struct plan_head *head,
                     struct approval_people *people)
{
    int64_t plan;

    TRY(req_id(rq, "id", &plan));
    TRY(plan_head(rq->db, plan, rq->me.id, rq->today, head));
    return approval_people(rq->db, plan, rq->today, people);
}

/* In their own right: delegations and exceptions pass. */
static bool lasting(const struct approver *k)
{
    return k->behind == 0 && !k->excepted;
}

static struct list options(struct req *rq, const struct approval_people *p)
{
    size_t n = p->approvers.count, count = 0;
    struct delegation_option *out =
        NEW_N(rq->arena, struct delegation_option, n + 1);

    for (size_t i = 0; i < n; i++) {
        const struct approver *k = LIST_AT(struct approver, p->approvers, i);
        struct str value = str_printf(rq->arena, "%lld", (long long)k->account);

        if (lasting(k))
            out[count++] = (struct delegation_option){
                value, k->name, k->account == p->last_approver};
    }
    return (struct list){out, count, &delegation_option_shape};
}

static enum err show(struct req *rq)
{
    struct approval_people people;
    struct plan_head head;
    struct plan_edition edition;

    TRY(open(rq, &head, &people));
    TRY(plan_edition(rq->db, &head, rq->today, &edition));
    struct view v = {
        .plan = head.id,
        .title = plan_name(rq->arena, rq->lang, head.code, &edition),
        .levels = people.levels,
        .people = options(rq, &people),
    };
    return res_render(rq, &v);
}

static bool known(const struct approval_people *p, int64_t account)
{
    for (size_t i = 0; i < p->approvers.count; i++) {
        const struct approver *k = LIST_AT(struct approver, p->approvers, i);

        if (k->account == account && lasting(k))
            return true;
    }
    return account == 0;
}

static enum err save(struct req *rq)
{
    struct result_actor actor = {.account = rq->me.id, .now = rq->now};
    struct approval_people people;
    struct plan_head head;
    struct setting setting;

    TRY(open(rq, &head, &people));
    TRY(req_form(rq, &form, &setting));
    if (setting.levels < 1 || setting.levels > LEVELS_AT_MOST)
        return req_refuse(rq, "levels",
                          tr(rq->lang, N_("From one level to five.")));
    if (!known(&people, setting.last))
        return req_refuse(rq, "last",
                          tr(rq->lang, N_("Choose one of those who approve "
                                          "this plan.")));
    TRY(approval_setting(rq->db, rq->arena, head.id, setting.levels,
                         setting.last, &actor));
    return res_see_other(rq, PATH(rq, "/plans/{}/approval", V(head.id)),
                         tr(rq->lang, N_("Saved; it holds for what waits now, "
                                         "too.")));
}

PAGE(plan_approval, .get = show, .post = save, .view = &view_shape,
     .sql = SQL(APPROVAL_SQL, &approval_sql_set, DECISION_SQL,
                PLAN_STATEMENTS));
