import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { KnownIntake } from './known-intake.js';
import { NewIntake } from './new-intake.js';

/** A new attendance: of somebody new, or with `?persona=` of somebody the office knows. */
export function Component(): ReactNode {
  const [params] = useSearchParams();
  const personId = params.get('persona');
  return personId ? <KnownIntake key={personId} personId={personId} /> : <NewIntake />;
}
