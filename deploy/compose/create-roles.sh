#!/bin/sh
# Run by the image of PostgreSQL on an empty volume: the role that owns the tables, and the one of the consoles, which
# may neither change nor delete audit records (migrations give it its rights).
set -eu

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" \
  --set owner_password="$(cat /run/secrets/owner_password)" \
  --set application_password="$(cat /run/secrets/application_password)" <<'SQL'
create role lingpai login password :'owner_password';
create role lingpai_console login password :'application_password';
create database lingpai owner lingpai;
revoke all on database lingpai from public;
grant connect on database lingpai to lingpai_console;
SQL
