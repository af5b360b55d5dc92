#include "document/item_form.h"

#include "core/buf.h"
#include "core/hash.h"

static const struct field row_fields[] = {
    FIELD(struct item_form_row, id),
    FIELD(struct item_form_row, description_fr),
    FIELD(struct item_form_row, description_nl),
    FIELD(struct item_form_row, unit),
    FIELD(struct item_form_row, red),
    FIELD(struct item_form_row, green),
    FIELD(struct item_form_row, target),
    FIELD(struct item_form_row, weight),
    FIELD(struct item_form_row, figures),
};
static const struct shape item_form_row_shape =
    SHAPE(struct item_form_row, row_fields);
static const struct field view_fields[] = {
    FIELD(struct item_form, id),
    FIELD(struct item_form, item),
    FIELD(struct item_form, ref),
    FIELD(struct item_form, title_fr),
    FIELD(struct item_form, title_nl),
    FIELD(struct item_form, owner),
    FIELD(struct item_form, red_threshold),
    FIELD(struct item_form, green_threshold),
    FIELD(struct item_form, shown),
    FIELD_LIST(struct item_form, rows, &item_form_row_shape),
};
const struct shape item_form_shape = SHAPE(struct item_form, view_fields);
static bool counts(const struct plan_indicator *i)
{
    return !str_is(i->type, "yes_no") && !str_is(i->type, "date") &&
           !str_is(i->type, "label") && !str_is(i->type, "narrative");
}

static void put(struct buf *out, struct arena *a, struct str text,
                struct dec figure)
{
    buf_put(out, text);
    buf_puts(out, "\n");
    buf_put(out, figure.set ? dec_canonical(a, figure) : STR_NONE);
    buf_puts(out, "\n");
}

/* Two who change the same at once: the second is told. */
static void digest(struct arena *a, struct item_form *v)
{
    struct buf out = buf_new(a, 1024);

    put(&out, a, v->ref, v->red_threshold);
    put(&out, a, v->title_fr, v->green_threshold);
    put(&out, a, v->title_nl, DEC_NONE);
    put(&out, a, v->owner, DEC_NONE);
    for (size_t i = 0; i < v->rows.count; i++) {
        const struct item_form_row *r =
            LIST_AT(struct item_form_row, v->rows, i);

        put(&out, a, r->description_fr, r->red);
        put(&out, a, r->description_nl, r->green);
        put(&out, a, r->unit, r->target);
        put(&out, a, STR_NONE, r->weight);
    }
    v->shown = hash_hex(a, hash_of(buf_str(&out)));
}

enum err item_form_read(struct db *db, struct arena *a, int64_t plan,
                        int64_t item, int64_t account, struct date today,
                        struct item_form *v)
{
    struct plan_rights rights;
    struct plan_content content;
    struct item_form_row *rows;
    int64_t edition;
    bool found = false;

    TRY(plan_rights(db, plan, account, today, &rights));
    if (!rights.enters)
        return ERR_NOT_FOUND;
    TRY(plan_edit_from(db, plan, &edition));
    TRY(plan_content(db, plan, edition, &content));
    for (size_t i = 0; i < content.items.count; i++) {
        const struct plan_item *it =
            LIST_AT(struct plan_item, content.items, i);

        if (it->id != item)
            continue;
        found = true;
        *v = (struct item_form){
            .id = plan,
            .item = item,
            .ref = it->ref,
            .title_fr = it->title_fr,
            .title_nl = it->title_nl,
            .owner = it->owner,
            .red_threshold = it->red,
            .green_threshold = it->green,
        };
    }
    rows = NEW_N(a, struct item_form_row, content.indicators.count + 1);
    v->rows = (struct list){rows, 0, &item_form_row_shape};
    for (size_t i = 0; i < content.indicators.count; i++) {
        const struct plan_indicator *k =
            LIST_AT(struct plan_indicator, content.indicators, i);

        if (k->item == item)
            rows[v->rows.count++] = (struct item_form_row){
                k->id,    k->description_fr, k->description_nl, k->unit,
                k->red,   k->green,          k->target,         k->weight,
                counts(k)};
    }
    digest(a, v);
    return found ? OK : ERR_NOT_FOUND;
}
