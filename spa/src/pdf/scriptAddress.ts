/** Browsers that know Trusted Types take a worker's address only from the one policy that the server allows. */
interface Policies {
  createPolicy: (
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ) => { createScriptURL: (address: string) => unknown };
}

/** Our own built files, and nothing else. */
const own = /^\/assets\/[\w.-]+\.js$/;

function checked(address: string): string {
  if (!own.test(address) && !import.meta.env.DEV) throw new TypeError('not a script of ours');
  return address;
}

let policy: { createScriptURL: (address: string) => unknown } | undefined;

/** The address of a script of ours, as `new Worker` takes it. */
export function scriptAddress(address: string): unknown {
  const types = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (!types) return checked(address);
  policy ??= types.createPolicy('portal', { createScriptURL: checked });
  return policy.createScriptURL(address);
}
