// What a person's phone shows: a lock screen with the notifications that came in, and the list of all phones.
import { html, type Html } from '../page/html.ts';
import type { PageOptions } from '../page/page.ts';
import { citizens, fullName, type Citizen } from '../people/people.ts';
import type { Notification } from './orders.ts';

const standsInFor = 'Demonstrasjon: telefonene til de oppdiktede personene. Varslene kommer fra stedfortrederen for Altinn Varsling.';

const time = (iso: string): string => new Intl.DateTimeFormat('nb', { timeStyle: 'short', timeZone: 'Europe/Oslo' }).format(new Date(iso));

const card = (n: Notification): Html => html`<li class="note">
<p class="from"><span>${n.channel === 'Sms' ? 'Melding' : 'E-post'} · ${n.sender}</span> <time datetime="${n.receivedAt}">${time(n.receivedAt)}</time></p>
${n.subject ? html`<p class="subject" dir="auto">${n.subject}</p>` : ''}<p class="body" dir="auto">${n.body}</p></li>`;

/** New notifications are put in place as they come; the texts are set as text, never as markup. */
const live = `
const list = document.getElementById('notes');
const events = new EventSource(location.pathname.replace(/\\/$/, '') + '/events');
const oslo = new Intl.DateTimeFormat('nb', { timeStyle: 'short', timeZone: 'Europe/Oslo' });
const line = (cls, text) => { const p = document.createElement('p'); p.className = cls; p.dir = 'auto'; p.textContent = text; return p; };
events.addEventListener('notification', (event) => {
  const n = JSON.parse(event.data);
  const item = document.createElement('li');
  item.className = 'note';
  const from = document.createElement('p');
  from.className = 'from';
  const who = document.createElement('span');
  who.textContent = (n.channel === 'Sms' ? 'Melding' : 'E-post') + ' · ' + n.sender;
  const at = document.createElement('time');
  at.dateTime = n.receivedAt;
  at.textContent = oslo.format(new Date(n.receivedAt));
  from.append(who, ' ', at);
  item.append(from);
  if (n.subject) item.append(line('subject', n.subject));
  item.append(line('body', n.body));
  list.prepend(item);
  document.getElementById('quiet').hidden = true;
});
const clock = document.getElementById('clock');
setInterval(() => { clock.textContent = oslo.format(new Date()); }, 5000);
`;

export function phoneScreen(person: Citizen, notes: Notification[]): PageOptions {
  return {
    title: `Telefonen til ${fullName(person)}`,
    lang: 'nb',
    standsInFor,
    look: 'phone',
    script: live,
    body: html`<main>
<h1><span class="whose">Telefonen til ${fullName(person)}</span><span id="clock">${time(new Date().toISOString())}</span></h1>
<ul id="notes" aria-label="Varsler" aria-live="polite">${[...notes].reverse().map(card)}</ul>
<p class="quiet" id="quiet"${notes.length ? html` hidden` : ''}>Ingen varsler</p>
<p class="all"><a href="/">Alle telefoner</a></p>
</main>`,
  };
}

export function phoneList(count: (personId: string) => number): PageOptions {
  return {
    title: 'Telefoner',
    lang: 'nb',
    standsInFor,
    body: html`<main><h1>Telefoner</h1>
<p class="quiet">Her ser du hva en tilskuer kan lese på låseskjermen til hver av dem.</p>
<ul class="people">${citizens
      .filter((c) => c.nationalNumber)
      .map(
        (c) =>
          html`<li><a href="/phones/${c.id}"><span class="name">${fullName(c)}</span>
<span class="about">${count(c.id) === 1 ? '1 varsel' : `${count(c.id)} varsler`}</span></a></li>`,
      )}</ul></main>`,
  };
}
