import './theme/base.css';
import './theme/without.css';
import { QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { App } from './App.tsx';
import { makeQueryClient } from './api/queries.ts';
import { pageLanguage, showLanguage } from './i18n/catalogue.ts';
import { keepClock } from './parts/clock.ts';

const root = document.getElementById('app');
if (root) {
  // A page that the browser kept in memory would show the last one's case to the next one: always from the start.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  keepClock();
  await showLanguage(pageLanguage());
  document.querySelector('.without-script')?.remove();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <App />
    </QueryClientProvider>,
    root,
  );
}
