/** Log-in ends on the page it began on; the server decides which paths it accepts. */
export function logInAndReturn(path: string = location.pathname): string {
  return path.startsWith('/case/') ? `/login?return=${encodeURIComponent(path)}` : '/login';
}
