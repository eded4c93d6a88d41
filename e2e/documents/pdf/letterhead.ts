// Who writes, at the head and foot of the page. All addresses and phones are invented.

/** What a municipality's paper carries. */
export interface Letterhead {
  municipality: string;
  service: Record<string, string>;
  address: string;
  phone: string;
  accent: string;
}

/** By municipality id. */
export const letterheads: Record<string, Letterhead> = {
  fjordvik: {
    municipality: 'Fjordvik kommune',
    service: { nb: 'Barneverntjenesten', nn: 'Barneverntenesta' },
    address: 'Storgata 1, 0000 Fjordvik',
    phone: '55 00 00 00',
    accent: '#0d5560',
  },
  lyngmo: {
    municipality: 'Lyngmo kommune',
    service: { nb: 'Barneverntjenesten', nn: 'Barneverntenesta' },
    address: 'Torget 2, 0000 Lyngmo',
    phone: '55 00 00 05',
    accent: '#5b3a6b',
  },
};

/** The few words that the paper itself carries. */
export const paperWords: Record<string, { phone: string; exempt: string; page: (n: number, of: number) => string }> = {
  nb: { phone: 'Telefon', exempt: 'Unntatt offentlighet', page: (n, of) => `Side ${n} av ${of}` },
  nn: { phone: 'Telefon', exempt: 'Unnateke offentlegheit', page: (n, of) => `Side ${n} av ${of}` },
};
