import { language } from '../i18n/catalogue.ts';

/** Nobody needs an interpreter for Norwegian: to whoever reads it the question is for which language. */
export const readsNorwegian = (): boolean => ['nb', 'nn'].includes(language.value);
