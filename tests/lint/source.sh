#!/bin/bash
# What the house rules ask of each source file and a compiler does not check.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
status=0

complain() # MESSAGE LINES: the offending lines, if any
{
    [ -n "$2" ] || return 0
    printf '%s:\n%s\n' "$1" "$2"
    status=1
}

tracked() # GLOB...: the files of the repository, or of an unpacked release
{
    git ls-files -co --exclude-standard -- "$@"
}

search() # PATTERN GLOB...: FILE:LINE:TEXT of each match outside comments
{
    local pattern=$1
    shift
    tracked "$@" | xargs -r grep -nHE "$pattern" |
        grep -vE '^[^:]+:[0-9]+: *(\*|/\*|//)'
}

complain "banned functions" "$(search \
    '\b(strcpy|strcat|v?sprintf|gets|strtok|ato[ilf]|s?scanf|s?rand)\(' \
    'app/*.[ch]')"
complain "banned functions" "$(search \
    '\b(setlocale|system|popen|alloca|localtime|gmtime|asctime|ctime|mktemp)\(' \
    'app/*.[ch]')"
complain "memory comes from the arena" "$(search \
    '\b(malloc|calloc|realloc|free|strdup)\(' 'app/pages/*.[ch]' \
    'app/store/*.[ch]')"
complain "values are never floating point" "$(search '\b(double|float)\b' \
    'app/core/num.[ch]' 'app/domain/*.[ch]' 'app/store/*.[ch]' \
    'app/document/*.[ch]' 'app/pages/*.[ch]')"
complain "SQL is constant text" "$(search \
    '"[^"]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) [^"]*%(s|d|l|\.|")' \
    'app/*.[ch]')"
complain "unfinished" "$(search '\b(TODO|FIXME|XXX|HACK)\b' 'app/*.[ch]' \
    'tests/*.[ch]' 'templates/*')"

too_long() # LINES GLOB...
{
    local limit=$1
    shift
    tracked "$@" | xargs -r wc -l | awk -v limit="$limit" \
        '$2 != "total" && $1 > limit { print $2 ": " $1 " lines" }'
}
complain "a page stays under 200 lines" "$(too_long 199 'app/pages/*.c')"
complain "a file stays under 500 lines" "$(too_long 499 'app/*.[ch]' \
    'tests/*.[ch]' 'tests/*.mjs' 'static/*.js' 'static/*.css')"
complain "clang-format-14 -i these" "$(tracked '*.[ch]' |
    xargs -r clang-format-14 --dry-run 2>&1 |
    sed -n 's/^\([^:]*\):[0-9:]* warning:.*/\1/p' | sort -u)"
exit $status
