#include "web/private.h"

#include "core/keep.h"
#include "core/utf8.h"

#include <string.h>

/* Files of a form: bytes of the request until a page keeps them. */

enum err uploads_read(struct req *rq)
{
    struct req_private *own = rq->priv;

    if (!own->match.route->page->uploads)
        return ERR_BAD_REQUEST;
    TRY(multipart_read(rq->arena, own->raw->content_type, own->raw->body,
                       &own->files));
    own->body.at = NEW_N(rq->arena, struct param, own->files.count + 1);
    for (size_t i = 0; i < own->files.count; i++) {
        const struct multipart_part *part = &own->files.at[i];

        if (str_given(part->filename))
            continue;
        if (!utf8_valid(part->bytes) ||
            memchr(part->bytes.p, '\0', part->bytes.n))
            return ERR_BAD_REQUEST;
        own->body.at[own->body.count++] =
            (struct param){part->name, part->bytes};
    }
    return OK;
}

/* A file field left empty is sent all the same: no name, no bytes. */
bool req_upload(struct req *rq, const char *name, struct upload *out)
{
    const struct multipart *files = &rq->priv->files;

    for (size_t i = 0; i < files->count; i++) {
        const struct multipart_part *part = &files->at[i];

        if (!str_is(part->name, name) || str_empty(part->filename))
            continue;
        *out = (struct upload){part->filename, part->bytes};
        return true;
    }
    return false;
}

static enum err pend(struct req *rq, struct str name, bool fresh)
{
    struct req_private *own = rq->priv;
    size_t max = sizeof(own->pending) / sizeof(*own->pending);

    if (own->pending_count == max)
        return ERR_INTERNAL;
    own->pending[own->pending_count++] = (struct pending_file){name, fresh};
    return OK;
}

enum err req_keep(struct req *rq, const struct upload *upload, struct str *kept)
{
    TRY(keep_write(rq->arena, rq->config->files, upload->bytes, kept));
    enum err err = pend(rq, *kept, true);
    if (err != OK)
        keep_remove(rq->arena, rq->config->files, *kept);
    return err;
}

/* One that finds no room stays: mandaris files check lists it. */
void req_discard(struct req *rq, struct str kept)
{
    (void)!pend(rq, kept, false);
}

void uploads_settle(struct req *rq, bool committed)
{
    struct req_private *own = rq->priv;

    for (size_t i = 0; i < own->pending_count; i++)
        if (own->pending[i].fresh != committed)
            keep_remove(rq->arena, rq->config->files, own->pending[i].name);
    own->pending_count = 0;
}
