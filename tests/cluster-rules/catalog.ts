import type { Database } from '@finest-hour/store';
import { sql } from 'kysely';

/**
 * Tables that every node of a cluster holds whole (or that live on one of them): few rows, and never joined to
 * streams by anything but their own key. Every other table is distributed, and has a bucket.
 */
export const REFERENCE_TABLES: readonly string[] = [
  'access.api_key',
  'access.audit',
  'access.migration',
  'access.migration_lock',
  'access.setting',
  'log.erasure',
  'log.rejected_event',
  'log.tombstone',
  'recovery.lease',
  'recovery.worker',
  'vanity.mark',
  'vanity.reading',
];

const OURS = sql.raw(`n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`);

async function names(db: Database, query: ReturnType<typeof sql<{ name: string }>>): Promise<readonly string[]> {
  const { rows } = await query.execute(db);
  return rows.map(({ name }) => name);
}

/** Tables that have a bucket: those that a cluster distributes. */
export async function bucketedTables(db: Database): Promise<readonly string[]> {
  return names(
    db,
    sql`select n.nspname || '.' || c.relname as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and ${OURS}
          and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'bucket' and not a.attisdropped)
        order by 1`,
  );
}

async function tablesWithout(db: Database): Promise<readonly string[]> {
  const all = await names(
    db,
    sql`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and ${OURS} order by 1`,
  );
  const bucketed = new Set(await bucketedTables(db));
  return all.filter((table) => !bucketed.has(table));
}

/** Primary keys and unique indexes of bucketed tables that do not begin with the bucket. */
function strayKeys(db: Database): Promise<readonly string[]> {
  return names(
    db,
    sql`select n.nspname || '.' || i.relname as name
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute b on b.attrelid = c.oid and b.attname = 'bucket' and not b.attisdropped
        where x.indisunique and ${OURS} and x.indkey[0] <> b.attnum order by 1`,
  );
}

/** Bucketed tables without a primary key, or whose bucket may be missing or is of another type. */
function looseTables(db: Database): Promise<readonly string[]> {
  return names(
    db,
    sql`select n.nspname || '.' || c.relname as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute b on b.attrelid = c.oid and b.attname = 'bucket' and not b.attisdropped
        where c.relkind in ('r', 'p') and ${OURS}
          and (not b.attnotnull or b.atttypid <> 'int2'::regtype
               or not exists (select from pg_index x where x.indrelid = c.oid and x.indisprimary)) order by 1`,
  );
}

function triggers(db: Database): Promise<readonly string[]> {
  return names(db, sql`select tgname as name from pg_trigger where not tgisinternal order by 1`);
}

function foreignKeys(db: Database): Promise<readonly string[]> {
  return names(db, sql`select conname as name from pg_constraint where contype = 'f' order by 1`);
}

/** Serial and identity columns have one too. */
function sequences(db: Database): Promise<readonly string[]> {
  return names(
    db,
    sql`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'S' and ${OURS} order by 1`,
  );
}

/** What in the schema would not work, or not scale, on a cluster; one line each. */
export async function schemaBreaches(db: Database): Promise<readonly string[]> {
  const known = new Set(REFERENCE_TABLES);
  const without = (await tablesWithout(db)).filter((table) => !known.has(table));
  return [
    ...without.map((table) => `${table} has no bucket and is no reference table`),
    ...(await strayKeys(db)).map((index) => `${index} is unique without the bucket in front`),
    ...(await looseTables(db)).map((table) => `${table} needs a primary key, and a bucket that is smallint not null`),
    ...(await triggers(db)).map((trigger) => `${trigger} is a trigger`),
    ...(await foreignKeys(db)).map((constraint) => `${constraint} is a foreign key`),
    ...(await sequences(db)).map((sequence) => `${sequence} is a sequence`),
  ];
}
