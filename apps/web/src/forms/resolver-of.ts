import type { FieldError } from '@konbit/contracts';
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';

interface Fault {
  type: string;
  message: string;
}
interface Nest {
  [name: string]: Nest | Fault;
}

/** A resolver over a pure check that answers paths and codes, for what no single schema sees: dates in boxes, a number by its type. */
export function resolverOf<Values extends FieldValues>(check: (values: Values) => readonly FieldError[]): Resolver<Values> {
  return (values) => {
    const faults = check(values);
    return faults.length === 0 ? { values, errors: {} } : { values: {}, errors: nested(faults) as FieldErrors<Values> };
  };
}

/** `document.value` becomes `{ document: { value: … } }`; the first fault of a field is the one said. */
function nested(faults: readonly FieldError[]): Nest {
  const root: Nest = {};
  for (const { path, code } of faults) {
    const names = path.split('.');
    const last = names.pop()!;
    const place = names.reduce<Nest>((nest, name) => (nest[name] ??= {}) as Nest, root);
    place[last] ??= { type: 'check', message: code };
  }
  return root;
}
