// Files to choose, made here: what a phone's camera or a PC would hand over, as big as a test needs it.
import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** As Playwright's `setInputFiles` takes it. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** A picture of noise, which no line can squeeze: about three bytes a point. */
export function picture(name: string, width = 64, height = 64, comment = ''): ChosenFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = randomBytes((width * 3 + 1) * height);
  for (let row = 0; row < height; row += 1) rows[row * (width * 3 + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const buffer = Buffer.concat([signature, chunk('IHDR', header), chunk('tEXt', Buffer.from(`Comment\0${comment}`, 'latin1')), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
  return { name, mimeType: 'image/png', buffer };
}

/** What every virus scanner knows and nothing is harmed by, in pieces, so that none takes this file for it. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

/** A picture in which a virus scanner finds something. */
export const infected = (name: string): ChosenFile => picture(name, 16, 16, eicar);

/** A program that calls itself a photo. */
export function disguised(name: string): ChosenFile {
  return { name, mimeType: 'image/jpeg', buffer: Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), randomBytes(600)]) };
}
