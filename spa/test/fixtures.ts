// What the API would answer for one fictitious family; typed by the contract, so that a change there shows here.
import type {
  Case,
  Citizen,
  Conversation,
  DocumentText,
  Entry,
  EntrySummary,
  Office,
  PublicContext,
} from '../src/api/client.ts';

export const today = new Date('2026-11-24T09:40:00+01:00');

const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '15:30' }));

export const context: PublicContext = {
  municipalities: [
    {
      municipality: 'fjordvik',
      name: 'Fjordvik kommune',
      phones: [
        { kind: 'DUTY', number: '55000111', hours: undefined },
        { kind: 'SWITCHBOARD', number: '55000000', hours },
      ],
      visitAddress: 'Torget 1, 5900 Fjordvik',
      hours,
      accessibilityStatementUrl: 'https://uustatus.no/nb/erklaringer/publisert/00000000-0000-0000-0000-000000000000',
      employeeLogin: true,
    },
  ],
  languages: [
    { language: 'nb', name: 'Norsk bokmål', direction: 'ltr' },
    { language: 'nn', name: 'Norsk nynorsk', direction: 'ltr' },
    { language: 'en', name: 'English', direction: 'ltr' },
    { language: 'ar', name: 'العربية', direction: 'rtl' },
    { language: 'pl', name: 'Polski', direction: 'ltr' },
  ],
  suggestedLanguage: 'nb',
  practice: true,
};

const all = { documents: true, comment: true, conversation: true, meeting: true, callMe: true, complaint: true };

export const laylaCase = '0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a11';
export const samiCase = '0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a12';
const decisionId = '5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b90';

export const me: Citizen = {
  name: { given: 'Rania', family: 'Haddad' },
  language: 'ar',
  languages: context.languages,
  under18: false,
  cases: [
    {
      caseCopyId: laylaCase,
      municipality: 'fjordvik',
      child: { given: 'Layla', family: 'Haddad' },
      aboutMe: false,
      role: 'MOTHER',
      may: all,
    },
    {
      caseCopyId: samiCase,
      municipality: 'fjordvik',
      child: { given: 'Sami', family: 'Haddad' },
      aboutMe: false,
      role: 'MOTHER',
      may: all,
    },
  ],
  session: {
    idleEndsAt: '2026-11-24T10:10:00+01:00',
    endsAt: '2026-11-24T11:40:00+01:00',
    now: '2026-11-24T09:40:00+01:00',
  },
  practice: false,
};

/** A certified translation of a document as the list has it. */
export const translated = (
  documentId: string,
  language: string,
  outdated = false,
): EntrySummary['translations'][0] => ({
  documentId,
  text: {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    provenance: { kind: 'CERTIFIED', agency: 'Fjordtolk', madeAt: '2026-11-13T14:20:00+01:00' },
    outdated,
  },
});

export const entries: EntrySummary[] = [
  {
    entryId: decisionId,
    type: 'DECISION',
    title: 'Vedtak om støttekontakt og veiledning',
    titleLanguage: 'nb',
    date: '2026-11-12',
    from: 'Fjordvik kommune',
    isNew: true,
    released: 'FULL',
    translations: ['ar', 'pl', 'so', 'uk', 'en'].map((one) => translated('d', one)),
    complaintDeadline: '2026-12-03',
    onTimeline: true,
  },
  {
    entryId: '5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b91',
    type: 'MEETING_MINUTES',
    title: 'Referat fra samtale på skolen',
    titleLanguage: 'nb',
    date: '2026-10-29',
    from: 'Fjordvik kommune',
    isNew: false,
    released: 'FULL',
    translations: [translated('d', 'ar')],
    onTimeline: true,
  },
  {
    entryId: '5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b92',
    type: 'MEASURES_PLAN',
    title: 'Tiltaksplan høsten 2026',
    titleLanguage: 'nb',
    date: '2026-09-14',
    from: 'Fjordvik kommune',
    isNew: false,
    released: 'FULL',
    translations: [],
    onTimeline: true,
  },
  {
    entryId: '5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b93',
    type: 'LETTER',
    title: 'Innkalling til møte',
    titleLanguage: 'nb',
    date: '2026-09-02',
    from: 'Fjordvik kommune',
    isNew: false,
    released: 'TITLE',
    translations: [],
    onTimeline: false,
  },
];

const contactPerson: Case['contactPerson'] = {
  name: { given: 'Ingrid', family: 'Solbakken' },
  phone: '55000042',
  team: 'Familie 1',
};

export const office: Office = {
  hours,
  openings: [24, 25, 26].map((day) => ({
    from: `2026-11-${day}T08:00:00+01:00`,
    until: `2026-11-${day}T15:30:00+01:00`,
  })),
  specialDays: [],
  answersWithinWorkingDays: 2,
};

export const laylasCase: Case = {
  caseCopyId: laylaCase,
  municipality: 'fjordvik',
  child: { given: 'Layla', family: 'Haddad' },
  aboutMe: false,
  role: 'MOTHER',
  may: all,
  closed: false,
  whatHappensNow: 'Layla får støttekontakt fra desember. Vi møtes for å bli kjent med henne først.',
  whatHappensNowLanguage: 'nb',
  contactPerson,
  office,
  milestones: [
    { name: 'Hjelp hjemme', description: 'Støttekontakt og veiledning', startDate: '2026-11-12', current: true },
    { name: 'Undersøkelse', startDate: '2026-08-20', endDate: '2026-11-12', current: false },
    { name: 'Melding mottatt', startDate: '2026-08-13', endDate: '2026-08-13', current: false },
  ],
  otherParties: [{ role: 'CHILD', name: { given: 'Layla', family: 'Haddad' } }],
  meetings: [
    {
      meetingId: '7d3f8a52-27cf-4a44-9a67-0d6f3f1c2b90',
      title: 'Bli kjent med støttekontakten',
      startsAt: '2026-12-01T14:00:00+01:00',
      place: 'Fjordvik rådhus, rom 204',
      state: 'PLANNED',
      interpreterLanguage: 'ar',
    },
  ],
  waiting: [
    {
      kind: 'UNOPENED_DECISION',
      entryId: decisionId,
      title: 'Vedtak om støttekontakt og veiledning',
      titleLanguage: 'nb',
    },
    { kind: 'COMPLAINT_DEADLINE', entryId: decisionId, date: '2026-12-03' },
    { kind: 'UNREAD_MESSAGES', count: 2 },
  ],
  latest: entries.slice(0, 3),
  unreadMessages: 2,
};

const documentId = '6d3f8a52-27cf-4a44-9a67-0d6f3f1c2b90';

export const decision: Entry = {
  summary: entries[0] as EntrySummary,
  remedy: { kind: 'MUNICIPAL_DECISION', deadline: '2026-12-03', daysLeft: 9, receiver: 'Statsforvalteren i Vestland' },
  documents: [
    {
      documentId,
      title: 'Vedtak om støttekontakt og veiledning',
      titleLanguage: 'nb',
      hasPdf: true,
      originalLanguage: 'nb',
      texts: [
        {
          language: 'nb',
          direction: 'ltr',
          provenance: { kind: 'ORIGINAL', madeAt: '2026-11-12T10:00:00Z' },
          outdated: false,
        },
      ],
    },
  ],
};

const line = (text: string) => [{ text }];

export const decisionText: DocumentText = {
  documentId,
  original: {
    language: 'nb',
    direction: 'ltr',
    provenance: { kind: 'ORIGINAL', madeAt: '2026-11-12T10:00:00Z' },
    outdated: false,
    blocks: [
      { id: 'h1', kind: 'HEADING', level: 1, inline: line('Hva vi har bestemt') },
      {
        id: 'p1',
        kind: 'PARAGRAPH',
        inline: line('Layla får en støttekontakt fire timer i uken. Du får veiledning hjemme annenhver uke.'),
      },
      {
        id: 'p2',
        kind: 'PARAGRAPH',
        inline: line(
          'Hjelpen er frivillig. Den begynner 1. desember 2026 og varer til 1. juni 2027. Da snakker vi sammen om hvordan det har gått.',
        ),
      },
      { id: 'h2', kind: 'HEADING', level: 1, inline: line('Hvorfor vi mener det') },
      {
        id: 'p3',
        kind: 'PARAGRAPH',
        inline: line(
          'Layla har fortalt at hun ofte er alene etter skolen, og at hun savner noen å gjøre ting sammen med. Du har fortalt at du jobber kveld tre dager i uken.',
        ),
      },
      {
        id: 'l1',
        kind: 'UNORDERED_LIST',
        items: [
          { inline: line('Layla er med og velger støttekontakten.') },
          { inline: line('Vi spør Layla hva hun mener hver måned.') },
          { inline: line('Du kan si stopp når du vil.') },
        ],
      },
    ],
  },
  translation: {
    language: 'ar',
    direction: 'rtl',
    provenance: { kind: 'CERTIFIED', agency: 'Fjordvik tolketjeneste', madeAt: '2026-11-13T10:00:00Z' },
    outdated: false,
    blocks: [
      { id: 'h1', kind: 'HEADING', level: 1, inline: line('ما قررناه') },
      {
        id: 'p1',
        kind: 'PARAGRAPH',
        inline: line(
          'ستحصل ليلى على مرافق داعم لمدة أربع ساعات في الأسبوع. وستحصلين أنت على إرشاد في المنزل مرة كل أسبوعين.',
        ),
      },
      {
        id: 'p2',
        kind: 'PARAGRAPH',
        inline: line(
          'هذه المساعدة طوعية. تبدأ في 1 ديسمبر 2026 وتستمر حتى 1 يونيو 2027. عندها سنتحدث معًا عن كيفية سير الأمور.',
        ),
      },
      { id: 'h2', kind: 'HEADING', level: 1, inline: line('لماذا نرى ذلك') },
      {
        id: 'p3',
        kind: 'PARAGRAPH',
        inline: line(
          'قالت ليلى إنها غالبًا ما تكون وحدها بعد المدرسة، وإنها تفتقد من تقضي معه الوقت. وقلتِ إنك تعملين مساءً ثلاثة أيام في الأسبوع.',
        ),
      },
      {
        id: 'l1',
        kind: 'UNORDERED_LIST',
        items: [
          { inline: line('تشارك ليلى في اختيار المرافق الداعم.') },
          { inline: line('نسأل ليلى عن رأيها كل شهر.') },
          { inline: line('يمكنك إيقاف المساعدة متى شئت.') },
        ],
      },
    ],
  },
};

export const conversation: Conversation = {
  messages: [
    {
      messageId: '01935a6e-8f00-7c3a-b1d2-3e4f5a6b7c81',
      mine: false,
      fromEmployee: true,
      authorName: { given: 'Ingrid', family: 'Solbakken' },
      text: 'Hei Rania. Takk for samtalen i går. Jeg sender vedtaket denne uken, også på arabisk.',
      language: 'nb',
      direction: 'ltr',
      state: 'READ',
      position: 1,
      sentAt: '2026-11-11T11:02:00+01:00',
    },
    {
      messageId: '01935a6e-8f00-7c3a-b1d2-3e4f5a6b7c82',
      mine: true,
      fromEmployee: false,
      authorName: { given: 'Rania', family: 'Haddad' },
      text: 'شكرًا إنغريد. هل يمكن أن يكون الاجتماع بعد الساعة الثانية؟ أعمل حتى الواحدة والنصف.',
      language: 'ar',
      direction: 'rtl',
      state: 'READ',
      position: 2,
      registrationId: '2026/418-12',
      sentAt: '2026-11-23T20:14:00+01:00',
      readAt: '2026-11-24T08:05:00+01:00',
    },
    {
      messageId: '01935a6e-8f00-7c3a-b1d2-3e4f5a6b7c83',
      mine: false,
      fromEmployee: true,
      authorName: { given: 'Ingrid', family: 'Solbakken' },
      text: 'Ja, det går fint. Vi sier tirsdag 1. desember klokka 14. Jeg har bestilt tolk.',
      language: 'nb',
      direction: 'ltr',
      state: 'DELIVERED',
      position: 3,
      sentAt: '2026-11-24T08:07:00+01:00',
    },
    {
      messageId: '01935a6e-8f00-7c3a-b1d2-3e4f5a6b7c84',
      mine: true,
      fromEmployee: false,
      authorName: { given: 'Rania', family: 'Haddad' },
      text: 'ممتاز، سنأتي أنا وليلى معًا.',
      language: 'ar',
      direction: 'rtl',
      state: 'SENT',
      undoUntil: '2026-11-24T09:40:10+01:00',
      sentAt: '2026-11-24T09:40:00+01:00',
    },
  ],
  more: false,
  canWrite: true,
  historyAvailable: true,
  beforeFirstMessage: false,
  readPosition: 2,
  lastPosition: 3,
  office,
  contactPerson,
  now: '2026-11-24T09:40:01+01:00',
};
