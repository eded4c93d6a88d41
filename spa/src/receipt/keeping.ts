import { type Signal, signal } from '@preact/signals';
import { type FailureCode, failureSaid } from '../api/failure.ts';

export type KeptFile = { file: Blob; name: string };

export type KeepState =
  | { is: 'closed' }
  | { is: 'choosing' }
  | { is: 'making' }
  | { is: 'kept'; address: string; name: string }
  | { is: 'failed'; code: FailureCode; detail: string | undefined };

type Deps = {
  fetch: () => Promise<KeptFile>;
  /** Gives the file to the browser to keep. */
  save: (address: string, name: string) => void;
};

/** Fetching a file to keep, once one has read what keeping it on this device means. */
export class Keeping {
  readonly state: Signal<KeepState> = signal<KeepState>({ is: 'closed' });

  constructor(private readonly deps: Deps) {}

  /** Opens what there is to know first, or closes it. */
  toggle(): void {
    if (this.state.value.is === 'closed') this.state.value = { is: 'choosing' };
    else this.close();
  }

  async keep(): Promise<void> {
    const now = this.state.value.is;
    if (now !== 'choosing' && now !== 'failed') return;
    this.state.value = { is: 'making' };
    try {
      const { file, name } = await this.deps.fetch();
      if (!this.still('making')) return;
      const address = URL.createObjectURL(file);
      this.state.value = { is: 'kept', address, name };
      this.deps.save(address, name);
    } catch (error) {
      if (this.still('making')) this.state.value = { is: 'failed', ...failureSaid(error) };
    }
  }

  /** Nothing of the file stays in the page. */
  close(): void {
    const now = this.state.value;
    if (now.is === 'kept') URL.revokeObjectURL(now.address);
    this.state.value = { is: 'closed' };
  }

  /** One may have closed it meanwhile. */
  private still(is: KeepState['is']): boolean {
    return this.state.peek().is === is;
  }
}
