const remedies: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Start PostgreSQL, or correct host and port in the database URL.',
  ENOTFOUND: "Correct the host in the database URL; this machine's name service does not know it.",
  ETIMEDOUT: 'Check that a firewall lets this machine reach the database.',
  '28P01': 'Correct user and password in the database URL.',
  '28000': 'Let this user in from this machine (pg_hba.conf), or name another user in the database URL.',
  '3D000': 'Create the database (createdb), or name another one in the URL.',
  '53300': 'Raise max_connections, or end programs that hold connections.',
};

/** What happened, then what to do. The URL's password is in neither. */
export function describePostgresError(url: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = (error instanceof Error && error.message) || code || String(error);
  const remedy = remedies[code] ?? 'Check the database URL, and the log of PostgreSQL.';
  return `PostgreSQL at ${describeAddress(url)} cannot be used: ${reason}\n${remedy}`;
}

function describeAddress(url: string): string {
  if (!URL.canParse(url)) return 'the configured address (which is no URL)';
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}
