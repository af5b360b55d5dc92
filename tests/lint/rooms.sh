#!/bin/bash
# Who may include whom: each room of app/ and the rooms it may know.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit

declare -A knows=(
    [core]="core"
    [db]="core db"
    [view]="core view"
    [domain]="core domain"
    [web]="core db view web"
    [store]="core db domain store"
    [document]="core db domain store view document"
    [pages]="core db web store domain document pages"
    [serve]="core db web serve"
    [commands]="core db view domain store web document serve jobs commands"
    [jobs]="core db store domain document view jobs"
    [commands]="core db view web domain store document serve jobs commands"
)

status=0
while IFS=: read -r file line include; do
    room=${file#app/} room=${room%%/*} other=${include#*\"} other=${other%%/*}
    [ "$room" = "${file#app/}" ] && continue # main.c, routes.c
    case " ${knows[$room]-} " in
    *" $other "*) ;;
    *) echo "$file:$line: $room may not include $other" && status=1 ;;
    esac
done < <(grep -rnHE --include='*.[ch]' '^#include "' app)

# A source file includes its own header first: that header stands alone.
while read -r file; do
    own=${file#app/} own=${own%.c}.h
    [ -e "app/$own" ] || continue
    first=$(grep -m1 '^#include' "$file")
    [ "$first" = "#include \"$own\"" ] ||
        { echo "$file: includes $own first" && status=1; }
done < <(find app -name '*.c')

# Each foreign library has one room.
only() # HEADER-PATTERN WHERE
{
    ! grep -rnE --include='*.[ch]' "^#include <$1>" app tests |
        grep -vE "^($2)" || { echo "<$1> belongs to $2" && status=1; }
}
only 'mysql.*' app/db/
only 'fcgi.*' app/serve/
only 'curl.*' app/jobs/smtp.c
only 'magic.*' app/document/attachment.c
exit $status
