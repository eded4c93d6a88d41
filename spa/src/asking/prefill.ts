let wanted: string | null = null;

/** The next form for a call in this case begins with an interpreter for the language one reads. Lives in memory only. */
export function wantCall(caseCopyId: string): void {
  wanted = caseCopyId;
}

/** Whether that was wanted for this case; it is asked once. */
export function takeWantedCall(caseCopyId: string): boolean {
  const here = wanted === caseCopyId;
  wanted = null;
  return here;
}
