import type { Link } from '../api/client.ts';

/** Links that lead out of here, each with where to. The server has let only https through. */
export function OutLinks({ links }: { links: Link[] }) {
  if (links.length === 0) return null;
  return (
    <ul class="out-links">
      {links.map((link) => (
        <li key={link.url + link.text}>
          <a href={link.url} rel="noreferrer">
            <bdi lang={link.language}>{link.text}</bdi>
          </a>{' '}
          <bdi class="quiet small">{new URL(link.url).host}</bdi>
        </li>
      ))}
    </ul>
  );
}
