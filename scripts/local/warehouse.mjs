// The warehouse over a connection of the driver's own: its schema made, its table counted.
import pg from 'pg';

/** Makes the schema unless it is there. On AWS people do, who may do more than a load. */
export async function ensureSchema(stack, schema) {
  await connected(stack, (client) => client.query(`create schema if not exists ${pg.escapeIdentifier(schema)}`));
}

/** Rows of the table's partition by day, for the partitions named `<column>=<day>`; 0 where the table is not there. */
export async function countLoaded(stack, table, partitions) {
  return connected(stack, async (client) => {
    const counts = new Map();
    for (const partition of partitions) counts.set(partition, await count(client, table, partition));
    return counts;
  });
}

async function connected(stack, work) {
  const { host, port, database, user, password } = stack.redshift;
  const client = new pg.Client({ host, port, database, user, password, ssl: false });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function count(client, { schema, table }, partition) {
  const [column, day] = partition.split('=');
  const from = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  try {
    const sql = `select count(*) as rows from ${from} where ${pg.escapeIdentifier(column)} = ${pg.escapeLiteral(day)}`;
    return Number((await client.query(sql)).rows[0].rows);
  } catch (error) {
    // PostgreSQL's undefined_table and invalid_schema_name.
    if (error.code === '42P01' || error.code === '3F000') return 0;
    throw error;
  }
}
