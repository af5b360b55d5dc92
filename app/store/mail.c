#include "store/mail.h"

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
