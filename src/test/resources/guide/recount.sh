#!/bin/sh
# The ./recount that the commands of the documentation find. A server takes any free port, and is stopped as soon as it has told
# its address; what asks a server asks that of the address SERVER.
set -eu

command=${1:---help}
case "$command $*" in
*--help | *--exit*) ;;
serve* | demo* | dev*)
    port=no
    for argument; do # all of them once more, without the port
        shift
        if [ $port = next ]; then port=no; elif [ "$argument" = --port ]; then port=next; else set -- "$@" "$argument"; fi
    done
    pipe=$(mktemp -u)
    mkfifo "$pipe"
    "$PROGRAM" "$@" --port 0 >"$pipe" 2>&1 &
    server=$!
    told=no
    while read -r line; do
        echo "$line"
        case $line in *http://127.0.0.1:*) told=yes; kill "$server" 2>/dev/null || true ;; esac
    done <"$pipe"
    rm "$pipe"
    code=0
    wait "$server" || code=$?
    [ $told = yes ] && { [ $code = 0 ] || [ $code = 143 ]; }
    exit ;;
archive* | migrate* | forget* | receipt* | export* | decisions* | state* | diff* | history* | correct* | replay* | whatif* | traffic* | import*)
    case "$*" in
    *--url* | *--config*) ;;
    *) set -- "$@" --url "$SERVER" ;;
    esac ;;
esac
exec "$PROGRAM" "$@"
