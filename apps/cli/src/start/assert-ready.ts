import { openDatabase, readiness, type RoleUrls } from '@finest-hour/store';
import { urlOf } from '../environment/database.ts';

/** Throws where the services would wait in vain: a database of one's own is migrated by its operator, not by `start`. */
export async function assertReady(urls: Partial<RoleUrls>): Promise<void> {
  const db = openDatabase(urlOf(urls, 'reader'), { max: 1 });
  const { database, migrations } = await readiness(db).finally(() => db.destroy());
  if (!database) throw new Error('the database does not answer, or not to the reader');
  if (!migrations) throw new Error('the schema is not current: run finest-hour migrate first');
}
