// A wire between two programs that can be cut: what a network does, without a network.
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Passes connections on to a port of this machine until it is told to cut them. */
export class Proxy {
  private readonly open = new Set<Socket>();
  private refusing = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {
    server.on('connection', (near) => this.join(near));
  }

  static async start(target: number, port = 0): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new Proxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private join(near: Socket): void {
    if (this.refusing) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.open.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  /** Resets every connection that is open now. */
  reset(): void {
    for (const socket of [...this.open]) socket.resetAndDestroy();
  }

  /** Resets everything and lets nothing through until it is mended. */
  cut(): void {
    this.refusing = true;
    this.reset();
  }

  mend(): void {
    this.refusing = false;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
