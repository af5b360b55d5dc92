/* GET, POST /account/mails: what is mailed to me and when, and the private
 * address of my calendar. */
#include "store/calendar.h"
#include "store/reminder.h"
#include "web/page.h"

enum { HOURS = 24, WEEKDAYS = 7 };

struct choice {
    int64_t value;
    struct str word;
    bool chosen;
};
static const struct field choice_fields[] = {
    FIELD(struct choice, value),
    FIELD(struct choice, word),
    FIELD(struct choice, chosen),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

struct view {
    bool submitted, due, overdue, escalated;
    bool daily, weekly, never;
    struct list weekdays;
    struct list hours;
    struct instant calendar_made_at;
    struct str calendar_url; /* once, when it was made */
};
static const struct field view_fields[] = {
    FIELD(struct view, submitted),
    FIELD(struct view, due),
    FIELD(struct view, overdue),
    FIELD(struct view, escalated),
    FIELD(struct view, daily),
    FIELD(struct view, weekly),
    FIELD(struct view, never),
    FIELD_LIST(struct view, weekdays, &choice_shape),
    FIELD_LIST(struct view, hours, &choice_shape),
    FIELD(struct view, calendar_made_at),
    FIELD(struct view, calendar_url),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct list weekdays(struct req *rq, int64_t chosen)
{
    static const char *const names[WEEKDAYS] = {
        N_("Monday"), N_("Tuesday"),  N_("Wednesday"), N_("Thursday"),
        N_("Friday"), N_("Saturday"), N_("Sunday")};
    struct choice *all = NEW_N(rq->arena, struct choice, WEEKDAYS);

    for (int i = 0; i < WEEKDAYS; i++)
        all[i] =
            (struct choice){i + 1, tr(rq->lang, names[i]), i + 1 == chosen};
    return (struct list){all, WEEKDAYS, &choice_shape};
}

static struct list hours(struct req *rq, int64_t chosen)
{
    struct choice *all = NEW_N(rq->arena, struct choice, HOURS);

    for (int i = 0; i < HOURS; i++)
        all[i] =
            (struct choice){i, str_printf(rq->arena, "%d:00", i), i == chosen};
    return (struct list){all, HOURS, &choice_shape};
}

static enum err render(struct req *rq, struct str calendar_url)
{
    struct reminder_reader me;
    struct view v = {.calendar_url = calendar_url};

    TRY(reminder_reader(rq->db, rq->me.id, &me));
    TRY(calendar_feed_made(rq->db, rq->me.id, &v.calendar_made_at));
    v.submitted = me.wish.wants[REMINDER_SUBMITTED];
    v.due = me.wish.wants[REMINDER_DUE];
    v.overdue = me.wish.wants[REMINDER_OVERDUE];
    v.escalated = me.wish.wants[REMINDER_ESCALATED];
    v.daily = me.wish.pace == DIGEST_DAILY;
    v.weekly = me.wish.pace == DIGEST_WEEKLY;
    v.never = me.wish.pace == DIGEST_NEVER;
    v.weekdays = weekdays(rq, me.wish.weekday);
    v.hours = hours(rq, me.wish.hour);
    return res_render(rq, &v);
}

static enum err show(struct req *rq)
{
    return render(rq, STR_NONE);
}

/* -- changing -------------------------------------------------------------- */

static const char *const acts[] = {"wishes", "calendar", "end", NULL};
static const char *const paces[] = {[DIGEST_DAILY] = "daily",
                                    [DIGEST_WEEKLY] = "weekly",
                                    [DIGEST_NEVER] = "never",
                                    NULL};

struct sent {
    struct str act;
    bool submitted, due, overdue, escalated;
    struct str digest;
    int64_t weekday;
    int64_t hour;
};
static const struct form_field entry_fields[] = {
    FORM_FIELD(struct sent, act, .required = true, .options = acts,
               .label = N_("Action")),
    FORM_FIELD(struct sent, submitted, .required = false),
    FORM_FIELD(struct sent, due, .required = false),
    FORM_FIELD(struct sent, overdue, .required = false),
    FORM_FIELD(struct sent, escalated, .required = false),
    FORM_FIELD(struct sent, digest, .options = paces, .label = N_("How often")),
    FORM_FIELD(struct sent, weekday, .label = N_("Weekday")),
    FORM_FIELD(struct sent, hour, .label = N_("Hour")),
};
static const struct form form = FORM(struct sent, entry_fields);

static enum err wishes_keep(struct req *rq, const struct sent *e)
{
    struct reminder_wish wish = {.weekday = e->weekday, .hour = e->hour};

    if (str_empty(e->digest))
        return req_refuse(rq, "digest", tr(rq->lang, N_("Choose how often.")));
    if (e->weekday < 1 || e->weekday > WEEKDAYS)
        return req_refuse(rq, "weekday", tr(rq->lang, N_("Choose a day.")));
    if (e->hour < 0 || e->hour >= HOURS)
        return req_refuse(rq, "hour", tr(rq->lang, N_("Choose an hour.")));
    while (!str_is(e->digest, paces[wish.pace]))
        wish.pace++;
    wish.wants[REMINDER_SUBMITTED] = e->submitted;
    wish.wants[REMINDER_DUE] = e->due;
    wish.wants[REMINDER_OVERDUE] = e->overdue;
    wish.wants[REMINDER_ESCALATED] = e->escalated;
    TRY(reminder_wish_keep(rq->db, rq->me.id, &wish));
    return res_see_other(rq, S("/account/mails"),
                         tr(rq->lang, N_("Your choice is kept.")));
}

/* The address is shown with this answer only: its hash is what is stored. */
static enum err calendar_make(struct req *rq)
{
    struct str token;

    TRY(calendar_feed_make(rq->db, rq->arena, rq->me.id, rq->now, &token));
    return render(rq,
                  str_printf(rq->arena, "%.*s/calendar/%.*s.ics",
                             STR_ARG(rq->config->base_url), STR_ARG(token)));
}

static enum err change(struct req *rq)
{
    struct sent entry;

    TRY(req_form(rq, &form, &entry));
    if (str_is(entry.act, "wishes"))
        return wishes_keep(rq, &entry);
    if (str_is(entry.act, "calendar"))
        return calendar_make(rq);
    TRY(calendar_feed_end(rq->db, rq->me.id));
    return res_see_other(
        rq, S("/account/mails"),
        tr(rq->lang, N_("The calendar's address holds no longer.")));
}

PAGE(account_mail, .get = show, .post = change, .view = &view_shape,
     .sql = SQL(&reminder_sql_reader, &reminder_sql_wish, &calendar_sql_made,
                &calendar_sql_make, &calendar_sql_end),
     .no_store = true);
