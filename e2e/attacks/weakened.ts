export async function selfCheck(say: (line: string) => void): Promise<boolean> {
  say('later');
  return false;
}
