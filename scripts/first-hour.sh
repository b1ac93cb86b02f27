#!/usr/bin/env bash
# The first hour of a new user, in eight commands at most: from a clone to an own order, as EDIFACT in a folder of a real
# SFTP server and as a mail in a real mail server. Needs root, because the servers let in a user of this machine.
#   scripts/first-hour.sh [REPOSITORY]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
repository=${1:-$root}
work=$(mktemp -d)
chmod 755 "$work"
gateway_pid=
servers_pid=
commands=0
most_commands=8
# Commands are shown also where their own output goes into a file.
exec 3>&1

cleanup() {
  for pid in $gateway_pid $servers_pid; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

# typed <command …>: a command that the user types.
typed() {
  commands=$((commands + 1))
  echo "$commands \$ $*" >&3
  "$@"
}

fail() {
  echo "FAILED: $1"
  exit 1
}

# until_true <log> <pid> <command …>: waits for at most five minutes, because a first start installs the packages.
until_true() {
  local log=$1 pid=$2 tries
  shift 2
  for ((tries = 0; tries < 600; tries++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    if ! kill -0 "$pid" 2>/dev/null; then break; fi
    sleep 0.5
  done
  cat "$log"
  fail "$*"
}

free_port() {
  node -e "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close() })"
}

mkdir "$work/servers"
# OpenSMTPD has one socket and one queue on a machine. Mounts of its own let another OpenSMTPD run at the same time.
own_mounts() {
  if ! unshare --mount true 2>/dev/null; then exec "$@"; fi
  exec unshare --mount sh -c 'mount -t tmpfs -o mode=755 none /run && { [ ! -d /var/spool/smtpd ] ||
    mount -t tmpfs -o mode=711 none /var/spool/smtpd; } && exec "$@"' sh "$@"
}
own_mounts node "$root/bin/launch.mjs" test/first-hour/servers.ts "$work/servers" >"$work/servers.log" 2>&1 &
servers_pid=$!
until_true "$work/servers.log" "$servers_pid" grep -qx ready "$work/servers.log"
# shellcheck disable=SC1091
. "$work/servers/variables"
port=$(free_port)
url=http://localhost:$port

cd "$work"
typed git clone --quiet --no-hardlinks "$repository" orderbridge
cd orderbridge
typed npm start -- --port "$port" >"$work/gateway.log" 2>&1 &
gateway_pid=$!
commands=$((commands + 1))
until_true "$work/gateway.log" "$gateway_pid" grep -qx "ready $url" "$work/gateway.log"

typed npm run --silent order -- --url "$url" >"$work/demo"
grep -q '^UNZ+1+' "$work/demo" || fail 'the demo order became no EDIFACT'

typed npx orderbridge init --force --name 'Fresco Foods' --supplier fresco --recipient 5412345000013 \
  --host "$SFTP_HOST" --user "$SFTP_USER" --folder "$SFTP_FOLDER" \
  --desk "$DESK" --mail-from orders@gateway.example --mail-server "$MAIL_SERVER" >"$work/init"
grep -q "hostKeys: \['$SFTP_HOST_KEY'\]" gateway.config.ts || fail "init did not pin the server's key"

write_secrets() {
  sed -i "s|^FRESCO_SFTP_PASSWORD=.*|FRESCO_SFTP_PASSWORD=$SFTP_PASSWORD|; s|^FRESCO_SMTP_USER=.*|FRESCO_SMTP_USER=$MAIL_USER|; s|^FRESCO_SMTP_PASSWORD=.*|FRESCO_SMTP_PASSWORD=$MAIL_PASSWORD|" .dev.vars
}
reloads() { grep -c '^reloaded: ' "$work/gateway.log" || true; }
reloaded_since() { [ "$(reloads)" -gt "$1" ]; }
before=$(reloads)
typed write_secrets
until_true "$work/gateway.log" "$gateway_pid" reloaded_since "$before"

typed npx orderbridge doctor || fail 'the doctor found a failure'

typed npm run --silent order -- --url "$url" >"$work/own" || { cat "$work/own" && fail 'the own order was not taken'; }
cat "$work/own"
grep -q "^--- fresco.erp delivered: $SFTP_FOLDER/PO-" "$work/own" || fail 'npm run order does not say where the document arrived'
cat "$SFTP_FOLDER"/PO-*.edi | grep -q "UNB+UNOC:3+ORDERBRIDGE+5412345000013:14+" || fail 'no EDIFACT in the folder'
cat "$MAIL_BOX"/* | grep -q '^Subject: .*PO-' || fail 'no mail at the order desk'

[ "$commands" -le "$most_commands" ] || fail "it took $commands commands, and $most_commands are allowed"
echo "An own order arrived in the folder and at the order desk, after $commands commands."
