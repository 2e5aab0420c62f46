type Env = Readonly<Record<string, string | undefined>>;

export interface GivenKeycloak { url: string; adminPassword: string }

/** Brokers that somebody else runs for the tests; null when the tests start their own. */
export function givenKafka(env: Env = process.env): string[] | null {
  return env['KONBIT_TEST_KAFKA_BROKERS'] ? env['KONBIT_TEST_KAFKA_BROKERS'].split(',').map((address) => address.trim()) : null;
}

/** A Keycloak that somebody else runs for the tests, and the password of its account `admin`; null when the tests start their own. */
export function givenKeycloak(env: Env = process.env): GivenKeycloak | null {
  const url = env['KONBIT_TEST_KEYCLOAK_URL'];
  return url ? { url: url.replace(/\/$/, ''), adminPassword: env['KONBIT_TEST_KEYCLOAK_PASSWORD'] || 'admin' } : null;
}
