/* The acts of plan_way.h. */
#include "document/plan_way.h"

#include "document/edition.h"
#include "document/edition_content.h"
#include "view/view.h"

/* -- words ----------------------------------------------------------------- */

static struct str place(const struct letter *l, const struct plan_way *way)
{
    return str_printf(l->arena, "%.*s\n%.*s/plans/%lld/way",
                      STR_ARG(way->head.code), STR_ARG(l->config->base_url),
                      (long long)way->head.id);
}

static enum err tell_asked(const struct letter *l, const struct plan_way *way)
{
    struct list asked = plan_way_asked(way);

    for (size_t i = 0; i < asked.count; i++)
        TRY(letter_send(
            l, LIST_AT(struct approver, asked, i)->account,
            N_("A plan waits for your decision"),
            N_("Dear {0},\n\nThis plan was submitted and waits for you to "
               "approve or return it:\n\n{2}\n"),
            place(l, way)));
    return OK;
}

/* Who submitted it and who wrote in it. */
static enum err tell_authors(const struct letter *l, const struct plan_way *way,
                             const char *subject, const char *body)
{
    int64_t first = way->last.submitted_by;

    TRY(letter_send(l, first, subject, body, place(l, way)));
    for (size_t i = 0; i < way->editors.count; i++) {
        int64_t to = LIST_AT(struct plan_editor, way->editors, i)->account;

        if (to != first && to != way->account)
            TRY(letter_send(l, to, subject, body, place(l, way)));
    }
    return OK;
}

static enum err decide(const struct letter *l, const struct plan_way *way,
                       const char *act, struct str reason)
{
    struct hash hash;

    TRY(hash_from_hex(way->last.hash, &hash));
    return decision_add(l->db, l->arena, l->now,
                        &(struct decision){
                            .plan = way->head.id,
                            .act = str_of(act),
                            .account = way->account,
                            .for_account = way->behind,
                            .object = S("plan"),
                            .key = way->head.code,
                            .content = &hash,
                            .reason = reason,
                        });
}

/* -- submit, withdraw, drop ------------------------------------------------ */

enum err plan_way_submit(const struct letter *l, struct plan_way *way,
                         struct date effective_on)
{
    struct str content;
    struct list steps = way->steps;

    if (!way->rights.enters)
        return ERR_FORBIDDEN;
    if (way->open || way->edition.edition == 0)
        return ERR_CONFLICT;
    TRY(edition_content(l->db, l->arena, way->head.id, &content));
    way->last = (struct submission){
        .plan = way->head.id,
        .edition = way->edition.edition,
        .hash = hash_hex(l->arena, hash_of(content)),
        .effective_on = effective_on,
        .submitted_by = way->account,
        .submitted_at = l->now,
    };
    TRY(submission_add(l->db, &way->last, content, steps));
    way->open = true;
    way->at = 0;
    way->acts.count = 0;
    TRY(tell_asked(l, way));
    return decide(l, way, "submit", STR_NONE);
}

enum err plan_way_withdraw(const struct letter *l, struct plan_way *way)
{
    struct list asked = plan_way_asked(way);

    if (!way->rights.enters)
        return ERR_FORBIDDEN;
    if (!way->open)
        return ERR_CONFLICT;
    for (size_t i = 0; i < asked.count; i++)
        TRY(letter_send(l, LIST_AT(struct approver, asked, i)->account,
                        N_("A plan does not wait for you any more"),
                        N_("Dear {0},\n\nThis plan was taken back by those who "
                           "submitted it:\n\n{2}\n"),
                        place(l, way)));
    return plan_way_drop(l->db, l->arena, way->head.id, way->account, l->now);
}

enum err plan_way_drop(struct db *db, struct arena *a, int64_t plan, int64_t by,
                       struct instant now)
{
    struct submission last;
    struct hash hash;
    enum err err = submission_last(db, plan, &last);

    if (err == ERR_NOT_FOUND || (err == OK && !str_is(last.state, "open")))
        return OK;
    TRY(err);
    TRY(submission_end(db, &last, "dropped", by, now, STR_NONE));
    TRY(hash_from_hex(last.hash, &hash));
    return decision_add(db, a, now,
                        &(struct decision){
                            .plan = plan,
                            .act = S("drop"),
                            .account = by,
                            .object = S("plan"),
                            .key = last.code,
                            .content = &hash,
                        });
}

/* -- the last step --------------------------------------------------------- */

/* What is approved is what was submitted: the rows are read once more. */
static enum err approve(const struct letter *l, struct plan_way *way)
{
    struct str content;
    struct hash hash;

    TRY(edition_content(l->db, l->arena, way->head.id, &content));
    hash = hash_of(content);
    if (!str_eq(hash_hex(l->arena, hash), way->last.hash))
        return ERR_CONFLICT;
    TRY(edition_approve(l->db, way->head.id, way->last.edition,
                        way->last.effective_on, l->now, &hash));
    TRY(submission_end(l->db, &way->last, "approved", way->account, l->now,
                       STR_NONE));
    TRY(tell_authors(l, way, N_("A plan is approved"),
                     N_("Dear {0},\n\nThis plan was approved and cannot be "
                        "changed any more; a change begins a new draft:\n\n"
                        "{2}\n")));
    return decide(l, way, "approve", STR_NONE);
}

/* After an act of the step that is asked: on to the next when it has as many
 * as it wants. */
static enum err advance(const struct letter *l, struct plan_way *way, bool ends)
{
    const struct plan_step *step = plan_way_step(way);

    if (!ends)
        return decide(l, way, "agree", STR_NONE);
    TRY(submission_step_done(l->db, way->last.id, step->step, way->today));
    LIST_AT(struct plan_step, way->steps, way->at)->done_on = way->today;
    way->at++;
    if (way->at == way->steps.count && !date_given(plan_way_suspended(way)))
        return approve(l, way);
    TRY(tell_asked(l, way));
    return decide(l, way, "agree", STR_NONE);
}

enum err plan_way_conclude(const struct letter *l, struct plan_way *way)
{
    if (!plan_way_concludes(way))
        return ERR_FORBIDDEN;
    TRY(submission_claim(l->db, &way->last));
    return approve(l, way);
}

/* -- agree, return --------------------------------------------------------- */

static int64_t signed_so_far(const struct plan_way *way, int64_t step)
{
    int64_t n = 0;

    for (size_t i = 0; i < way->acts.count; i++) {
        const struct submission_act *act =
            LIST_AT(struct submission_act, way->acts, i);

        n += act->step == step && !act->recorded;
    }
    return n;
}

static enum err claim(const struct letter *l, struct plan_way *way,
                      struct str shown)
{
    if (!way->open || !str_eq(shown, way->last.hash))
        return ERR_CONFLICT;
    if (!plan_way_waits(way, way->account, &way->behind))
        return ERR_FORBIDDEN;
    return submission_claim(l->db, &way->last);
}

enum err plan_way_agree(const struct letter *l, struct plan_way *way,
                        struct str shown)
{
    const struct plan_step *step = plan_way_step(way);

    TRY(claim(l, way, shown));
    TRY(submission_act_add(l->db, way->last.id,
                           &(struct submission_act){
                               .step = step->step,
                               .account = way->account,
                               .behind = way->behind,
                               .made_at = l->now,
                           }));
    return advance(l, way,
                   signed_so_far(way, step->step) + 1 >= step->signatures);
}

enum err plan_way_return(const struct letter *l, struct plan_way *way,
                         struct str shown, struct str reason,
                         struct list remarks)
{
    TRY(claim(l, way, shown));
    for (size_t i = 0; i < remarks.count; i++) {
        const struct submission_remark *r =
            LIST_AT(struct submission_remark, remarks, i);

        TRY(submission_remark_add(l->db, way->last.id, r->item, r->body));
    }
    TRY(submission_end(l->db, &way->last, "returned", way->account, l->now,
                       reason));
    TRY(tell_authors(l, way, N_("A plan came back to you"),
                     N_("Dear {0},\n\nThis plan was returned; the reasons "
                        "stand at the items they are about:\n\n{2}\n")));
    return decide(l, way, "return", reason);
}

/* -- recorded acts --------------------------------------------------------- */

enum err plan_way_record(const struct letter *l, struct plan_way *way,
                         struct submission_act *act)
{
    if (!plan_way_records(way))
        return way->open ? ERR_FORBIDDEN : ERR_CONFLICT;
    TRY(submission_claim(l->db, &way->last));
    act->step = plan_way_step(way)->step;
    act->recorded = true;
    act->account = way->account;
    act->made_at = l->now;
    TRY(submission_act_add(l->db, way->last.id, act));
    return decide(l, way, "record_act", STR_NONE);
}

enum err plan_way_confirm(const struct letter *l, struct plan_way *way,
                          int64_t id, bool refused)
{
    const struct plan_step *step = plan_way_step(way);
    const struct submission_act *act = NULL;

    for (size_t i = 0; step && i < way->acts.count; i++) {
        const struct submission_act *one =
            LIST_AT(struct submission_act, way->acts, i);

        if (one->id == id && one->recorded && one->step == step->step)
            act = one;
    }
    if (act == NULL || act->confirmed_by != 0)
        return ERR_CONFLICT;
    if (act->account == way->account ||
        !(way->rights.enters || way->rights.controls || way->rights.decides))
        return ERR_FORBIDDEN;
    TRY(submission_claim(l->db, &way->last));
    TRY(submission_act_close(l->db, id, way->account, l->now, refused));
    if (refused)
        return decide(l, way, "refuse_act", STR_NONE);
    return advance(l, way, true);
}
