import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { AuditChain, type AuditBreak, type AuditRecord } from './chain.ts';

const PAGE = 1_000;

interface Row {
  readonly seq: number;
  readonly at_us: number;
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** All records in their order, a page at a time. */
export async function* readAudit(db: Database): AsyncGenerator<AuditRecord> {
  for (let after = -1; ;) {
    const { rows } = await sql<Row>`
      select seq, at_us, actor, action, detail, previous, hash from access.audit
      where seq > ${after}::bigint order by seq limit ${PAGE}`.execute(db);
    for (const { at_us: atUs, ...row } of rows) yield { ...row, atUs };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.seq;
  }
}

export type AuditVerdict =
  | { readonly ok: true; readonly records: number; readonly lastHash: string }
  | { readonly ok: false; readonly records: number; readonly broken: AuditBreak };

/** Whether every record is as it was written; `records`: so many from the first on are. */
export async function verifyAudit(db: Database): Promise<AuditVerdict> {
  const chain = new AuditChain();
  for await (const record of readAudit(db)) {
    const broken = chain.check(record);
    if (broken !== null) return { ok: false, records: chain.count, broken };
  }
  return { ok: true, records: chain.count, lastHash: chain.lastHash };
}
