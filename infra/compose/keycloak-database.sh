#!/usr/bin/env bash
# Runs once, when the Postgres of docker-compose.yml makes its folder: Keycloak owns one database and nothing else.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" -v password="$(cat /run/secrets/keycloak_db_password)" <<'SQL'
create role keycloak login password :'password';
create database keycloak owner keycloak;
SQL
