#include "web/private.h"

#include "core/json.h"

static const struct field error_view_fields[] = {
    FIELD(struct error_view, status),  FIELD(struct error_view, title),
    FIELD(struct error_view, kept),    FIELD(struct error_view, next),
    FIELD(struct error_view, sign_in),
};
const struct shape error_view_shape =
    SHAPE(struct error_view, error_view_fields);

/* What happened, what became of what was entered, what to do now. */
struct words {
    int status;
    const char *title;
    const char *kept;
    const char *next;
};

static const struct words bad_request = {
    400,
    N_("This request could not be read"),
    N_("Nothing was changed."),
    N_("Go back to the page you came from and try again."),
};
static const struct words forbidden = {
    403,
    N_("Your roles do not allow this"),
    N_("Nothing was changed."),
    N_("If your work needs it, ask an administrator for the role."),
};
static const struct words stale_form = {
    403,
    N_("This form is no longer valid"),
    N_("Nothing was stored. What you typed is still in the page you came "
       "from."),
    N_("Sign in again in another tab, then go back and send the form once "
       "more."),
};
static const struct words not_found = {
    404,
    N_("There is no such page within your reach"),
    N_("Nothing was changed."),
    N_("Check the address, or start from your work. What belongs to another "
       "entity is not shown."),
};
static const struct words no_method = {
    405,
    N_("This page does not take what was sent"),
    N_("Nothing was changed."),
    N_("Open the page from the menu and use its buttons."),
};
static const struct words conflict = {
    409,
    N_("Somebody else was faster"),
    N_("What they saved is kept; what you sent was not stored."),
    N_("Go back, reload the page to see their version, and enter yours "
       "again."),
};
static const struct words too_large = {
    413,
    N_("This is more than can be taken at once"),
    N_("Nothing was stored. What you typed is still in the page you came "
       "from."),
    N_("Go back and send it in smaller parts."),
};
static const struct words wrong_input = {
    422,
    N_("Some of what was entered cannot be kept"),
    N_("Nothing was stored. What you typed is still in the page you came "
       "from."),
    N_("Go back, correct what is named here, and send it again."),
};
static const struct words fault = {
    500,
    N_("Something went wrong on our side"),
    N_("Nothing was changed; what was saved before is safe."),
    N_("Try again. If it happens again, give the number below to your "
       "administrator."),
};
static const struct words unavailable = {
    503,
    N_("The application cannot answer at the moment"),
    N_("Nothing was changed; what was saved before is safe."),
    N_("Wait a minute and try again. What you typed is still in the page you "
       "came from."),
};
static const struct words unknown_outcome = {
    503,
    N_("The connection to the database was lost while saving"),
    N_("It is not known whether what you sent was stored."),
    N_("Look whether it is there before you send it again."),
};

static const struct words *words_of(enum err err)
{
    switch (err) {
    case ERR_BAD_REQUEST:
        return &bad_request;
    case ERR_FORBIDDEN:
        return &forbidden;
    case ERR_NOT_FOUND:
        return &not_found;
    case ERR_METHOD:
        return &no_method;
    case ERR_CONFLICT:
        return &conflict;
    case ERR_TOO_LARGE:
        return &too_large;
    case ERR_INPUT:
        return &wrong_input;
    case ERR_UNAVAILABLE:
    case ERR_RETRY:
        return &unavailable;
    case OK:
    case ERR_INTERNAL:
        break;
    }
    return &fault;
}

static void error_fill(struct req *rq, enum err err, struct error_view *out)
{
    const struct req_private *own = rq->priv;
    const struct words *words = words_of(err);

    if (err == ERR_FORBIDDEN && own->denied)
        words = &stale_form;
    if (own->commit_unknown)
        words = &unknown_outcome;
    *out = (struct error_view){
        .status = words->status,
        .title = tr(rq->lang, words->title),
        .kept = tr(rq->lang, words->kept),
        .next = tr(rq->lang, words->next),
        .sign_in = !rq->me.id,
    };
}

static struct str messages_json(struct req *rq)
{
    struct buf out = buf_new(rq->arena, 500);

    buf_byte(&out, '[');
    for (size_t i = 0; i < rq->messages.count; i++) {
        const struct message *m = LIST_AT(struct message, rq->messages, i);
        if (i > 0)
            buf_byte(&out, ',');
        struct json j = json_open(&out);
        json_str(&j, "field", m->field);
        json_str(&j, "text", m->text);
        json_close(&j);
    }
    buf_byte(&out, ']');
    return buf_str(&out);
}

static struct str error_json(struct req *rq, const struct error_view *view)
{
    struct buf out = buf_new(rq->arena, 500);
    struct json j = json_open(&out);

    json_str(&j, "error", view->title);
    json_str(&j, "kept", view->kept);
    json_str(&j, "next", view->next);
    json_bool(&j, "sign_in", view->sign_in);
    json_raw(&j, "messages", messages_json(rq));
    json_str(&j, "request", rq->id);
    json_close(&j);
    return buf_str(&out);
}

void answer_error(struct req *rq, enum err err)
{
    struct req_private *own = rq->priv;
    struct buf body = buf_new(rq->arena, 8192);
    struct error_view view;
    struct frame frame;

    *own->answer = (struct answer){0};
    error_fill(rq, err, &view);
    own->answer->status = (int)view.status;
    if (err == ERR_METHOD)
        res_header(rq, S("Allow"),
                   rq->method == METHOD_GET ? S("POST") : S("GET, HEAD"));
    if (err == ERR_UNAVAILABLE)
        res_header(rq, S("Retry-After"), S("30"));
    if (rq->wants_json) {
        res_header(rq, S("Content-Type"), S("application/json"));
        own->answer->body = error_json(rq, &view);
        return;
    }
    frame_fill(rq, &frame);
    view_render(own->app->error_view, rq->lang, &view, &frame, &body);
    res_header(rq, S("Content-Type"), S("text/html; charset=utf-8"));
    own->answer->body = buf_str(&body);
}

void answer_bare(int status, struct answer *out)
{
    *out = (struct answer){.status = status};
    answer_header(out, S("Content-Type"), S("text/html; charset=utf-8"));
    answer_header(out, S("Cache-Control"), S("no-store"));
    answer_header(out, S("X-Content-Type-Options"), S("nosniff"));
    answer_header(out, S("Content-Security-Policy"),
                  S("default-src 'none'; frame-ancestors 'none'"));
    answer_header(out, S("Retry-After"), S("30"));
    out->body =
        S("<!DOCTYPE html><html lang=\"fr\"><meta charset=\"utf-8\">"
          "<title>Mandaris</title><h1>Mandaris</h1>"
          "<p>Cette page n’a pas pu être produite. Rien n’a été modifié. "
          "Réessayez dans une minute.</p>"
          "<p lang=\"nl\">Deze pagina kon niet worden gemaakt. Er is niets "
          "gewijzigd. Probeer het over een minuut opnieuw.</p>"
          "<p lang=\"en\">This page could not be made. Nothing was changed. "
          "Try again in a minute.</p></html>\n");
}
