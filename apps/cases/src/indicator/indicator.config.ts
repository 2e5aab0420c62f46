import { codeId, type Env, readConfig } from '@konbit/platform';
import { z } from 'zod';

export const INDICATOR_OFFICES: unique symbol = Symbol('IndicatorOffices');

/** Ids of the two organisations that IND-03 compares. */
export interface IndicatorOffices { migration: string; jobs: string }

const code = z.string().regex(/^ORG-[A-Z0-9-]+$/, 'it is the code of an organisation, e.g. ORG-IMV-OMIL');
const shape = z.object({ KONBIT_MIGRATION_ORG: code.default('ORG-IMV-MIG'), KONBIT_OMIL_ORG: code.default('ORG-IMV-OMIL') });

/** The municipality's migration and job office; throws a ConfigError that names the variable. */
export function indicatorOffices(env?: Env): IndicatorOffices {
  const read = readConfig(shape, env);
  return { migration: codeId(read.KONBIT_MIGRATION_ORG), jobs: codeId(read.KONBIT_OMIL_ORG) };
}
