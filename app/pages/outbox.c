/* GET /outbox: the mails a demonstration does not send, with their links. */
#include "web/page.h"

enum { MAILS_MAX = 50 };

struct line {
    struct str address;
    struct str subject;
    struct str body;
    struct instant made_at;
};
static const struct field line_fields[] = {
    FIELD(struct line, address),
    FIELD(struct line, subject),
    FIELD(struct line, body),
    FIELD(struct line, made_at),
};
static const struct shape line_shape = SHAPE(struct line, line_fields);

struct mail {
    struct str address;
    struct str subject;
    struct str body;
    struct str link; /* path of the link in it */
    struct instant made_at;
};
static const struct field mail_fields[] = {
    FIELD(struct mail, address), FIELD(struct mail, subject),
    FIELD(struct mail, body),    FIELD(struct mail, link),
    FIELD(struct mail, made_at),
};
static const struct shape mail_shape = SHAPE(struct mail, mail_fields);

struct view {
    struct list mails;
};
static const struct field view_fields[] = {
    FIELD_LIST(struct view, mails, &mail_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

static struct stmt mails_last = {
    .sql = "SELECT address, subject, body, made_at FROM mail"
           " ORDER BY id DESC LIMIT ?",
    .params = 1,
    .row = &line_shape,
};

/* The path of the first address of this site, up to the end of its line. */
static struct str link_of(struct req *rq, struct str body)
{
    struct str rest = body, line, site = rq->config->base_url;

    while (str_cut(&rest, '\n', &line)) {
        line = str_trim(line);
        if (str_starts(line, site) && line.n > site.n)
            return str_sub(line, site.n, line.n);
    }
    return STR_NONE;
}

static enum err show(struct req *rq)
{
    struct list lines;

    if (!rq->config->demonstration)
        return ERR_NOT_FOUND;
    TRY(db_all(rq->db, &mails_last, &lines, V((int64_t)MAILS_MAX)));
    struct mail *mails = NEW_N(rq->arena, struct mail, lines.count + 1);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *l = LIST_AT(struct line, lines, i);
        mails[i] = (struct mail){l->address, l->subject, l->body,
                                 link_of(rq, l->body), l->made_at};
    }
    struct view view = {{mails, lines.count, &mail_shape}};
    return res_render(rq, &view);
}

PAGE(outbox, .get = show, .view = &view_shape, .sql = SQL(&mails_last),
     .no_store = true);
