#!/bin/sh
# Starts Lingpai by Docker Compose: sh deploy/compose/up.sh <domain> <e-mail address of the first owner>
# Secrets are made once, in deploy/compose/secrets. Back that folder up: without secret_keys no backup can be read.
set -eu

if [ $# -ne 2 ]; then
  echo "usage: sh deploy/compose/up.sh <domain> <e-mail address of the first owner>" >&2
  exit 2
fi

cd "$(dirname "$0")/../.."
secrets=deploy/compose/secrets
mkdir -p "$secrets"
# The folder keeps other users of this machine out; the files are readable, since containers read them as other users.
chmod 700 "$secrets"

make() {
  [ -s "$secrets/$1" ] || printf '%s\n' "$2" >"$secrets/$1"
  chmod 644 "$secrets/$1"
}
hex() { openssl rand -hex 24; }

make postgres_password "$(hex)"
make owner_password "$(hex)"
make application_password "$(hex)"
make admin_password "$(hex)"
make metrics_token "$(hex)"
make secret_keys "k1:$(openssl rand -base64 32)"
make database_url "postgres://lingpai_console:$(cat "$secrets/application_password")@postgres:5432/lingpai"
make migration_database_url "postgres://lingpai:$(cat "$secrets/owner_password")@postgres:5432/lingpai"

export LINGPAI_DOMAIN="$1" LINGPAI_ADMIN_EMAIL="$2"
docker compose up --build --detach
echo "Lingpai runs at https://$1; the password of $2 is in $secrets/admin_password"
