// A language's words reach a browser in parts: the core with the first page, each other part together with the pages that
// bring it (`withWords` in spa/src/i18n/catalogue.ts). What begins with "srv." and isn't named here never reaches one.

/** The part that has the longest beginning of a key has the key; the core has what none has, and what is named there. */
export const parts = {
  core: [
    'afraid.theyThink',
    'documents.canComplain',
    'documents.inYourLanguage',
    'documents.new',
    'documents.titleOnly',
    'first.parents',
    'first.partOfCase',
    'logins.lead',
    'logins.title',
    'reader.made',
    'reader.someone',
    'talk.contactPerson',
    'talk.sending',
    'views.afraidMark',
    'views.saidDone',
    'views.say',
    'views.start.',
    'views.title',
  ],
  documents: ['documents.', 'plan.', 'reader.', 'types.'],
  logins: ['logins.'],
  pdf: ['pdf.'],
  staff: ['staff.'],
  talk: ['afraid.', 'draft.', 'files.', 'first.', 'srv.attachment.', 'talk.'],
  views: ['views.'],
};

const beginnings = Object.entries(parts)
  .flatMap(([part, all]) => all.map((beginning) => ({ part, beginning })))
  .sort((a, b) => b.beginning.length - a.beginning.length);

/** The part a key is in; null for what only the server says. */
export function partOf(key) {
  const found = beginnings.find(({ beginning }) => key.startsWith(beginning));
  return found?.part ?? (key.startsWith('srv.') ? null : 'core');
}
