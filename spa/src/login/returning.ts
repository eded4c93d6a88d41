// Log-in ends on the page it began on. The server decides which paths it accepts; here only those are passed on that lead
// to a page of this app.

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const citizens = new RegExp(
  `^/case/${uuid}(?:/(?:conversation|documents(?:/[A-Za-z0-9-]{1,64})?|plan|consents(?:/${uuid})?|more(?:/logins|/looked|/export)?))?$`,
);
const employees = new RegExp(`^/employee(?:/(?:conversation/${uuid}|logins))?$`);

type Where = { pathname: string; search: string };

function wanted(known: RegExp, at: Where): string | null {
  const said = new URLSearchParams(at.search).get('return');
  return [said ?? '', at.pathname].find((path) => known.test(path)) ?? null;
}

/** The citizens' page to come back to: the one that the address names, or the one on the screen. */
export const returnPath = (at: Where = location): string | null => wanted(citizens, at);

/** The same among the employees' pages. */
export const staffReturnPath = (at: Where = location): string | null => wanted(employees, at);

type LogIn = {
  level?: 'high';
  /** One is to prove again who one is. */
  again?: boolean;
  at?: Where;
};

/** Where the browser goes to log in and come back. */
export function logInAndReturn({ level, again, at = location }: LogIn = {}): string {
  return address('/login', { level, again: again ? '1' : undefined, return: returnPath(at) });
}

/** The same for an employee of a municipality. */
export function staffLogInAndReturn(municipality: string, at: Where = location): string {
  return address('/employee/login', { municipality, return: staffReturnPath(at) });
}

function address(path: string, query: Record<string, string | null | undefined>): string {
  const said = Object.entries(query).filter((e): e is [string, string] => !!e[1]);
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path;
}
