import { useQuery } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import type { AttachmentList } from '../api/client.ts';
import type { AttachmentKeeper } from './keeper.ts';

type Port = { attachmentsKey: readonly string[]; listAttachments: () => Promise<AttachmentList> };

/** While a file waits for its check it is asked for, since there may be no socket to tell of it. */
const askAgainAfter = 10_000;

/** Keeps the files of a draft in step with the server, where another device and the check change them. */
export function useKeptFiles(port: Port, keeper: AttachmentKeeper, mayWrite: boolean): void {
  const { data } = useQuery({
    queryKey: port.attachmentsKey,
    enabled: mayWrite,
    queryFn: async () => {
      const askedAt = Date.now();
      return { askedAt, list: await port.listAttachments() };
    },
    refetchInterval: ({ state }) =>
      !!state.data?.list.attachments.some((file) => file.state === 'WAITING_FOR_CHECK') && askAgainAfter,
  });
  useEffect(() => {
    if (data) keeper.took(data.list, data.askedAt);
  }, [data, keeper]);
}
