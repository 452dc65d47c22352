# One file for every process: `docker build --target ingest`, `--target dashboard`, or the command line, which is also
# the worker and the migration. TypeScript runs as it is, so an image is the workspace with its links: Node strips types
# from what lies in it, but not from what lies in node_modules.
FROM node:24-slim AS source
RUN npm install --global pnpm@12.21.0
ENV CI=true
WORKDIR /app
COPY . .

FROM source AS built
RUN pnpm install --frozen-lockfile && pnpm run build

# What runs needs none of the tools, and not the PostgreSQL of its own either, which comes as optional dependencies.
FROM source AS modules
RUN pnpm install --frozen-lockfile --prod --no-optional --ignore-scripts --filter '{apps/*}...'

FROM node:24-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY --from=modules /app .
USER node

FROM runtime AS ingest
ENV INGEST_HOST=0.0.0.0
# Memory within bounds whatever it is sent: apps/cli/src/start/ingest-process.ts says why.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
EXPOSE 4100
CMD ["node", "--expose-gc", "--max-old-space-size=256", "--max-semi-space-size=16", "apps/ingest/src/server.ts"]

FROM runtime AS dashboard
COPY --from=built /app/apps/dashboard/build apps/dashboard/build
CMD ["node", "apps/dashboard/server.ts"]

FROM runtime AS cli
ENTRYPOINT ["node", "apps/cli/src/main.ts"]
