// Where an issuer keeps sessions, codes and pushed requests: in memory, each until it expires.
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  payload: AdapterPayload;
  expires: number;
}

/** Makes the adapters of one issuer; they share one store, so that revoking a grant reaches everything made from it. */
export function memoryAdapters(): new (name: string) => Adapter {
  const store = new Map<string, Stored>();
  const sweep = () => {
    const now = Date.now();
    for (const [key, { expires }] of store) if (expires <= now) store.delete(key);
  };
  return class Memory implements Adapter {
    constructor(private readonly name: string) {}

    private key(id: string): string {
      return `${this.name} ${id}`;
    }

    private search(match: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
      for (const [key, { payload, expires }] of store) {
        if (key.startsWith(`${this.name} `) && expires > Date.now() && match(payload)) return payload;
      }
      return undefined;
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      sweep();
      store.set(this.key(id), { payload, expires: Date.now() + (expiresIn ?? 7200) * 1000 });
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      const found = store.get(this.key(id));
      return found && found.expires > Date.now() ? found.payload : undefined;
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return this.search((payload) => payload.uid === uid);
    }

    async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return this.search((payload) => payload.userCode === userCode);
    }

    async consume(id: string): Promise<void> {
      const found = store.get(this.key(id));
      if (found) found.payload.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      store.delete(this.key(id));
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of store) if (payload.grantId === grantId) store.delete(key);
    }
  };
}
