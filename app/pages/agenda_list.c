/* GET /calendars: the calendars that rules follow, with who keeps them. */

#include "store/agenda.h"
#include "web/page.h"

struct view {
    struct list calendars;
};
static const struct field row_fields[] = {
    FIELD(struct agenda, id),    FIELD(struct agenda, name),
    FIELD(struct agenda, dates), FIELD(struct agenda, next_on),
    FIELD(struct agenda, rules), FIELD(struct agenda, stewards),
    FIELD(struct agenda, mine),
};
static const struct shape row_shape = SHAPE(struct agenda, row_fields);
static const struct field view_fields[] = {
    FIELD_LIST(struct view, calendars, &row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static enum err show(struct req *rq)
{
    struct view v;

    TRY(agendas(rq->db, rq->me.id, rq->today, &v.calendars));
    v.calendars.shape = &row_shape;
    return res_render(rq, &v);
}

PAGE(agenda_list, .get = show, .view = &view_shape,
     .sql = SQL(&agenda_sql_all));
