import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { moveInputsSdl } from './move-inputs.mjs';

/** The built doors of libs/contracts as one object, or null before the first build. */
export async function loadContracts(root) {
  const doors = ['libs/contracts/dist/index.js', 'libs/contracts/dist/forms/index.js'].map((file) => join(root, file)).filter((file) => existsSync(file));
  const modules = await Promise.all(doors.map((file) => import(pathToFileURL(file))));
  return modules.length === 0 ? null : Object.assign({}, ...modules);
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

// A format says what its long pattern repeats.
function dropPatternOfFormat({ jsonSchema }) {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

/** JSON Schema 2020-12 and sample of every event of this release, as `[file, text]`. */
export function eventHistory(contracts, release) {
  return (contracts.eventContracts ?? []).flatMap(({ type, schema, sample }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'output', target: 'draft-2020-12', override: dropPatternOfFormat });
    return [
      [`${type}/${release}/schema.json`, json({ $schema, $id: `urn:konbit:schema:${type}`, ...rest })],
      [`${type}/${release}/sample.json`, json(sample)],
    ];
  });
}

/** SDL of the inputs of `moveReferral`, or null while contracts have no table with data. */
export function moveInputs({ moveCommands, moveData }) {
  if (!moveCommands || !moveData) return null;
  return moveInputsSdl(moveCommands, (command) => z.toJSONSchema(moveData[command], { io: 'input' }));
}
