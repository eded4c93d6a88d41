import { AttachmentKeeper, type AttachmentPort } from './keeper.ts';
import { upload } from './upload.ts';

/** Uploads go on while one looks at another page of the portal; the keeper is here again when one comes back. */
const keepers = new Map<string, AttachmentKeeper>();

type Port = { attachmentAddress: AttachmentPort['address']; removeAttachment: AttachmentPort['remove'] };

export function keeperFor(place: string, port: Port): AttachmentKeeper {
  const known = keepers.get(place);
  if (known) return known;
  const keeper = new AttachmentKeeper({ address: port.attachmentAddress, remove: port.removeAttachment, upload });
  keepers.set(place, keeper);
  return keeper;
}

/** Nobody looks at it now: without anything under way there is nothing to keep it for. */
export function leaveKeeper(place: string): void {
  if (keepers.get(place)?.idle) keepers.delete(place);
}
