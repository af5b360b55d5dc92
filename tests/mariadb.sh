# shellcheck shell=bash
# A private MariaDB: never a system service, a unix socket and no network. DATA
# holds the tables; RUN is a folder with a short path (a socket's has at most
# 107 bytes) for the socket and the process number. Run by root, the server
# runs as nobody, who must be able to reach both. No two share a folder for
# temporary tables: a server that starts there removes the other's.

as_mariadb_user() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=nobody --regid=nogroup --clear-groups -- "$@"
    else
        "$@"
    fi
}

mariadb_folder() # FOLDER
{
    mkdir -p "$1"
    chmod 700 "$1"
    [ "$(id -u)" != 0 ] || chown nobody:nogroup "$1"
}

# One account, root without password, for whoever may enter RUN. An
# interrupted creation leaves no file `complete`. A server deletes at its start
# what it takes for old temporary tables, so that none may share /tmp with
# another one.
mariadb_create() # DATA
{
    mariadb_folder "$1"
    TMPDIR=$1 as_mariadb_user mariadb-install-db --no-defaults --force --skip-test-db \
        --auth-root-authentication-method=normal --skip-name-resolve \
        --datadir="$1" --tmpdir="$1" >"$1/install.log" 2>&1 ||
        { cat "$1/install.log" >&2; return 1; }
    touch "$1/complete"
}

mariadb_root() # RUN OPTION...
{
    local run=$1
    shift
    mariadb --no-defaults --socket="$run/db.sock" -u root "$@"
}

mariadb_start() # DATA RUN OPTION...
{
    local data=$1 run=$2
    shift 2
    mariadb_folder "$run"
    as_mariadb_user setsid mariadbd --no-defaults --datadir="$data" \
        --socket="$run/db.sock" --pid-file="$run/db.pid" --tmpdir="$run" \
        --skip-networking --skip-name-resolve --skip-log-bin \
        --character-set-server=utf8mb4 \
        --collation-server=utf8mb4_unicode_520_ci \
        --sql-mode=TRADITIONAL,NO_ENGINE_SUBSTITUTION \
        --innodb-snapshot-isolation=ON --innodb-buffer-pool-size=128M \
        --performance-schema=OFF "$@" >>"$data/server.log" 2>&1 &
    for _ in $(seq 300); do
        ! mariadb_root "$run" -e 'DO 0' 2>/dev/null || return 0
        kill -0 $! 2>/dev/null || break
        sleep 0.1
    done
    tail -20 "$data/server.log" >&2
    return 1
}

mariadb_stop() # RUN
{
    local pid
    pid=$(cat "$1/db.pid" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || return 0
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
}
