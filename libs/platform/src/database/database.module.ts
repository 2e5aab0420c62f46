import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Database } from './database.js';
import { outliveLoss } from './with-client.js';

export interface DatabaseOptions {
  /** Service name, shown to Postgres as the application's name. */
  name: string;
  /** Url of the app role. */
  url: string;
  /** Entity classes; inside Nest those of `TypeOrmModule.forFeature` are found by themselves. */
  entities?: DataSourceOptions['entities'];
  /** Connections at most; 5 unless told (BACKBONE §7). */
  poolSize?: number;
}

/** Opens the app role's pool outside Nest; throws when the database does not answer. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return new Database(await new DataSource(dataSourceOptions(options)).initialize(), options.name);
}

function dataSourceOptions({ name, url, entities, poolSize = 5 }: DatabaseOptions) {
  return {
    type: 'postgres' as const, url, entities: entities ?? [], synchronize: false, migrationsRun: false, installExtensions: false, logging: false as const,
    applicationName: `konbit-${name}`, poolSize, connectTimeoutMS: 1500, poolErrorHandler: () => undefined,
    // A process that stands still inside a transaction must not hold its locks for ever (BACKBONE §3.4); statements that need not wait leave together.
    extra: { pipeline: true, onConnect: outliveLoss, idleTimeoutMillis: 30_000, keepAlive: true, idle_in_transaction_session_timeout: 10_000 },
  };
}

/** Global `Database` over the app role; its pool closes with the application. */
@Module({})
export class DatabaseModule {
  static forRoot(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(options), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500, verboseRetryLog: false })],
      providers: [{ provide: Database, inject: [DataSource], useFactory: (source: DataSource) => new Database(source, options.name) }],
      exports: [Database],
    };
  }
}

/** The module that provides `Database` (app role, pool of 5). */
export function databaseModule(options: DatabaseOptions): DynamicModule {
  return DatabaseModule.forRoot(options);
}
