export { eventually, type EventuallyOptions } from './eventually.js';
export { FixedClock, StepClock } from './clocks.js';
export { type TestClaims, TestIssuer, type TokenFlaws } from './token-issuer.js';
export { gate, type Gate } from './gate.js';
export { branchRef, staffCtx, type StaffOptions } from './staff-ctx.js';
export { type OpenDatabase, type TestDatabaseOptions, testDatabases, TestDatabases, type TestService } from './databases.js';
export { startTestCluster, type TestCluster } from './test-cluster.js';
export { keycloakLacks } from './keycloak-install.js';
export { type KeycloakOptions, KeycloakServer } from './keycloak-server.js';
