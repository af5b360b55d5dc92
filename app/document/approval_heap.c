#include "document/approval_heap.h"

#include "document/plan_words.h"
#include "store/history.h"

static const struct field heap_fields[] = {
    FIELD(struct approval_heap_view, plan),
    FIELD(struct approval_heap_view, period),
    FIELD(struct approval_heap_view, before),
    FIELD(struct approval_heap_view, title),
    FIELD(struct approval_heap_view, entity_name),
    FIELD(struct approval_heap_view, declares),
    FIELD(struct approval_heap_view, one_person),
    FIELD_LIST(struct approval_heap_view, rows, &approval_row_shape),
};
const struct shape approval_heap_shape =
    SHAPE(struct approval_heap_view, heap_fields);

enum err approval_heap_view(const struct approval_reader *r, int64_t plan,
                            struct period period, struct str code,
                            struct approval_heap_view *out)
{
    struct approvals ap;
    struct list approved, refused;
    struct plan_head head;
    struct plan_edition edition;

    TRY(approvals_open(r->db, r->arena, plan, period, r->today, &ap));
    TRY(history_approved(r->db, plan, period, &approved));
    TRY(history_refused(r->db, plan, period, &refused));
    TRY(plan_head(r->db, plan, r->account, r->today, &head));
    TRY(plan_edition(r->db, &head, r->today, &edition));
    *out = (struct approval_heap_view){
        .plan = plan,
        .period = period,
        .before = period_before(period),
        .title = plan_name(r->arena, r->lang, code, &edition),
        .entity_name = said_in(r->lang, head.entity_fr, head.entity_nl).text,
        .rows = approval_rows(&ap, r->account, r->lang, &approved, &refused),
    };
    for (size_t i = 0; i < out->rows.count; i++) {
        const struct approval_row *row =
            LIST_AT(struct approval_row, out->rows, i);

        out->declares |= row->declares;
        out->one_person |= row->one_person;
    }
    return OK;
}

int64_t approval_ticked(const struct list *choices)
{
    int64_t n = 0;

    for (size_t i = 0; i < choices->count; i++)
        n += LIST_AT(struct approval_choice, *choices, i)->approve;
    return n;
}

static bool stands(const struct list *choices, const struct approval_row *row)
{
    for (size_t i = 0; i < choices->count; i++) {
        const struct approval_choice *c =
            LIST_AT(struct approval_choice, *choices, i);

        if (c->approve && c->id == row->id && str_eq(c->shown, row->hash))
            return true;
    }
    return false;
}

int64_t approval_heap_keep(struct approval_heap_view *heap,
                           const struct list *choices)
{
    size_t kept = 0;

    for (size_t i = 0; i < heap->rows.count; i++) {
        struct approval_row *row = LIST_AT(struct approval_row, heap->rows, i);

        if (stands(choices, row))
            *LIST_AT(struct approval_row, heap->rows, kept++) = *row;
    }
    heap->rows.count = kept;
    return approval_ticked(choices) - (int64_t)kept;
}
