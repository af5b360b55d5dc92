#!/bin/bash
# Every text of templates and C is translated into French and Dutch, in NFC,
# with the same names in it as the original.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit
status=0

pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
po/extract >"$pot" || exit

# Reads a catalogue as msgfmt accepts it: one msgid, its forms, a blank line.
same_names=$(
    cat <<'PERL'
use strict;
use warnings;
use Unicode::Normalize;
binmode STDOUT, ':utf8';
my ($file, $wrong) = ($ARGV[0], 0);
open my $in, '<:encoding(UTF-8)', $file or die "$file: $!\n";
local $/ = '';
while (my $entry = <$in>) {
    my $text = join "\n", grep { !/^#/ } split /\n/, $entry;
    print("$file: not in NFC: $text\n"), $wrong = 1 if $text ne NFC($text);
    my ($original, @forms) = split /^msgstr(?:\[\d\])? /m, $text;
    my $names = sub { join ' ', sort keys %{ { map { $_ => 1 }
        shift =~ /\{\{\w[\w.]*\}\}|\{\d\}/g } } };
    for my $form (@forms) {
        next if $form =~ /^""\s*$/; # untranslated: msgcmp says so
        next if $names->($form) eq $names->($original) || $form =~ /Plural-Forms/;
        next if @forms == 2 && $names->($form) eq ''; # "one result"
        print "$file: other names than the original: $text\n";
        $wrong = 1;
    }
}
exit $wrong;
PERL
)

for lang in fr nl; do
    msgfmt --check --output-file=/dev/null po/$lang.po || status=1
    if ! missing=$(msgcmp po/$lang.po "$pot" 2>&1); then
        echo "po/$lang.po lacks translations (po/update adds the texts):" \
            "${missing##*$'\n'}"
        status=1
    fi
    perl -e "$same_names" po/$lang.po || status=1
done
exit $status
