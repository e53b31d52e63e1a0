#!/usr/bin/env bash
# All tests, on a fresh machine: starts a throw-away PostgreSQL cluster, runs every
# test on both databases and in headless Chromium, and holds the recorded traffic
# against Discord's published document where that is at hand.
# Arguments go to `cargo test` (for example the name of one test).
set -euo pipefail
cd "$(dirname "$0")/.."

# ---- what the tests need -----------------------------------------------------------

postgres_bin() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  if [ -n "$found" ] && [ -x "$found/initdb" ]; then
    echo "$found"
  elif command -v initdb >/dev/null 2>&1; then
    dirname "$(command -v initdb)"
  fi
}

missing=()
command -v cc >/dev/null 2>&1 || missing+=(gcc libc6-dev)
[ -n "$(postgres_bin)" ] || missing+=(postgresql)
command -v chromium >/dev/null 2>&1 || missing+=(chromium)
command -v chromedriver >/dev/null 2>&1 || missing+=(chromium-driver)
fc-list ':lang=ja' 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk)
fc-list 2>/dev/null | grep -qi emoji || missing+=(fonts-noto-color-emoji)
check=../shared/discord-api/check.py
[ ! -f "$check" ] || python3 -c 'import jsonschema, sys' 2>/dev/null || python3 -m venv --help >/dev/null 2>&1 || missing+=(python3 python3-venv)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "The tests need these packages (Debian's names): ${missing[*]}" >&2
    echo "Install them, for example: sudo apt-get install ${missing[*]}" >&2
    exit 1
  fi
fi

# ---- a PostgreSQL cluster in a temporary folder ---------------------------------------

bin=$(postgres_bin)
folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL does not run as root.
  id postgres >/dev/null 2>&1 || useradd --system --no-create-home postgres
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi
stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
(cd "$folder" && "${as[@]}" "$bin/initdb" -D data -U tests --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null)
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  port=$((20000 + (RANDOM + attempt) % 12000))
  options="-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300"
  if (cd "$folder" && "${as[@]}" "$bin/pg_ctl" -D data -w -l "$folder/log" -o "$options" start >/dev/null 2>&1); then
    break
  fi
  [ "$attempt" != 10 ] || { cat "$folder/log" >&2; exit 1; }
done
export TEST_POSTGRES_URL="postgres://tests@127.0.0.1:$port/postgres"

# ---- the tests ------------------------------------------------------------------------

rm -rf target/traffic
# Stories wait for events more than they compute.
export RUST_TEST_THREADS="${RUST_TEST_THREADS:-$(($(nproc) * 2))}"
cargo test --locked "$@"

# ---- the traffic against Discord's document --------------------------------------------

if [ ! -f "$check" ]; then
  echo "Discord's OpenAPI document is not at hand, so the recorded traffic was not held against it. All tests have passed."
elif ! compgen -G 'target/traffic/*.jsonl' >/dev/null; then
  echo "No traffic was recorded by these tests."
else
  python=python3
  if ! "$python" -c 'import jsonschema' 2>/dev/null; then
    python3 -m venv "$folder/venv" && "$folder/venv/bin/pip" install -q jsonschema
    python="$folder/venv/bin/python"
  fi
  "$python" "$check" target/traffic/*.jsonl
fi
