// The words of the log-in pages, in the languages that ID-porten's own page offers and the demo needs.

export const locales = ['nb', 'nn', 'en'] as const;
export type Locale = (typeof locales)[number];

export const localeNames: Record<Locale, string> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' };

const nb = {
  title: 'Logg inn',
  standsIn: 'Demonstrasjon: dette er ikke ID-porten. Alle personer er oppdiktet.',
  standsInEmployees: 'Demonstrasjon: dette er ikke kommunens egen innlogging. Alle personer er oppdiktet.',
  intro: 'Velg hvem du vil være. I virkeligheten står ID-porten her.',
  introEmployees: 'Velg hvem du vil være.',
  level: 'E-ID',
  high: 'høyt nivå',
  substantial: 'betydelig nivå',
  who: 'Hvem er du?',
  other: 'En annen person',
  number: 'Syntetisk fødselsnummer',
  numberHint: 'Elleve siffer. Bare oppdiktede nummer, der måneden er økt.',
  go: 'Logg inn',
  cancel: 'Avbryt',
  'not-eleven-digits': 'Skriv elleve siffer.',
  'real-looking': 'Dette kan være nummeret til et virkelig menneske. Skriv et oppdiktet nummer.',
  'control-digits': 'Kontrollsifrene stemmer ikke. Se over nummeret, eller trykk en gang til for å bruke det likevel.',
  expired: 'Innloggingen har gått ut på tid',
  expiredHelp: 'Gå tilbake til tjenesten du kom fra og begynn på nytt.',
};

export type Words = typeof nb;

export const words: Record<Locale, Words> = {
  nb,
  nn: {
    ...nb,
    standsIn: 'Demonstrasjon: dette er ikkje ID-porten. Alle personar er oppdikta.',
    standsInEmployees: 'Demonstrasjon: dette er ikkje kommunen si eiga innlogging. Alle personar er oppdikta.',
    intro: 'Vel kven du vil vere. I røynda står ID-porten her.',
    introEmployees: 'Vel kven du vil vere.',
    high: 'høgt nivå',
    substantial: 'betydeleg nivå',
    who: 'Kven er du?',
    other: 'Ein annan person',
    number: 'Syntetisk fødselsnummer',
    numberHint: 'Elleve siffer. Berre oppdikta nummer, der månaden er auka.',
    'real-looking': 'Dette kan vere nummeret til eit verkeleg menneske. Skriv eit oppdikta nummer.',
    'control-digits': 'Kontrollsifra stemmer ikkje. Sjå over nummeret, eller trykk ein gong til for å bruke det likevel.',
    expired: 'Innlogginga har gått ut på tid',
    expiredHelp: 'Gå tilbake til tenesta du kom frå og byrj på nytt.',
  },
  en: {
    title: 'Log in',
    standsIn: 'Demonstration: this is not ID-porten. All people are fictitious.',
    standsInEmployees: 'Demonstration: this is not the municipality’s own log-in. All people are fictitious.',
    intro: 'Choose who you want to be. In real life, ID-porten stands here.',
    introEmployees: 'Choose who you want to be.',
    level: 'E-ID',
    high: 'level high',
    substantial: 'level substantial',
    who: 'Who are you?',
    other: 'Someone else',
    number: 'Synthetic national number',
    numberHint: 'Eleven digits. Fictitious numbers only, whose month is raised.',
    go: 'Log in',
    cancel: 'Cancel',
    'not-eleven-digits': 'Write eleven digits.',
    'real-looking': 'This may be the number of a real human being. Write a fictitious one.',
    'control-digits': 'The control digits don’t fit. Check the number, or press once more to use it as it is.',
    expired: 'The log-in has timed out',
    expiredHelp: 'Go back to the service you came from and begin again.',
  },
};

/** The first language of a space-separated wish (ui_locales) that the page has; Bokmål otherwise. */
export function pickLocale(wish: unknown): Locale {
  for (const tag of String(wish ?? '').split(/\s+/)) {
    const found = locales.find((l) => tag === l || tag.startsWith(`${l}-`));
    if (found) return found;
  }
  return 'nb';
}
