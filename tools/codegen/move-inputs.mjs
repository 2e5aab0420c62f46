// SDL inputs of `moveReferral`, one member for each command of the moves table, from the shape of its data.
const pascal = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase()).replace(/^./, (letter) => letter.toUpperCase());

const formats = { uuid: 'UUID', 'date-time': 'Instant', date: 'Day' };
const plain = { string: 'String', integer: 'Int', number: 'Float', boolean: 'Boolean' };

/** The types of one SDL file; nested objects are named by their field and shared when they have the same fields. */
class InputTypes {
  bodies = new Map();

  typeOf(schema, name) {
    if (schema.type === 'array') return `[${this.typeOf(schema.items, name.replace(/s$/, ''))}!]`;
    if (schema.type === 'object') return this.object(schema, name);
    if (schema.format in formats) return formats[schema.format];
    if (schema.enum || schema.const !== undefined) return 'String';
    if (!(schema.type in plain)) throw new Error(`the data of "${name}" has a shape that SDL cannot say: ${JSON.stringify(schema)}`);
    return plain[schema.type];
  }

  object(schema, name) {
    const required = new Set(schema.required ?? []);
    const fields = Object.entries(schema.properties ?? {}).map(([field, value]) => `  ${field}: ${this.typeOf(value, pascal(field))}${required.has(field) ? '!' : ''}`);
    const type = `${name}Input`;
    const body = fields.join('\n');
    if (this.bodies.has(type) && this.bodies.get(type) !== body) throw new Error(`two different shapes would both be called ${type}`);
    this.bodies.set(type, body);
    return type;
  }
}

/** SDL text for `commands`, where `schemaOf(command)` is the JSON Schema of that command's data. */
export function moveInputsSdl(commands, schemaOf) {
  const types = new InputTypes();
  const members = commands.map((command) => {
    const schema = schemaOf(command);
    return `  ${command}: ${Object.keys(schema.properties ?? {}).length === 0 ? 'Do' : types.typeOf(schema, pascal(command))}`;
  });
  const inputs = [...types.bodies].map(([name, body]) => `input ${name} {\n${body}\n}`);
  return [
    '# Written by `npm run codegen` from libs/contracts (moves table and data of each command).',
    `"One command and its data. A member without data takes YES."\ninput MoveInput @oneOf {\n${members.join('\n')}\n}`,
    ...inputs,
  ].join('\n\n') + '\n';
}
