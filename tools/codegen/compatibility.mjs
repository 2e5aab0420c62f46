// The rules by which an event's schema may change inside its version (STANDARDS §3). Decides only; reads no file.

/** Every rule by name, with what to do when it is broken. `next` is the name that the next version would have. */
export const rules = {
  'type-removed': (next) => `keep the contract: old records of it lie in the log. A type leaves only with its topic, by a drained switch to a new one; a new meaning is ${next}`,
  'type-changed': (next) => `keep what it was and add an optional property beside it, or declare ${next}`,
  'required-added': (next) => `make it optional, since old bodies lack it, or declare ${next}`,
  'made-required': (next) => `keep it optional, since old bodies may lack it, or declare ${next}`,
  'made-optional': (next) => `keep it required, since older consumers need it, or declare ${next}`,
  'property-removed': (next) => `put it back, since old bodies carry it; a new name is an optional property beside it. Otherwise declare ${next}`,
  'value-added': (next) => `declare ${next}, since older consumers refuse the value. Only an open list (\`z.union([z.enum(known), z.string()])\`) grows inside a version`,
  'value-removed': (next) => `keep the value, since old bodies carry it, or declare ${next}`,
  'bound-narrowed': (next) => `keep the bound or widen it, or declare ${next}`,
  'format-changed': (next) => `keep the format or drop it, or declare ${next}`,
  'object-open': () => 'declare it with z.strictObject: a published object is closed, else no property could ever be added',
  'keyword-unknown': () => 'say it with the keywords that tools/codegen/compatibility.mjs compares, or teach it this one together with a bad example',
  'release-edited': () => 'put the files of that release back as they were published; a change goes into the next release',
};

const floors = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum'];
const ceilings = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum'];
const keywords = new Set(['$schema', '$id', 'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'anyOf', 'format', 'pattern', ...floors, ...ceilings]);

/** What `now` breaks for bodies and consumers of `earlier`, as `{ rule, where, what }`; `where` is the path inside the body. What is new is compared with itself: it must be comparable later. */
export function breaksBetween(earlier, now, where = '') {
  const strange = [...new Set([earlier, now].flatMap(strangeIn))];
  if (strange.length > 0) return strange.map((what) => ({ rule: 'keyword-unknown', where, what }));
  const [before, after] = [alternativesOf(earlier), alternativesOf(now)];
  const shared = [...before.kinds].filter(([kind]) => after.kinds.has(kind));
  return [
    ...kindBreaks(before, after, where), ...valueBreaks(before, after, where),
    ...shared.flatMap(([kind, schema]) => partBreaks(schema, after.kinds.get(kind), where)),
  ];
}

/** Breaks of all contracts. `published` are `{ type, release, schema }` of every release; `current` maps each type of today to its schema. */
export function contractBreaks(published, current) {
  const gone = published.filter(({ type }) => !current.has(type)).map(({ type, release }) => ({ rule: 'type-removed', type, release, where: '', what: 'no contract declares it' }));
  const kept = published.filter(({ type }) => current.has(type));
  const fresh = [...current].map(([type, schema]) => ({ type, release: 'itself', schema })).filter(({ type }) => !kept.some((earlier) => earlier.type === type));
  return [...gone, ...[...kept, ...fresh].flatMap(({ type, release, schema }) => breaksBetween(schema, current.get(type)).map((found) => ({ ...found, type, release })))];
}

/** One break in words: where, what is different, and what to do. */
export function explain({ rule, type, release, where, what }) {
  return `${type}${where && ` at ${where}`}, compared with ${release}: ${what} (${rule}).\n    ${rules[rule](nextVersion(type))}`;
}

const nextVersion = (type) => type.replace(/\d+$/, (major) => String(Number(major) + 1));

function strangeIn(schema) {
  const unknown = Object.keys(schema).filter((name) => !keywords.has(name) || (schema.anyOf && name !== 'anyOf')).map((name) => `the keyword "${name}"`);
  const parts = flat(schema);
  const kinds = parts.filter((part) => valuesOf(part) === null).map(kindOf);
  const doubled = kinds.filter((kind, index) => kinds.indexOf(kind) !== index).map((kind) => `two alternatives of the kind ${kind}`);
  return [...unknown, ...parts.filter((part) => part !== schema).flatMap(strangeIn), ...doubled];
}

/** A schema as the closed values it takes and its other alternatives by kind. */
function alternativesOf(schema) {
  const parts = flat(schema);
  return {
    values: new Set(parts.flatMap((part) => valuesOf(part) ?? []).map((value) => JSON.stringify(value))),
    kinds: new Map(parts.filter((part) => valuesOf(part) === null).map((part) => [kindOf(part), part])),
  };
}

const flat = (schema) => (schema.anyOf ? schema.anyOf.flatMap(flat) : [schema]);
const valuesOf = (schema) => schema.enum ?? ('const' in schema ? [schema.const] : null);
const kindOf = ({ type }) => String(type ?? 'anything');
const listed = (alternatives) => [...(alternatives.values.size > 0 ? ['a list of values'] : []), ...alternatives.kinds.keys()].join(' or ');

function kindBreaks(before, after, where) {
  const lost = [...before.kinds.keys()].some((kind) => !after.kinds.has(kind)) || (before.values.size > 0 && after.values.size === 0 && !after.kinds.has('string'));
  const gained = [...after.kinds.keys()].some((kind) => !before.kinds.has(kind) && !(kind === 'string' && before.values.size > 0));
  return lost || gained ? [{ rule: 'type-changed', where, what: `${listed(before)} is now ${listed(after)}` }] : [];
}

/** A list is open when any other text may stand beside its values: its consumers have a branch for what they do not know. Text of a format is not any text. */
function isOpen({ kinds }) {
  const text = kinds.get('string');
  return text !== undefined && !text.format && !text.pattern;
}

function valueBreaks(before, after, where) {
  if (isOpen(before)) return [];
  if (isOpen(after)) return before.values.size > 0 ? [{ rule: 'value-added', where, what: 'the closed list now takes any text' }] : [];
  const added = [...after.values.difference(before.values)];
  const isOtherType = after.values.size === 0 && !after.kinds.has('string');
  const removed = isOtherType ? [] : [...before.values.difference(after.values)];
  return [
    ...(added.length > 0 ? [{ rule: 'value-added', where, what: `the closed list now has ${added.join(', ')}` }] : []),
    ...(removed.length > 0 ? [{ rule: 'value-removed', where, what: `the list no longer has ${removed.join(', ')}` }] : []),
  ];
}

function partBreaks(earlier, now, where) {
  const objects = earlier.type === 'object' ? objectBreaks(earlier, now, where) : [];
  const items = earlier.type === 'array' ? breaksBetween(earlier.items ?? {}, now.items ?? {}, `${where}[]`) : [];
  return [...boundBreaks(earlier, now, where), ...formatBreaks(earlier, now, where), ...objects, ...items];
}

function boundBreaks(earlier, now, where) {
  const isNarrower = (name) => name in now && (!(name in earlier) || (floors.includes(name) ? now[name] > earlier[name] : now[name] < earlier[name]));
  return [...floors, ...ceilings].filter(isNarrower).map((name) => ({ rule: 'bound-narrowed', where, what: `${name} is now ${now[name]}, it was ${earlier[name] ?? 'absent'}` }));
}

function formatBreaks(earlier, now, where) {
  return ['format', 'pattern'].filter((name) => name in now && now[name] !== earlier[name])
    .map((name) => ({ rule: 'format-changed', where, what: `${name} is now ${now[name]}, it was ${earlier[name] ?? 'absent'}` }));
}

function objectBreaks(earlier, now, where) {
  const [before, after] = [earlier.properties ?? {}, now.properties ?? {}];
  const open = [earlier, now].some(({ additionalProperties }) => additionalProperties !== false);
  const path = (name) => (where ? `${where}.${name}` : name);
  return [
    ...(open ? [{ rule: 'object-open', where, what: 'the object takes unknown properties' }] : []),
    ...Object.keys(before).filter((name) => !(name in after)).map((name) => ({ rule: 'property-removed', where: path(name), what: 'the property was removed or renamed' })),
    ...requirementBreaks(earlier, now, path),
    ...Object.keys(after).flatMap((name) => breaksBetween(before[name] ?? after[name], after[name], path(name))),
  ];
}

function requirementBreaks(earlier, now, path) {
  const [needed, needs] = [new Set(earlier.required), new Set(now.required)];
  const isKept = (name) => name in (earlier.properties ?? {}) && name in (now.properties ?? {});
  return [
    ...[...needs].filter((name) => !(name in (earlier.properties ?? {}))).map((name) => ({ rule: 'required-added', where: path(name), what: 'the property is new and required' })),
    ...[...needs].filter((name) => isKept(name) && !needed.has(name)).map((name) => ({ rule: 'made-required', where: path(name), what: 'the property was optional and is required' })),
    ...[...needed].filter((name) => isKept(name) && !needs.has(name)).map((name) => ({ rule: 'made-optional', where: path(name), what: 'the property was required and is optional' })),
  ];
}
