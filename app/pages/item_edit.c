/* /plans/{id}/items/{item}: staff propose the words and figures of one
 * objective and its indicators. They go into the plan's draft, which begins
 * with the first change. */

#include "document/edition.h"
#include "document/item_form.h"
#include "document/plan_way.h"
#include "web/page.h"

enum { TEXT_CHARS = 4000, SHORT_CHARS = 400 };

static const struct form_field row_form_fields[] = {
    FORM_FIELD(struct item_form_row, description_fr, .max_chars = TEXT_CHARS,
               .label = N_("Description in French")),
    FORM_FIELD(struct item_form_row, description_nl, .max_chars = TEXT_CHARS,
               .label = N_("Description in Dutch")),
    FORM_FIELD(struct item_form_row, unit, .label = N_("Unit")),
    FORM_FIELD(struct item_form_row, red, .label = N_("Red threshold")),
    FORM_FIELD(struct item_form_row, green, .label = N_("Green threshold")),
    FORM_FIELD(struct item_form_row, target, .label = N_("Target")),
    FORM_FIELD(struct item_form_row, weight, .label = N_("Weight")),
};
static const struct form row_form = FORM(struct item_form_row, row_form_fields);

static const struct form_field item_form_fields[] = {
    FORM_FIELD(struct item_form, ref, .label = N_("Reference")),
    FORM_FIELD(struct item_form, title_fr, .max_chars = TEXT_CHARS,
               .label = N_("Title in French")),
    FORM_FIELD(struct item_form, title_nl, .max_chars = TEXT_CHARS,
               .label = N_("Title in Dutch")),
    FORM_FIELD(struct item_form, owner, .max_chars = SHORT_CHARS,
               .label = N_("Responsible")),
    FORM_FIELD(struct item_form, red_threshold, .label = N_("Red threshold")),
    FORM_FIELD(struct item_form, green_threshold,
               .label = N_("Green threshold")),
    FORM_FIELD(struct item_form, shown, .required = true),
};
static const struct form item_form = FORM(struct item_form, item_form_fields);

static enum err read(struct req *rq, struct item_form *out)
{
    int64_t plan, item;

    TRY(req_id(rq, "id", &plan));
    TRY(req_id(rq, "item", &item));
    return item_form_read(rq->db, rq->arena, plan, item, rq->me.id, rq->today,
                          out);
}

static enum err show(struct req *rq)
{
    struct item_form v = {0};

    TRY(read(rq, &v));
    return res_render(rq, &v);
}

static enum err write(struct req *rq, const struct item_form *now,
                      const struct item_form *sent, struct list rows,
                      int64_t edition)
{
    TRY(plan_item_set(rq->db, now->id, edition,
                      &(struct plan_item){
                          .id = now->item,
                          .ref = sent->ref,
                          .title_fr = sent->title_fr,
                          .title_nl = sent->title_nl,
                          .owner = sent->owner,
                          .red = sent->red_threshold,
                          .green = sent->green_threshold,
                      }));
    for (size_t i = 0; i < now->rows.count; i++) {
        const struct item_form_row *old =
            LIST_AT(struct item_form_row, now->rows, i);

        for (size_t k = 0; k < rows.count; k++) {
            const struct item_form_row *r =
                LIST_AT(struct item_form_row, rows, k);
            const struct item_form_row *f = old->figures ? r : old;

            if (r->id != old->id)
                continue;
            TRY(plan_indicator_set(rq->db, now->id, edition,
                                   &(struct plan_indicator){
                                       .id = r->id,
                                       .description_fr = r->description_fr,
                                       .description_nl = r->description_nl,
                                       .unit = r->unit,
                                       .red = f->red,
                                       .green = f->green,
                                       .target = f->target,
                                       .weight = r->weight,
                                   }));
        }
    }
    return edition_settle(rq->db, rq->arena, now->id, edition);
}

static enum err save(struct req *rq)
{
    struct item_form now = {0}, sent = {0};
    struct list rows;
    int64_t edition;

    TRY(read(rq, &now));
    TRY(req_form(rq, &item_form, &sent));
    TRY(req_form_rows(rq, &row_form, &rows));
    if (!str_eq(sent.shown, now.shown))
        return req_refuse(rq, NULL,
                          tr(rq->lang, N_("Somebody changed it meanwhile: this "
                                          "is how it reads now.")));
    TRY(plan_edit_begin(rq->db, rq->arena, now.id, rq->me.id, rq->now,
                        &edition));
    TRY(write(rq, &now, &sent, rows, edition));
    return res_see_other(rq, PATH(rq, "/plans/{}/way", V(now.id)),
                         tr(rq->lang, N_("Kept in the draft.")));
}

PAGE(item_edit, .get = show, .post = save, .view = &item_form_shape,
     .sql = SQL(PLAN_WAY_WRITE_SQL, &plan_edit_sql_from, &plan_edit_sql_item,
                &plan_edit_sql_indicator));
