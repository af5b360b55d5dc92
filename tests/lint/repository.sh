#!/bin/bash
# The repository as a whole: nothing generated is kept, every file is in the
# release, every script is clean.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
status=0

generated=$(git ls-files -ci --exclude-standard)
[ -z "$generated" ] || { echo "generated: $generated" && status=1; }

tab=$'\t'
# Folders that Makefile.am distributes as a whole are named without their files.
for file in $(git ls-files); do
    case $file in
    .gitignore | Makefile.am | configure.ac | README.md) continue ;;
    esac
    name=$file
    until grep -qE "(^$tab|= )$name( |\$)" Makefile.am; do
        case $name in
        */*) name=${name%/*} ;;
        *) echo "$file: not in Makefile.am" && status=1 && break ;;
        esac
    done
done

scripts=$(git ls-files | while read -r file; do
    head -c 20 "$file" 2>/dev/null | grep -aqE '^#!/bin/(ba)?sh' && echo "$file"
done)
# shellcheck disable=SC2086 # one word per script
shellcheck -x $scripts tests/mariadb.sh || status=1
exit $status
