// What the fagsystem publishes word for word, as a careless vendor might, on the page: what passes, what stops, and a
// document that can't be read among others that can.
import { expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { copyOf, expectNarrow, goTo, inFagsystem } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);

test('a document says whom it came from and where it points to, and one that is broken hides no other', async ({ page, demo }) => {
  await loginCitizen(page, 'katarzyna');
  await goTo(page, 'documents', language);
  const copy = copyOf(page);
  const tell = <T = unknown>(path: string, body: unknown) => inFagsystem<T>(demo, 'lyngmo', copy, path, body);
  const release = async (journalpost: Record<string, unknown>) => {
    // In none of the stories' languages: a title in the reader's own would stand before what is written below.
    const { entryId } = await tell<{ entryId: string }>('release', { title: { so: 'Warqad' }, language: 'so', texts: { so: '# Warqad\n\nAdiga.' } });
    await tell(`entries/${entryId}/as-written`, { journalpost });
    return entryId;
  };
  const forelderMeldingId = crypto.randomUUID();
  const title = 'Brev <script>alert(1)</script> æøå';
  const office = (navn: string, korrespondanseparttype: string) => ({ korrespondanseparttype, organisasjon: { navn, organisasjonsnummer: '999888777' } });
  const whole = await release({
    tittel: title,
    forelderMeldingId,
    dokumenttype: 'MOTEREFERAT',
    beskrivelse: 'Fra møtet på skolen',
    eksponertFor: [{ rolle: 'FAR', fornavn: 'Hemmelig', etternavn: 'Leser', fodselsnummer: '01020312345' }],
    korrespondanseparter: [office('Lyngmo skole', 'EA'), office('Legesenteret', 'EK'), { korrespondanseparttype: 'EM', person: { fornavn: 'Fremmed', etternavn: 'Person' } }],
    lenker: [
      { url: 'https://kommune.example/klage', egendefinert: { bokmal: 'Om å klage' } },
      { url: 'javascript:alert(2)', egendefinert: { bokmal: 'Farlig lenke' } },
    ],
    dokumenter: [{ filnavn: 'Referat 2026-05-03.pdf', mimeType: 'application/pdf', tittel: 'Referat', storrelse: 90_000 }],
  });
  const broken = await release({ forelderMeldingId, beskrivelse: 'Uten tittel' });

  const main = page.getByRole('main');
  await expect(main.getByText(w('documents.incomplete'))).toBeVisible();
  await expect(main.locator(`a[href$="${broken}"]`)).toHaveCount(0);
  await main.locator(`a[href$="${whole}"]`).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(main.getByText('Fra møtet på skolen')).toBeVisible();
  await main.getByText(w('reader.about')).click();
  const about = main.locator('.about-entry');
  await expect(about).toContainText('Lyngmo skole');
  await expect(about).toContainText(w('reader.aboutNumber', { Number: '999888777' }));
  await expect(about).toContainText('Referat 2026-05-03.pdf');
  await expect(about.getByRole('link')).toHaveAttribute('href', 'https://kommune.example/klage');
  await expectNarrow(page);
  await expect(main).not.toContainText(/Hemmelig|Fremmed|Farlig|01020312345/);
  // What was put there is taken back: others meet this family, too.
  for (const entry of [whole, broken]) await tell(`entries/${entry}/withdraw`, {});
  await expect(main.getByText(w('pdf.goneTitle'))).toBeVisible();
});
