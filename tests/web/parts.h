/* The test cases of the web room, one file per concern. */
#ifndef TESTS_WEB_PARTS_H
#define TESTS_WEB_PARTS_H

#include "support/browser.h"

TCase *caching(void);
TCase *forms(void);
TCase *handling(void);
TCase *multipart(void);
TCase *parsing(void);
TCase *routing(void);

#endif
