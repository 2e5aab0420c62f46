import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const day = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text names a day of the calendar; the 30th of February does not. */
export function isDay(text: string): boolean {
  if (!day.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const isInstant = (text: string): boolean => instant.test(text) && !Number.isNaN(Date.parse(text));

/** The API's own scalars: texts of one exact form, passed on as they are. */
export const scalars = {
  UUID: textScalar('UUID', (text) => uuid.test(text)),
  Instant: textScalar('Instant', isInstant),
  Day: textScalar('Day', isDay),
};

function textScalar(name: string, fits: (text: string) => boolean): GraphQLScalarType {
  const checked = (value: unknown): string => {
    if (typeof value === 'string' && fits(value)) return value;
    throw new GraphQLError(`not a value of ${name}`, { extensions: { code: 'INVALID_INPUT' } });
  };
  return new GraphQLScalarType({
    name, serialize: String, parseValue: checked, parseLiteral: (node) => checked(node.kind === Kind.STRING ? node.value : null),
  });
}
