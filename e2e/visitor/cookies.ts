// Cookies as a browser keeps them: by host name, since they know no ports.

export class Cookies {
  private readonly jars = new Map<string, Map<string, string>>();

  /** The cookies of an address, by name, in the order in which they came. */
  of(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const found = this.jars.get(hostname) ?? new Map<string, string>();
    this.jars.set(hostname, found);
    return found;
  }

  /** What a browser sends to the address; empty where it has nothing. */
  header(url: string): string {
    return [...this.of(url)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Takes over what an answer sets; gives it by name, empty for what it takes away. */
  keep(url: string, lines: readonly string[]): Map<string, string> {
    const jar = this.of(url);
    const sets = new Map<string, string>();
    for (const line of lines) {
      const [pair, ...attributes] = line.split(/;\s*/) as [string, ...string[]];
      const name = pair.slice(0, pair.indexOf('='));
      const gone = attributes.some((a) => /^max-age=0$/i.test(a) || (/^expires=/i.test(a) && Date.parse(a.slice(8)) <= Date.now()));
      const value = gone ? '' : pair.slice(name.length + 1);
      if (value) jar.set(name, value);
      else jar.delete(name);
      sets.set(name, value);
    }
    return sets;
  }

  /** The same cookies at this moment, for another browser. */
  copy(): Cookies {
    const copy = new Cookies();
    for (const [host, jar] of this.jars) copy.jars.set(host, new Map(jar));
    return copy;
  }
}
