import { trackFiles } from '../parts/underWay.ts';
import { AttachmentKeeper, type AttachmentPort } from './keeper.ts';
import { upload } from './upload.ts';

/** Uploads go on while one looks at another page of the portal; the keeper is here again when one comes back. */
const keepers = new Map<string, { keeper: AttachmentKeeper; release: () => void }>();

type Port = { attachmentAddress: AttachmentPort['address']; removeAttachment: AttachmentPort['remove'] };

export function keeperFor(place: string, port: Port): AttachmentKeeper {
  const known = keepers.get(place);
  if (known) return known.keeper;
  const keeper = new AttachmentKeeper({ address: port.attachmentAddress, remove: port.removeAttachment, upload });
  keepers.set(place, { keeper, release: trackFiles(keeper.underWay) });
  return keeper;
}

/** Nobody looks at it now: without anything under way there is nothing to keep it for. */
export function leaveKeeper(place: string): void {
  const known = keepers.get(place);
  if (!known?.keeper.idle) return;
  known.release();
  keepers.delete(place);
}
