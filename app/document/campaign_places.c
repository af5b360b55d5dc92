#include "document/campaign_places.h"

#include "core/buf.h"
#include "document/campaign_table.h"

static const struct field place_fields[] = {
    FIELD_STRUCT(struct campaign_place, mark, &mark_shape),
    FIELD(struct campaign_place, who),
    FIELD(struct campaign_place, count),
    FIELD(struct campaign_place, days),
    FIELD(struct campaign_place, href),
};
const struct shape campaign_place_shape =
    SHAPE(struct campaign_place, place_fields);

static const struct field unit_fields[] = {
    FIELD(struct campaign_unit, plan),
    FIELD_STRUCT(struct campaign_unit, name, &said_shape),
    FIELD_LIST(struct campaign_unit, places, &campaign_place_shape),
};
const struct shape campaign_unit_shape =
    SHAPE(struct campaign_unit, unit_fields);

struct mark campaign_place_mark(enum lang lang, enum place place)
{
    switch (place) {
    case PLACE_RETURNED:
        return (struct mark){S("returned"), tr(lang, N_("returned"))};
    case PLACE_APPROVER:
        return (struct mark){S("submitted"), tr(lang, N_("to approve"))};
    case PLACE_DONE:
        return (struct mark){S("approved"), tr(lang, N_("done"))};
    case PLACE_STAFF:
    case PLACES:
        break;
    }
    return (struct mark){S("draft"), tr(lang, N_("to enter"))};
}

int64_t campaign_days(const struct campaign *c, struct instant since,
                      struct date today)
{
    int seconds;
    struct date from =
        since.s == 0 ? c->opens_on : brussels_date(since, &seconds);
    int64_t days = date_days(today) - date_days(from);

    return days > 0 ? days : 0;
}

static struct str href_of(struct arena *a, const struct campaign *c,
                          const struct whereabouts *w, int64_t plan)
{
    struct buf out = buf_new(a, 80);

    buf_printf(&out, "/campaigns/%lld/entities/%lld/results?where=%s",
               (long long)c->id, (long long)w->entity, place_word(w->place));
    if (w->place == PLACE_APPROVER)
        buf_printf(&out, "&with=%.*s", STR_ARG(w->key));
    if (plan != 0)
        buf_printf(&out, "&plan=%lld", (long long)plan);
    return buf_str(&out);
}

/* The places of a body (or of one of its plans) added up: each place once. */
static struct list gather(struct arena *a, enum lang lang,
                          const struct campaign *c, const struct whereabouts *w,
                          size_t count, int64_t plan, struct date today)
{
    struct campaign_place *out = NEW_N(a, struct campaign_place, count + 1);
    const struct whereabouts **from =
        NEW_N(a, const struct whereabouts *, count + 1);
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        int64_t days = campaign_days(c, w[i].since, today);

        while (k < n && (from[k]->place != w[i].place ||
                         !str_eq(from[k]->key, w[i].key)))
            k++;
        if (k == n) {
            from[n++] = &w[i];
            out[k] = (struct campaign_place){
                .mark = campaign_place_mark(lang, w[i].place),
                .who = w[i].who,
                .href = href_of(a, c, &w[i], plan),
            };
        }
        out[k].count += w[i].count;
        if (w[i].place != PLACE_DONE && days > out[k].days)
            out[k].days = days;
        if (w[i].place == PLACE_APPROVER && str_empty(w[i].who))
            out[k].who = tr(lang, N_("nobody may approve it"));
    }
    return (struct list){out, n, &campaign_place_shape};
}

static struct campaign_unit unit_of(struct arena *a, enum lang lang,
                                    const struct campaign *c,
                                    const struct campaign_plan *plan,
                                    const struct list *places,
                                    struct date today)
{
    const struct whereabouts *all = places->at;
    size_t from = 0, to;
    struct campaign_unit unit = {
        .plan = plan->plan,
        .name = said_in(lang, plan->name_fr, plan->name_nl),
    };

    if (str_empty(unit.name.text))
        unit.name.text = plan->code;
    while (from < places->count && all[from].plan != plan->plan)
        from++;
    for (to = from; to < places->count && all[to].plan == plan->plan;)
        to++;
    unit.places = gather(a, lang, c, all + from, to - from, plan->plan, today);
    return unit;
}

static void place_row(struct arena *a, enum lang lang, struct campaign_row *row,
                      const struct campaign *c, const struct list *plans,
                      const struct list *places, struct date today)
{
    struct whereabouts *mine = NEW_N(a, struct whereabouts, places->count + 1);
    struct campaign_unit *units =
        NEW_N(a, struct campaign_unit, plans->count + 1);
    size_t n = 0, own = 0;

    for (size_t i = 0; i < places->count; i++) {
        const struct whereabouts *w = LIST_AT(struct whereabouts, *places, i);

        if (w->entity == row->id)
            mine[n++] = *w;
    }
    for (size_t i = 0; i < plans->count; i++) {
        const struct campaign_plan *plan =
            LIST_AT(struct campaign_plan, *plans, i);

        if (plan->entity == row->id)
            units[own++] = unit_of(a, lang, c, plan, places, today);
    }
    row->places = gather(a, lang, c, mine, n, 0, today);
    row->several = own > 1;
    row->units = (struct list){units, own > 1 ? own : 0, &campaign_unit_shape};
}

void campaign_table_places(struct arena *a, enum lang lang,
                           struct campaign_table *t, const struct campaign *c,
                           const struct list *plans, const struct list *places,
                           struct date today)
{
    for (size_t i = 0; i < t->rows.count; i++) {
        struct campaign_row *row = LIST_AT(struct campaign_row, t->rows, i);

        if (row->expected)
            place_row(a, lang, row, c, plans, places, today);
    }
}

/* -- opening --------------------------------------------------------------- */

static const struct field tick_fields[] = {
    FIELD(struct campaign_tick, id),
    FIELD_STRUCT(struct campaign_tick, name, &said_shape),
    FIELD(struct campaign_tick, ticked),
};
const struct shape campaign_tick_shape =
    SHAPE(struct campaign_tick, tick_fields);

struct list campaign_ticks(struct arena *a, enum lang lang,
                           const struct list *bodies, const int64_t *ticked,
                           size_t count)
{
    struct campaign_tick *ticks =
        NEW_N(a, struct campaign_tick, bodies->count + 1);

    for (size_t i = 0; i < bodies->count; i++) {
        const struct campaign_body *b =
            LIST_AT(struct campaign_body, *bodies, i);

        ticks[i].id = b->id;
        ticks[i].name = said_in(lang, b->name_fr, b->name_nl);
        if (str_empty(ticks[i].name.text))
            ticks[i].name.text = b->code;
        ticks[i].ticked = ticked == NULL;
        for (size_t k = 0; ticked != NULL && k < count; k++)
            ticks[i].ticked |= ticked[k] == b->id;
    }
    return (struct list){ticks, bodies->count, &campaign_tick_shape};
}
