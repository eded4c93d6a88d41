import { vi } from 'vitest';

/** The longest that anything is waited for: a busy machine isn't a mistake, and what comes at once is waited for no longer. */
export const patience = 20_000;

/** Until what is said of it holds. */
export const eventually = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: patience });
