const home = '/';
/** No scheme, no host, no backslash or control character that a browser would read as one. */
const relativePath = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/;

/** Where to go after sign-in: a path of this very site, else the start page. */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 500 || !relativePath.test(wanted)) return home;
  return /^\/(auth|graphql|hints|healthz|readyz|metrics)(\/|\?|$)/.test(wanted) ? home : wanted;
}
