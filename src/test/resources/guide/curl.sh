#!/bin/sh
# The curl that the commands of the documentation find: it keeps each answer, with its status, in the folder ANSWERS.
set -u
real=$(PATH=${PATH#*:} command -v curl)
kept=$ANSWERS/$(printf '%04d' "$(find "$ANSWERS" -name '*.status' | wc -l)")

case "$*" in
*text/event-stream*)
    # Whoever follows the log sees what comes: something comes, and after that nobody looks any more.
    pipe=$kept.pipe
    mkfifo "$pipe"
    "$real" "$@" >"$pipe" 2>/dev/null &
    reader=$!
    while read -r line; do
        echo "$line"
        case $line in
        id:*)
            [ -f "$kept.opened" ] || "$real" -s -o "$kept.opened" "$SERVER/streams/account/followed-$$/Open" \
                -H 'Content-Type: application/json' -d '{"owner": "Fay", "overdraftLimit": 0}' ;;
        data:*) kill "$reader" 2>/dev/null || true ;;
        esac
    done <"$pipe" >"$kept.body"
    wait "$reader"
    echo 200 >"$kept.status"
    rm -f "$pipe" "$kept.opened" ;;
*)
    "$real" -o "$kept.body" -w '%{http_code}' "$@" >"$kept.status" || exit ;;
esac
[ ! -f "$kept.body" ] || cat "$kept.body"
