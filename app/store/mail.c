#include "store/mail.h"

#include "core/utf8.h"

enum { ADDRESS_MAX = 254 }; /* RFC 5321 */

struct stmt mail_sql_add = {
    .sql = "INSERT INTO mail (account, address, lang, subject, body, made_at,"
           " urgent) VALUES (?, ?, ?, ?, ?, ?, ?)",
    .params = 7,
};

enum err mail_add(struct db *db, struct instant now, const struct mail *mail)
{
    return db_do(db, &mail_sql_add, NULL, value_id(mail->account),
                 V(mail->address), V(mail->lang), V(mail->subject),
                 V(mail->body), V(now), V(mail->urgent));
}

bool mail_address(struct str s)
{
    ptrdiff_t at = str_find(s, '@', 0);

    if (!utf8_valid(s) || s.n > ADDRESS_MAX || at <= 0 ||
        (size_t)at + 1 == s.n || str_find(s, '@', (size_t)at + 1) >= 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c == 0x7f || memchr("<>()[]\\,;:\"", c, 11))
            return false;
    }
    return true;
}
