// The log-in page of both stand-ins: one button per fictitious person.
import { Html, html } from '../page/html.ts';
import type { NumberVerdict } from './number.ts';
import { localeNames, locales, type Locale, type Words } from './words.ts';

export interface Choice {
  id: string;
  name: string;
  about: string;
}

export interface LoginPage {
  words: Words;
  locale: Locale;
  intro: string;
  people: Choice[];
  /** The levels that may be chosen here, the chosen one marked; absent where there is no choice. */
  levels?: { id: string; eid: string; label: string; chosen: boolean }[];
  level?: string;
  /** The field for a typed number: what stands in it, and what was wrong with it. */
  typed?: { value: string; problem?: Exclude<NumberVerdict, 'ok'> };
}

const query = (values: Record<string, string | undefined>): string =>
  `?${new URLSearchParams(Object.entries(values).filter((e): e is [string, string] => e[1] !== undefined))}`;

const languageChoice = ({ locale, level }: LoginPage): Html =>
  html`<nav class="languages" aria-label="Språk / Language">${locales.map(
    (l) => html`<a href="${query({ lang: l, level })}" lang="${l}"${l === locale ? html` aria-current="true"` : ''}>${localeNames[l]}</a>`,
  )}</nav>`;

const levelChoice = ({ levels, words, locale }: LoginPage): Html | string =>
  levels
    ? html`<nav class="levels" aria-label="${words.level}">${levels.map(
        (l) =>
          html`<a href="${query({ lang: locale, level: l.id })}"${l.chosen ? html` aria-current="true"` : ''}>${l.eid}<small>${l.label}</small></a>`,
      )}</nav>`
    : '';

const hidden = ({ locale, level }: LoginPage): Html =>
  html`<input type="hidden" name="lang" value="${locale}">${level ? html`<input type="hidden" name="level" value="${level}">` : ''}`;

const numberForm = (page: LoginPage): Html | string => {
  const { typed, words } = page;
  if (!typed) return '';
  const { problem } = typed;
  return html`<h2>${words.other}</h2>
<form method="post" autocomplete="off">${hidden(page)}
${problem === 'control-digits' ? html`<input type="hidden" name="anyway" value="${typed.value}">` : ''}
<label for="number">${words.number}</label>
<p class="quiet" id="number-hint">${words.numberHint}</p>
<input type="text" id="number" name="number" inputmode="numeric" maxlength="14" value="${typed.value}" aria-describedby="number-hint${problem ? ' number-problem' : ''}"${
    problem ? html` aria-invalid="true" autofocus` : ''
  }>
${problem ? html`<p class="problem" id="number-problem" role="alert">${words[problem]}</p>` : ''}
<div class="row"><button class="button">${words.go}</button></div>
</form>`;
};

export const loginPage = (page: LoginPage): Html => html`<main>
${languageChoice(page)}
<h1>${page.words.title}</h1>
<p class="quiet">${page.intro}</p>
${levelChoice(page)}
<h2 id="who">${page.words.who}</h2>
<form method="post">${hidden(page)}
<ul class="people" aria-labelledby="who">${page.people.map(
  (p) => html`<li><button name="person" value="${p.id}" aria-labelledby="name-${p.id}" aria-describedby="about-${p.id}">
<span class="name" id="name-${p.id}">${p.name}</span>
<span class="about" id="about-${p.id}" lang="en">${p.about}</span></button></li>`,
)}</ul>
</form>
${numberForm(page)}
<form method="post">${hidden(page)}<div class="row"><button class="button second" name="cancel" value="yes">${page.words.cancel}</button></div></form>
</main>`;
