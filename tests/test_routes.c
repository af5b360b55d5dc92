/* policy.csv, expanded: every route for every person and object is answered as
 * its line says, every route has its lines (ASVS 8.2.1), every POST needs its
 * token, and every denial leaves a line in the log without secrets. */
#include "routes/parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "support/browser.h"

enum { LOG_MAX = 1 << 16 };

static int *cells; /* tried, by all the tests' processes */

/* -- the log --------------------------------------------------------------- */

static FILE *log_file;
static int log_before;

static void log_open(void)
{
    log_file = tmpfile();
    ck_assert_ptr_nonnull(log_file);
    log_before = dup(STDERR_FILENO);
    ck_assert_int_ge(dup2(fileno(log_file), STDERR_FILENO), 0);
}

static void log_close(void)
{
    ck_assert_int_ge(dup2(log_before, STDERR_FILENO), 0);
    ck_assert_int_eq(close(log_before), 0);
    ck_assert_int_eq(fclose(log_file), 0);
}

static void log_forget(void)
{
    ck_assert_int_eq(ftruncate(fileno(log_file), 0), 0);
    ck_assert_int_eq(lseek(fileno(log_file), 0, SEEK_SET), 0);
}

static struct str log_text(void)
{
    static char bytes[LOG_MAX];
    ssize_t n = pread(fileno(log_file), bytes, sizeof bytes, 0);

    ck_assert_int_ge(n, 0);
    return (struct str){bytes, (size_t)n};
}

static bool holds(struct str text, struct str part)
{
    return part.n > 0 && memmem(text.p, text.n, part.p, part.n);
}

/* One line says who was denied which route; none holds a secret. */
static bool denial_logged(const struct browser *b, const struct route *r,
                          int who)
{
    struct str text = log_text(), line;
    struct str route = str_printf(test_arena, "\"route\":\"%s\"", r->pattern);
    struct str account = str_printf(test_arena, "\"account\":%d,",
                                    who == VISITOR ? 0 : PERSON + who);
    bool told = false;

    if (holds(text, b->csrf) || holds(text, S("letter-")))
        return false;
    while (str_cut(&text, '\n', &line))
        told |= holds(line, S("\"event\":\"denied\"")) && holds(line, route) &&
                holds(line, account);
    return told;
}

static struct browser *person(int who)
{
    struct browser *b = browser_new();

    if (who != VISITOR)
        browser_sign_in(b, person_name(who));
    return b;
}

/* -- words that leave no trace --------------------------------------------- */

/* Who may read the words of a result or a decision, on whichever page. */
static const struct {
    const char *words;
    const char *readers;
} secrets[] = {
    {"words-1", "staff translator director authority controller auditor"},
    {"987,651", "staff translator director authority controller auditor"},
    {"words-2", "controller"},
    {"987,652", "controller"},
    {"words-3", "staff translator director"},
    {"987,653", "staff translator director"}, /* the entity's own draft */
    {"words-4", ""},
    {"987,654", ""},
    {"words-5", "staff translator"},
    {"987,655", "staff translator"}, /* a draft of the entity below */
    {"words-6", "staff translator director authority chair member secretary"
                " controller auditor reader"},
    {"987,656", "staff translator director authority chair member secretary"
                " controller auditor reader"},
    {"reason-1", "controller auditor"},
    {"reason-2", "controller"},
};
enum { SECRETS = sizeof(secrets) / sizeof(*secrets) };

static bool may_read(size_t secret, int who)
{
    struct str readers = str_of(secrets[secret].readers), one;

    while (str_cut(&readers, ' ', &one))
        if (str_is(one, person_name(who)))
            return true;
    return false;
}

START_TEST(tells_no_words_to_others)
{
    struct list lines = policy_read();
    struct browser *b = person(_i);
    bool read[SECRETS] = {false};

    for (size_t i = 0; i < lines.count; i++) {
        const struct policy_line *line = LIST_AT(struct policy_line, lines, i);

        if (line->method != METHOD_GET)
            continue;
        browser_get(b, policy_path(line));
        for (size_t k = 0; k < SECRETS; k++) {
            bool told = browser_has(b, secrets[k].words);

            read[k] |= told;
            ck_assert_msg(!told || may_read(k, _i),
                          "policy.csv:%zu: %s reads"
                          " %s",
                          line->row, person_name(_i), secrets[k].words);
        }
    }
    for (size_t k = 0; k < SECRETS; k++)
        ck_assert_msg(read[k] || !may_read(k, _i), "%s nowhere reads %s",
                      person_name(_i), secrets[k].words);
}
END_TEST

/* -- one cell -------------------------------------------------------------- */

/* A form that is wrong, or comes too late, was the person's to send. */
static const char *answer_of(const struct browser *b,
                             const struct policy_line *line, int who)
{
    bool left = b->status == 303 && who == VISITOR &&
                str_starts(browser_header(b, "Location"), S("/sign-in"));

    if (left && line->method == METHOD_GET)
        return "sign-in";
    if (b->status == 200 || b->status == 303 || b->status == 409 ||
        b->status == 422)
        return "ok";
    return str_printf(test_arena, "%d", b->status).p;
}

static const char *ask(struct browser *b, const struct policy_line *line,
                       int who)
{
    const struct route *route = policy_route(line);
    const char *path = policy_path(line);

    if (line->method == METHOD_POST) {
        if (who != VISITOR) /* the line before may have signed out */
            browser_sign_in(b, person_name(who));
        browser_get(b, who == VISITOR ? "/sign-in" : "/account"); /* token */
    }
    log_forget();
    if (line->method == METHOD_GET)
        browser_get(b, path);
    else
        browser_post(b, path, NULL);
    if (b->status == 403 && !denial_logged(b, route, who))
        return "403 that is not logged as it should be";
    return answer_of(b, line, who);
}

static int try_lines(int who, enum method method)
{
    struct list lines = policy_read();
    struct browser *b = person(who);
    int wrong = 0;

    for (size_t i = 0; i < lines.count; i++) {
        const struct policy_line *line = LIST_AT(struct policy_line, lines, i);
        struct str wanted = line->answers[who];

        if (line->method != method || str_is(wanted, "-"))
            continue;
        const char *got = ask(b, line, who);
        ++*cells;
        if (str_is(wanted, got))
            continue;
        wrong++;
        printf("policy.csv:%zu: %.*s (%.*s), %s: %s, not %.*s\n", line->row,
               STR_ARG(line->path), STR_ARG(line->object), person_name(who),
               got, STR_ARG(wanted));
    }
    fflush(stdout);
    return wrong;
}

/* All that is wrong, not the first alone: Check's messages are too short. */
START_TEST(answers_as_the_policy_says)
{
    int wrong = try_lines(_i, METHOD_GET);

    wrong += try_lines(_i, METHOD_POST);
    ck_assert_msg(wrong == 0, "%d of %s, listed above", wrong, person_name(_i));
}
END_TEST

START_TEST(refuses_every_post_without_its_token)
{
    struct list lines = policy_read();
    struct browser *b = person(_i);

    for (size_t i = 0; i < lines.count; i++) {
        const struct policy_line *line = LIST_AT(struct policy_line, lines, i);
        const char *path = policy_path(line);

        if (line->method != METHOD_POST)
            continue;
        log_forget();
        browser_post_raw(b, path, S("csrf=guessed&lang=nl"));
        ck_assert_msg(b->status == 403, "POST %s as %s: %d", path,
                      person_name(_i), b->status);
        ck_assert(denial_logged(b, policy_route(line), _i));
        browser_post_raw(b, path, S(""));
        ck_assert_int_eq(b->status, 403);
        *cells += 2;
    }
}
END_TEST

/* -- the policy itself ----------------------------------------------------- */

static bool listed(struct list lines, const struct route *r, const char *object)
{
    for (size_t i = 0; i < lines.count; i++) {
        const struct policy_line *line = LIST_AT(struct policy_line, lines, i);

        if (policy_route(line) == r && str_is(line->object, object))
            return true;
    }
    return false;
}

/* A path that names something is tried on the own and on the other's. */
START_TEST(lists_every_route)
{
    struct list lines = policy_read();

    for (size_t i = 0; i < app_route_count; i++) {
        const struct route *r = &app_routes[i];
        const char *method = r->method == METHOD_GET ? "GET" : "POST";
        bool names = strchr(r->pattern, '{') != NULL;
        bool whole = names
                         ? listed(lines, r, "own") && listed(lines, r, "other")
                         : listed(lines, r, "none");

        ck_assert_msg(whole, "unlisted route: policy.csv lacks %s %s (%s)",
                      method, r->pattern, names ? "own, other" : "none");
    }
}
END_TEST

START_TEST(lists_nothing_else)
{
    static const char *const answers[] = {"ok", "403", "404", "sign-in", "-"};
    struct list lines = policy_read();

    for (size_t i = 0; i < lines.count; i++) {
        const struct policy_line *line = LIST_AT(struct policy_line, lines, i);

        ck_assert_msg(policy_route(line), "policy.csv:%zu: no route %.*s",
                      line->row, STR_ARG(line->path));
        for (int who = 0; who < PEOPLE; who++) {
            size_t k = 0;

            while (k < 5 && !str_is(line->answers[who], answers[k]))
                k++;
            ck_assert_msg(k < 5, "policy.csv:%zu: '%.*s'", line->row,
                          STR_ARG(line->answers[who]));
        }
        for (size_t k = 0; k < i; k++) {
            const struct policy_line *other =
                LIST_AT(struct policy_line, lines, k);
            ck_assert_msg(policy_route(other) != policy_route(line) ||
                              !str_eq(other->object, line->object),
                          "policy.csv:%zu: as line %zu", line->row, other->row);
        }
    }
}
END_TEST

static bool exists(struct str pattern, enum method method)
{
    struct policy_line line = {.method = method, .path = pattern};

    return policy_route(&line) != NULL;
}

START_TEST(answers_other_methods_with_405)
{
    struct list lines = policy_read();
    struct browser *b = person(PEOPLE - 1);

    for (size_t i = 0; i < lines.count; i++) {
        const struct policy_line *line = LIST_AT(struct policy_line, lines, i);
        const char *path = policy_path(line);

        if (!exists(line->path, METHOD_GET)) {
            ck_assert_msg(browser_get(b, path) == 405, "GET %s", path);
            assert_str(browser_header(b, "Allow"), "POST");
        }
        if (!exists(line->path, METHOD_POST)) {
            ck_assert_msg(browser_post(b, path, NULL) == 405, "POST %s", path);
            assert_str(browser_header(b, "Allow"), "GET, HEAD");
        }
    }
}
END_TEST

static int *cells_shared(void)
{
    void *page = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (page == MAP_FAILED)
        abort();
    return page;
}

int main(void)
{
    Suite *suite = suite_create("routes");
    TCase *tc = tcase_create("policy");
    SRunner *runner = srunner_create(suite);

    cells = cells_shared();
    database_fixture(tc);
    tcase_add_checked_fixture(tc, bodies_make, NULL);
    tcase_add_checked_fixture(tc, log_open, log_close);
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, lists_every_route);
    tcase_add_test(tc, lists_nothing_else);
    tcase_add_loop_test(tc, answers_as_the_policy_says, 0, PEOPLE);
    tcase_add_loop_test(tc, tells_no_words_to_others, 0, PEOPLE);
    tcase_add_loop_test(tc, refuses_every_post_without_its_token, 0, PEOPLE);
    tcase_add_test(tc, answers_other_methods_with_405);
    suite_add_tcase(suite, tc);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    printf("policy: %d cells\n", *cells);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
