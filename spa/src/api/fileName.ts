/** The name that the server gives a file, in all letters where it tells them. */
export function fileName(disposition: string | null, otherwise: string): string {
  const full = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename="([^"]+)"/i.exec(disposition ?? '')?.[1];
  try {
    return full ? decodeURIComponent(full) : (plain ?? otherwise);
  } catch {
    return plain ?? otherwise;
  }
}
