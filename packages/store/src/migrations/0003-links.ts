import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { worker, reader, admin } = ROLE_NAMES;

/** Several ids of one person. */
const UP = `
  -- What a customer's stream says of another id. Each pair stands with both its ends; one that said nothing has [].
  create table recovery.link (
    bucket smallint not null,
    customer text collate "C" not null,
    other text collate "C" not null,
    said json not null,
    primary key (bucket, customer, other)
  );
  -- With which root the customer was last folded, of those who were ever linked.
  create table recovery.link_root (
    bucket smallint not null,
    customer text collate "C" not null,
    root text collate "C" not null,
    primary key (bucket, customer)
  );
  -- The source is another id's of the same person, as known when the target was last folded.
  alter table recovery.merge add across boolean not null default false;
  grant select, insert, update, delete on recovery.link, recovery.link_root to ${worker};
  grant select on recovery.link to ${reader};
  grant select on recovery.link, recovery.link_root to ${admin};
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
