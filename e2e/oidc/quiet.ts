// oidc-provider asks for Node 22 and works on 20 too; its warning at import would be the first line a stranger reads.
const warn = console.warn.bind(console);
console.warn = (...args: unknown[]) => {
  if (!String(args[0]).includes('oidc-provider WARNING: Unsupported runtime')) warn(...args);
};
