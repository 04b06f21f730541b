// The SQL of docs/sync.md, as it stands there.

import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../../docs/sync.md', import.meta.url));

/** The page's one block of SQL. */
export async function sketch() {
  const found = [...(await readFile(PAGE, 'utf8')).matchAll(/^```sql\n([^]*?)^```$/gm)];
  if (found.length !== 1) throw new Error(`docs/sync.md has ${found.length} blocks of SQL.`);
  return found[0][1];
}

/** The four requests, on that SQL. */
export class Sketch {
  constructor(postgres) {
    this.postgres = postgres;
  }

  async write(id, expected, data) {
    const json = data === null ? 'NULL' : `'${JSON.stringify(data)}'`;
    const text = await this.postgres.query(`SELECT to_jsonb(w) FROM canvas_write('oost', '${id}', ${expected ?? 'NULL'}, ${json}) w`);
    return JSON.parse(text);
  }

  /** Lets writes begin while another one holds the collection, so that all of them are under way together. */
  async atOnce(start) {
    const held = this.postgres.query('BEGIN; SELECT 1 FROM canvas_collection FOR UPDATE; SELECT pg_sleep(1); COMMIT');
    await sleep(200);
    const answers = await Promise.all(start());
    await held;
    return answers;
  }

  async list(since, page = 100) {
    return JSON.parse(await this.postgres.query(`SELECT canvas_list('oost', ${since}, ${page})`));
  }
}
