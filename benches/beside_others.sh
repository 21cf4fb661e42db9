#!/usr/bin/env bash
# The whole program beside other search programs on the same articles and queries: ripgrep (no index), SQLite's FTS5 and Xapian (one
# document a passage), Recoll (one a file). Whole processes by turns, medians; a program that is not installed is passed over with a
# line. Prints tables in Markdown, each other program's figure with its ratio to sosik's.
#
# benches/beside_others.sh [ARTICLES] [FOLDER]     default 1000, in a temporary folder that is removed
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
articles=${1:-1000}
folder=${2:-}
if [ -z "$folder" ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cargo build --release --quiet
cargo bench --quiet --bench beside_tantivy -- make "$articles" "$folder"
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
sosik=$target/release/sosik
corpus=$folder/corpus-$articles
passages=$folder/passages-$articles.txt
queries=$folder/queries-$articles.tsv
db=$folder/others
rm -rf "$db"
mkdir "$db"

# A program is three functions: has_NAME (installed?), index_NAME, search_NAME WORDS.
programs=(sosik ripgrep fts5 xapian recoll)

has_sosik() { true; }
index_sosik() { "$sosik" index "$corpus" --index "$db/sosik"; }
search_sosik() { "$sosik" search "$1" --index "$db/sosik"; }

has_ripgrep() { command -v rg; }
index_ripgrep() { true; }
search_ripgrep() {
    local words=${1//\"/}
    if [ "$words" = "$1" ] && [ "${words/ /}" != "$words" ]; then
        rg -liw "${words%% *}" "$corpus" | xargs -d '\n' rg -iw -m1 "${words##* }" | head -n 10
    else
        rg -iw -m1 "$words" "$corpus" | head -n 10
    fi
}

has_fts5() { command -v sqlite3 && sqlite3 :memory: 'CREATE VIRTUAL TABLE t USING fts5(x)'; }
index_fts5() {
    # Separators that no text has; each line is one passage.
    printf '%s\n' 'PRAGMA synchronous=off;' 'CREATE VIRTUAL TABLE p USING fts5(text);' '.mode ascii' \
        '.separator "\037" "\n"' ".import '$passages' p" | sqlite3 "$db/fts5"
}
search_fts5() {
    sqlite3 "$db/fts5" "SELECT snippet(p, 0, '[', ']', '...', 30) FROM p WHERE p MATCH '$1' ORDER BY rank LIMIT 10"
}

has_xapian() { command -v quest && command -v scriptindex; }
index_xapian() {
    printf '%s\n' 'text : index field=text' > "$db/xapian.script"
    sed 's/^/text=/; s/$/\n/' "$passages" | scriptindex "$db/xapian" "$db/xapian.script" /dev/stdin
}
search_xapian() { quest --default-op=and -d "$db/xapian" -m 10 "$1"; }

has_recoll() { command -v recollindex && command -v recollq; }
index_recoll() {
    mkdir "$db/recoll"
    printf 'topdirs = %s\n' "$corpus" > "$db/recoll/recoll.conf"
    recollindex -c "$db/recoll"
}
search_recoll() { recollq -c "$db/recoll" -n 10 -A "$1"; }

# Wall and CPU seconds of a command: two numbers.
cost() {
    local TIMEFORMAT='%R %U %S'
    { time "$@" > /dev/null 2> "$db/errors"; } 2>&1 | awk '{ print $1, $2 + $3 }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int(NR / 2) + 1] }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'; }

here=()
for program in "${programs[@]}"; do
    if "has_$program" > /dev/null 2>&1; then
        here+=("$program")
    else
        echo "$program is not installed: passed over"
    fi
done

bytes=$(du -sb "$corpus" | cut -f1)
echo "$articles articles, $((bytes / 1000000)) MB, $(wc -l < "$passages") passages; $(nproc) cores; $(date -u +%F)"
echo
echo '| index | CPU s | of sosik | wall s | of sosik | bytes a byte of articles |'
echo '|---|---|---|---|---|---|'
for program in "${here[@]}"; do
    read -r wall cpu < <(cost "index_$program")
    size=$(find "$db" -path "$db/$program*" -type f -printf '%s\n' | awk '{ n += $1 } END { print n + 0 }')
    [ "$program" = sosik ] && { our_wall=$wall our_cpu=$cpu; }
    echo "| $program | $cpu | $(ratio "$cpu" "$our_cpu") | $wall | $(ratio "$wall" "$our_wall") | $(ratio "$size" "$bytes") |"
done

echo
printf "| search, whole process, median ms"
for program in "${here[@]}"; do printf " | %s | of sosik" "$program"; done
echo " |"
printf '|---'
for _ in "${here[@]}"; do printf '|---|---'; done
echo '|'
cut -f1 "$queries" | uniq | while IFS= read -r kind; do
    rm -f "$db"/times.*
    while IFS=$'\t' read -r of words; do
        [ "$of" = "$kind" ] || continue
        for program in "${here[@]}"; do
            begun=$EPOCHREALTIME
            "search_$program" "$words" > /dev/null 2>&1 || true
            ended=$EPOCHREALTIME
            echo "$begun $ended" | awk '{ printf "%.3f\n", ($2 - $1) * 1000 }' >> "$db/times.$program"
        done
    done < "$queries"
    line="| $kind"
    ours=$(median < "$db/times.sosik")
    for program in "${here[@]}"; do
        time=$(median < "$db/times.$program")
        line+=" | $time | $(ratio "$time" "$ours")"
    done
    echo "$line |"
done
