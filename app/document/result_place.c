#include "document/result_place.h"

#include "document/plan_words.h"

bool result_inside(const struct result_access *a)
{
    return a->enters || a->translates || a->directs || a->decides ||
           a->controls;
}

enum err result_place(const struct result_reader *r, int64_t plan,
                      struct period period, int64_t measure,
                      struct result_place *out)
{
    enum err err;

    *out = (struct result_place){0};
    TRY(result_access(r->db, r->account, r->today, plan, &out->access));
    if (!result_inside(&out->access))
        return ERR_NOT_FOUND;
    TRY(plan_head(r->db, plan, r->account, r->today, &out->head));
    err = result_campaign(r->db, period, out->head.entity, r->now,
                          &out->campaign);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    TRY(results_open(r->db, r->arena, plan, period, false, &out->rs));
    out->line = results_line(&out->rs, measure);
    if (!out->line ||
        !result_visible(&out->access, out->line, out->campaign.released))
        return ERR_NOT_FOUND;
    return OK;
}

struct str result_title(const struct result_place *place, enum lang lang)
{
    const struct result_line *line = place->line;
    const struct result_item *item = &place->rs.items[line->item];

    return joined(place->rs.arena, str_empty(line->ref) ? item->ref : line->ref,
                  " · ", said_in(lang, line->name_fr, line->name_nl).text);
}
