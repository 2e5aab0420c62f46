import { outageOf } from '@konbit/platform';

/** The answer of the gateway's database, or UNAVAILABLE when it cannot be reached. */
export async function reached<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    throw outageOf(error) ?? error;
  }
}
