export { freePort } from './free-port.js';
export { type PostgresOptions, type RunningPostgres, startPostgres } from './postgres/postgres.js';
export { type BootstrapOptions, type DatabaseService, bootstrapDatabases, databaseServices, serviceDatabaseEnv } from './postgres/databases.js';
export { type Account, type Accounts, accountsFromFile, accountsOf, hashPassword, verifyPassword } from './sign-in/accounts.js';
export { type DemoAccount, demoAccounts, demoPassword } from './sign-in/demo-accounts.js';
export { type SignInOptions } from './sign-in/sign-in-options.js';
export { startSignIn } from './sign-in/sign-in.js';
export { StartError } from './start-error.js';
