// Escaping HTML by tagged template: everything interpolated is escaped unless it is itself made by `html`.

/** A piece of HTML that is safe to send. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

type Value = Html | string | number | boolean | null | undefined | Value[];

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function render(value: Value): string {
  if (value === null || value === undefined || value === false || value === true) return '';
  if (Array.isArray(value)) return value.map(render).join('');
  if (value instanceof Html) return value.text;
  return String(value).replace(/[&<>"']/g, (c) => escapes[c] ?? c);
}

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((all, part, i) => all + part + (i < values.length ? render(values[i]) : ''), ''));
}

/** Marks a text that some library has already made as HTML. */
export const trusted = (text: string): Html => new Html(text);
