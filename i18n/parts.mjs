// A language's words reach a browser in parts: the core with the first page, each other part together with the pages that
// bring it (`withWords` in spa/src/i18n/catalogue.ts). What begins with "srv." and isn't named here never reaches one.

/** The part that has the longest beginning of a key has the key; the core has what none has, and what is named there. */
export const parts = {
  core: [
    'access.state.',
    'afraid.theyThink',
    'consents.lead',
    'consents.title',
    'documents.canComplain',
    'documents.inYourLanguage',
    'documents.incomplete',
    'documents.new',
    'documents.titleOnly',
    'export.lead',
    'export.title',
    'first.parents',
    'first.partOfCase',
    'logins.lead',
    'logins.title',
    'looked.lead',
    'looked.title',
    'reader.made',
    'reader.norwegianCounts',
    'reader.originalCounts',
    'reader.someone',
    'reader.writtenIn',
    'talk.contactPerson',
    'talk.sending',
    'talk.showOriginal',
    'talk.showTranslation',
    'views.afraidMark',
    'views.saidDone',
    'views.say',
    'views.start.',
    'views.title',
  ],
  access: ['access.'],
  consents: ['consents.'],
  export: ['export.'],
  documents: ['documents.', 'plan.', 'reader.', 'types.'],
  inshort: ['inshort.'],
  logins: ['logins.'],
  looked: ['looked.'],
  pdf: ['pdf.'],
  staff: ['staff.'],
  talk: ['afraid.', 'draft.', 'files.', 'first.', 'srv.attachment.', 'talk.'],
  texts: ['texts.'],
  views: ['comment.', 'complaining.', 'views.'],
};

const beginnings = Object.entries(parts)
  .flatMap(([part, all]) => all.map((beginning) => ({ part, beginning })))
  .sort((a, b) => b.beginning.length - a.beginning.length);

/** The part a key is in; null for what only the server says. */
export function partOf(key) {
  const found = beginnings.find(({ beginning }) => key.startsWith(beginning));
  return found?.part ?? (key.startsWith('srv.') ? null : 'core');
}
