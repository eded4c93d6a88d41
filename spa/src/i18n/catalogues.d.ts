// What spa/build/catalogues.ts makes of i18n/*.json.
declare module 'virtual:catalogues' {
  export type Part = keyof typeof import('../../../i18n/parts.mjs').parts;
  type Words = import('./catalogue.ts').Catalogue;
  const files: Record<Part, Partial<Record<string, () => Promise<{ default: Words }>>>>;
  export default files;
}
