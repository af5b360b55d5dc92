#include "jobs/smtp.h"

#include <curl/curl.h>

enum { CONNECT_S = 20, SEND_S = 120 };

struct smtp {
    const struct config *config;
    CURL *curl;
    char error[CURL_ERROR_SIZE];
    struct str left; /* of the message, to read */
};

static size_t read_more(char *to, size_t size, size_t count, void *context)
{
    struct smtp *s = context;
    size_t most = size * count, n = s->left.n < most ? s->left.n : most;

    memcpy(to, s->left.p, n);
    s->left = str_sub(s->left, n, s->left.n);
    return n;
}

static bool secured(const struct config *c)
{
    return c->smtp_tls || str_starts(c->smtp_url, S("smtps://"));
}

static bool set_up(struct smtp *s, struct arena *a)
{
    const struct config *c = s->config;
    CURL *h = s->curl;
    CURLcode set = curl_easy_setopt(h, CURLOPT_URL, str_z(a, c->smtp_url));

    if (!str_empty(c->smtp_user)) {
        set |= curl_easy_setopt(h, CURLOPT_USERNAME, str_z(a, c->smtp_user));
        set |=
            curl_easy_setopt(h, CURLOPT_PASSWORD, str_z(a, c->smtp_password));
    }
    set |= curl_easy_setopt(h, CURLOPT_USE_SSL,
                            secured(c) ? (long)CURLUSESSL_ALL
                                       : (long)CURLUSESSL_NONE);
    set |= curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set |= curl_easy_setopt(h, CURLOPT_PROXY, "");
    set |= curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    set |= curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_S);
    set |= curl_easy_setopt(h, CURLOPT_TIMEOUT, (long)SEND_S);
    set |= curl_easy_setopt(h, CURLOPT_ERRORBUFFER, s->error);
    set |= curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    set |= curl_easy_setopt(h, CURLOPT_READFUNCTION, read_more);
    set |= curl_easy_setopt(h, CURLOPT_READDATA, s);
    set |= curl_easy_setopt(h, CURLOPT_MAIL_FROM, str_z(a, c->mail_from));
    return set == CURLE_OK;
}

enum err smtp_open(struct arena *process, const struct config *c,
                   struct smtp **out)
{
    struct smtp *s = NEW(process, struct smtp);

    *out = s;
    s->config = c;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return ERR_INTERNAL;
    s->curl = curl_easy_init();
    return s->curl && set_up(s, process) ? OK : ERR_INTERNAL;
}

/* A server that answers 5xx to a recipient or a text refuses that one; whatever
 * happened before it took the sender concerns them all. */
static enum smtp_fate fate_of(CURLcode code, long reply)
{
    if (code == CURLE_OK)
        return SMTP_ACCEPTED;
    if ((code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
         code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UPLOAD_FAILED) &&
        reply >= 400)
        return SMTP_REFUSED;
    return SMTP_UNREACHABLE;
}

enum smtp_fate smtp_send(struct smtp *s, struct arena *a, struct str to,
                         struct str message, struct str *why)
{
    struct curl_slist *recipients = curl_slist_append(NULL, str_z(a, to));
    long reply = 0;
    CURLcode code = CURLE_OUT_OF_MEMORY;

    s->left = message;
    s->error[0] = '\0';
    if (recipients &&
        curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK)
        code = curl_easy_perform(s->curl);
    curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &reply);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
    *why = str_printf(a, "%s (%ld)",
                      s->error[0] ? s->error : curl_easy_strerror(code), reply);
    return fate_of(code, reply);
}

void smtp_close(struct smtp *s)
{
    if (!s)
        return;
    curl_easy_cleanup(s->curl);
    curl_global_cleanup();
}
